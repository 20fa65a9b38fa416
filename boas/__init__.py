"""BOAS: an open, Git-backed registry of health algorithms.

Git holds documents; documents are parsed into typed models; rules turn them into findings; together
they make one frozen registry; the registry fills an index; pages and the API ask the index.

In a notebook, everything in a registry is a typed object:

>>> import boas
>>> registry = boas.open_registry()
>>> algorithm = registry.algorithm("hemorragie-majeure")
>>> algorithm.latest.number
'1.0.1'
>>> algorithm.latest.card.kind
'rule'
>>> row = algorithm.figures[0]
>>> row.metric, row.printed, row.verdict
('sensitivity', 0.65, 'consistent')

`registry.figures` and `registry.estimates` are rows of tables, which `pandas.DataFrame(registry.figures)` takes.
"""

import time

import lazy_loader

__version__ = "0.1.0"
STARTED = time.time_ns()
"""When this process began to load the program (nanoseconds since 1970): a file of it that is newer was not loaded."""

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
