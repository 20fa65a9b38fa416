"""Rules to findings: every rule runs on every document, and all findings come at once.

A rule is a function in one of this room's files, listed in `_run.py`. Rules never raise, never open a file and
never reach the network.
"""

import lazy_loader

import boas.checks._run  # noqa: F401 -- registers the rules in the order in which readers meet them, whoever asks first

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
