"""Foreign files to the documents of a new algorithm: one module per public format, and what they share."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
