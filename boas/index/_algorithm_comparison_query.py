"""A question about several algorithms side by side, checked before anything is looked up."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from boas.documents import ID_PATTERN
from boas.index._code_kin import MOST_SIDES
from boas.index._query import QueryError, refuse_characters
from boas.translation import Message

DIFFERENCES = "differences"
_PARAMETERS = ("ids", "only")
_GIVE_IDS = Message("Give two to four ids with commas between them.")


@dataclass(frozen=True, slots=True)
class AlgorithmComparisonQuery:
    """Which algorithms, and whether only what differs."""

    ids: tuple[str, ...]
    only_differences: bool = False

    @staticmethod
    def parse(pairs: Iterable[tuple[str, str]]) -> "AlgorithmComparisonQuery":
        """The question that query parameters ask; raises `QueryError` for what cannot be understood."""
        given: dict[str, str] = {}
        for name, value in pairs:
            refuse_characters(name, value)
            if name not in _PARAMETERS:
                known = Message("Known parameters: {known}.", known=", ".join(_PARAMETERS))
                raise QueryError(name[:80], Message("Unknown parameter: `{name}`.", name=name[:80]), known)
            if name in given:
                raise QueryError(name, Message("`{name}` is given twice.", name=name), Message("Give it once."))
            given[name] = value
        only = given.get("only", "")
        if only not in {"", DIFFERENCES}:
            known = Message("Known values: {values}.", values=DIFFERENCES)
            raise QueryError(
                "only", Message("`{parameter}` cannot be `{value}`.", parameter="only", value=only[:80]), known
            )
        return AlgorithmComparisonQuery(_check_ids(split_ids(given.get("ids", ""))), only == DIFFERENCES)


def split_ids(text: str) -> tuple[str, ...]:
    """Ids with commas between them, each once."""
    return tuple(dict.fromkeys(one for part in text.split(",") if (one := part.strip())))


def _check_ids(ids: tuple[str, ...]) -> tuple[str, ...]:
    """The ids; raises `QueryError` when they are too few or too many, or one is none by its form."""
    for one in ids:
        if not re.fullmatch(ID_PATTERN, one):
            raise QueryError("ids", Message("`{name}` is no id.", name=one[:80]), _GIVE_IDS)
    if len(ids) > MOST_SIDES:
        message = Message("At most four algorithms stand side by side; {n} were given.", n=len(ids))
        raise QueryError("ids", message, _GIVE_IDS)
    if len(ids) == 1:
        message = Message("One algorithm alone cannot be compared: pick another one beside `{name}`.", name=ids[0])
        raise QueryError("ids", message, _GIVE_IDS)
    if not ids:
        raise QueryError("ids", Message("No algorithm is named."), _GIVE_IDS)
    return ids
