"""A small package with rules of its own, as an installer leaves it: a module and what it says of itself."""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

SOURCE = '''"""Rules of the hospitals of the West."""

from collections.abc import Iterator

from boas.checks import document_rule, report_at_field
from boas.documents import Card
from boas.finding import Finding
from boas.parsing import Collection, Document
from boas.translation import Message


@document_rule("identity")
def western_keywords(document: Document, collection: Collection) -> Iterator[Finding]:
    """A card of the West has keywords.

    Why: the search of the West reads nothing else.

    Help: add `keywords`.
    """
    if isinstance(document.content, Card) and not document.content.keywords:
        yield report_at_field(
            "western-keywords",
            document,
            ("name",),
            Message("This card has no keywords."),
            Message("Add `keywords`."),
        )
'''


FRENCH = {
    "messages": {
        "This card has no keywords.": "Cette fiche n’a pas de mots-clés.",
        "Add `keywords`.": "Ajouter « keywords ».",
    },
    "rules": {
        "A card of the West has keywords.": "Une fiche de l’Ouest a des mots-clés.",
        "the search of the West reads nothing else.": "La recherche de l’Ouest ne lit que ceux-là.",
        "add `keywords`.": "Ajouter « keywords ».",
    },
}
"""What its own catalogues say."""


def install(folder: Path, package: str = "boas-regles-ouest", source: str = SOURCE, version: str = "1.2") -> Path:
    """Put the package into a folder as if it were installed there; gives the folder, to be put on the path."""
    module = package.replace("-", "_")
    room = folder / module
    room.mkdir(parents=True, exist_ok=True)
    (room / "__init__.py").write_text(source)
    for domain, said in FRENCH.items():
        path = room / "catalogues" / "fr" / "LC_MESSAGES" / f"{domain}.mo"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_mo(file, make_catalogue(said))
    about = folder / f"{module}-{version}.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n")
    (about / "entry_points.txt").write_text(f"[boas.rules]\nown = {module}\n")
    return folder


def make_catalogue(said: dict[str, str]) -> Catalog:
    """A French catalogue of a few texts."""
    catalogue = Catalog(locale="fr")
    for english, french in said.items():
        catalogue.add(english, french)
    return catalogue
