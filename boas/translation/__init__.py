"""What the program says, in any language it has words in: messages with parameters, and gettext catalogues.

English stands in the code, the schemas and the templates; every other language is a set of catalogues, one per
domain, in `boas/translation/catalogues/LANGUAGE/LC_MESSAGES/`. The `.po` files are kept, the `.mo` files are compiled
from them by `ci/setup` and whenever a package is built.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
