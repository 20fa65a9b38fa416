"""The only door to Git: trees of named files at a commit, and which change brought each file.

Everything above asks a `Repository` inside a `with`. Content comes from Git objects, never from the
work tree; no hook, filter, mail map or replacement of the repository has a say. It writes nothing but
what it fetches to be looked at, and has no clock but the one that ends such a fetch.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
