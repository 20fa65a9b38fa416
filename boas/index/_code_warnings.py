"""Codes that changed: which lists of which algorithms hold them as they were before."""

from collections.abc import Iterator
from dataclasses import dataclass

from boas.documents import CodeChange, CodelistUse, Notice
from boas.index._notice_answers import AffectedCodelist, ChangedCode, CodeWarning
from boas.index._records import Named, to_text
from boas.nomenclatures import resolve_match
from boas.parsing import Document, Table
from boas.registry import AlgorithmEntry, Registry, VersionEntry


@dataclass(frozen=True, slots=True)
class _AnnouncedCode:
    """A code that a standing notice says has changed."""

    entry: AlgorithmEntry
    notice: Notice
    code: CodeChange


@dataclass(frozen=True, slots=True)
class CodeHit:
    """A list of a version that holds such a code."""

    entry: AlgorithmEntry
    version: str
    announced: _AnnouncedCode
    warning: CodeWarning


def collect_code_hits(registry: Registry) -> tuple[CodeHit, ...]:
    """Every list of every version that holds a changed code, or may: by algorithm, newest version first.

    Notices that were retracted say nothing, and invented ones only of invented lists.
    """
    announced = _AnnouncedCodes([one for entry in registry.algorithms.values() for one in _iter_announced(entry)])
    return tuple(
        hit
        for entry in (registry.algorithms.values() if announced.codes else ())
        for version in entry.versions
        for hit in _iter_version_hits(entry, version, announced)
    )


class _AnnouncedCodes:
    """Codes that changed, found by what a list holds: a list is not held against every one of them."""

    def __init__(self, codes: list[_AnnouncedCode]) -> None:
        """Note each code by its system, and by each start with which a list may take it."""
        self.codes = codes
        self._whole: dict[tuple[str, bool, str], list[int]] = {}
        self._starts: dict[tuple[str, bool, str], list[int]] = {}
        self._systems = {(one.code.system, _is_example(one.entry)) for one in codes}
        for number, one in enumerate(codes):
            system, is_example, code = one.code.system, _is_example(one.entry), one.code.code
            self._whole.setdefault((system, is_example, code), []).append(number)
            for length in range(1, len(code) + 1):
                self._starts.setdefault((system, is_example, code[:length]), []).append(number)

    def match_list(self, entry: AlgorithmEntry, use: CodelistUse, document: Document | None) -> list[_AnnouncedCode]:
        """Those that a list takes, by name or by one of its starts when it matches any code starting so.

        Invented codes concern invented lists only.
        """
        if (use.system, _is_example(entry)) not in self._systems:
            return []
        known = self._starts if resolve_match(use.system, use.match) == "prefix" else self._whole
        found = {
            number for code in _list_codes(document) for number in known.get((use.system, _is_example(entry), code), ())
        }
        return [self.codes[number] for number in sorted(found)]


def _iter_announced(entry: AlgorithmEntry) -> Iterator[_AnnouncedCode]:
    """The codes that the standing notices of an algorithm name."""
    for document in entry.notices:
        notice = document.content
        if isinstance(notice, Notice) and ("notice", document.location.id) not in entry.corrected:
            yield from (_AnnouncedCode(entry, notice, code) for code in notice.codes or ())


def _iter_version_hits(entry: AlgorithmEntry, version: VersionEntry, announced: _AnnouncedCodes) -> Iterator[CodeHit]:
    """Lists of one version that hold one of these codes."""
    uses = version.card.logic.codelists if version.card.logic else None
    for use in uses if isinstance(uses, tuple) else ():
        for one in announced.match_list(entry, use, version.codelists.get(use.path)):
            standing = one.code.assess_release(use.release)
            if standing:
                yield CodeHit(
                    entry,
                    version.version,
                    one,
                    CodeWarning(
                        algorithm=_name_algorithm(one.entry),
                        notice=one.notice.id,
                        date=one.notice.date,
                        text=to_text(one.notice.text),
                        path=use.path,
                        release=use.release,
                        code=build_changed_code(one.code),
                        standing=standing,
                    ),
                )


def _is_example(entry: AlgorithmEntry) -> bool:
    """Whether an algorithm is a worked example."""
    return entry.algorithm.origin == "example"


def _list_codes(document: Document | None) -> frozenset[str]:
    """The codes of a list; none of one that cannot be read."""
    table = document.content if document else None
    if not isinstance(table, Table) or "code" not in table.header:
        return frozenset()
    column = table.header.index("code")
    return frozenset(row.cells[column] for row in table.rows)


def build_changed_code(code: CodeChange) -> ChangedCode:
    """A code of a notice as answers carry it."""
    return ChangedCode(code.system, code.code, code.change, code.from_release, code.to_release)


def _name_algorithm(entry: AlgorithmEntry) -> Named:
    """An algorithm by the name its latest version has."""
    return Named(entry.id, to_text(entry.latest.card.name))


def group_by_version(hits: tuple[CodeHit, ...]) -> dict[tuple[str, str], list[CodeWarning]]:
    """What is said of the lists of each version, by algorithm and version."""
    found: dict[tuple[str, str], list[CodeWarning]] = {}
    for hit in hits:
        found.setdefault((hit.entry.id, hit.version), []).append(hit.warning)
    return found


def group_by_notice(hits: tuple[CodeHit, ...]) -> dict[tuple[str, str], tuple[AffectedCodelist, ...]]:
    """The lists each notice concerns, by its algorithm and id; versions that hold the same list so stand together."""
    found: dict[tuple[str, str], dict[tuple[object, ...], list[CodeHit]]] = {}
    for hit in hits:
        said = hit.warning
        own = found.setdefault((said.algorithm.id, said.notice), {})
        together = (hit.entry.id, said.path, said.release, said.standing, said.code)
        own.setdefault(together, []).append(hit)
    return {key: tuple(map(_build_affected, groups.values())) for key, groups in found.items()}


def _build_affected(hits: list[CodeHit]) -> AffectedCodelist:
    """One list of several versions."""
    first = hits[0].warning
    versions = tuple(dict.fromkeys(hit.version for hit in hits))
    named = _name_algorithm(hits[0].entry)
    return AffectedCodelist(named, versions, first.path, first.release, first.code, first.standing)
