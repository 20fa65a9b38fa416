"""Answers about the code of a version."""

from collections import Counter

from boas.documents import Waiver
from boas.index._code_answers import CodeScan, CodeUnscanned, CodeWaiver, CodeWeakness
from boas.index._records import to_text
from boas.registry import CODE, GRAVEST_FIRST, CodeScanResult, UnscannedFinding, WeaknessFinding
from boas.scanning import NO_GUARANTEE

MAX_LISTED = 200
"""Weaknesses, and files not scanned, of which an answer tells every one."""


def build_code_scan_answer(found: CodeScanResult, folder: str) -> CodeScan:
    """What scanning the code in the folder of a version gave; paths begin inside its `code/`."""
    counted = Counter[str](one.weakness.severity for one in found.weaknesses)
    start = folder + CODE
    return CodeScan(
        n_scanned=found.n_scanned,
        n_unscanned=len(found.unscanned),
        n_other=found.n_other,
        n_by_severity={severity: counted[severity] for severity in GRAVEST_FIRST},
        weaknesses=tuple(_build_weakness(one, start) for one in found.weaknesses[:MAX_LISTED]),
        unscanned=tuple(_build_unscanned(one, start) for one in found.unscanned[:MAX_LISTED]),
        caution=NO_GUARANTEE.to_texts(),
    )


def _build_weakness(told: WeaknessFinding, start: str) -> CodeWeakness:
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
        sentence=told.finding.message.to_texts(),
        waiver=_build_waiver(told.waiver),
    )


def _build_unscanned(told: UnscannedFinding, start: str) -> CodeUnscanned:
    """One file that was not scanned."""
    file, line = told.finding.location.path.removeprefix(start), told.unscanned.line or None
    return CodeUnscanned(file, line, told.finding.message.to_texts(), _build_waiver(told.waiver))


def _build_waiver(written: Waiver | None) -> CodeWaiver | None:
    """What a waiver says."""
    return CodeWaiver(to_text(written.reason), written.until) if written else None
