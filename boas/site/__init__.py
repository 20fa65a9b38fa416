"""Answers to pages: a static site in each of its languages, complete without a server and without scripts.

`build` writes it; a server calls `render_browse` for queries that no file answers. Asks an index for
bytes and nothing else: never YAML, never Git.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
