"""The snapshot of a registry at one commit: documents, history, findings, evidence levels, ledger.

The index is filled from it and reports are written about it; it never reads either.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
