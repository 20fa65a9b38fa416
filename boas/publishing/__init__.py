"""Making what people look at: the published site, and previews of what somebody is writing.

Knows no terminal: progress is told to a listener that the caller gives.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
