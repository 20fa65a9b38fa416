"""Python code that comes with a card, looked at as data: bandit parses it, nothing imports or runs it.

What a scan does not find proves nothing; what cannot be scanned is said and never taken for clean.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
