"""The only door to Git: trees of named files at a commit, and which change brought each file.

Everything above asks a `Repository` inside a `with`. Content comes from Git objects, never from the
work tree; no hook, filter, mail map or replacement of the repository has a say. It writes nothing
and has no clock.
"""

from boas.history.editions import Edition, editions
from boas.history.objects import blob_id
from boas.history.opening import open_repository
from boas.history.past import Change, Past
from boas.history.repository import Repository

__all__ = ["Change", "Edition", "Past", "Repository", "blob_id", "editions", "open_repository"]
