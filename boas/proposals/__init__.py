"""What a proposal changes against the branch it is for: additions, moved records, guards, reviewers, versions.

Reads both sides as data; runs nothing of a proposal and knows no terminal.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
