"""Parsing: hostile bytes in, typed documents and diagnostics with their spans out.

The only room that reads what authors wrote; rooms above ask it for a `Collection`. It never raises because of a
document's content, never fetches anything and never follows a link; `checks` turns its diagnostics into findings.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
