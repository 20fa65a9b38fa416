"""How somebody who measures, judges or reviews stands to those who made an algorithm.

Worked out from people and organisations; what anybody says of their own independence is never asked.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
