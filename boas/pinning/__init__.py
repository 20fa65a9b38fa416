"""Pins: the lock that says which versions a study or a hospital uses, and what a registry has said of them since.

Reads the lock, files on disk and one machine file (`notices.json`); a clone gives the same file. Starts without the
rooms that check, compute or show anything, since it runs in other people's pipelines.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
