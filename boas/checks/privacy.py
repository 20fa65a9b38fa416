"""Rules that keep people out of Git: nothing published may name or reach a patient or a private person."""

# ruff: noqa: ARG001 -- every rule takes the same two arguments, and few need both.

import re
from collections.abc import Iterator
from dataclasses import replace

from boas.checks.disguised_identifiers import disguised_identifiers
from boas.checks.person_identifiers import Kind, mask, person_identifiers
from boas.checks.rule import at_field, at_spot, document_rule
from boas.checks.values import texts
from boas.finding import Finding, Words
from boas.reading import Collection, Document, Spot, line_and_column

KINDS = {
    "nir": Words("un numéro de sécurité sociale (NIR)", "a French social-security number (NIR)"),
    "rpps": Words("un numéro de professionnel de santé (RPPS)", "a health professional's number (RPPS)"),
    "email": Words("une adresse électronique", "an e-mail address"),
    "phone": Words("un numéro de téléphone", "a telephone number"),
    "record": Words("le numéro d’un patient ou d’un séjour (IPP, NDA)", "the number of a patient or of a stay"),
    "birth": Words("le nom d’une personne avec sa date de naissance", "a person's name with the day of birth"),
}


@document_rule(
    "privacy",
    what="Aucun fichier ne contient de NIR, ni d’adresse ou de téléphone hors du champ « contact ».",
    why="Git garde tout, pour toujours et pour tous : un identifiant publié ne se reprend pas.",
    mend="Supprimer l’identifiant avant de committer ; s’il l’a déjà été, prévenir l’équipe du registre sans le "
    "recopier.",
)
def person_identifier(document: Document, collection: Collection) -> Iterator[Finding]:
    """No file holds a NIR, nor an e-mail address or telephone number outside the field `contact`.

    Why: Git keeps everything, for ever and for everybody; an identifier once published cannot be taken back.

    Mend: delete the identifier before you commit; if it is committed already, tell the registry's team
    without copying it.
    """
    seen = set[str]()
    for loc, text in texts(document.value):
        for start, length, kind, since in identifiers(text, contact=loc[-1:] == ("contact",)):
            secret = text[start : start + length]
            seen.add(secret)
            yield masked(at_field("person-identifier", document, loc, found(kind), MEND, since=since), secret)
    for offset, text in unread_texts(document):
        for start, length, kind, since in identifiers(text):
            secret = text[start : start + length]
            if secret not in seen:
                at = Spot(*line_and_column(document.text, offset + start), length)
                yield masked(at_spot("person-identifier", document, at, found(kind), MEND, since=since), secret)


def identifiers(text: str, *, contact: bool = False) -> Iterator[tuple[int, int, Kind, str]]:
    """Start, length and kind of what identifies a person, and the day from which it is looked for."""
    yield from ((*one, "") for one in person_identifiers(text, contact=contact))
    yield from ((*one, "2026-11-28") for one in disguised_identifiers(text, contact=contact))


def unread_texts(document: Document) -> Iterator[tuple[int, str]]:
    """What a document holds beside its values: the comments of a YAML file, the whole of any other; with its place."""
    if isinstance(document.value, dict | list):
        yield from ((match.start(), match[0]) for match in COMMENT.finditer(document.text))
    else:
        yield 0, document.text


COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[^\n]*", re.MULTILINE)
"""A comment, and now and then a part of a text that looks like one."""

MEND = Words("Supprimer cette donnée avant de committer.", "Delete it before you commit.")


def found(kind: str) -> Words:
    """What was found, without the thing itself."""
    return Words(f"Ceci ressemble à {KINDS[kind].fr}.", f"This looks like {KINDS[kind].en}.")


def masked(finding: Finding, secret: str) -> Finding:
    """The same finding with the identifier blotted out of the line it shows."""
    return replace(finding, source=finding.source.replace(secret, mask(secret, 0, len(secret))))
