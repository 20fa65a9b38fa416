"""The code that comes with a card as its page shows it: what a scan found, what it could not look at."""

from collections.abc import Iterator
from dataclasses import dataclass

from boas.index import CodeScan, CodeUnscanned, CodeWeakness
from boas.site._translations import LocalisedText, choose
from boas.translation import Language


@dataclass(frozen=True, slots=True)
class _WeaknessRow:
    """One line of the table: a weakness, or a file that was not scanned."""

    file: str
    line: int | None
    severity: str
    """`high`, `medium`, `low`, or `unscanned`."""
    said: LocalisedText
    reason: LocalisedText | None
    """Why the authors answer for it, when a waiver covers it."""
    until: str


@dataclass(frozen=True, slots=True)
class CodeView:
    """What scanning the code of one version gave."""

    n_scanned: int
    n_other: int
    places: tuple[_WeaknessRow, ...]
    """Files that were not scanned, then weaknesses, the gravest first."""
    n_left: int
    """Places there is no room for."""
    caution: LocalisedText


def build_code_view(answer: CodeScan | None, language: Language) -> CodeView | None:
    """The scan of a version's code in the reader's language; nothing when the version has none."""
    if answer is None:
        return None
    shown = tuple(_iter_weakness_rows(answer, language))
    n_places = answer.n_unscanned + sum(answer.n_by_severity.values())
    return CodeView(answer.n_scanned, answer.n_other, shown, n_places - len(shown), choose(answer.caution, language))


def _iter_weakness_rows(answer: CodeScan, language: Language) -> Iterator[_WeaknessRow]:
    """Everything the answer tells one by one."""
    places: tuple[CodeUnscanned | CodeWeakness, ...] = (*answer.unscanned, *answer.weaknesses)
    for one in places:
        waiver = one.waiver
        yield _WeaknessRow(
            one.file,
            one.line,
            one.severity if isinstance(one, CodeWeakness) else "unscanned",
            choose(one.sentence, language),
            choose(waiver.reason, language) if waiver else None,
            waiver.until if waiver else "",
        )
