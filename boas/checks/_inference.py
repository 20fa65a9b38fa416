"""The rule about suppressed cells that follow from everything published about the same people, taken together."""

from collections.abc import Iterator
from dataclasses import replace

from boas.checks._audit_cache import audit_with_cache
from boas.checks._evidence import evaluate_document
from boas.checks._population_overlap import EvaluationIndex, find_evaluation_folder, index_evaluations
from boas.checks._related_documents import load_document
from boas.checks._rule import document_rule, report_at_field, report_at_span
from boas.checks._small_cells import locate_cell
from boas.documents import Evaluation, find_main_document, parse_place
from boas.evidence import Stratum, describe_count
from boas.evidence.disclosure import AuditResult, DisclosedCount, PublishedEvaluation, needs_audit
from boas.finding import Finding
from boas.parsing import Collection, Document, FieldPath, SourceSpan
from boas.translation import Message


@document_rule("privacy", since="2026-11-28")
def small_cell_by_inference(document: Document, collection: Collection) -> Iterator[Finding]:
    """No suppressed count follows from all that is published about the same people, in whatever evaluation.

    Why: a sensitivity with three decimals and the true positives give the false negatives; a second evaluation of
    the same people gives the total that was missing.

    Help: remove the figures of this group, or withhold other cells; for two evaluations, withhold the same
    cells in both.
    """
    if document.kind not in {"evaluation", "counts", "scores"}:
        return
    crowd = index_evaluations(collection)
    published = crowd.load_publication(find_evaluation_folder(document))
    if published is None:
        return
    yield from _find_direct_disclosures(document, crowd, published)
    if document.kind != "scores":
        yield from _find_linked_disclosures(document, crowd, published)


def _find_direct_disclosures(
    document: Document, crowd: EvaluationIndex, published: PublishedEvaluation
) -> Iterator[Finding]:
    """Counts of an evaluation that come back; at their places in its tables, once in the evaluation itself."""
    found = _without_reported(_audit_publication(crowd, published), published, crowd.collection)
    if document.kind == "evaluation":
        if found.disclosed or not found.is_exhaustive:
            loc: FieldPath = ("reported",) if published.evaluation.reported else ("population",)
            message = _RETURNS if found.disclosed else _UNCHECKED
            first = next((_name_count(one.stratum, one.cell) for one in found.disclosed), Message(""))
            filled = message.fill(what=first)
            yield report_at_field("small-cell-by-inference", document, loc, filled, _suggest_disclosure_fix(found))
        return
    for disclosed in found.disclosed:
        if disclosed.table == document.kind:
            span = locate_cell(document, disclosed.line, disclosed.cell) if disclosed.line else SourceSpan(1, 1, 0)
            message = _RETURNS.fill(what=_name_count(disclosed.stratum, disclosed.cell))
            yield report_at_span("small-cell-by-inference", document, span, message, _suggest_disclosure_fix(found))


def _without_reported(found: AuditResult, published: PublishedEvaluation, collection: Collection) -> AuditResult:
    """The disclosed cells, without those that the rules about single evaluations report already."""
    document = load_document(collection, find_main_document(f"{published.name}/"))
    evidence = evaluate_document(document, collection) if document and found.disclosed else None
    disclosures = evidence.disclosures if evidence else ()
    already = {(disclosed.stratum, disclosed.cell, disclosed.table) for disclosed in disclosures}
    counts = {(disclosed.stratum.site, disclosed.stratum.groups, disclosed.cell) for disclosed in disclosures}
    counts |= {(disclosed.stratum.site, disclosed.stratum.groups, disclosed.cell) for disclosed in found.disclosed}
    left = (
        disclosed
        for disclosed in found.disclosed
        if (disclosed.stratum, disclosed.cell, disclosed.table) not in already
    )
    return replace(
        found, disclosed=tuple(disclosed for disclosed in left if not _is_sum_of_reported(disclosed, counts))
    )


def _is_sum_of_reported(disclosed: DisclosedCount, counts: set[tuple[str, tuple[tuple[str, str], ...], str]]) -> bool:
    """Whether a number of positives or negatives follows only from a disclosed cell of its own, which is reported."""
    parts = {"positives": ("tp", "fn"), "negatives": ("fp", "tn")}.get(disclosed.cell, ())
    return any((disclosed.stratum.site, disclosed.stratum.groups, cell) in counts for cell in parts)


def _find_linked_disclosures(
    document: Document, crowd: EvaluationIndex, published: PublishedEvaluation
) -> Iterator[Finding]:
    """Counts of another evaluation that come back because of this one."""
    for other in crowd.iter_overlapping(published):
        found = _audit_publication(crowd, other) if other.has_suppressed_cells else AuditResult()
        if any(published.name in disclosed.others for disclosed in found.disclosed):
            name = parse_place(f"{other.name}/").id
            message = Message(
                "With this evaluation, a suppressed count of `{name}` ({algorithm}) can be inferred.",
                name=name,
                algorithm=other.algorithm,
            )
            if document.kind == "counts":
                yield report_at_span("small-cell-by-inference", document, SourceSpan(1, 1, 0), message, _BOTH)
            elif isinstance(document.content, Evaluation):
                yield report_at_field("small-cell-by-inference", document, ("population",), message, _BOTH)


def _audit_publication(crowd: EvaluationIndex, published: PublishedEvaluation) -> AuditResult:
    """The audit of one evaluation, made once; nothing is found where nothing more than its tables asks for one."""

    def audit() -> AuditResult:
        others = tuple(crowd.iter_overlapping(published)) if published.has_suppressed_cells else ()
        return audit_with_cache(crowd, published, others) if needs_audit(published, others) else AuditResult()

    return crowd.collection.compute_once(("audit", published.name), audit)


def _name_count(stratum: Stratum, cell: str) -> Message:
    """Which count of whom."""
    return describe_count(cell, stratum)


def _suggest_disclosure_fix(found: AuditResult) -> Message:
    """What to do about what was found."""
    if not found.disclosed:
        return _FEWER
    return _BOTH if any(disclosed.others for disclosed in found.disclosed) else _ROUND


_RETURNS = Message("{what}: the suppressed count follows from all that is published about these people.")
_UNCHECKED = Message(
    "Too many figures and suppressed counts are about these people: it cannot be made sure that none can be inferred."
)
_FEWER = Message("Give fewer figures by group or fewer decimals, or break down by fewer groups.")
_ROUND = Message("Remove the figures that are about these people, or give them for a larger group only.")
_BOTH = Message("Suppress the same cells in both evaluations, or remove from one of them what is about these groups.")
