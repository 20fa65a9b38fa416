"""Rules about codelists: codes that exist in form, once each, from a named release, never on both sides."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from boas.checks.rule import at_field, at_line, document_rule
from boas.checks.values import listed, value_at
from boas.documents import CodelistUse, version_path
from boas.finding import Finding, Words
from boas.reading import Collection, Document, Row, Table

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
    }.items()
}
"""Form of a whole code as the SNDS and PMSI store it: no dot, upper case."""

PREFIX_SYNTAX = {
    "CIM-10": re.compile(r"[A-Z](?:[0-9]{1,2}.*)?"),
    "GHM": re.compile(r"[0-9]{2}(?:[CHKMZ][0-9]{0,2}.?)?"),
    "CCAM": re.compile(r"[A-Z]{1,4}[0-9]{0,3}"),
}
"""Form of the start of a code, for lists that match by prefix."""

DOTTED = re.compile(r"([A-Z][0-9]{2})\.([0-9A-Z+]{1,4})")


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a list and where it stands."""

    text: str
    row: Row


def codes_of(table: Table) -> Iterator[Code]:
    """Codes of the column `code`."""
    if "code" in table.header:
        column = table.header.index("code")
        yield from (Code(row.cells[column], row) for row in table.rows if column < len(row.cells))


def use_of(document: Document, collection: Collection) -> CodelistUse | None:
    """What the card says of a codelist's file; nothing when the card is not readable."""
    names = document.location
    card = collection.documents.get(version_path(names.name("algorithm"), names.name("version"), "card.yaml"))
    own = f"codelists/{names.name('codelist')}.csv"
    logic = getattr(card.content, "logic", None) if card else None
    uses = getattr(logic, "codelists", None)
    return next((use for use in uses if use.path == own), None) if isinstance(uses, tuple) else None


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
    if document.kind != "codelist" or not isinstance(document.content, Table):
        return
    use = use_of(document, collection)
    if "code" not in document.content.header and document.content.header:
        message = Words("La liste n’a pas de colonne « code ».", "The list has no column `code`.")
        yield at_line(
            "bad-code",
            document,
            1,
            1,
            0,
            message,
            Words("Nommer « code » la colonne des codes.", "Name the column of codes `code`."),
        )
    for code in codes_of(document.content) if use else ():
        if use and not is_code(use.system, code.text, prefix=use.match == "prefix"):
            yield bad_code_finding(document, use.system, code)


def is_code(system: str, text: str, *, prefix: bool) -> bool:
    """Whether a text has the form of a code, or of the start of one; systems without a known form accept all."""
    syntax = (PREFIX_SYNTAX.get(system) if prefix else None) or SYNTAX.get(system)
    return syntax is None or bool(syntax.fullmatch(text))


def bad_code_finding(document: Document, system: str, code: Code) -> Finding:
    """The finding of a code of the wrong form, with the code it may have been."""
    cleaned = DOTTED.sub(r"\1\2", code.text.strip(" ,;'\"").upper())
    near = cleaned if cleaned != code.text and is_code(system, cleaned, prefix=False) else ""
    message = Words(
        f"« {code.text} » n’a pas la forme d’un code {system}.",
        f"`{code.text}` does not have the form of a {system} code.",
    )
    mend = (
        Words(f"Écrire « {near} ».", f"Write `{near}`.")
        if near
        else Words(
            "Vérifier le code dans sa nomenclature ; le supprimer s’il n’existe pas.",
            "Look the code up in its system; delete it if it does not exist.",
        )
    )
    return at_line("bad-code", document, code.row.line, 1, 0, message, mend, nearest=near)


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
        if code.text in first:
            message = Words(
                f"Le code « {code.text} » figure déjà ligne {first[code.text]}.",
                f"The code `{code.text}` already stands on line {first[code.text]}.",
            )
            yield at_line(
                "duplicate-code",
                document,
                code.row.line,
                1,
                len(code.text),
                message,
                Words("Supprimer cette ligne.", "Delete this line."),
            )
        first.setdefault(code.text, code.row.line)


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
    uses = getattr(getattr(document.content, "logic", None), "codelists", None)
    if document.kind != "card" or not isinstance(uses, tuple):
        return
    included = {key: use.path for use in uses if use.role == "include" for key in keys_of(use, document, collection)}
    for position, use in enumerate(uses):
        if use.role == "exclude":
            for key in keys_of(use, document, collection):
                if key in included:
                    message = Words(
                        f"Le code « {key[3]} » est aussi inclus par {included[key]}.",
                        f"The code `{key[3]}` is also included by {included[key]}.",
                    )
                    mend = Words("Le retirer de l’une des deux listes.", "Remove it from one of the two lists.")
                    yield at_field(
                        "include-exclude-overlap", document, ("logic", "codelists", position, "path"), message, mend
                    )


def keys_of(use: CodelistUse, document: Document, collection: Collection) -> Iterator[tuple[str, str, str, str]]:
    """What makes two codes select the same thing: system, field, match and code."""
    names = document.location
    path = version_path(names.name("algorithm"), names.name("version"), use.path)
    listing = collection.documents.get(path)
    if listing and isinstance(listing.content, Table):
        yield from ((use.system, use.field or "", use.match, code.text) for code in codes_of(listing.content))


@document_rule(
    "codelists",
    what="Une liste de codes dit de quelle édition de la nomenclature elle vient.",
    why="Les nomenclatures changent chaque année : un code supprimé ou dédoublé change qui est repéré.",
    mend="Ajouter « release: … », par exemple « CIM-10 FR 2019 » ; si la source ne le dit pas, laisser l’avertissement.",
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
            mend = Words("Ajouter « release: … ».", "Add `release: …`.")
            yield at_field("missing-release", document, ("logic", "codelists", position), message, mend)
