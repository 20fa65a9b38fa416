"""Takes out of a draft what the rules refuse of the imported, until only the author's own answers can be wrong.

The rules are given as a function, so that this room knows none of them. What they refuse becomes a loss
with their own sentence. Each round takes something out, so it ends.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from boas.documents import build_algorithm_path
from boas.finding import Finding
from boas.formats._algorithm_draft import (
    AlgorithmDraft,
    build_card_path,
    build_evaluation_path,
    build_files,
    build_list_path,
    build_method_path,
)
from boas.formats._import_result import CodeList, ImportedEvaluation, ImportedValue, Loss, shorten_value
from boas.formats._source_language import make_loss
from boas.translation import Message

RuleCheck = Callable[[Mapping[str, bytes]], tuple[Finding, ...]]
"""Gives the errors of some files as they would stand in the registry."""

_NUMBER = re.compile(r"reported\[([0-9]+)\]")
_REFUSED_LIST = Message("The list {list} is refused as a whole. {why}")
_PRIVATE_RULE = "person-identifier"
"""The one rule whose finding must not be told with the value."""


@dataclass(frozen=True, slots=True)
class CleanDraft:
    """A draft in which nothing imported is wrong any more."""

    draft: AlgorithmDraft
    """With what was taken out among the losses of what was imported."""
    findings: tuple[Finding, ...]
    """Errors that are left: they are about the author's answers."""


def clean_draft(draft: AlgorithmDraft, judge: RuleCheck) -> CleanDraft:
    """The draft without what the rules refuse of the imported."""
    while True:
        findings = judge(build_files(draft))
        smaller, lost = _remove_refused(draft, findings)
        if not lost:
            return CleanDraft(draft, findings)
        losses = (*smaller.imported.losses, *lost)
        draft = replace(smaller, imported=replace(smaller.imported, losses=losses))


def _remove_refused(draft: AlgorithmDraft, findings: tuple[Finding, ...]) -> tuple[AlgorithmDraft, list[Loss]]:
    """A draft without what the findings are about, and what that was."""
    told: dict[str, list[Finding]] = {}
    for finding in findings:
        told.setdefault(finding.location.path, []).append(finding)
    was, losses = draft.imported, list[Loss]()
    about_card = told.get(build_card_path(draft), [])
    pieces = _filter_values(was.pieces, about_card, losses)
    links = _filter_values(was.of_algorithm, told.get(build_algorithm_path(draft.id), []), losses)
    lists = _filter_lists(draft, told, losses)
    measured = _filter_evaluations(draft, told, losses)
    about_body = told.get(build_method_path(draft), []) if was.body else []
    losses += [Loss("", build_method_path(draft), "", about_body[0].message)] if about_body else []
    if not losses and any(not finding.field for finding in about_card):
        pieces = _without_largest(was.pieces, about_card[0], losses)
    kept = replace(
        was, pieces=pieces, of_algorithm=links, lists=lists, measured=measured, body="" if about_body else was.body
    )
    return replace(draft, imported=kept), losses


def _filter_values(
    pieces: Sequence[ImportedValue], findings: Sequence[Finding], losses: list[Loss]
) -> tuple[ImportedValue, ...]:
    """Pieces no finding is about; the others become losses."""
    kept: list[ImportedValue] = []
    positions: Counter[str] = Counter()
    for piece in pieces:
        own = f"{piece.to}[{positions[piece.to]}]" if piece.is_item else piece.to
        positions[piece.to] += 1
        finding = next((one for one in findings if _is_about(one.field, own, piece.to)), None)
        if finding is None:
            kept.append(piece)
        else:
            loss = make_loss(piece, finding.message)
            losses.append(replace(loss, value="…") if finding.rule == _PRIVATE_RULE else loss)
    return tuple(kept)


def _is_about(field: str, own: str, whole: str) -> bool:
    """Whether a field is a piece, lies inside it, or is the list it is an item of."""
    return field in {own, whole} or field.startswith((f"{own}.", f"{own}["))


def _without_largest(
    pieces: tuple[ImportedValue, ...], finding: Finding, losses: list[Loss]
) -> tuple[ImportedValue, ...]:
    """Pieces without those of the longest field: a card as a whole can only be wrong by its size."""
    sizes: Counter[str] = Counter()
    for piece in pieces:
        sizes[piece.to] += len(repr(piece.value))
    largest = sizes.most_common(1)[0][0] if sizes else ""
    losses += [make_loss(piece, finding.message) for piece in pieces if piece.to == largest]
    return tuple(piece for piece in pieces if piece.to != largest)


def _filter_lists(draft: AlgorithmDraft, told: Mapping[str, list[Finding]], losses: list[Loss]) -> tuple[CodeList, ...]:
    """Codelists without the codes that findings are about, and without those that are wrong as a whole."""
    kept: list[CodeList] = []
    for position, one in enumerate(draft.imported.lists):
        uses = [
            f for f in told.get(build_card_path(draft), []) if _is_about(f.field, f"logic.codelists[{position}]", "")
        ]
        findings = told.get(build_list_path(draft, one), [])
        whole = [finding for finding in (*uses, *findings) if finding.location.line <= 1 or finding in uses]
        if whole:
            why = _REFUSED_LIST.fill(list=one.name, why=(findings or whole)[0].message)
            losses += [Loss(one.file, code.origin, shorten_value(code.cells[0]), why) for code in one.codes]
            continue
        wrong = {finding.location.line - 2: finding for finding in reversed(findings)}
        losses += [
            Loss(one.file, one.codes[at].origin, shorten_value(one.codes[at].cells[0]), finding.message)
            for at, finding in sorted(wrong.items())
        ]
        left = tuple(code for at, code in enumerate(one.codes) if at not in wrong)
        kept += [replace(one, codes=left)] if left else []
    return tuple(kept)


def _filter_evaluations(
    draft: AlgorithmDraft, told: Mapping[str, list[Finding]], losses: list[Loss]
) -> tuple[ImportedEvaluation, ...]:
    """Evaluations without the numbers that findings are about; those that are wrong elsewhere become losses."""
    kept: list[ImportedEvaluation] = []
    for one in draft.imported.measured:
        findings = told.get(build_evaluation_path(draft, one.id), [])
        smaller = _without_refused_numbers(one, findings, losses) if findings else one
        kept += [smaller] if smaller else []
    return tuple(kept)


def _without_refused_numbers(
    one: ImportedEvaluation, findings: Sequence[Finding], losses: list[Loss]
) -> ImportedEvaluation | None:
    """An evaluation without the numbers that findings are about; nothing when they are about more, or none is left."""
    numbers = one.value.get("reported")
    matches = [_NUMBER.match(finding.field) for finding in findings]
    wrong = {int(match[1]): finding for match, finding in zip(matches, findings, strict=True) if match}
    if not all(matches) or not isinstance(numbers, list) or len(wrong) >= len(numbers):
        losses.append(Loss(one.file, one.origin, "", findings[0].message))
        return None
    losses += [
        Loss(one.file, one.origin, shorten_value(numbers[at]), finding.message) for at, finding in sorted(wrong.items())
    ]
    left = [number for at, number in enumerate(numbers) if at not in wrong]
    return replace(one, value={**one.value, "reported": left})
