"""The report of `boas fix`: fixes made, fixes reverted, the difference they make, and findings without a fix."""

import difflib
from collections.abc import Iterable, Iterator

from boas.autofix._edits import Fix
from boas.autofix._fixer import FixedFile, FixResult, RejectedFix
from boas.documents import build_version_path, find_algorithm, find_record, find_version_folder
from boas.escaping import make_visible
from boas.finding import Finding
from boas.translation import Language, Message

_MOST_LINES = 5
"""Line numbers that one fix lists."""


def describe_fixes(result: FixResult, language: Language) -> str:
    """Every fix, file by file, and every reverted one; empty when there was nothing to fix."""
    lines = [line for file in result.files for line in _iter_file_lines(file, language)]
    lines += [line for refusal in result.refused for line in _iter_undone_lines(refusal, language)]
    return "".join(f"{make_visible(line)}\n" for line in lines)


def _iter_file_lines(file: FixedFile, language: Language) -> Iterator[str]:
    """The fixes of one file, in the order they were made."""
    yield Message("Fixed: {path}", path=file.path).in_(language)
    for fix in file.fixes:
        yield f"  {fix.finding.location.line}  {fix.finding.rule}  {_describe_replacement(fix, language)}"


def _describe_replacement(fix: Fix, language: Language) -> str:
    """Old and new text; for a fix of many lines, what it is about."""
    finding = fix.finding
    if finding.replacement is None:
        return finding.message.in_(language)
    start = finding.location.column - 1
    return f"{finding.source[start : start + finding.length]} → {finding.replacement.text}"


def _iter_undone_lines(refusal: RejectedFix, language: Language) -> Iterator[str]:
    """A reverted fix, and why."""
    finding, (first, *_) = refusal.fix.finding, refusal.regressions
    place = f"{finding.location.path}:{finding.location.line}"
    yield Message(
        "Left: {place} {rule} (fixing it would have caused: {message})",
        place=place,
        rule=finding.rule,
        message=first.message,
    ).in_(language)


def render_diff(files: Iterable[FixedFile]) -> str:
    """What would change, as a unified difference in which nothing reaches the terminal as a command."""
    return "".join(f"{make_visible(line)}\n" for file in files for line in _iter_diff_lines(file))


def _iter_diff_lines(file: FixedFile) -> Iterator[str]:
    """The unified difference of one file."""
    before, after = (data.decode("utf-8").replace("\r\n", "\n").split("\n") for data in (file.before, file.after))
    return difflib.unified_diff(before, after, f"a/{file.path}", f"b/{file.path}", n=1, lineterm="")


def explain_skipped(findings: Iterable[Finding], frozen: frozenset[str], language: Language) -> str:
    """Why some findings are not for this command: published versions, and folders to rename."""
    notes: dict[Message, None] = {}
    for finding in findings:
        folder = find_version_folder(finding.location.path) or ""
        record = find_record(finding.location.path) or ""
        if folder in frozen:
            notes[_describe_published_version(folder)] = None
        elif record in frozen:
            notes[_describe_published_record(record)] = None
        elif finding.rule == "bump-too-small":
            notes[_describe_rename(folder, finding.nearest)] = None
    return "".join(f"{make_visible(message.in_(language))}\n" for message in notes)


def _describe_published_version(folder: str) -> Message:
    """A published version is not touched."""
    name = find_algorithm(folder)
    return Message(
        "Published version, never touched: {folder} (fix it in a new version: boas release {name}).",
        folder=folder,
        name=name,
    )


def _describe_published_record(record: str) -> Message:
    """A published record is not touched."""
    return Message(
        "Published document, never touched: {record} (correct it by a new document that names it).", record=record
    )


def _describe_rename(folder: str, version: str) -> Message:
    """A folder that bears too small a number."""
    name = find_algorithm(folder)
    target = build_version_path(name, version, "").rstrip("/")
    return Message(
        "Folder to rename yourself: mv {folder} {target}, then `version: {version}` in its card. "
        "`boas release {name}` chooses the number when you edit the published version in place.",
        folder=folder.rstrip("/"),
        target=target,
        version=version,
        name=name,
    )
