"""Code systems: the form of their codes, their check digits, and releases of them kept as one sorted file each.

Nothing here reads what authors wrote; rules, exports and commands ask it about single codes and whole lists.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
