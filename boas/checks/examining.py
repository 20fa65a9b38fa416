"""Python of any folder or repository to findings, with the words of the rules about code.

Files are read a portion at a time and forgotten again, so that a large repository is never held whole.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from boas.checks import RULES, bounded
from boas.checks.code import at_unscanned, at_weakness
from boas.documents import Location
from boas.finding import Finding
from boas.reading import Document
from boas.scanning import LARGEST_FILE, LONGEST_IN_ALL, Scan, Unscanned, is_python, portions, scan
from boas.tree import PLAIN, File

Read = Callable[[File], bytes]
"""Gives the bytes of a file."""
Count = Callable[[int, int], None]
"""Told how many files are done, of how many."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What scanning the Python among some files gave."""

    findings: tuple[Finding, ...]
    """In the order of all findings."""
    n_files: int
    """Files of Python there are."""
    n_scanned: int
    """Those that were scanned to their end."""


def can_be_scanned(file: File) -> bool:
    """Whether a file is Python and has bytes of its own, which a link or a submodule has not."""
    return is_python(file.path) and file.mode in PLAIN


def examine(files: Iterable[File], read: Read, count: Count, seconds: float = LONGEST_IN_ALL) -> Examined:
    """Scan the Python among some files; what is too large is told and not even read.

    Raises whatever `read` raises.
    """
    end = time.monotonic() + seconds
    python = {file.path: file for file in files if can_be_scanned(file)}
    small = [file for file in python.values() if file.size <= LARGEST_FILE]
    large = (file for file in python.values() if file.size > LARGEST_FILE)
    findings = [at_unscanned(of_bytes(file, b""), Unscanned(file.path, 0, "too-large")) for file in large]
    done = n_scanned = 0
    for portion in portions((file.path, read(file)) for file in small):
        found = scan(portion, max(0.0, end - time.monotonic()))
        findings += told_of({path: of_bytes(python[path], data) for path, data in portion.items()}, found)
        n_scanned, done = n_scanned + found.n_files, done + len(portion)
        count(done, len(small))
    return Examined(tuple(sorted(findings, key=Finding.make_sort_key)), len(python), n_scanned)


def of_bytes(file: File, data: bytes) -> Document:
    """A file that lies anywhere, as the code of a version is read."""
    return Document(file, Location("code", ()), lambda: data)


def told_of(documents: Mapping[str, Document], found: Scan) -> Iterator[Finding]:
    """Findings about files, by path; of each rule as many about one file as `boas check` tells."""
    for rule, by_path in (
        ("risky-code", grouped((one.path, at_weakness(documents[one.path], one)) for one in found.weaknesses)),
        ("unscannable-code", grouped((one.path, at_unscanned(documents[one.path], one)) for one in found.unscanned)),
    ):
        for path, findings in by_path.items():
            yield from bounded(RULES[rule], documents[path].file, iter(findings))


def grouped(pairs: Iterable[tuple[str, Finding]]) -> dict[str, list[Finding]]:
    """Findings by the path of their file."""
    found: dict[str, list[Finding]] = {}
    for path, finding in pairs:
        found.setdefault(path, []).append(finding)
    return found
