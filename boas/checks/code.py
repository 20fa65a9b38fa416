"""Rules about code that comes with a card: what bandit warns about in Python, and files it cannot read.

All Python of a version is scanned at once, in one child process, and only when there is some.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from boas.checks.rule import at_spot, document_rule
from boas.documents import version_folder
from boas.finding import Finding, Severity, Words
from boas.reading import Collection, Document, Memory, Result, Spot

if TYPE_CHECKING:
    from boas.scanning import Scan, Unscanned, Weakness

SEVERITIES: dict[str, Severity] = {"high": "error", "medium": "warning", "low": "info"}
"""What bandit's own severities ask for here."""


@document_rule(
    "code",
    what="Le code Python joint à une fiche ne contient pas de faiblesse connue de sécurité.",
    why="Ce code sera copié dans des hôpitaux. L’analyse statique (bandit) lit sans exécuter ; ce qu’elle ne trouve "
    "pas ne garantit rien.",
    mend="Récrire la ligne désignée ; si l’usage est sûr, le dire par une dérogation datée dans la fiche "
    "(un commentaire « nosec » n’a pas d’effet).",
)
def risky_code(document: Document, collection: Collection) -> Iterator[Finding]:
    """Python code that comes with a card holds no known security weakness.

    Why: this code will be copied into hospitals. Static analysis (bandit) reads without running; what it
    does not find guarantees nothing.

    Mend: rewrite the line named; if its use is safe, say so by a dated waiver in the card (a `nosec`
    comment has no effect).
    """
    if is_python(document):
        for one in scanned(document, collection).weaknesses:
            if one.path == document.path:
                yield at_weakness(document, one)


@document_rule(
    "code",
    what="Chaque fichier Python joint à une fiche peut être analysé.",
    why="Un fichier qui échappe à l’analyse passerait pour propre : codage trompeur, lettres imitées, syntaxe "
    "invalide, fichier trop lourd.",
    mend="En faire un fichier Python 3 ordinaire, en UTF-8, de moins de 200 Kio, avec des noms en ASCII.",
)
def unscannable_code(document: Document, collection: Collection) -> Iterator[Finding]:
    """Each Python file that comes with a card can be scanned.

    Why: a file that escapes the scan would pass for clean: deceptive encoding, look-alike letters, invalid
    syntax, a file too heavy.

    Mend: make it a plain Python 3 file in UTF-8, under 200 KiB, with names in ASCII.
    """
    if is_python(document):
        for one in scanned(document, collection).unscanned:
            if one.path == document.path:
                yield at_unscanned(document, one)


PLAIN = Words(
    "En faire du Python 3 ordinaire, en UTF-8, de moins de 200 Kio.", "Make it plain Python 3, UTF-8, under 200 KiB."
)


def is_python(document: Document) -> bool:
    """Whether a document is code that can be scanned."""
    return document.kind == "code" and document.path.endswith(".py")


def at_weakness(document: Document, one: "Weakness") -> Finding:
    """A finding about one weakness; bandit's sentence is English and stays as it is, between quotes."""
    cwe, said = f", CWE-{one.cwe}" if one.cwe else "", one.text.rstrip(".")
    message = Words(
        f"Bandit signale ici {one.test} ({one.name}{cwe}) : « {said} ».",
        f"Bandit reports {one.test} here ({one.name}{cwe}): “{said}”.",
    )
    mend = Words(
        "Récrire cette ligne, ou l’expliquer par une dérogation datée.",
        "Rewrite this line, or explain it by a dated waiver.",
    )
    finding = at_spot("risky-code", document, Spot(one.line, one.column, one.length), message, mend)
    return replace(finding, severity=SEVERITIES[one.severity])


def at_unscanned(document: Document, one: "Unscanned") -> Finding:
    """A finding about a file, or a line of it, that could not be scanned."""
    from boas.scanning import REASONS  # noqa: PLC0415 -- only when there is code

    why = REASONS[one.reason]
    message = Words(f"Ce code n’a pas pu être analysé : {why.fr}.", f"This code was not scanned: {why.en}.")
    return at_spot("unscannable-code", document, Spot(one.line, 1 if one.line else 0, 0), message, PLAIN)


@dataclass(frozen=True, slots=True)
class Question:
    """What is scanned: the same bytes under the same names are the same question, wherever they were read."""

    contents: tuple[tuple[str, str], ...]
    """Path and content of each file."""
    loads: tuple[Callable[[], bytes], ...] = field(compare=False)
    known: bytes | None = field(compare=False)
    """Its answer as it is remembered; nothing when it is not."""


def scanned(document: Document, collection: Collection) -> "Scan":
    """The scan of all Python of a document's version, done once for the same bytes."""
    return scan_of_version(version_folder(document.path) or "", collection)


def scan_of_version(folder: str, collection: Collection) -> "Scan":
    """The scan of all Python in the folder of a version, done once for the same bytes."""
    return answered(question(folder, collection))


def result_of_scan(folder: str, collection: Collection) -> Result | None:
    """The scan of a version's Python, to be remembered; nothing when there is none, or when it was cut short."""
    asked = question(folder, collection)
    if not asked.contents:
        return None
    from boas.scanning.remembered import result_of  # noqa: PLC0415 -- only when there is code

    return result_of(asked.contents, answered(asked))


def question(folder: str, collection: Collection) -> Question:
    """All Python in the folder of a version, with what is remembered of it."""
    python = [one for one in collection.folders.get(folder, ()) if is_python(one)]
    contents = tuple((one.path, one.file.blob or sha256(one.load()).hexdigest()) for one in python)
    return Question(contents, tuple(one.load for one in python), packed_scan(contents, collection.cache))


def packed_scan(contents: tuple[tuple[str, str], ...], memory: Memory) -> bytes | None:
    """What is remembered of the scan of some files."""
    if not contents or not memory.results:
        return None
    from boas.scanning.remembered import scan_key  # noqa: PLC0415 -- only when there is code

    return memory.results.get(scan_key(contents))


@lru_cache(maxsize=1024)
def answered(asked: Question) -> "Scan":
    """The scan of some files."""
    from boas.scanning import scan  # noqa: PLC0415 -- only when there is code
    from boas.scanning.remembered import SCANS  # noqa: PLC0415 -- as above

    if asked.known is not None:
        return SCANS.read(asked.known)
    return scan({path: load() for (path, _), load in zip(asked.contents, asked.loads, strict=True)})
