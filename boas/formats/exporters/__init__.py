"""A version of an algorithm as other tools read it: one module per public format, and what they share.

Exporters say all that their format has no place for; nothing is invented, what is not known is left out.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
