"""Codes of a version as other tools take them: one module per form, and what all of them mean by a set of codes.

Every form selects the same codes. What its language has no words for is a loss, and said. Codes and labels are
what strangers typed: each form writes them so that its reader takes them for text and for nothing else.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
