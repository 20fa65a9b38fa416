"""Static scan of the Python code of a card: bandit parses it as data, nothing imports or runs it.

Rules about code and `boas scan` use it. A clean scan is no proof of safety; a file that cannot be scanned is listed
and never counts as clean.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
