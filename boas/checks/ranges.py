"""Rules about pairs of values that bound something: the least is not above the most."""

# ruff: noqa: ARG001 -- every rule takes the same two arguments, and few need both.

from collections.abc import Iterator
from functools import cache

from boas.checks.fields import paths, values_at
from boas.checks.rule import at_field, document_rule
from boas.checks.values import value_at
from boas.documents import DOCUMENTS
from boas.finding import Finding, Words
from boas.reading import Collection, Document, Loc

LEAST, MOST = "_min", "_max"


@document_rule(
    "evidence",
    what="Une borne basse n’est pas au-dessus de la borne haute.",
    why="« De 80 à 18 ans » ne vise personne ; qui filtre par âge ne verrait jamais la fiche.",
    mend="Échanger les deux bornes, ou corriger celle qui est fausse.",
    since="2026-11-28",
)
def reversed_bounds(document: Document, collection: Collection) -> Iterator[Finding]:
    """A lower limit does not lie above the upper one.

    Why: "from 80 to 18 years" means nobody; whoever filters by age would never see the card.

    Mend: swap the two limits, or correct the one that is wrong.
    """
    for loc, stem in bounded_parts(document.kind) if document.kind in DOCUMENTS else ():
        for at, part in values_at(document.value, loc):
            least, most = value_at(part, (stem + LEAST,)), value_at(part, (stem + MOST,))
            if is_number(least) and is_number(most) and least > most:  # type: ignore[operator]
                message = Words(
                    f"« {stem}{LEAST} » ({least}) est au-dessus de « {stem}{MOST} » ({most}).",
                    f"`{stem}{LEAST}` ({least}) lies above `{stem}{MOST}` ({most}).",
                )
                mend = Words(
                    f"Échanger « {stem}{LEAST} » et « {stem}{MOST} », ou corriger celui qui est faux.",
                    f"Swap `{stem}{LEAST}` and `{stem}{MOST}`, or correct the one that is wrong.",
                )
                yield at_field("reversed-bounds", document, (*at, stem + LEAST), message, mend)


@cache
def bounded_parts(kind: str) -> tuple[tuple[Loc, str], ...]:
    """Paths of the parts of a kind of document that hold a least and a most of something, with its name."""
    known = {loc for _, loc in paths(kind)}
    least = [loc for loc in known if str(loc[-1]).endswith(LEAST)]
    stems = [(loc[:-1], str(loc[-1]).removesuffix(LEAST)) for loc in least]
    return tuple(sorted((loc, stem) for loc, stem in stems if (*loc, stem + MOST) in known))


def is_number(value: object) -> bool:
    """Whether a plain value is a number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)
