"""Rules about codelists: codes that exist in form, once each, from a named release, never on both sides."""

# ruff: noqa: ARG001 -- every rule takes the same two arguments, and few need both.

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from boas.checks.fields import EACH, paths, strings_at, values_at
from boas.checks.rule import at_field, at_spot, document_rule
from boas.checks.values import listed, shown, value_at
from boas.documents import DOCUMENTS, version_path
from boas.finding import Finding, Replacement, Words
from boas.reading import Collection, Document, Loc, Row, Spot, Table, quoted_like

SYNTAX = {
    system: re.compile(pattern)
    for system, pattern in {
        "CIM-10": r"[A-Z][0-9]{2}(?:[0-9]{1,3}|[0-9]?\+[0-9]{1,2})?",
        "CCAM": r"[A-Z]{4}[0-9]{3}",
        "CSARR": r"[A-Z]{3}\+[0-9]{3}",
        "NABM": r"[0-9]{4}",
        "LPP": r"[0-9]{7}",
        "CIP13": r"3400[0-9]{9}",
        "CIP7": r"[0-9]{7}",
        "UCD7": r"[0-9]{7}",
        "UCD13": r"34008[0-9]{8}",
        "ATC": r"[A-V](?:[0-9]{2}(?:[A-Z](?:[A-Z](?:[0-9]{2})?)?)?)?",
        "GHM": r"[0-9]{2}[CHKMZ][0-9]{2}[1-4A-EJTZ]",
        "GHS": r"[0-9]{1,4}",
        "ALD": r"(?:[1-9]|[12][0-9]|3[0-2])",
        "NGAP": r"[0-9]{1,4}|[A-Z]{1,4}",
        "ICD-10": r"[A-Z][0-9]{2}(?:\.?[0-9A-Z]{1,4})?",
        "SNOMED-CT": r"[1-9][0-9]{5,17}",
        "LOINC": r"[0-9]{1,7}-[0-9]",
        "Read-v2": r"[0-9A-Za-z.]{5}(?:00|1[0-9])?",
        "CTV3": r"[0-9A-Za-z.]{5}",
        "OPCS-4": r"[A-Z][0-9]{2}(?:\.?[0-9])?",
    }.items()
}
"""Form of a whole code: those of the SNDS and PMSI as they store them, without a dot and in upper case."""

PREFIX_SYNTAX = {
    "CIM-10": re.compile(r"[A-Z](?:[0-9](?:[0-9](?:[0-9]{1,3}|[0-9]?\+[0-9]{0,2})?)?)?"),
    "GHM": re.compile(r"[0-9]{2}(?:[CHKMZ][0-9]{0,2}.?)?"),
    "CCAM": re.compile(r"[A-Z]{1,4}[0-9]{0,3}"),
    "ICD-10": re.compile(r"[A-Z](?:[0-9]{0,2}|[0-9]{2}\.?[0-9A-Z]{0,4})"),
    "OPCS-4": re.compile(r"[A-Z](?:[0-9]{0,2}|[0-9]{2}\.?[0-9]?)"),
}
"""Form of the start of a code, for lists that match by prefix."""

DOTTED = re.compile(r"([A-Z][0-9]{2})\.([0-9A-Z+]{1,4})")


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a list and where it stands."""

    text: str
    row: Row


@dataclass(frozen=True, slots=True)
class Use:
    """What a card says of one codelist, read from its plain value: a slip elsewhere in the card hides nothing."""

    path: str
    system: str
    role: str
    match: str
    field: str


def uses_of(card: Document | None) -> list[Use]:
    """Every codelist a card names, in order; an entry that is no mapping gives an empty use."""
    entries = listed(value_at(card.value, ("logic", "codelists"))) if card and card.kind == "card" else []
    return [Use(*(word(entry, name) for name in ("path", "system", "role", "match", "field"))) for entry in entries]


def word(entry: object, name: str) -> str:
    """One field of a plain value when it is a text, otherwise an empty text."""
    value = value_at(entry, (name,))
    return value if isinstance(value, str) else ""


def codes_of(table: Table) -> Iterator[Code]:
    """Codes of the column `code`."""
    if "code" in table.header:
        column = table.header.index("code")
        yield from (Code(row.cells[column], row) for row in table.rows)


def card_of(document: Document, collection: Collection) -> Document | None:
    """The card of the version a file belongs to."""
    names = document.location
    return collection.documents.get(version_path(names.name("algorithm"), names.name("version"), "card.yaml"))


def use_of(document: Document, collection: Collection) -> Use | None:
    """What the card says of a codelist's file; nothing when it does not name it."""
    own = f"codelists/{document.location.name('codelist')}.csv"
    return next((use for use in uses_of(card_of(document, collection)) if use.path == own), None)


def spot_of_code(document: Document, code: Code) -> Spot:
    """Where a code stands on its line."""
    start = document.get_line(code.row.line).find(code.text)
    return Spot(code.row.line, max(start, 0) + 1, len(code.text))


@document_rule(
    "codelists",
    what="Chaque code a la forme de sa nomenclature, telle que le SNDS et le PMSI la stockent.",
    why="Un code pointé (I21.0) ou suivi d’une virgule ne sélectionne personne, et rien ne le signale à l’exécution.",
    mend="Écrire le code sans point ni espace, en majuscules, un par ligne, dans la colonne « code ».",
)
def bad_code(document: Document, collection: Collection) -> Iterator[Finding]:
    """Each code has the form of its code system, as the SNDS and PMSI store it.

    Why: a dotted code (I21.0) or one followed by a comma selects nobody, and nothing says so at run time.

    Mend: write the code without dot or space, in capitals, one a line, in the column `code`.
    """
    yield from bad_codes_written(document)
    if document.kind != "codelist" or not isinstance(document.content, Table):
        return
    if "code" not in document.content.header and document.content.header:
        message = Words("La liste n’a pas de colonne « code ».", "The list has no column `code`.")
        mend = Words("Nommer « code » la colonne des codes.", "Name the column of codes `code`.")
        yield at_spot("bad-code", document, Spot(1, 1, 0), message, mend)
    if use := use_of(document, collection):
        for code in codes_of(document.content):
            if not is_code(use.system, code.text, prefix=use.match == "prefix"):
                yield bad_code_finding(document, use, code)


def bad_codes_written(document: Document) -> Iterator[Finding]:
    """Codes that stand beside their system in a document itself; one cited as an example may be the start of codes."""
    for loc, name in parts_with_codes(document.kind) if document.kind in DOCUMENTS else ():
        for at, part in values_at(document.value, loc):
            system = word(part, "system")
            for inside, code in strings_at(part, (name, EACH) if name == "codes" else (name,)):
                is_start = name == "codes" and is_code(system, code, prefix=True)
                if system and not is_start and not is_code(system, code, prefix=False):
                    message, mend, near = about_bad_code(system, code, prefix=False)
                    here = (*at, *inside)
                    found = at_field("bad-code", document, here, message, mend, nearest=near, since="2026-11-28")
                    yield replace(found, replacement=in_place_of(document, here, near))


def in_place_of(document: Document, loc: Loc, near: str) -> Replacement | None:
    """What to write over a code of a document, in the quotes that stand there."""
    at = document.find_span(loc)
    written = document.get_line(at.line)[at.column - 1 : at.column - 1 + at.length]
    return Replacement(quoted_like(written, near), is_safe=True) if near and written else None


@cache
def parts_with_codes(kind: str) -> tuple[tuple[Loc, str], ...]:
    """Paths of the parts of a kind of document in which codes stand beside their system, with the codes' field."""
    known = {loc for _, loc in paths(kind)}
    return tuple((loc[:-1], str(loc[-1])) for loc in sorted(known, key=str) if is_beside_system(loc, known))


def is_beside_system(loc: Loc, known: set[Loc]) -> bool:
    """Whether a path is that of a code, or of codes, with the system beside."""
    return loc[-1] in {"code", "codes"} and (*loc[:-1], "system") in known


def is_code(system: str, text: str, *, prefix: bool) -> bool:
    """Whether a text has the form of a code, or of the start of one; systems without a known form accept all."""
    syntax = (PREFIX_SYNTAX.get(system) if prefix else None) or SYNTAX.get(system)
    return syntax is None or bool(syntax.fullmatch(text))


def bad_code_finding(document: Document, use: Use, code: Code) -> Finding:
    """The finding of a code of the wrong form, with the code it may have been."""
    message, mend, near = about_bad_code(use.system, code.text, prefix=use.match == "prefix")
    finding = at_spot("bad-code", document, spot_of_code(document, code), message, mend)
    # A point, a space or small letters never make another code.
    return replace(finding, nearest=near, replacement=Replacement(near, is_safe=True) if near else None)


def about_bad_code(system: str, code: str, *, prefix: bool) -> tuple[Words, Words, str]:
    """What is said of a code of the wrong form, what to do, and the code it may have been."""
    text = shown(code)
    cleaned = DOTTED.sub(r"\1\2", code.strip(" ,;'\"").upper())
    near = cleaned if cleaned != code and is_code(system, cleaned, prefix=prefix) else ""
    message = Words(
        f"« {text} » n’a pas la forme d’un code {shown(system)}.",
        f"`{text}` does not have the form of a {shown(system)} code.",
    )
    return message, Words(f"Écrire « {near} ».", f"Write `{near}`.") if near else LOOK_UP, near


LOOK_UP = Words(
    "Vérifier le code dans sa nomenclature ; le supprimer s’il n’existe pas.",
    "Look the code up in its system; delete it if it does not exist.",
)


@document_rule(
    "codelists",
    what="Un code ne figure qu’une fois dans une liste.",
    why="Un doublon fausse le nombre de codes et cache souvent une faute de frappe dans le voisin.",
    mend="Supprimer la seconde ligne.",
)
def duplicate_code(document: Document, collection: Collection) -> Iterator[Finding]:
    """A code stands once in a list.

    Why: a double falsifies the number of codes and often hides a slip in its neighbour.

    Mend: delete the second line.
    """
    if document.kind != "codelist" or not isinstance(document.content, Table):
        return
    first: dict[str, int] = {}
    for code in codes_of(document.content):
        line = first.setdefault(code.text, code.row.line)
        if line != code.row.line:
            text = shown(code.text)
            message = Words(
                f"Le code « {text} » figure déjà ligne {line}.", f"The code `{text}` already stands on line {line}."
            )
            mend = Words("Supprimer cette ligne.", "Delete this line.")
            yield at_spot("duplicate-code", document, spot_of_code(document, code), message, mend)


@document_rule(
    "codelists",
    what="Un code n’est pas à la fois inclus et exclu de la même façon dans un même champ.",
    why="Le résultat dépendrait de l’ordre des étapes, que chaque programme choisit à sa manière.",
    mend="Retirer le code de l’une des deux listes.",
)
def include_exclude_overlap(document: Document, collection: Collection) -> Iterator[Finding]:
    """A code is not both included and excluded in the same way for the same field.

    Why: the result would depend on the order of steps, which every program chooses for itself.

    Mend: remove the code from one of the two lists.
    """
    uses = uses_of(document)
    included = {key: use.path for use in uses if use.role == "include" for key in keys_of(use, document, collection)}
    for position, use in enumerate(uses):
        both = [key for key in keys_of(use, document, collection) if key in included] if use.role == "exclude" else []
        if both:
            message = overlap(shown(both[0][3]), len(both) - 1, shown(included[both[0]]))
            mend = Words("Retirer ces codes de l’une des deux listes.", "Remove these codes from one of the two lists.")
            loc = ("logic", "codelists", position, "path")
            yield at_field("include-exclude-overlap", document, loc, message, mend)


def overlap(code: str, others: int, path: str) -> Words:
    """What is said of codes that stand on both sides."""
    if not others:
        return Words(
            f"Le code « {code} » est aussi inclus par {path}.", f"The code `{code}` is also included by {path}."
        )
    return Words(
        f"Le code « {code} » est aussi inclus par {path} ; codes dans le même cas : {others} de plus.",
        f"The code `{code}` is also included by {path}; codes in the same case: {others} more.",
    )


def keys_of(use: Use, card: Document, collection: Collection) -> Iterator[tuple[str, str, str, str]]:
    """What makes two codes select the same thing: system, field, match and code."""
    names = card.location
    listing = collection.documents.get(version_path(names.name("algorithm"), names.name("version"), use.path))
    if listing and isinstance(listing.content, Table):
        yield from ((use.system, use.field, use.match, code.text) for code in codes_of(listing.content))


@document_rule(
    "codelists",
    what="Une liste de codes dit de quelle édition de la nomenclature elle vient.",
    why="Les nomenclatures changent chaque année : un code supprimé ou dédoublé change qui est repéré.",
    mend="Ajouter « release: … », par exemple « CIM-10 FR 2019 » ; si la source ne le dit pas, laisser "
    "l’avertissement.",
    severity="warning",
)
def missing_release(document: Document, collection: Collection) -> Iterator[Finding]:
    """A codelist says which release of the code system it comes from.

    Why: code systems change every year; a code removed or split changes who is flagged.

    Mend: add `release: …`, for instance `CIM-10 FR 2019`; if the source does not say, leave the warning.
    """
    if document.kind != "card":
        return
    for position, use in enumerate(listed(value_at(document.value, ("logic", "codelists")))):
        if isinstance(use, dict) and "release" not in use:
            message = Words(
                "L’édition de la nomenclature n’est pas dite.", "The release of the code system is not given."
            )
            mend = Words(
                "Ajouter « release: … », par exemple « CIM-10 FR 2019 » ; si la source ne la dit pas, ne rien faire.",
                "Add `release: …`, for instance `CIM-10 FR 2019`; if the source does not say it, do nothing.",
            )
            yield at_field("missing-release", document, ("logic", "codelists", position), message, mend)
