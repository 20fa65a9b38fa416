"""Bytes to documents and back: hostile text in, typed documents and faults with places out.

The only room that reads what authors wrote. It never raises because of a document's content, never
fetches anything and never follows a link; `checks` makes findings of what it notes.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
