"""Rules about pairs of values that bound something: the least is not above the most."""

# ruff: noqa: ARG001 -- every rule takes the same two arguments, and few need both.

from collections.abc import Iterator
from functools import cache

from boas.checks._fields import iter_values, list_field_paths
from boas.checks._rule import document_rule, report_at_field
from boas.checks._values import get_value
from boas.documents import DOCUMENTS
from boas.finding import Finding
from boas.parsing import Collection, Document, FieldPath
from boas.translation import Message

_LEAST, _MOST = "_min", "_max"


@document_rule("evidence", since="2026-11-28")
def reversed_bounds(document: Document, collection: Collection) -> Iterator[Finding]:
    """A lower limit does not lie above the upper one.

    Why: "from 80 to 18 years" means nobody; whoever filters by age would never see the card.

    Help: swap the two limits, or correct the one that is wrong.
    """
    for loc, stem in list_bounded_parts(document.kind) if document.kind in DOCUMENTS else ():
        for at, part in iter_values(document.value, loc):
            least, most = get_value(part, (stem + _LEAST,)), get_value(part, (stem + _MOST,))
            if _is_number(least) and _is_number(most) and least > most:  # type: ignore[operator]
                message = Message(
                    "`{stem}{least}` ({low}) lies above `{stem}{most}` ({high}).",
                    stem=stem,
                    least=_LEAST,
                    low=least,
                    most=_MOST,
                    high=most,
                )
                help_message = Message(
                    "Swap `{stem}{least}` and `{stem}{most}`, or correct the one that is wrong.",
                    stem=stem,
                    least=_LEAST,
                    most=_MOST,
                )
                yield report_at_field("reversed-bounds", document, (*at, stem + _LEAST), message, help_message)


@cache
def list_bounded_parts(kind: str) -> tuple[tuple[FieldPath, str], ...]:
    """Paths of the parts of a kind of document that hold a least and a most of something, with its name."""
    known = {loc for _, loc in list_field_paths(kind)}
    least = [loc for loc in known if str(loc[-1]).endswith(_LEAST)]
    stems = [(loc[:-1], str(loc[-1]).removesuffix(_LEAST)) for loc in least]
    return tuple(sorted((loc, stem) for loc, stem in stems if (*loc, stem + _MOST) in known))


def _is_number(value: object) -> bool:
    """Whether a plain value is a number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)
