"""Findings to edits: mends what an author surely meant, in the finding's own lines and nowhere else.

Safe mends keep the meaning; the others are proposed for somebody to look at. It reads and checks again after
every step and undoes what makes anything worse; it writes no file, renames nothing and never touches code.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
