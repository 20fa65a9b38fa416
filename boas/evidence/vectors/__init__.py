"""Test vectors: what a program or codelists answer for invented rows, held against what was expected."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
