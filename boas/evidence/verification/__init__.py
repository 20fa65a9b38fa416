"""Verification of claims: whether each published figure, and all of them together, can be true.

`verify_claims` gives each claim a verdict: declared, consistent, recomputed or contradicted. `disclosure` reads claims
through it as well. It never sees rows about people: it searches whole counts that would print as the claim does.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
