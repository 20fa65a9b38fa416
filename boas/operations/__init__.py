"""The operations database: keys, what was submitted with them, counts: the only rows that are not derived from Git.

It is backed up, never made anew. Nothing in it names a person: no address of a network, no e-mail, no agent.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
