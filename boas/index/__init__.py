"""Registry to rows, rows to answers: the shadow of Git that pages and the API ask.

Filled in one transaction from the frozen registry; deleted, it comes back identical. Nothing above
touches Git or YAML, and nothing here is typed by a person.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
