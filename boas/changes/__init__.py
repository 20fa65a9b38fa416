"""Two versions to what changed between them, in words and types, and the step of version it asks for.

Takes plain values and gives values: rules, commands, pages and the API compare through it. Never
reads a file and never asks Git.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
