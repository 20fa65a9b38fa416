"""Numbers as JSON writes them, the same in YAML and in CSV: finite, and with digits a reader can hold."""

import math
import re

NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
MOST_DIGITS = 18


def is_number(text: str) -> bool:
    """Whether a text is written as a number, be it one that can be held or not."""
    return bool(NUMBER.fullmatch(text))


def parse_number(text: str) -> int | float | None:
    """The number a text is, by the grammar of JSON; None for anything else.

    Also None for what a double cannot hold (`1e400`, `1e-400`) and for more than 18 digits that count.
    """
    match = NUMBER.fullmatch(text)
    if not match or max(map(len, _list_digits(text))) > MOST_DIGITS:
        return None
    if match[1] is None and match[2] is None:
        return int(text)
    value = float(text)
    vanished = value == 0 and bool(re.search("[1-9]", re.split("[eE]", text)[0]))
    return value if math.isfinite(value) and not vanished else None


def _list_digits(text: str) -> list[str]:
    """The digits of a number and those of its exponent, without leading zeros."""
    return [re.sub("[^0-9]", "", part).lstrip("0") for part in re.split("[eE]", text)]
