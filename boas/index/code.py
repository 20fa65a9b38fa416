"""Answers about the code of a version."""

from collections import Counter

from boas.documents import Waiver
from boas.index.code_answers import CodeScan, CodeUnscanned, CodeWaiver, CodeWeakness
from boas.index.records import both, local
from boas.registry import CODE, GRAVEST_FIRST, ScannedCode, ToldUnscanned, ToldWeakness
from boas.scanning import NO_GUARANTEE

MOST_TOLD = 200
"""Weaknesses, and files not scanned, of which an answer tells every one."""


def code_scan(found: ScannedCode, folder: str) -> CodeScan:
    """What scanning the code in the folder of a version gave; paths begin inside its `code/`."""
    counted = Counter[str](one.weakness.severity for one in found.weaknesses)
    start = folder + CODE
    return CodeScan(
        n_scanned=found.n_scanned,
        n_unscanned=len(found.unscanned),
        n_other=found.n_other,
        n_by_severity={severity: counted[severity] for severity in GRAVEST_FIRST},
        weaknesses=tuple(weakness(one, start) for one in found.weaknesses[:MOST_TOLD]),
        unscanned=tuple(unscanned(one, start) for one in found.unscanned[:MOST_TOLD]),
        caution=both(NO_GUARANTEE),
    )


def weakness(told: ToldWeakness, start: str) -> CodeWeakness:
    """One weakness."""
    one = told.weakness
    return CodeWeakness(
        file=told.finding.location.path.removeprefix(start),
        line=one.line,
        column=one.column,
        severity=one.severity,
        confidence=one.confidence,
        test=one.test,
        name=one.name,
        cwe=one.cwe or None,
        sentence=both(told.finding.message),
        waiver=waiver(told.waiver),
    )


def unscanned(told: ToldUnscanned, start: str) -> CodeUnscanned:
    """One file that was not scanned."""
    file, line = told.finding.location.path.removeprefix(start), told.unscanned.line or None
    return CodeUnscanned(file, line, both(told.finding.message), waiver(told.waiver))


def waiver(written: Waiver | None) -> CodeWaiver | None:
    """What a waiver says."""
    return CodeWaiver(local(written.reason), written.until) if written else None
