"""Rules about texts that people read: nothing hidden, no raw HTML, links that are safe and lead somewhere."""

import re
from collections.abc import Iterator
from posixpath import normpath

from boas.checks.rule import at_field, at_line, document_rule, told
from boas.checks.values import texts
from boas.finding import Finding, Words
from boas.reading import Collection, Document, TextFault, markdown_faults, relative_links

MARKED = re.compile(r"[<\[\]&|]|://|www\.|(?:mailto|javascript|data|vbscript|file):", re.IGNORECASE)
"""What a text must hold for Markdown to make more of it than paragraphs."""


@document_rule(
    "text",
    what="Aucun texte ne contient de caractère invisible ou qui renverse le sens de lecture.",
    why="Un tel caractère fait lire autre chose que ce qui est écrit : « sûr » peut cacher « rûs ».",
    mend="Supprimer le caractère indiqué.",
)
def bidi_control(document: Document, collection: Collection) -> Iterator[Finding]:
    """No text holds a character that is invisible or turns the reading direction.

    Why: such a character makes people read something other than what is written.

    Mend: delete the character shown.
    """
    return told(document, "bidi-control")


@document_rule(
    "text",
    what="Les textes sont du Markdown sans HTML.",
    why="Du HTML d’auteur pourrait exécuter un script ou imiter une partie de la page chez chaque lecteur.",
    mend="Écrire la même chose en Markdown ; mettre entre accents graves un signe « < » qui doit se voir.",
)
def unsafe_html(document: Document, collection: Collection) -> Iterator[Finding]:
    """Texts are Markdown without HTML.

    Why: an author's HTML could run a script or imitate a part of the page on every reader's machine.

    Mend: write the same in Markdown; put a `<` that must be seen between backticks.
    """
    return marked(document, "unsafe-html")


@document_rule(
    "text",
    what="Un lien est en https (ou mailto) ; aucune image d’un autre site.",
    why="Un lien peut exécuter du code, et une image distante dit à un tiers quel hôpital lit quelle fiche.",
    mend="Donner l’adresse complète en https:// ; décrire l’image ou la remplacer par un lien.",
)
def unsafe_link(document: Document, collection: Collection) -> Iterator[Finding]:
    """A link is https (or mailto); no image from another site.

    Why: a link can run code, and a remote image tells a third party which hospital reads which card.

    Mend: give the full address with https://; describe the image or replace it by a link.
    """
    yield from told(document, "unsafe-link")
    yield from marked(document, "unsafe-link")


@document_rule(
    "text",
    what="Un texte reste assez court et assez simple pour être affiché.",
    why="Un tableau démesuré ou des milliers de crochets bloquent le lecteur et l’outil.",
    mend="Raccourcir le texte ; mettre les tableaux dans un fichier CSV.",
)
def text_too_large(document: Document, collection: Collection) -> Iterator[Finding]:
    """A text stays short and simple enough to be shown.

    Why: an enormous table or thousands of brackets stop the reader and the tool.

    Mend: shorten the text; put tables into a CSV file.
    """
    return marked(document, "text-too-large")


@document_rule(
    "text",
    what="Un lien relatif mène à un fichier de la même version.",
    why="Un lien mort fait douter de tout le reste, et un chemin qui remonte sort du dossier gelé.",
    mend="Corriger le chemin, ou donner une adresse complète.",
)
def dead_internal_link(document: Document, collection: Collection) -> Iterator[Finding]:
    """A relative link leads to a file of the same version.

    Why: a dead link casts doubt on all the rest, and a path that climbs leaves the frozen folder.

    Mend: correct the path, or give a full address.
    """
    folder = document.path.rpartition("/")[0]
    if document.kind != "method":
        return
    for link in relative_links(document.text):
        target = normpath(f"{folder}/{link.target.partition('#')[0]}")
        if not target.startswith(f"{folder}/") or target not in collection.tree.files:
            message = Words(
                f"« {link.target} » ne mène à aucun fichier de cette version.",
                f"`{link.target}` leads to no file of this version.",
            )
            mend = Words(
                "Corriger le chemin, ou donner une adresse en https://.",
                "Correct the path, or give an address with https://.",
            )
            yield at_line("dead-internal-link", document, link.line, link.column, len(link.target), message, mend)


def marked(document: Document, name: str) -> Iterator[Finding]:
    """What one rule says of the Markdown in a document: a whole method file, or each text of a card."""
    if document.kind == "method":
        for fault in markdown_faults(document.text):
            if fault.rule == name:
                yield at_line(name, document, fault.line, fault.column, len(fault.excerpt), fault.message, fault.mend)
        return
    for loc, text in texts(document.value):
        if loc[-1:] in {("fr",), ("en",)} and MARKED.search(text):
            yield from (in_field(name, document, loc, fault) for fault in markdown_faults(text) if fault.rule == name)


def in_field(name: str, document: Document, loc: tuple[str | int, ...], fault: TextFault) -> Finding:
    """A fault of a text inside a YAML document, shown at the text's field."""
    return at_field(name, document, loc, fault.message, fault.mend)
