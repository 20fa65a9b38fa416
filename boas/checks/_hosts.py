"""Whether the host of an address is public, under a name that is not spoofed.

Parsed as a browser does (WHATWG URL): `0x7f.1`, `2130706433` and full-width digits all lead to 127.0.0.1. Nothing
is ever looked up.
"""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import urlsplit

from boas.translation import Message

_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_LONGEST_HOST = 253
"""Characters of a whole host name (RFC 1035)."""
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
"""A last part that makes a browser read the whole host as an IPv4 address."""
_DOTS = str.maketrans("\u3002\uff0e\uff61", "...")
"""Signs that IDNA reads as a full stop (RFC 3490)."""
_PRIVATE = frozenset(
    {"alt", "corp", "home", "internal", "intranet", "invalid", "lan", "local", "localdomain"}
    | {"localhost", "mail", "onion", "private", "test"}
)
"""Last parts that no public name server answers: RFC 6761, 6762 (and its appendix G), 7686, 9476; ICANN 2018 and 2024.

`example` and `example.org` (RFC 2606) are not among them: they are invented, and openly so."""
_PRIVATE_ENDS = (".home.arpa",)
"""RFC 8375."""
_WEB_PORTS = frozenset({80, 443})
_PRIVILEGED = 1024
"""Ports below belong to one service each; browsers refuse most of them (Fetch standard, bad ports)."""
_WRITTEN_TOGETHER = (
    frozenset({"CJK", "HIRAGANA", "KATAKANA"}),
    frozenset({"CJK", "HANGUL"}),
    frozenset({"CJK", "BOPOMOFO"}),
)
"""Scripts that one language writes in one word (Unicode Technical Standard 39, section 5.1)."""
LIKE_LATIN = frozenset("асԁеһіјӏорԛѕԝхуъьпгѵѡαικνορτυωχ")
"""Cyrillic and Greek letters that look like Latin ones."""

NUMBERED = Message("The host is the number of a machine, not a name.")
LOCAL = Message("The host exists on one machine or in a local network only.")
NO_NAME = Message("The host is no domain name.")
MIXED = Message("The host's name mixes letters of several scripts, which look alike.")
WRONG_PORT = Message("The port belongs to another service than the Web.")

WITH_USER = Message("The address holds a user name or a password.")


def check_host(address: str) -> Message | None:
    """What is wrong with the host or port of a web address; None when it is fine, or when it is no web address."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return NO_NAME if address.lower().startswith(("http://", "https://")) else None
    if parts.scheme not in {"http", "https"}:
        return None
    if "@" in parts.netloc:
        return WITH_USER
    is_of_another_service = port is not None and port < _PRIVILEGED and port not in _WEB_PORTS
    return _check_host_name(host) or (WRONG_PORT if is_of_another_service else None)


@lru_cache(maxsize=1024)
def _check_host_name(host: str) -> Message | None:
    """What is wrong with a host; None when it is a public name in one script."""
    name = unicodedata.normalize("NFKC", host.translate(_DOTS)).casefold()
    labels = name.split(".")
    if ":" in name or _NUMBER.fullmatch(labels[-1] or next(reversed(labels[:-1]), "")):
        return NUMBERED
    shown = [_decode_label(label) for label in labels]
    if len(name) > _LONGEST_HOST or not all(
        _LABEL.fullmatch(_simplify_label(label or "")) for label in (*labels, *shown)
    ):
        return NO_NAME
    if len(labels) == 1 or labels[-1] in _PRIVATE or f".{name}".endswith(_PRIVATE_ENDS):
        return LOCAL
    is_latin_end = labels[-1].isascii() and not labels[-1].startswith("xn--")
    return MIXED if any(label and _looks_mixed(label, is_latin_end=is_latin_end) for label in shown) else None


def _decode_label(label: str) -> str | None:
    """A part of a host as it is shown to people; None when it has the prefix of Punycode but is none (RFC 3492)."""
    if not label.startswith("xn--"):
        return label
    try:
        found = label.removeprefix("xn--").encode("ascii").decode("punycode")
    except UnicodeError:
        return None
    return unicodedata.normalize("NFKC", found).casefold() if found and not found.isascii() else None


def _simplify_label(label: str) -> str:
    """A part of a host with a letter in place of each letter, mark or digit of any script."""
    return "".join("a" if not sign.isascii() and unicodedata.category(sign)[0] in "LMN" else sign for sign in label)


def _looks_mixed(label: str, *, is_latin_end: bool) -> bool:
    """Whether a part mixes scripts that no language mixes, or has only letters that pass for Latin ones."""
    letters = [sign for sign in label if sign.isalpha()]
    scripts = {_find_script(sign) for sign in letters}
    if len(scripts) > 1:
        return not any(scripts <= together for together in _WRITTEN_TOGETHER)
    return is_latin_end and bool(letters) and LIKE_LATIN.issuperset(letters)


def _find_script(letter: str) -> str:
    """The script of a letter: the first word of its Unicode name."""
    return unicodedata.name(letter, "UNKNOWN").split()[0].partition("-")[0]
