"""Rules about whom numbers are about: the version named, the people it is meant for, groups that add up."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from boas.checks._breakdown_sums import Range, compute_totals, iter_breakdowns
from boas.checks._related_documents import load_card, load_counts, load_evaluation, load_scores, load_tables
from boas.checks._removal_notices import is_removed
from boas.checks._rule import document_rule, report_at_field, report_at_span
from boas.checks._score_tables import find_count_mismatches, find_sum_mismatches
from boas.checks._subgroup_claims import find_claim_conflicts
from boas.checks._values import make_printable
from boas.documents import COUNTRIES, Audit, EvaluatedPopulation, Evaluation, Population, Reuse, load_vocabulary
from boas.evidence import describe_stratum, name_dimensions
from boas.finding import Finding
from boas.parsing import Collection, Document, FieldPath, SourceSpan, find_nearest_term
from boas.translation import Message, change_case

_OLDEST = 100
"""An age limit from here on is none."""


@document_rule("evidence")
def wrong_subject(document: Document, collection: Collection) -> Iterator[Finding]:
    """The evaluation that an audit or a reuse names exists, and is about the same version.

    Why: the numbers of one version say nothing of another; the proof named would be that of another algorithm.

    Help: name an evaluation of this version, or add one.
    """
    others = collection.algorithms.get(document.location.algorithm, ())
    known = {other.location.id: other.content for other in others if other.kind == "evaluation"}
    version, named = _list_cited_evaluations(document)
    for loc, name in named:
        near, evaluation = find_nearest_term(name, tuple(known)), known.get(name)
        if name not in known and not is_removed(collection, document.location.algorithm, f"evaluations/{name}"):
            message = Message("This algorithm has no evaluation `{name}`.", name=make_printable(name))
            help_message = Message("Write `{near}`.", near=near) if near else _ADD_EVALUATION
            yield report_at_field("wrong-subject", document, loc, message, help_message, nearest=near)
        elif version and isinstance(evaluation, Evaluation) and (subject := evaluation.subject.version) != version:
            message = Message(
                "Evaluation `{name}` is about version {subject}, not {version}.",
                name=name,
                subject=subject,
                version=version,
            )
            # An auditor may well look at what was measured before; it only does not count for this version.
            yield replace(report_at_field("wrong-subject", document, loc, message, _ADD_EVALUATION), severity="warning")


_ADD_EVALUATION = Message("Name an evaluation of this version, or add one in evaluations/.")


def _list_cited_evaluations(document: Document) -> tuple[str, list[tuple[FieldPath, str]]]:
    """The version a document speaks of, and the evaluations it names with their places."""
    content = document.content
    if isinstance(content, Audit):
        named: list[tuple[FieldPath, str]] = [
            (("evaluations", at), name) for at, name in enumerate(content.evaluations or ())
        ]
        return content.subject.version, named
    if isinstance(content, Reuse) and content.local_evaluation:
        return content.version or "", [(("local_evaluation",), content.local_evaluation)]
    return "", []


@document_rule("evidence")
def subgroups_do_not_add_up(document: Document, collection: Collection) -> Iterator[Finding]:
    """The groups of a breakdown together make up the whole they are parts of.

    Why: when the parts exceed the whole, people are counted twice or come from elsewhere; none of the
    numbers by group is safe.

    Help: count the breakdown again; each person is in one group, and only one.
    """
    counts, evaluation = load_counts(document, collection), load_evaluation(document, collection)
    is_public = evaluation is not None and evaluation.counts_already_public is not None
    for breakdown in iter_breakdowns(counts) if counts else ():
        if breakdown.state != "right" and not breakdown.leaves_people_out:
            by, whole = name_dimensions(breakdown.margin.by), describe_stratum(breakdown.margin.whole)
            than = _MORE if breakdown.state == "too many" else _LESS
            message = Message(
                "Breakdown by {by}: the sum of the groups is {than} than the whole ({whole}).",
                by=by,
                than=than,
                whole=whole,
            )
            finding = report_at_span(
                "subgroups-do-not-add-up", document, SourceSpan(breakdown.line, 1, 0), message, _COUNT_AGAIN
            )
            yield replace(finding, severity="warning") if is_public else finding
    yield from _check_scores(document, collection, is_public=is_public)
    reported = (isinstance(document.content, Evaluation) and document.content.reported) or ()
    for position, part, message in find_claim_conflicts(reported):
        loc: FieldPath = ("reported", position, part)
        finding = report_at_field("subgroups-do-not-add-up", document, loc, message, _CHECK_CLAIMS)
        yield replace(finding, severity="warning") if reported[position].already_public else finding


def _check_scores(document: Document, collection: Collection, *, is_public: bool) -> Iterator[Finding]:
    """Groups of a table of scores that do not make up the whole, and strata that were counted otherwise."""
    scores = load_scores(document, collection)
    counts = load_counts(load_tables(document, collection)[0], collection) if scores else None
    other = tuple(find_count_mismatches(scores, counts)) if scores and counts else ()
    for line, message in other or (find_sum_mismatches(scores) if scores else ()):
        at = SourceSpan(line, 1, 0)
        finding = report_at_span("subgroups-do-not-add-up", document, at, message, _COUNT_SCORES, since="2026-11-28")
        yield replace(finding, severity="warning") if is_public else finding


_COUNT_SCORES = Message(
    "Count these scores again: each person is in one range and in one group, and in counts.csv too."
)
_MORE, _LESS = Message("more"), Message("less")
_COUNT_AGAIN = Message("Count these groups again: each person is in one group, and only one.")


_CHECK_CLAIMS = Message("Check these numbers and their n in the source.")


@document_rule("evidence", severity="warning")
def population_differs(document: Document, collection: Collection) -> Iterator[Finding]:
    """The people evaluated are those the card is meant for, and as many as were counted.

    Why: a score validated on men of 40 to 60 is not validated for their mothers.

    Help: correct the population, or say in `limitations` for whom the numbers do not hold.
    """
    evaluation = document.content
    if not isinstance(evaluation, Evaluation):
        return
    card = load_card(document, collection, evaluation.subject.version)
    meant = card.intended_use.population if card else None
    differing = [*_find_population_differences(meant, evaluation.population)] if isinstance(meant, Population) else []
    impossible = _find_impossible_fields(meant, evaluation.population)
    for name, message in (*differing, *_find_count_differences(document, collection, evaluation)):
        if name not in impossible:
            yield report_at_field("population-differs", document, ("population", name), message, _SAY_FOR_WHOM)


_SAY_FOR_WHOM = Message("Correct this field, or say in `limitations` for whom the numbers do not hold.")


def _find_population_differences(meant: Population, people: EvaluatedPopulation) -> Iterator[tuple[str, Message]]:
    """Fields in which the people evaluated are not those meant; a missing field differs from nothing."""
    for name in _find_age_differences(meant, people):
        card, here = _format_age_range(meant.age_min, meant.age_max), _format_age_range(people.age_min, people.age_max)
        yield (
            name,
            Message("The card is meant for people of {card}; here: {here}.", card=card, here=here),
        )
    if meant.sex and people.sex and meant.sex != people.sex:
        card, here = (load_vocabulary("sexes").terms[term] for term in (meant.sex, people.sex))
        yield (
            "sex",
            Message(
                "The card is meant for: {card}; here: {here}.",
                card=change_case(card, "lower"),
                here=change_case(here, "lower"),
            ),
        )
    named = COUNTRIES.intersection(people.countries or ())
    elsewhere = sorted(named - {*(meant.countries or people.countries or ())})
    if elsewhere:
        names = ", ".join(elsewhere)
        yield (
            "countries",
            Message("The card is not meant for these countries: {names}.", names=names),
        )


def _find_impossible_fields(meant: object, people: EvaluatedPopulation) -> frozenset[str]:
    """Fields that no population can have, or that are compared with such ones: another rule reports these."""
    limits = [people.age_min, people.age_max]
    limits += [meant.age_min, meant.age_max] if isinstance(meant, Population) else []
    found = {"age_min", "age_max"} if any(age is not None and not 0 <= age <= _OLDEST_EVER for age in limits) else set()
    found |= {"n"} if people.n is not None and people.n < 1 else set()
    is_beyond = people.events is not None and (people.events < 0 or (people.n or math.inf) < people.events)
    return frozenset(found | ({"events"} if is_beyond else set()))


_OLDEST_EVER = 130
"""Age beyond which a field is out of its bounds."""


def _find_age_differences(meant: Population, people: EvaluatedPopulation) -> tuple[str, ...]:
    """The age limits of the people evaluated that are not those of whom an algorithm is meant for."""
    both = ((meant.age_min, meant.age_max), (people.age_min, people.age_max))
    youngest, oldest = people.age_min, people.age_max
    are_reversed = any(low is not None and high is not None and low > high for low, high in both)
    if are_reversed or (meant.age_min is None and meant.age_max is None):
        return ()
    is_low_off = youngest is not None and youngest != (meant.age_min or 0)
    is_high_off = oldest is not None and min(oldest, _OLDEST) != min(meant.age_max or _OLDEST, _OLDEST)
    return (*(["age_min"] if is_low_off else []), *(["age_max"] if is_high_off else []))


def _format_age_range(youngest: int | None, oldest: int | None) -> Message:
    """An age range in words."""
    if oldest is None:
        return Message("{youngest} and over", youngest=youngest)
    if youngest is None:
        return Message("{oldest} and under", oldest=oldest)
    return Message("{youngest} to {oldest}", youngest=youngest, oldest=oldest)


def _find_count_differences(
    document: Document, collection: Collection, evaluation: Evaluation
) -> Iterator[tuple[str, Message]]:
    """Numbers of people that are not those of the table of counts."""
    people, counts = evaluation.population, load_counts(load_tables(document, collection)[0], collection)
    reference = evaluation.reference_standard
    everybody = reference is None or reference.sampling in {None, "all"}
    found = compute_totals(counts) if counts else {}
    for name, stated, cells in (("n", people.n, (0, 1, 2, 3)), ("events", people.events, (0, 2))):
        totals = [_sum_ranges([whole[cell] for cell in cells]) for whole in found.values()]
        if stated is not None and any(
            _is_inconsistent(stated, total, is_all=everybody and len(totals) == 1) for total in totals
        ):
            yield (
                name,
                Message("The counts in counts.csv do not make this number."),
            )


def _sum_ranges(cells: Sequence[Range]) -> Range:
    """What the sum of some counts can be; without an upper limit when one of them was not measured."""
    low = sum(low for low, _ in cells if not math.isnan(low))
    return low, sum(math.inf if math.isnan(high) else high for _, high in cells)


def _is_inconsistent(stated: int, counted: Range, *, is_all: bool) -> bool:
    """Whether a number of people is not what was counted; when only some were counted, whether it is too small."""
    low, high = counted
    return stated < low or (is_all and stated > high)
