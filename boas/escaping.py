"""Texts that somebody wrote, made fit to be shown: nothing in them reaches a terminal or a report as a command."""

import re

_PLAIN_SPACES = str.maketrans(dict.fromkeys("\t\u00a0\u202f", " "))
"""What stands between French words and their signs, and between thousands, is one column wide too."""

_FRENCH_SPACES = "\u00a0\u202f"


def make_visible(text: str) -> str:
    """A text in which every character that does not print is written as its code, and every space is a plain one."""
    return escape_unprintable(text.translate(_PLAIN_SPACES))


def escape_unprintable(text: str) -> str:
    """A text in which every character that does not print is written as its code; French spaces stay."""
    return "".join(
        character if character.isprintable() or character in _FRENCH_SPACES else f"\\u{ord(character):04x}"
        for character in text
    )


def hide_credentials(url: str) -> str:
    """The URL of a database as messages may name it: scheme, host and database, never a user, password or option.

    A password written without percent signs may hold any sign, so that nothing before the last `@` is shown, and
    nothing at all behind the scheme where that sign may belong to an option.
    """
    scheme, _, rest = url.partition("://")
    before, _, options = rest.partition("?")
    if "@" in options:
        return f"{scheme}://…"
    return f"{scheme}://{before.rpartition('@')[2]}"


def hide_passwords(reason: str) -> str:
    """What a database server says, without a password that it repeats."""
    return _PASSWORD.sub("", reason)


_PASSWORD = re.compile(r"password=\S+", re.IGNORECASE)
