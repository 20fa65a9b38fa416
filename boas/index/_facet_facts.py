"""What lists find an algorithm by and its row says nowhere else: roles of sources, and what its evaluations are like.

Evaluations are those that stand for the latest version, as everywhere else.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from boas.documents import Absent, Card, Evaluation, list_licence_choices, load_vocabulary
from boas.index._normalisation import split_words
from boas.index._records import Text, to_text
from boas.index._source_tree import SourceLines, list_covering_sources, widen_sources
from boas.registry import AlgorithmEntry, AssessedAudit, AssessedEvaluation, Assessment

RUNS_ON_LINES = "runs_on_lines"
"""Each data source an algorithm runs on, with all that is part of, as one text: what `only_on` is held against."""
_LEARNT_ON = frozenset({"development", "tuning"})
_NOT_GIVEN = "not-given"
_ADULT, _OLD = 18, 65
_LONGEST_VALUE = 60
"""Characters of the value that stands for an outcome."""
_RESTRICTIVE = re.compile(r"-N[CD]\b")
"""Licences of Creative Commons without commercial use, or without change: nobody builds upon these."""

FacetFacts = Mapping[str, tuple[str, ...]]
"""Values by facet; facets without one are left out."""


def collect_facet_facts(
    entry: AlgorithmEntry, assessment: Assessment, lines: SourceLines
) -> dict[str, tuple[str, ...]]:
    """Values of one algorithm under every facet that its row alone cannot fill."""
    card, version = entry.latest.card, entry.latest.version
    evaluations = assessment.select_for_version(version)
    found = {
        **_collect_source_values(entry, card, lines),
        "metric": _list_metrics(evaluations),
        "outcome": tuple(name_outcomes(one.evaluation for one in evaluations)),
        "design": tuple(dict.fromkeys(one.evaluation.design or _NOT_GIVEN for one in evaluations)),
        "independent": _tell_whether(any(one.speaker.term == "independent" for one in evaluations)),
        "bias_audit": (determine_bias_audit(assessment.list_audits(version)),),
        "evaluated_in": tuple(dict.fromkeys(_find_last_day(one)[:4] for one in evaluations if one.evaluation.date)),
        "has_codelist": _tell_whether(bool(entry.latest.codelists)),
        "has_code": _tell_whether(_has_code(entry, card)),
        "reusable": (determine_reusability(card),),
        "text_language": card.languages or (),
        "population": tuple(_iter_populations(card)) or (_NOT_GIVEN,),
        "origin": (entry.algorithm.origin,),
    }
    return {facet: values for facet, values in found.items() if values}


def find_last_evaluation(evaluations: Iterable[AssessedEvaluation]) -> str | None:
    """Day, month or year of the newest of some evaluations; of a period its end."""
    return max((_find_last_day(one) for one in evaluations), default="") or None


def _find_last_day(one: AssessedEvaluation) -> str:
    """Day, month or year of an evaluation, of a period its end; empty when it is not known."""
    return (one.evaluation.date or "").rpartition("/")[2]


def _tell_whether(is_so: bool) -> tuple[str]:  # noqa: FBT001 -- a value of a facet
    """The value of a facet that is either so or not."""
    return ("yes" if is_so else "no",)


def _collect_source_values(entry: AlgorithmEntry, card: Card, lines: SourceLines) -> FacetFacts:
    """Data sources by what they serve for; what is built on a component is built on what that belongs to."""
    roles = list_source_roles(entry, card)
    runtime = [name for name, role in roles if role == "runtime"]
    return {
        "data_source": widen_sources((name for name, _ in roles), lines),
        "runs_on": widen_sources(runtime, lines),
        "only_on": list_covering_sources(runtime, lines),
        "developed_on": widen_sources((name for name, role in roles if role in _LEARNT_ON), lines),
        "evaluated_on": widen_sources((name for name, role in roles if role == "evaluation"), lines),
        RUNS_ON_LINES: tuple("/".join(lines.get(name, (name,))) for name in runtime),
    }


def list_source_roles(entry: AlgorithmEntry, card: Card) -> tuple[tuple[str, str], ...]:
    """Each data source with each role it plays: those a card names, then those that evaluations were made on."""
    uses = card.data.sources if isinstance(card.data.sources, tuple) else ()
    measured = (document.content.source for document in entry.evaluations)
    named = [(use.source, use.role) for use in uses] + [(name, "evaluation") for name in measured if name]
    return tuple(dict.fromkeys(named))


def _list_metrics(evaluations: Sequence[AssessedEvaluation]) -> tuple[str, ...]:
    """Metrics that somebody published or that counts give."""
    reported = [claim.metric for one in evaluations for claim in one.evaluation.reported or ()]
    recomputed = (
        metric
        for one in evaluations
        for stratum in one.recomputed
        for metric, estimate in stratum.estimates.items()
        if estimate.value is not None
    )
    return tuple(dict.fromkeys((*reported, *recomputed)))


def name_outcomes(evaluations: Iterable[Evaluation]) -> dict[str, Text]:
    """What was predicted, as printed, by the value that stands for it: its English words, else the first ones."""
    claims = (claim for one in evaluations for claim in one.reported or ())
    texts = (to_text(claim.outcome) for claim in claims if claim.outcome)
    named = ((_make_value(text.get("en") or next(iter(text.values()))), text) for text in texts)
    return {value: text for value, text in named if value}


def _make_value(words: str) -> str:
    """Words as a value that fits into an address."""
    return "-".join(split_words(words))[:_LONGEST_VALUE].rstrip("-")


def determine_bias_audit(audits: Sequence[AssessedAudit]) -> str:
    """`yes` with an independent bias audit of these bytes in date, `partly` with one that falls short, else `no`."""
    about_bias = [one for one in audits if one.audit.kind == "bias" and not one.replaced_by]
    if not about_bias:
        return "no"
    return "yes" if any(one.counts_for_level for one in about_bias) else "partly"


def _has_code(entry: AlgorithmEntry, card: Card) -> bool:
    """Whether code lies beside the card, or the card says where it lies."""
    place = card.deployment.repository if card.deployment else None
    return bool(entry.latest.code) or not (place is None or isinstance(place, Absent))


def determine_reusability(card: Card) -> str:
    """Whether every licensed piece may be used, changed and shared: `yes`, `no`, or `not-given`."""
    pieces = (card.licence.code, card.licence.weights, card.licence.codelists) if card.licence else ()
    given = [_assess_licence(one) for one in pieces if isinstance(one, str)]
    return next((answer for answer in ("no", _NOT_GIVEN, "yes") if answer in given), _NOT_GIVEN)


def _assess_licence(expression: str) -> str:
    """What one SPDX expression allows; of several ways to take it, the freest counts."""
    answers = {_assess_licences(one) for one in list_licence_choices(expression)}
    return next(answer for answer in ("yes", _NOT_GIVEN, "no") if answer in answers)


def _assess_licences(names: frozenset[str]) -> str:
    """What licences that all apply allow; one that no vocabulary knows allows nothing for sure."""
    if any(map(_RESTRICTIVE.search, names)):
        return "no"
    return "yes" if names <= load_vocabulary("licences").terms.keys() else _NOT_GIVEN


def _iter_populations(card: Card) -> Iterator[str]:
    """Whom a card says it is for, by age and sex; one age without the other leaves that side open."""
    people = card.intended_use.population
    if people is None or isinstance(people, Absent):
        return
    youngest, oldest = people.age_min, people.age_max
    if youngest is not None or oldest is not None:
        if (youngest or 0) < _ADULT:
            yield "children"
        if oldest is None or oldest >= _ADULT:
            yield "adults"
        if oldest is None or oldest >= _OLD:
            yield "older"
    if people.sex in {"female", "male"}:
        yield people.sex
