"""Counts to numbers: every metric with its interval, sums over strata, sites pooled, gaps between groups.

Asks nobody what a card claims, and withholds nothing.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
