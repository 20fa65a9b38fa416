"""Notices as advisories in the form of OSV, which scanners of dependencies read.

They stand beside the exporters of cards and not among them: an exporter tells of one version in a reader's language,
is offered on that version's page and loses what its format has no place for; an advisory tells of a notice about
many versions, in all its languages at once, and nothing of a notice is lost in it.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
