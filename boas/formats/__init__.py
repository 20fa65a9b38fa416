"""Foreign files and blank pages to the files of a new algorithm.

Importers take what public formats say and list all they could not take; nothing is guessed. The card that
comes out holds the author's answers, and as comments what its kind is asked for. Nothing here writes a
file, asks a question or knows a rule.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
