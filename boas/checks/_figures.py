"""Rules about an evaluation as a whole: it reports figures, each once, in a unit, on a stated population."""

from collections.abc import Hashable, Iterator
from dataclasses import replace

from boas.checks._related_documents import load_card, load_content, load_tables
from boas.checks._rule import document_rule, report_at_field
from boas.documents import Card, DataSource, Evaluation, Reported, build_data_source_path
from boas.evidence import format_number
from boas.evidence.verification import make_claim_key
from boas.finding import Finding
from boas.parsing import Collection, Document
from boas.translation import Message

_SINCE = "2026-11-28"
_MOST_STEPS = 20
"""How far up a data source is followed."""


@document_rule("evidence", since=_SINCE)
def no_evidence(document: Document, collection: Collection) -> Iterator[Finding]:
    """An evaluation gives one number at least: counts, scores, a reported figure or a run of a test vector.

    Why: an evaluation without any number makes believe that the algorithm was measured.

    Help: add counts.csv, scores.csv, `reported` or `vectors`, or take the evaluation away.
    """
    evaluation = document.content
    has_own = not isinstance(evaluation, Evaluation) or bool(evaluation.reported or evaluation.vectors)
    if not has_own and not any(load_tables(document, collection)):
        message = Message("This evaluation gives no number at all.")
        yield report_at_field("no-evidence", document, ("population",), message, _ADD_NUMBERS)


_ADD_NUMBERS = Message(
    "Add a file counts.csv or scores.csv beside it, or a list `reported`, or take the evaluation away."
)


@document_rule("evidence", severity="warning", since=_SINCE)
def missing_unit(document: Document, collection: Collection) -> Iterator[Finding]:  # noqa: ARG001 -- a rule's shape
    """Numbers say what they count: persons, stays, exams, texts.

    Why: 1,200 images may come from 400 persons; without the unit, two numbers cannot be compared.

    Help: add `unit` to `population`; a figure that counts something else has a `unit` of its own.
    """
    evaluation = document.content
    if not isinstance(evaluation, Evaluation) or evaluation.population.unit is not None:
        return
    sized = [figure for figure in evaluation.reported or () if figure.n is not None]
    if evaluation.population.n is not None or any(figure.unit is None for figure in sized):
        message = Message("What is counted is not said.")
        yield report_at_field("missing-unit", document, ("population", "unit"), message, _ADD_UNIT)


_ADD_UNIT = Message("Add a line `unit` to `population` with what is counted one by one, for instance `unit: stays`.")


@document_rule("evidence", since=_SINCE)
def events_over_n(document: Document, collection: Collection) -> Iterator[Finding]:  # noqa: ARG001 -- a rule's shape
    """There are no more people with the condition than people evaluated.

    Why: `events` over n comes from another population or another unit; no share of it makes sense.

    Help: read both numbers again in the source; they count the same thing.
    """
    evaluation = document.content
    people = evaluation.population if isinstance(evaluation, Evaluation) else None
    if people and people.n is not None and people.events is not None and people.events > people.n > 0:
        events, n = format_number(people.events), format_number(people.n)
        message = Message("{events} of {n}: more than all.", events=events, n=n)
        yield report_at_field("events-over-n", document, ("population", "events"), message, _READ_BOTH)


_READ_BOTH = Message("Read `n` and `events` again in the source: both count the same unit.")


@document_rule("evidence", since=_SINCE)
def figure_twice(document: Document, collection: Collection) -> Iterator[Finding]:  # noqa: ARG001 -- a rule's shape
    """One figure is not reported twice with two values.

    Why: a reader cannot know which one to believe, and everybody quotes the one that suits.

    Help: keep the right one, or say how they differ: `variant`, `outcome`, `population`, `threshold`.
    """
    evaluation = document.content
    first: dict[Hashable, tuple[int, Reported]] = {}
    for position, figure in enumerate((isinstance(evaluation, Evaluation) and evaluation.reported) or ()):
        before, other = first.setdefault((figure.metric, make_claim_key(figure)), (position, figure))
        if _make_figure_key(other) != _make_figure_key(figure):
            message = Message("This figure is already reported, otherwise, at position {before}.", before=before + 1)
            finding = report_at_field("figure-twice", document, ("reported", position), message, _SAY_HOW)
            is_public = figure.already_public is not None and other.already_public is not None
            yield replace(finding, severity="warning") if is_public else finding


_SAY_HOW = Message(
    "Keep the right line, or say in `variant`, `outcome`, `population`, `unit` or `threshold` how they differ."
)


def _make_figure_key(figure: Reported) -> Hashable:
    """The content of a figure: value, n and interval."""
    ends = (figure.ci.level, figure.ci.lower, figure.ci.upper) if figure.ci else None
    return figure.value, figure.as_printed, figure.n, ends


@document_rule("evidence", since=_SINCE)
def not_external(document: Document, collection: Collection) -> Iterator[Finding]:
    """An external evaluation is on other data than the development.

    Why: on the data that formed it, an algorithm always looks better than elsewhere.

    Help: correct `design` (internal-split, cross-validation, temporal, geographic) or `source`.
    """
    evaluation = document.content
    if not isinstance(evaluation, Evaluation) or evaluation.design != "external" or evaluation.source is None:
        return
    made_on = _list_development_sources(load_card(document, collection, evaluation.subject.version))
    own = next((text for text in _iter_source_chain(evaluation.source, collection) if text in made_on), None)
    if own is not None:
        message = Message("The algorithm was developed on `{own}`: this evaluation is not external.", own=own)
        yield report_at_field("not-external", document, ("design",), message, _OTHER_DESIGN)


_OTHER_DESIGN = Message(
    "Write the design followed: internal-split, cross-validation, temporal or geographic; or correct `source`."
)


def _list_development_sources(card: Card | None) -> frozenset[str]:
    """Ids of the data sources that a version was developed or tuned on."""
    sources = card.data.sources if card else None
    listed = sources if isinstance(sources, tuple) else ()
    return frozenset(use.source for use in listed if use.role in {"development", "tuning"})


def _iter_source_chain(source: str, collection: Collection) -> Iterator[str]:
    """A data source, and those it is a part of."""
    own: str | None = source
    for _ in range(_MOST_STEPS):
        if own is None:
            return
        yield own
        known = load_content(collection, build_data_source_path(own), DataSource)
        own = known.part_of if known else None
