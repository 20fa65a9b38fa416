"""One row a person to tables that may be published; the rows themselves never leave here."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
