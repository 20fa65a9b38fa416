"""Rules about reported figures: each is possible, agrees with its counts, and is about what it declares.

`boas.evidence` verifies the figures, only where there are claims, counts or scores. A figure of a publication, which
nobody here can change, gets a warning.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from boas.checks._related_documents import is_usable, load_tables, resolve_threshold
from boas.checks._rule import document_rule, report_at_field
from boas.documents import Evaluation
from boas.evidence import ClaimVerdict, DisclosedCell, build_request, evaluate
from boas.finding import Finding
from boas.parsing import CacheEntry, Collection, Document, EntryCodec, FieldPath


@dataclass(frozen=True, slots=True)
class VerifiedFigures:
    """Of the evidence of an evaluation, all that rules speak of."""

    judgements: tuple[ClaimVerdict, ...]
    """One for each `reported`, in order."""
    disclosures: tuple[DisclosedCell, ...]


_VERIFIED = EntryCodec("verified", VerifiedFigures)


def evaluate_document(document: Document, collection: Collection) -> VerifiedFigures | None:
    """The evidence of an evaluation and its tables; None when it has none, or is no evaluation."""
    if document.kind != "evaluation":
        return None
    return collection.compute_once(("evidence", document.path), lambda: _evaluate(document, collection))


def _evaluate(document: Document, collection: Collection) -> VerifiedFigures | None:
    """The same, computed or read from the cache."""
    counts, scores = (table if table and is_usable(table) else None for table in load_tables(document, collection))
    has_claims = isinstance(document.content, Evaluation) and document.content.reported
    if not (has_claims or counts or scores):
        return None
    asked = build_request(document, counts, scores, resolve_threshold(collection), collection.cache)
    key = _VERIFIED.make_key(asked.contents, asked.threshold)
    if known := collection.cache.results.get(key):
        collection.results["evidence", document.path] = CacheEntry(key, lambda: known)
        return _VERIFIED.read(known)
    evidence = evaluate(asked)
    found = VerifiedFigures(evidence.verification.judgements, evidence.disclosures)
    collection.results["evidence", document.path] = CacheEntry(key, lambda: _VERIFIED.write(found))
    return found


def find_figure_errors(rule: str, document: Document, collection: Collection) -> Iterator[Finding]:
    """The findings of one rule about each figure of an evaluation."""
    evidence, evaluation = evaluate_document(document, collection), document.content
    for judgement in evidence.judgements if evidence else ():
        for problem in judgement.problems:
            if problem.rule == rule:
                loc: FieldPath = ("reported", judgement.position, *filter(None, [problem.part]))
                finding = report_at_field(rule, document, loc, problem.message, problem.mend, since=problem.since)
                is_public = evaluation.reported[judgement.position].already_public is not None
                yield replace(finding, severity="warning") if is_public else finding


@document_rule("evidence")
def metric_mismatch(document: Document, collection: Collection) -> Iterator[Finding]:
    """A declared number is what the counts give, within rounding.

    Why: a reader believes what is printed; a slip of the finger or another file shows when it is recomputed.

    Help: correct the value, or the table of counts when it is not that of this evaluation.
    """
    return find_figure_errors("metric-mismatch", document, collection)


@document_rule("evidence")
def interval_mismatch(document: Document, collection: Collection) -> Iterator[Finding]:
    """A declared interval is that of the method named, or of a known one: Wilson, Wald, exact, Agresti–Coull, Jeffreys.

    A bootstrap, which depends on chance, is held to what resampling can give.

    Why: an interval that is too narrow makes a small sample pass for solid proof.

    Help: correct the bounds or n, or name the method in `ci.method`.
    """
    return find_figure_errors("interval-mismatch", document, collection)


@document_rule("evidence")
def impossible_value(document: Document, collection: Collection) -> Iterator[Finding]:
    """A declared number is possible, alone and with those around it: whole numbers of people can give them.

    Why: no fraction of 205 rounds to 0.879; such a number comes from other people, or from an error.

    Help: check the value and n in the source; say whom it is about in `population` when these are not the
    same people.
    """
    return find_figure_errors("impossible-value", document, collection)


@document_rule("evidence", severity="warning")
def missing_denominator(document: Document, collection: Collection) -> Iterator[Finding]:
    """A declared number comes with how many people it is drawn from.

    Why: 0.95 of 20 people and 0.95 of 20,000 do not say the same; without n, nothing can be checked.

    Help: add `n`, the denominator: the ill for a sensitivity, the flagged for a PPV.
    """
    return find_figure_errors("missing-denominator", document, collection)


@document_rule("evidence")
def not_estimable(document: Document, collection: Collection) -> Iterator[Finding]:
    """What the sampling does not let one estimate is not declared.

    Why: whoever reviews flagged cases only sees none of the missed ones; a sensitivity drawn from that is
    made up.

    Help: remove the number, or correct `reference_standard.sampling`.
    """
    return find_figure_errors("not-estimable", document, collection)


@document_rule("evidence")
def out_of_range(document: Document, collection: Collection) -> Iterator[Finding]:
    """A number, its bounds and its n stay within the limits of what they measure.

    Why: a sensitivity of 85 is a percentage badly copied; compared with 0.85, it always wins.

    Help: write proportions as fractions: 0.85, not 85.
    """
    return find_figure_errors("out-of-range", document, collection)
