"""Statistics from counts and scores: every metric with its interval, aggregated strata, pooled sites, disparities.

`evaluate` and `tabulation` use it. It never reads claims, and suppresses nothing.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
