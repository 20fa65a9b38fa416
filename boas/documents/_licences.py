"""Licences as SPDX expressions, held against a dated list of our own: `schemas/spdx_licences.yaml`.

The list is data, so that a licence which SPDX took up last month can be named before some library follows, and so that
the same card means the same on every machine.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any

import yaml

from boas.documents._vocabularies import find_package_folder, load_vocabulary

if TYPE_CHECKING:
    from license_expression import Licensing

LONGEST_LICENCE = 200
OWN_LICENCE = re.compile(r"LicenseRef-[A-Za-z0-9.-]+")
"""A licence that is none of SPDX, as SPDX 3 writes it (annex "SPDX license expressions")."""


@dataclass(frozen=True, slots=True)
class _LicenceList:
    """What one release of the SPDX License List holds."""

    names: Mapping[str, str]
    """Licences in force and exceptions, by identifier."""
    replaced: Mapping[str, tuple[str, ...]]
    """Deprecated identifiers with the expressions that say the same."""
    still_accepted: frozenset[str]
    """Deprecated identifiers that published cards may hold."""


@cache
def _load_list() -> _LicenceList:
    """The list, read once."""
    # Our own file, not an author's: the plain safe loader is enough.
    told = yaml.load((find_package_folder("schemas") / "spdx_licences.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    replaced = {old: tuple(new) for old, new in told["replaced"].items()}
    names = told["licences"] | told["exceptions"]
    return _LicenceList(names, replaced, frozenset(told["still_accepted"]))


def name_licence(code: str) -> str | None:
    """The name SPDX gives to one identifier; None for an expression and for what SPDX does not list."""
    return _load_list().names.get(code)


def find_licence(text: str) -> str | None:
    """The SPDX expression that a text names in any case, or with spaces for hyphens; nothing when none exactly.

    `Apache 2.0` names Apache-2.0; `gpl-3.0` names nothing, for it does not tell "only" from "or later".
    """
    for written in (" ".join(text.split()), "-".join(text.split())):
        named = _normalise_licence(written)
        if named and named.casefold() == written.casefold():
            return named
    return None


def find_newer_licences(text: str) -> tuple[str, ...]:
    """What replaces an identifier that SPDX deprecated, in whatever case it is written; empty for any other text."""
    wanted = text.strip().casefold()
    return next((new for old, new in _load_list().replaced.items() if old.casefold() == wanted), ())


def list_own_licences(expression: str) -> tuple[str, ...]:
    """The licences of an expression that are none of SPDX: their texts must be read, and nothing is known of them."""
    return tuple(dict.fromkeys(OWN_LICENCE.findall(expression)))


def list_licence_choices(expression: str) -> tuple[frozenset[str], ...]:
    """The ways to take a sound expression: each the licences that apply together; its taker chooses among them.

    `A AND (B OR C)` is A with B, or A with C. An exception only allows more, and is left out.
    """
    licensing = _make_licensing()
    return tuple(_iter_choices(licensing.parse(expression, simple=True), licensing))


def _iter_choices(node: Any, licensing: "Licensing") -> Iterator[frozenset[str]]:  # noqa: ANN401 -- of an untyped library
    """The ways to take one part of an expression."""
    if isinstance(node, licensing.OR):
        for one in node.args:
            yield from _iter_choices(one, licensing)
    elif isinstance(node, licensing.AND):
        for together in product(*(tuple(_iter_choices(one, licensing)) for one in node.args)):
            yield frozenset().union(*together)
    else:
        yield frozenset({str(node).partition(" WITH ")[0]})


def is_licence(value: str) -> bool:
    """An SPDX expression of licences of the list or of own ones; usual licences are known without the full list."""
    return value in load_vocabulary("licences").terms or _normalise_licence(value) == value


def _normalise_licence(text: str) -> str | None:
    """The expression as SPDX writes it; nothing for what is no expression of known licences."""
    if len(text) > LONGEST_LICENCE:
        return None
    from license_expression import ExpressionError  # noqa: PLC0415 -- few documents need it

    licensing = _make_licensing()
    try:
        expression = licensing.parse(text, simple=True)
    except (ExpressionError, AssertionError, AttributeError, IndexError, TypeError):
        return None  # its parser raises the last four for some brackets and operators out of place
    unknown = () if expression is None else licensing.unknown_license_keys(expression)
    is_known = expression is not None and all(OWN_LICENCE.fullmatch(key) for key in unknown)
    return str(expression) if is_known else None


@cache
def _make_licensing() -> "Licensing":
    """What reads expressions of the listed licences."""
    from license_expression import LicenseSymbol, Licensing  # noqa: PLC0415 -- as above

    return Licensing([LicenseSymbol(code) for code in (*_load_list().names, *_load_list().still_accepted)])
