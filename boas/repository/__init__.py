"""The only room that runs Git: trees of files at a commit, and the change that last touched each file.

Rooms above open a `Repository` in a `with` statement. Content comes from Git objects, never from the work tree; hooks,
filters, mail maps and replacements of the repository are never used. It changes no repository: it writes only what
it fetches and what commands generate, and its only clock ends a fetch.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
