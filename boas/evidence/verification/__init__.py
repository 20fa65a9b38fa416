"""Claims to verdicts: whether each published figure, and all of them together, can be true.

Never recomputes from people: whole numbers that would print as the claim does are searched for.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
