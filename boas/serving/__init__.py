"""One address for the built site and the API: `/api/v1/…` answers, everything else is the released site.

Follows the current release and index by itself. Never builds, never writes, never opens Git.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
