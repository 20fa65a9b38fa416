"""Tabulation: rows about people to tables of counts and scores that may be published.

`boas evidence` uses it on local files. The rows never leave this room, and no message repeats what is in one.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
