"""A small package with rules of its own, as an installer leaves it: a module and what it says of itself."""

from pathlib import Path

SOURCE = '''"""Rules of the hospitals of the West."""

from collections.abc import Iterator

from boas.checks import document_rule, report_at_field
from boas.documents import Card
from boas.finding import Finding, Message
from boas.parsing import Collection, Document


@document_rule(
    "identity",
    what="Une fiche de l’Ouest a des mots-clés.",
    why="La recherche de l’Ouest ne lit que ceux-là.",
    mend="Ajouter « keywords ».",
)
def western_keywords(document: Document, collection: Collection) -> Iterator[Finding]:
    """A card of the West has keywords.

    Why: the search of the West reads nothing else.

    Mend: add `keywords`.
    """
    if isinstance(document.content, Card) and not document.content.keywords:
        yield report_at_field(
            "western-keywords",
            document,
            ("name",),
            Message("Cette fiche n’a pas de mots-clés.", "This card has no keywords."),
            Message("Ajouter « keywords ».", "Add `keywords`."),
        )
'''


def install(folder: Path, package: str = "boas-regles-ouest", source: str = SOURCE, version: str = "1.2") -> Path:
    """Put the package into a folder as if it were installed there; gives the folder, to be put on the path."""
    module = package.replace("-", "_")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{module}.py").write_text(source)
    about = folder / f"{module}-{version}.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n")
    (about / "entry_points.txt").write_text(f"[boas.rules]\nown = {module}\n")
    return folder
