"""Rules about the names of groups, sites and variants: each once, known where it is spoken of, and the whole too."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from boas.checks.neighbours import is_usable, tables_beside
from boas.checks.rule import at_field, at_spot, document_rule
from boas.checks.values import shown
from boas.documents import Evaluation, Reported, vocabulary
from boas.evidence.dimensions import is_unknown
from boas.evidence.strata import dimensions_said
from boas.finding import Finding, Words
from boas.reading import Collection, Document, Loc, Spot, Table, nearest_of

SINCE = "2026-11-28"
NAMED = ("variant", "site", *(name for name in vocabulary("subgroup_dimensions").terms if name != "site"))
"""Columns of a table that hold names."""
BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d])-(?=[^\W\d])")
DASHES = re.compile(r"[\u2010-\u2015\u2212]")

Names = dict[str, dict[str, int]]
"""By column, every name in it with the line it first stands on."""


@document_rule(
    "evidence",
    what="Un groupe, un site ou une variante a un seul nom, écrit partout de la même façon.",
    why="« 75+ » et « 75 + » seraient deux groupes : leurs personnes ne seraient comptées ensemble nulle part.",
    mend="Écrire ce nom partout de la même façon, et mettre leurs effectifs ensemble.",
    since=SINCE,
)
def group_twice(document: Document, collection: Collection) -> Iterator[Finding]:  # noqa: ARG001 -- a rule's shape
    """A group, a site or a variant has one name, written everywhere in the same way.

    Why: `75+` and `75 +` would be two groups; their people would be counted together nowhere.

    Mend: write the name everywhere in the same way, and put their counts together.
    """
    if document.kind in {"counts", "scores"} and is_usable(document):
        for column, lines in names_in(document).items():
            for name, other in alike(lines):
                message = same_name(column, name, other)
                yield at_spot("group-twice", document, Spot(lines[name], 1, 0), message, ONE_NAME)
    elif isinstance(document.content, Evaluation):
        yield from twice_in_claims(document, document.content)


def twice_in_claims(document: Document, evaluation: Evaluation) -> Iterator[Finding]:
    """Names of groups and sites that figures and reference groups write in two ways."""
    places: dict[str, dict[str, Loc]] = {}
    for column, name, loc in spoken_of(evaluation):
        places.setdefault(column, {}).setdefault(name, loc)
    for column, names in places.items():
        for name, other in alike(names):
            yield at_field("group-twice", document, names[name], same_name(column, name, other), ONE_NAME)


def same_name(column: str, name: str, other: str) -> Words:
    """Two ways of writing one name."""
    by = dimensions_said((column,))
    return Words(
        f"« {shown(name)} » et « {shown(other)} » sont le même nom ({by.fr}).",
        f"`{shown(name)}` and `{shown(other)}` are the same name ({by.en}).",
    )


ONE_NAME = Words(
    "Garder une seule écriture partout ; si les deux ont des effectifs, n’en faire qu’une ligne.",
    "Keep one way of writing it everywhere; if both have counts, make one row of them.",
)


def alike(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Names that only differ in how they are written, each with the first one."""
    first: dict[str, str] = {}
    for name in names:
        other = first.setdefault(folded(name), name)
        if other != name:
            yield name, other


def folded(name: str) -> str:
    """A name without case, spaces, accents and kinds of dashes; a dash between two numbers stays one."""
    plain = unicodedata.normalize("NFKD", DASHES.sub("-", name)).casefold()
    kept = "".join(sign for sign in plain if not sign.isspace() and not unicodedata.combining(sign) and sign != "_")
    return BETWEEN_LETTERS.sub("", kept)


@document_rule(
    "evidence",
    what="Un groupe, un site ou un groupe de référence dont parle l’évaluation est l’un de ceux de ses tableaux.",
    why="Un nom que le tableau n’a pas ne se vérifie pas, et un groupe de référence absent ne se compare à rien.",
    mend="Écrire le nom tel qu’il est dans counts.csv ou scores.csv, ou ajouter ses lignes.",
    since=SINCE,
)
def unknown_group(document: Document, collection: Collection) -> Iterator[Finding]:
    """A group, a site or a reference group that an evaluation speaks of is one of those in its tables.

    Why: a name that the table lacks cannot be checked, and a reference group that is nowhere serves no comparison.

    Mend: write the name as it is in counts.csv or scores.csv, or add its rows.
    """
    evaluation = document.content
    if not isinstance(evaluation, Evaluation):
        return
    tables = [table for table in tables_beside(document, collection) if table]
    if not all(map(is_usable, tables)):
        return
    known = OF_VOCABULARIES | together(map(names_in, tables))
    claimed = {(column, name) for column, name, loc in spoken_of(evaluation) if loc[0] == "reported"}
    for column, name, loc in spoken_of(evaluation):
        names = known.get(column, {})
        is_reference = loc[0] == "reference_groups"
        if (
            name in names
            or is_unknown(name)
            or (not names and not is_reference)
            or (is_reference and (column, name) in claimed)
        ):
            continue
        yield told(document, evaluation, (column, name, loc), tuple(names))


OF_VOCABULARIES = {"sex": {name: None for name in vocabulary("sexes").terms if name != "all"}}
"""Names of groups that are known where no table has others."""


def told(document: Document, evaluation: Evaluation, spoken: tuple[str, str, Loc], names: tuple[str, ...]) -> Finding:
    """One name that no table has."""
    column, name, loc = spoken
    by = dimensions_said((column,))
    message = Words(f"Aucun tableau n’a « {shown(name)} » ({by.fr}).", f"No table has `{shown(name)}` ({by.en}).")
    near = next((one for one in names if folded(one) == folded(name)), "") or nearest_of(name, names)
    mend = Words(f"Écrire « {shown(near)} ».", f"Write `{shown(near)}`.") if near else ADD_ROWS
    finding = at_field("unknown-group", document, loc, message, mend, nearest=near)
    is_public = loc[0] == "reported" and (evaluation.reported or ())[int(loc[1])].already_public is not None
    return replace(finding, severity="warning") if is_public else finding


ADD_ROWS = Words(
    "Écrire un nom qui est dans counts.csv ou scores.csv, ou y ajouter les lignes de ce groupe.",
    "Write a name that is in counts.csv or scores.csv, or add the rows of this group there.",
)


def spoken_of(evaluation: Evaluation) -> Iterator[tuple[str, str, Loc]]:
    """Column, name and place of each group and site that an evaluation names; not those of other people."""
    for dimension, group in (evaluation.reference_groups or {}).items():
        yield dimension, group, ("reference_groups", dimension)
    for position, one in enumerate(evaluation.reported or ()):
        if one.population is None:
            yield from of_claim(position, one)


def of_claim(position: int, one: Reported) -> Iterator[tuple[str, str, Loc]]:
    """Groups and site of one figure."""
    for dimension, group in (one.subgroup or {}).items():
        yield dimension, group, ("reported", position, "subgroup", dimension)
    if one.site:
        yield "site", one.site, ("reported", position, "site")


def names_in(document: Document) -> Names:
    """Names in the columns of a sound table."""
    table = document.content
    found: Names = {}
    for position, column in enumerate(table.header if isinstance(table, Table) else ()):
        if column in NAMED:
            cells = found[column] = {}
            for row in table.rows:
                if row.cells[position]:
                    cells.setdefault(row.cells[position], row.line)
    return found


def together(tables: Iterable[Names]) -> dict[str, dict[str, None]]:
    """Names of several tables by column, in order."""
    found: dict[str, dict[str, None]] = {}
    for names in tables:
        for column, lines in names.items():
            found.setdefault(column, {}).update(dict.fromkeys(lines))
    return found


@document_rule(
    "evidence",
    what="Un tableau d’effectifs par groupe a aussi une ligne pour tout le monde.",
    why="Sans le tout, on ne voit pas si quelqu’un manque, et le chiffre que l’on cite ne vient d’aucune ligne.",
    mend="Ajouter une ligne sans site ni groupe, qui compte tout le monde.",
    severity="warning",
    since=SINCE,
)
def missing_whole(document: Document, collection: Collection) -> Iterator[Finding]:  # noqa: ARG001 -- a rule's shape
    """A table of counts by group has a row for everybody too.

    Why: without the whole one cannot see whether somebody is missing, and the figure one quotes comes from no row.

    Mend: add a row without site and group that counts everybody.
    """
    if document.kind not in {"counts", "scores"} or not is_usable(document):
        return
    table = document.content
    places = {column: table.header.index(column) for column in NAMED if column in table.header}
    at = places.pop("variant", None)
    has_whole: dict[str, bool] = {}
    lines: dict[str, int] = {}
    for row in table.rows:
        variant = "" if at is None else row.cells[at]
        lines.setdefault(variant, row.line)
        has_whole[variant] = has_whole.get(variant, False) or not any(row.cells[place] for place in places.values())
    for variant, has in has_whole.items():
        if not has:
            yield at_spot("missing-whole", document, Spot(lines[variant], 1, 0), NO_WHOLE, ADD_WHOLE)


NO_WHOLE = Words("Aucune ligne ne compte tout le monde.", "No row counts everybody.")
ADD_WHOLE = Words(
    "Ajouter une ligne dont les cellules de site et de groupe sont vides, avec les effectifs de tout le monde.",
    "Add a row whose cells of site and group are empty, with the counts of everybody.",
)
