"""Rules about code that comes with a card: what bandit warns about in Python, and files it cannot read.

All Python of a version is scanned at once, in one child process, and only when there is some.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from boas.checks._rule import document_rule, report_at_span
from boas.documents import find_version_folder
from boas.finding import Finding, Severity
from boas.parsing import Cache, CacheEntry, Collection, Document, SourceSpan
from boas.translation import Message

if TYPE_CHECKING:
    from boas.scanning import Scan, Unscanned, Weakness

_SEVERITIES: dict[str, Severity] = {"high": "error", "medium": "warning", "low": "info"}
"""What bandit's own severities ask for here."""


@document_rule("code")
def risky_code(document: Document, collection: Collection) -> Iterator[Finding]:
    """Python code that comes with a card holds no known security weakness.

    Why: this code will be copied into hospitals. Static analysis (bandit) reads without running; what it
    does not find guarantees nothing.

    Help: rewrite the line named; if its use is safe, say so by a dated waiver in the card (a `nosec`
    comment has no effect).
    """
    if _is_python(document):
        for weakness in _scan_document_version(document, collection).weaknesses:
            if weakness.path == document.path:
                yield report_weakness(document, weakness)


@document_rule("code")
def unscannable_code(document: Document, collection: Collection) -> Iterator[Finding]:
    """Each Python file that comes with a card can be scanned.

    Why: a file that escapes the scan would pass for clean: deceptive encoding, look-alike letters, invalid
    syntax, a file too heavy.

    Help: make it a plain Python 3 file in UTF-8, under 200 KiB, with names in ASCII.
    """
    if _is_python(document):
        for unscanned in _scan_document_version(document, collection).unscanned:
            if unscanned.path == document.path:
                yield report_unscanned(document, unscanned)


_PLAIN = Message("Make it plain Python 3, UTF-8, under 200 KiB.")


def _is_python(document: Document) -> bool:
    """Whether a document is code that can be scanned."""
    return document.kind == "code" and document.path.endswith(".py")


def report_weakness(document: Document, weakness: "Weakness") -> Finding:
    """A finding about one weakness; bandit's sentence is English and stays as it is, between quotes."""
    cwe, text = f", CWE-{weakness.cwe}" if weakness.cwe else "", weakness.text.rstrip(".")
    message = Message(
        "Bandit reports {test} here ({name}{cwe}): “{text}”.",
        test=weakness.test,
        name=weakness.name,
        cwe=cwe,
        text=text,
    )
    help_message = Message("Rewrite this line, or explain it by a dated waiver.")
    finding = report_at_span(
        "risky-code", document, SourceSpan(weakness.line, weakness.column, weakness.length), message, help_message
    )
    return replace(finding, severity=_SEVERITIES[weakness.severity])


def report_unscanned(document: Document, unscanned: "Unscanned") -> Finding:
    """A finding about a file, or a line of it, that could not be scanned."""
    from boas.scanning import REASONS  # noqa: PLC0415 -- only when there is code

    why = REASONS[unscanned.reason]
    message = Message("This code was not scanned: {why}.", why=why)
    return report_at_span(
        "unscannable-code", document, SourceSpan(unscanned.line, 1 if unscanned.line else 0, 0), message, _PLAIN
    )


@dataclass(frozen=True, slots=True)
class _ScanRequest:
    """What is scanned: the same bytes under the same names are the same question, wherever they were read."""

    contents: tuple[tuple[str, str], ...]
    """Path and content of each file."""
    loads: tuple[Callable[[], bytes], ...] = field(compare=False)
    known: bytes | None = field(compare=False)
    """The cached result; None when it is not cached."""


def _scan_document_version(document: Document, collection: Collection) -> "Scan":
    """The scan of all Python of a document's version, done once for the same bytes."""
    return scan_folder(find_version_folder(document.path) or "", collection)


def scan_folder(folder: str, collection: Collection) -> "Scan":
    """The scan of all Python in the folder of a version, done once for the same bytes."""
    return run_scan(_build_scan_request(folder, collection))


def make_scan_entry(folder: str, collection: Collection) -> CacheEntry | None:
    """Cache entries for the scan of a version's Python; none when there is no scan, or when it was cut short."""
    asked = _build_scan_request(folder, collection)
    if not asked.contents:
        return None
    from boas.scanning import make_cache_entry  # noqa: PLC0415 -- only when there is code

    return make_cache_entry(asked.contents, run_scan(asked))


def _build_scan_request(folder: str, collection: Collection) -> _ScanRequest:
    """The Python files in the folder of a version, with the cached result of their scan."""
    python = [document for document in collection.folders.get(folder, ()) if _is_python(document)]
    contents = tuple((document.path, document.file.blob or sha256(document.load()).hexdigest()) for document in python)
    return _ScanRequest(
        contents, tuple(document.load for document in python), _find_cached_scan(contents, collection.cache)
    )


def _find_cached_scan(contents: tuple[tuple[str, str], ...], cache: Cache) -> bytes | None:
    """The cached result of the scan of some files."""
    if not contents or not cache.results:
        return None
    from boas.scanning import make_scan_key  # noqa: PLC0415 -- only when there is code

    return cache.results.get(make_scan_key(contents))


@lru_cache(maxsize=1024)
def run_scan(asked: _ScanRequest) -> "Scan":
    """The scan of some files."""
    from boas.scanning import SCANS, scan_files  # noqa: PLC0415 -- a known scan needs no scanner

    if asked.known is not None:
        return SCANS.read(asked.known)
    return scan_files({path: load() for (path, _), load in zip(asked.contents, asked.loads, strict=True)})
