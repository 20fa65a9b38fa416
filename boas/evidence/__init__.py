"""Counts to metrics, intervals and disparities, and printed claims held against them.

`evaluate` gives the evidence of one evaluation, cached or computed. `statistics` computes metrics, `verification`
compares claims with them, `disclosure` controls small counts, `tabulation` makes tables from rows about people. The
room knows typed documents and tables, never files, rules or pages. What cannot be computed carries its reason.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
