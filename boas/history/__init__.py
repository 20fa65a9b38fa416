"""The only door to Git: trees of named files at a commit, and which change brought each file.

Everything above asks a `Repository` inside a `with`. Content comes from Git objects, never from the
work tree; no hook, filter, mail map or replacement of the repository has a say. It writes nothing but
what it fetches to be looked at, and has no clock but the one that ends such a fetch.
"""

from boas.history.editions import Edition, editions, main_document, order_of, record_editions, shallow
from boas.history.fetching import Limits, fetched
from boas.history.objects import blob_id
from boas.history.opening import open_repository
from boas.history.past import Change, Past
from boas.history.remotes import Remote, parse_remote, remote
from boas.history.repository import Repository

__all__ = [
    "Change",
    "Edition",
    "Limits",
    "Past",
    "Remote",
    "Repository",
    "blob_id",
    "editions",
    "fetched",
    "main_document",
    "open_repository",
    "order_of",
    "parse_remote",
    "record_editions",
    "remote",
    "shallow",
]
