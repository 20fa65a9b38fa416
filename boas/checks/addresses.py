"""Rules about web addresses: they lead to a public host whose name is what it looks like."""

# ruff: noqa: ARG001 -- every rule takes the same two arguments, and few need both.

from collections.abc import Iterator

from boas.checks.fields import strings_checked
from boas.checks.hosts import wrong_host
from boas.checks.rule import at_field, at_spot, document_rule
from boas.checks.text import marked_texts
from boas.checks.values import texts
from boas.finding import Finding, Words
from boas.reading import Collection, Document, Loc, Spot

LINKS = frozenset({"unsafe-link", "unsafe-source-link"})
"""Checks of the fields that hold a web address."""


@document_rule(
    "text",
    what="Une adresse mène à un hôte public, par un nom qui se lit sans méprise.",
    why="« https://localhost » ou l’adresse d’un service interne mène chez chacun à une autre machine, et un nom dont "
    "une lettre est cyrillique mène chez un autre que celui qu’on lit.",
    mend="Donner l’adresse publique, avec le nom de domaine tel que son titulaire l’écrit.",
    since="2026-11-28",
)
def unsafe_host(document: Document, collection: Collection) -> Iterator[Finding]:
    """An address leads to a public host, by a name that cannot be misread.

    Why: `https://localhost` or the address of an internal service leads everybody to another machine, and a name
    with one Cyrillic letter leads to somebody other than the one that is read.

    Mend: give the public address, with the domain name as its owner writes it.
    """
    for loc, written in (*addresses(document), *linked_in_texts(document)):
        if wrong := wrong_host(written):
            yield at_field("unsafe-host", document, loc, wrong, GIVE_PUBLIC)
    for target, line, column in linked(document.text) if document.kind == "method" else ():
        if wrong := wrong_host(target):
            yield at_spot("unsafe-host", document, Spot(line, column, len(target)), wrong, GIVE_PUBLIC)


GIVE_PUBLIC = Words(
    "Donner une adresse publique, par le nom de domaine de celui qui la publie, ou supprimer le lien.",
    "Give a public address, by the domain name of whoever publishes it, or delete the link.",
)


def addresses(document: Document) -> Iterator[tuple[Loc, str]]:
    """Every field of a document that holds a web address, and every contact, with its path."""
    yield from strings_checked(document, LINKS)
    yield from ((loc, text) for loc, text in texts(document.value) if loc[-1:] == ("contact",))


def linked_in_texts(document: Document) -> Iterator[tuple[Loc, str]]:
    """Web addresses that the texts of a document link to, with the path of the text."""
    for loc, text in marked_texts(document):
        yield from ((loc, target) for target, _, _ in linked(text))


def linked(text: str) -> Iterator[tuple[str, int, int]]:
    """Web addresses a text links to: target, line and column."""
    from boas.reading.markdown import linked_addresses  # noqa: PLC0415 -- most cards hold no Markdown worth its import

    return ((link.target, link.line, link.column) for link in linked_addresses(text))
