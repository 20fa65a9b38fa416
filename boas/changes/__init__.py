"""Semantic comparison of two versions: typed changes with their messages, and the required version bump.

Takes plain values and gives values: rules, commands, pages and the API compare through it. Never
reads a file and never asks Git.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
