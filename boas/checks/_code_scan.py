"""Scans the Python of any folder or repository into findings, with the messages of the rules about code.

Files are read a portion at a time and forgotten again, so that a large repository is never held whole.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from boas.checks._code import report_unscanned, report_weakness
from boas.checks._limit import limit_findings
from boas.checks._rule import RULES
from boas.documents import RegistryPath
from boas.finding import Finding
from boas.parsing import Document
from boas.scanning import LARGEST_FILE, LONGEST_IN_ALL, Scan, Unscanned, is_python, iter_portions, scan_files
from boas.tree import REGULAR_MODES, File

_FileReader = Callable[[File], bytes]
"""Gives the bytes of a file."""
ProgressCallback = Callable[[int, int], None]
"""Called with the number of files done and the number of all."""


@dataclass(frozen=True, slots=True)
class ScanSummary:
    """What scanning the Python among some files gave."""

    findings: tuple[Finding, ...]
    """In the order of all findings."""
    n_files: int
    """Files of Python there are."""
    n_scanned: int
    """Those that were scanned to their end."""


def can_be_scanned(file: File) -> bool:
    """Whether a file is Python and has bytes of its own, which a link or a submodule has not."""
    return is_python(file.path) and file.mode in REGULAR_MODES


def examine(
    files: Iterable[File], read: _FileReader, count: ProgressCallback, seconds: float = LONGEST_IN_ALL
) -> ScanSummary:
    """Scan the Python among some files; a file that is too large is reported and not read.

    Raises whatever `read` raises.
    """
    end = time.monotonic() + seconds
    python = {file.path: file for file in files if can_be_scanned(file)}
    small = [file for file in python.values() if file.size <= LARGEST_FILE]
    large = (file for file in python.values() if file.size > LARGEST_FILE)
    findings = [report_unscanned(make_code_document(file, b""), Unscanned(file.path, 0, "too-large")) for file in large]
    done = n_scanned = 0
    for portion in iter_portions((file.path, read(file)) for file in small):
        found = scan_files(portion, max(0.0, end - time.monotonic()))
        documents = {path: make_code_document(python[path], data) for path, data in portion.items()}
        findings += _report_scan(documents, found)
        n_scanned, done = n_scanned + found.n_files, done + len(portion)
        count(done, len(small))
    return ScanSummary(tuple(sorted(findings, key=Finding.make_sort_key)), len(python), n_scanned)


def make_code_document(file: File, data: bytes) -> Document:
    """A file that lies anywhere, as the code of a version is read."""
    return Document(file, RegistryPath("code", ()), lambda: data)


def _report_scan(documents: Mapping[str, Document], found: Scan) -> Iterator[Finding]:
    """Findings about files, by path; with the limit of `boas check` on findings of one rule about one file."""
    for rule, by_path in (
        (
            "risky-code",
            _group_by_path(
                (weakness.path, report_weakness(documents[weakness.path], weakness)) for weakness in found.weaknesses
            ),
        ),
        (
            "unscannable-code",
            _group_by_path(
                (unscanned.path, report_unscanned(documents[unscanned.path], unscanned))
                for unscanned in found.unscanned
            ),
        ),
    ):
        for path, findings in by_path.items():
            yield from limit_findings(RULES[rule], documents[path].file, iter(findings))


def _group_by_path(pairs: Iterable[tuple[str, Finding]]) -> dict[str, list[Finding]]:
    """Findings by the path of their file."""
    found: dict[str, list[Finding]] = {}
    for path, finding in pairs:
        found.setdefault(path, []).append(finding)
    return found
