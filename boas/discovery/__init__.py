"""Reuses that public projects show: what their lock files and manifests name, held against what algorithms are called.

Checkouts are read as their last commit has them; nothing of them is run, and no network is asked.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
