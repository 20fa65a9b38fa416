"""The program as a library: a registry as typed objects, for notebooks, scripts and the command line.

`import boas` shows the same names. Reads a folder or a commit once, and computes only what is asked for; it prints
nothing and asks nothing.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
