"""Findings and changes to text, one file per output format; each format escapes for its own sink.

The formats of forges are imported from their own files when one of them is asked for, so that checking
at a terminal never pays for them.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
