"""Fixes files of a tree until no fix is left, and reverts every fix that makes anything worse.

One algorithm at a time, because a change in one of its files can cause a finding about another. Gives the new
bytes; the caller writes them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from boas.autofix._edits import Fix, apply_fixes
from boas.autofix._regressions import CheckResult, check_collection, find_regressions, make_slot
from boas.autofix._rule_fixes import find_fix
from boas.documents import find_algorithm, parse_path
from boas.finding import Finding
from boas.parsing import include_related_paths, read_collection
from boas.tree import Tree

_MOST_ROUNDS = 2_000
"""Rounds for one algorithm; each fixes something, and a table of 100,000 rows shows its diagnostics 50 at a time."""


@dataclass(frozen=True, slots=True)
class FixedFile:
    """One file after its fixes."""

    path: str
    before: bytes
    after: bytes
    fixes: tuple[Fix, ...]
    """Fixes made, in order; their spans are those of the text at that moment."""


@dataclass(frozen=True, slots=True)
class RejectedFix:
    """A reverted fix, and the findings it would have caused."""

    fix: Fix
    regressions: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class FixResult:
    """The result of fixing a tree."""

    files: tuple[FixedFile, ...]
    """Files that changed, by path."""
    refused: tuple[RejectedFix, ...]


@dataclass
class _FixJob:
    """The files of one algorithm while they are fixed."""

    tree: Tree
    paths: frozenset[str]
    """Files that may be touched."""
    as_of: str
    with_unsafe: bool
    texts: dict[str, bytes] = field(default_factory=dict)
    fixes: dict[str, list[Fix]] = field(default_factory=dict)
    refused: dict[tuple[object, ...], RejectedFix] = field(default_factory=dict)

    def read_text(self, path: str) -> str:
        """The text of a file as it now stands; empty for bytes that are no text."""
        data = self.texts[path] if path in self.texts else self.tree.read(self.tree.files[path])
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return ""

    def check_changed(self, changed: Mapping[str, bytes]) -> CheckResult:
        """The findings with these files changed on top of the fixes so far."""
        tree = _overlay_tree(self.tree, {**self.texts, **changed})
        return check_collection(read_collection(tree, include_related_paths(tree, self.paths), as_of=self.as_of))

    def list_proposals(self, result: CheckResult) -> tuple[Fix, ...]:
        """The fixes that apply now, without those reverted before."""
        wanted = (
            finding
            for finding in result.findings
            if finding.location.path in self.paths and _make_finding_key(finding) not in self.refused
        )
        documents = ((finding, result.documents.get(finding.location.path)) for finding in wanted)
        fixes = (
            find_fix(finding, document, self.read_text(document.path)) for finding, document in documents if document
        )
        return tuple(fix for fix in fixes if fix and (fix.is_safe or self.with_unsafe))


def fix_files(
    tree: Tree, paths: Iterable[str], findings: Iterable[Finding], as_of: str = "", *, with_unsafe: bool = False
) -> FixResult:
    """Fix the given files as far as their findings allow; other files are read and never touched, nor is code.

    `findings` are those of the tree before: algorithms without any are not read again.
    """
    allowed = frozenset(path for path in paths if (place := parse_path(path)) and place.kind != "code")
    concerned = {_find_group(finding.location.path) for finding in findings if finding.location.path in allowed}
    works = [
        _run_rounds(_FixJob(tree, frozenset(own), as_of, with_unsafe))
        for group, own in _group_paths(allowed).items()
        if group in concerned
    ]
    files = sorted((fixed for work in works for fixed in _iter_fixed_files(work)), key=lambda file: file.path)
    return FixResult(tuple(files), tuple(refusal for work in works for refusal in work.refused.values()))


def _overlay_tree(tree: Tree, texts: Mapping[str, bytes]) -> Tree:
    """A tree in which some files hold other bytes."""
    files = {path: replace(tree.files[path], blob="", size=len(data)) for path, data in texts.items()}
    return Tree({**tree.files, **files}, lambda file: texts[file.path] if file.path in texts else tree.read(file))


def _find_group(path: str) -> str:
    """The algorithm a file belongs to; any other file is alone."""
    return find_algorithm(path) or path


def _group_paths(paths: frozenset[str]) -> dict[str, list[str]]:
    """Files by group, in path order."""
    found: dict[str, list[str]] = {}
    for path in sorted(paths):
        found.setdefault(_find_group(path), []).append(path)
    return found


def _make_finding_key(finding: Finding) -> tuple[object, ...]:
    """What a finding is known by from one round to the next."""
    return (*make_slot(finding), finding.location, finding.source)


def _iter_fixed_files(work: _FixJob) -> Iterator[FixedFile]:
    """Files that are not what they were."""
    for path, after in work.texts.items():
        before = work.tree.read(work.tree.files[path])
        if before != after:
            yield FixedFile(path, before, after, tuple(work.fixes[path]))


def _run_rounds(work: _FixJob) -> _FixJob:
    """Fix round by round, since an error can hide others until it is gone."""
    result = work.check_changed({})
    for _ in range(_MOST_ROUNDS):
        fixes = work.list_proposals(result)
        if not fixes:
            break
        result = _FixRound(work, result).settle_all(fixes)
    return work


class _FixRound:
    """Fixes proposed together: as many of them are kept as make nothing worse."""

    def __init__(self, work: _FixJob, result: CheckResult) -> None:
        """Start with none, on the texts as they stand."""
        self.work, self.result = work, result
        self.kept: tuple[Fix, ...] = ()

    def settle_all(self, fixes: tuple[Fix, ...]) -> CheckResult:
        """The findings after all fixes that could be kept, which the work then has."""
        self.settle(fixes)
        for path, (text, made) in self.apply_to_texts(self.kept).items():
            self.work.texts[path] = text.encode("utf-8")
            self.work.fixes.setdefault(path, []).extend(made)
        return self.result

    def settle(self, fixes: tuple[Fix, ...]) -> None:
        """Keep these fixes when they make nothing worse; otherwise try each half of them, down to single ones."""
        texts = self.apply_to_texts((*self.kept, *fixes))
        after = self.work.check_changed({path: text.encode("utf-8") for path, (text, _) in texts.items()})
        made = tuple(fix for _, own in texts.values() for fix in own)
        against = find_regressions(self.result, after, made)
        is_uncovering = len(fixes) == 1 and after.depth > self.result.depth
        if not against or is_uncovering:
            self.kept, self.result = made, after
        elif len(fixes) == 1:
            self.work.refused[_make_finding_key(fixes[0].finding)] = RejectedFix(fixes[0], against)
        else:
            half = len(fixes) // 2
            self.settle(fixes[:half])
            self.settle(fixes[half:])

    def apply_to_texts(self, fixes: tuple[Fix, ...]) -> dict[str, tuple[str, tuple[Fix, ...]]]:
        """Each file with these fixes, and the fixes that could be made."""
        found: dict[str, list[Fix]] = {}
        for fix in fixes:
            found.setdefault(fix.finding.location.path, []).append(fix)
        return {path: apply_fixes(self.work.read_text(path), own) for path, own in found.items()}
