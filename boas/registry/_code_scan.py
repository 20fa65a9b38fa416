"""What scanning the code of a version gave: each weakness with its finding and the waiver that covers it.

A version without code has no scan; a file that was not scanned is listed, never left out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from boas.checks import (
    WaiverUse,
    covers_finding,
    iter_waivers,
    make_code_document,
    make_scan_entry,
    report_unscanned,
    report_weakness,
    scan_folder,
)
from boas.documents import Waiver
from boas.finding import Finding
from boas.parsing import CacheEntry
from boas.registry._snapshot import Registry, VersionEntry
from boas.scanning import Unscanned, Weakness, is_python
from boas.tree import File

CODE = "code/"
GRAVEST_FIRST = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class WeaknessFinding:
    """One weakness, taken from a finding."""

    weakness: Weakness
    finding: Finding
    waiver: Waiver | None
    """The waiver in force that covers it."""


@dataclass(frozen=True, slots=True)
class UnscannedFinding:
    """One file of Python that was not scanned, taken from a finding."""

    unscanned: Unscanned
    finding: Finding
    waiver: Waiver | None


@dataclass(frozen=True, slots=True)
class CodeScanResult:
    """What scanning the code of one version gave."""

    n_scanned: int
    """Files of Python that were scanned to their end."""
    n_other: int
    """Files that are no Python: they are not scanned."""
    weaknesses: tuple[WeaknessFinding, ...]
    """The gravest first, then by file and line."""
    unscanned: tuple[UnscannedFinding, ...]


def build_code_scan(registry: Registry, version: VersionEntry) -> CodeScanResult | None:
    """The scan of a version's code; None when it has none."""
    collection, folder = registry.collection, version.folder
    files = {file.path: file for file in collection.contents.get(folder, ()) if file.path.startswith(folder + CODE)}
    if not files:
        return None
    documents = {document.path: document for document in collection.folders.get(folder, ())}
    found, uses = scan_folder(folder, collection), tuple(iter_waivers(version.document, collection))
    weaknesses = sorted(found.weaknesses, key=lambda weakness: (GRAVEST_FIRST.index(weakness.severity), weakness))
    n_python = sum(map(is_python, files))
    return CodeScanResult(
        n_scanned=found.n_files,
        n_other=len(files) - n_python,
        weaknesses=tuple(
            WeaknessFinding(weakness, finding, _find_waiver(finding, uses, version))
            for weakness in weaknesses
            for finding in (report_weakness(documents[weakness.path], weakness),)
        ),
        unscanned=tuple(
            UnscannedFinding(unscanned, finding, _find_waiver(finding, uses, version))
            for unscanned in sorted((*found.unscanned, *_find_unread(files.values(), documents)))
            for finding in (
                report_unscanned(
                    documents.get(unscanned.path) or make_code_document(files[unscanned.path], b""), unscanned
                ),
            )
        ),
    )


def iter_scan_results(registry: Registry) -> Iterator[CacheEntry]:
    """The cache entries of a version's scans."""
    found = (make_scan_entry(folder, registry.collection) for folder in registry.collection.folders)
    return (entry for entry in found if entry)


def _find_unread(files: Iterable[File], read: Iterable[str]) -> Iterable[Unscanned]:
    """Python too large to be read as a document at all."""
    known = set(read)
    return (Unscanned(file.path, 0, "too-large") for file in files if is_python(file.path) and file.path not in known)


def _find_waiver(finding: Finding, uses: Iterable[WaiverUse], version: VersionEntry) -> Waiver | None:
    """The first waiver in force that covers a finding."""
    waivers = version.card.waivers or ()
    return next((waivers[use.position] for use in uses if not use.is_over and covers_finding(use, finding)), None)
