"""Texts that somebody wrote, made fit to be shown: nothing in them reaches a terminal or a report as a command."""

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
