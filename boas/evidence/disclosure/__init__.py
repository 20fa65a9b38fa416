"""Small counts: which of them a table, its margins or its figures give away, and how few to withhold so that none is.

`exposure` looks at one evaluation by sums alone; `auditing` takes all that is published about the same people as one
system of whole numbers, and says what that promises and what it does not. `withhold` chooses what to withhold.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
