"""Files that begin something new: the card of an algorithm, the repository of a registry.

Answers come in as values, whoever asked for them; what rules would refuse is refused before anything is written.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
