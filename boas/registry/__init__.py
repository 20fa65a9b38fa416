"""Everything below as one frozen picture: documents, their past, findings, levels.

The index is filled from it and reports are written about it; it never asks either.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
