"""What organisations send over the API: kept on the disk at once, then checked and committed by one writer, in order.

A submission becomes a commit on a branch of its own, for a maintainer to merge. Whatever dies at whatever moment, each
is worked off exactly once, and a request sent again learns what became of the first.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
