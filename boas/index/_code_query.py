"""A question about single codes, checked before anything is looked up."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from boas.documents import ID_PATTERN, is_version
from boas.index._code_kin import MOST_SIDES
from boas.index._code_lookup import split_codes
from boas.index._query import QueryError, refuse_characters
from boas.translation import Message

MOST_CODES = 100
"""Codes of one question over HTTP; the page and the command line take any number."""
LONGEST_CODE = 40
_PARAMETERS = ("code", "system")


@dataclass(frozen=True, slots=True)
class CodeQuery:
    """Which codes, in which systems; all systems when none is named."""

    codes: tuple[str, ...]
    systems: tuple[str, ...] = ()

    @staticmethod
    def parse(pairs: Iterable[tuple[str, str]]) -> "CodeQuery":
        """The question that query parameters ask; raises `QueryError` for what cannot be understood."""
        codes, systems = list[str](), list[str]()
        for name, value in pairs:
            refuse_characters(name, value)
            if name not in _PARAMETERS:
                known = ", ".join(_PARAMETERS)
                raise QueryError(
                    name[:80],
                    Message("Unknown parameter: `{name}`.", name=name[:80]),
                    Message("Known parameters: {known}.", known=known),
                )
            if name == "code":
                codes += split_codes(value)
            elif value:
                systems.append(value)
        return CodeQuery(_refuse_too_many(tuple(dict.fromkeys(codes))), tuple(dict.fromkeys(systems)))


def _refuse_too_many(codes: tuple[str, ...]) -> tuple[str, ...]:
    """The codes; raises `QueryError` when they are too many, or one is no code by its length."""
    if len(codes) > MOST_CODES:
        message = Message("Too many values for `{name}`.", name="code")
        raise QueryError("code", message, Message("Give {most_values} at most.", most_values=MOST_CODES))
    if longest := next((code for code in codes if len(code) > LONGEST_CODE), ""):
        message = Message("`{code}` is longer than any code.", code=longest[:LONGEST_CODE])
        raise QueryError("code", message, Message("Give codes with commas between them."))
    return codes


def _parse_side(value: str) -> tuple[str, str]:
    """Algorithm and version; raises `QueryError` for what is neither `ID` nor `ID@VERSION`."""
    algorithm, at, version = value.partition("@")
    if not re.fullmatch(ID_PATTERN, algorithm) or (at and not is_version(version)):
        message = Message("`{wanted}` names no version.", wanted=value[:80])
        raise QueryError("of", message, Message("Name each as `ID` or `ID@VERSION`."))
    return algorithm, version


@dataclass(frozen=True, slots=True)
class CodeComparisonQuery:
    """Which versions' lists to hold against one another: algorithm and version, which may be empty."""

    sides: tuple[tuple[str, str], ...]

    @staticmethod
    def parse(pairs: Iterable[tuple[str, str]]) -> "CodeComparisonQuery":
        """The question that query parameters ask; raises `QueryError` for what cannot be understood."""
        sides = list[tuple[str, str]]()
        for name, value in pairs:
            refuse_characters(name, value)
            if name != "of":
                raise QueryError(
                    name[:80],
                    Message("Unknown parameter: `{name}`.", name=name[:80]),
                    Message("Known parameters: {known}.", known="of"),
                )
            sides.append(_parse_side(value))
        if not 1 < len(sides) <= MOST_SIDES:
            raise QueryError(
                "of", Message("Two to four versions can be compared."), Message("Name each as `ID` or `ID@VERSION`.")
            )
        return CodeComparisonQuery(tuple(sides))
