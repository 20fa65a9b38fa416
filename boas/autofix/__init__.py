"""Fixes for findings: edits that write what an author surely meant, in the lines of the finding only.

`boas fix` uses this room. A safe fix keeps the meaning; the others are proposed for review. It checks again after
every step and reverts a fix that makes anything worse; it writes no file, renames nothing and never touches code.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
