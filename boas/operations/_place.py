"""Where an operations database is: a file of this machine, or a database that several machines share."""

import re
from pathlib import Path

from boas.errors import UsageError
from boas.escaping import hide_credentials
from boas.translation import Message

Place = Path | str
"""A file, or the URL of a database on a PostgreSQL server."""
PLACE_VARIABLE = "BOAS_OPERATIONS"
"""Environment variable with the place: a URL may hold a password, which no list of processes should show."""

_SCHEME = re.compile(r"([a-z][a-z0-9.]*)(\+[a-z0-9_]+)?://", re.IGNORECASE)


def parse_place(text: str) -> Place:
    """The place that somebody names; raises `UsageError` for the URL of anything but PostgreSQL."""
    scheme = _SCHEME.match(text)
    if scheme is None:
        return Path(text)
    if scheme[1].lower() != "postgresql":
        raise UsageError(_OTHER_SERVER.fill(name=scheme[1]), _POSTGRESQL)
    return text


_OTHER_SERVER = Message("An operations database is a file or on a PostgreSQL server, and not on `{name}`.")
_POSTGRESQL = Message("Give a path, or a URL such as `postgresql+psycopg://boas@db/boas`.")


def name_place(place: Place) -> str:
    """What messages call it: a file by its name, a database by its URL without credentials."""
    return place.name if isinstance(place, Path) else hide_credentials(place)


def require_file(place: Place) -> Path:
    """The file; raises `UsageError` for a database on a server, which its own tools copy."""
    if isinstance(place, Path):
        return place
    raise UsageError(
        Message("A database on a server is copied by that server’s own tools."),
        Message("Use `pg_dump` and `pg_restore`."),
    )
