"""What `boas fix` says: what was mended, what was undone, what would change, what it leaves alone and why."""

import difflib
from collections.abc import Iterable, Iterator

from boas.documents import record_of, version_folder
from boas.finding import Finding, Language, Words
from boas.mending import Mend, Mended, Refusal, Result
from boas.reports import visible

MOST_LINES = 5
"""Numbers of lines that one mend names."""


def mended_report(result: Result, language: Language) -> str:
    """Every mend, file by file, and every one that was undone; empty when there was nothing to mend."""
    lines = [line for file in result.files for line in of_file(file, language)]
    lines += [line for refusal in result.refused for line in undone(refusal, language)]
    return "".join(f"{visible(line)}\n" for line in lines)


def of_file(file: Mended, language: Language) -> Iterator[str]:
    """The mends of one file, in the order they were made."""
    yield Words(f"Corrigé : {file.path}", f"Mended: {file.path}").in_(language)
    for mend in file.fixes:
        yield f"  {mend.finding.location.line}  {mend.finding.rule}  {exchange(mend, language)}"


def exchange(mend: Mend, language: Language) -> str:
    """What came in place of what; for a mend of many lines, what it was about."""
    finding = mend.finding
    if finding.replacement is None:
        return finding.message.in_(language)
    start = finding.location.column - 1
    return f"{finding.source[start : start + finding.length]} → {finding.replacement.text}"


def undone(refusal: Refusal, language: Language) -> Iterator[str]:
    """A mend that was undone, and why."""
    finding, (first, *_) = refusal.fix.finding, refusal.regressions
    place = f"{finding.location.path}:{finding.location.line}"
    yield Words(
        f"Laissé : {place} {finding.rule} (la correction aurait amené : {first.message.fr})",
        f"Left: {place} {finding.rule} (mending it would have brought: {first.message.en})",
    ).in_(language)


def difference(files: Iterable[Mended]) -> str:
    """What would change, as a unified difference in which nothing reaches the terminal as a command."""
    return "".join(f"{visible(line)}\n" for file in files for line in hunks(file))


def hunks(file: Mended) -> Iterator[str]:
    """The unified difference of one file."""
    before, after = (data.decode("utf-8").replace("\r\n", "\n").split("\n") for data in (file.before, file.after))
    return difflib.unified_diff(before, after, f"a/{file.path}", f"b/{file.path}", n=1, lineterm="")


def left_alone(findings: Iterable[Finding], frozen: frozenset[str], language: Language) -> str:
    """Why some findings are not for this command: published versions, and folders to rename."""
    notes: dict[Words, None] = {}
    for finding in findings:
        folder = version_folder(finding.location.path) or ""
        record = record_of(finding.location.path) or ""
        if folder in frozen:
            notes[published(folder)] = None
        elif record in frozen:
            notes[recorded(record)] = None
        elif finding.rule == "bump-too-small":
            notes[not_renamed(folder, finding.nearest)] = None
    return "".join(f"{visible(words.in_(language))}\n" for words in notes)


def published(folder: str) -> Words:
    """A published version is not touched."""
    name = folder.split("/")[2]
    return Words(
        f"Version publiée, jamais modifiée : {folder} (la corriger dans une nouvelle version : boas release {name}).",
        f"Published version, never touched: {folder} (mend it in a new version: boas release {name}).",
    )


def recorded(record: str) -> Words:
    """A published notice, audit or evaluation is not touched."""
    return Words(
        f"Document publié, jamais modifié : {record} (le corriger par un nouveau document qui le nomme).",
        f"Published document, never touched: {record} (correct it by a new document that names it).",
    )


def not_renamed(folder: str, version: str) -> Words:
    """A folder that bears too small a number."""
    name, target = folder.split("/")[2], f"{folder.rstrip('/').rpartition('/')[0]}/{version}"
    return Words(
        f"Dossier à renommer soi-même : mv {folder.rstrip('/')} {target}, puis « version: {version} » dans sa fiche. "
        f"« boas release {name} » choisit le numéro quand on modifie la version publiée à sa place.",
        f"Folder to rename yourself: mv {folder.rstrip('/')} {target}, then `version: {version}` in its card. "
        f"`boas release {name}` chooses the number when you edit the published version in place.",
    )


def nothing_written(language: Language) -> str:
    """Nobody said yes."""
    return Words(
        "Rien de cela n’est écrit sans accord : relire, puis ajouter --yes.",
        "None of this is written without a yes: read it, then add --yes.",
    ).in_(language)


QUESTION = Words("Écrire ces modifications ?", "Write these changes?")
