"""Disclosure control of small counts: cell suppression in a table, and the audit of what is published beside it.

`suppress_counts` chooses the primary and secondary suppressions of a table before it is published. `find_disclosures`
looks at one evaluation by sums alone; `audit_disclosure` takes all that is published about the same people as one
system of whole numbers, and its module states what that promises and what it does not. `tabulation` and the rules on
small cells use this room. It never rounds or perturbs a count, and never prints a count that it finds.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
