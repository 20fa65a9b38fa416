"""Printed claims ready for verification: their digits, the people they are about, and what their n counts.

Which n a source prints beside a rate is often left open: that of the rate's own denominator, or everybody.
`claims_of` settles it once, by rules that never look at whether a figure then holds.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from types import MappingProxyType

from boas.documents import Evaluation, LocalText, Reported, load_vocabulary
from boas.evidence._digits import PrintedNumber, to_printed
from boas.translation import Message, change_case

Weights = tuple[int, int, int, int]
"""How often each of tp, fp, fn, tn is counted."""

EVERYBODY: Weights = (1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class RatioForm:
    """A metric as one sum of counts over another."""

    top: Weights
    bottom: Weights | None
    """None when the metric is a count itself."""


FORMS: Mapping[str, RatioForm] = MappingProxyType(
    {
        "sensitivity": RatioForm((1, 0, 0, 0), (1, 0, 1, 0)),
        "specificity": RatioForm((0, 0, 0, 1), (0, 1, 0, 1)),
        "ppv": RatioForm((1, 0, 0, 0), (1, 1, 0, 0)),
        "npv": RatioForm((0, 0, 0, 1), (0, 0, 1, 1)),
        "accuracy": RatioForm((1, 0, 0, 1), EVERYBODY),
        "prevalence": RatioForm((1, 0, 1, 0), EVERYBODY),
        "flag-rate": RatioForm((1, 1, 0, 0), EVERYBODY),
        "f1": RatioForm((2, 0, 0, 0), (2, 1, 1, 0)),
        "reference-positives": RatioForm((1, 0, 1, 0), None),
        "reference-negatives": RatioForm((0, 1, 0, 1), None),
        "flagged": RatioForm((1, 1, 0, 0), None),
    }
)
"""Metrics that a confusion table gives by adding and dividing once."""

COUNTED = frozenset(metric for metric, form in FORMS.items() if form.bottom is None)
"""Metrics that are counts of people."""
_OF_SOME = frozenset({"sensitivity", "specificity", "ppv", "npv"})
"""Proportions of a part of the people."""
_OF_ALL = frozenset({"accuracy", "prevalence", "flag-rate"})
"""Proportions of everybody."""
PROPORTIONS = _OF_SOME | _OF_ALL

_REFERENCES = frozenset({"reference-positives", "reference-negatives"})
"""Numbers of those with and of those without the condition."""
TWO_CLASSES = frozenset(
    {"auc", "mcc", "balanced-accuracy", "calibration-slope", "positive-likelihood-ratio", "negative-likelihood-ratio"}
)
"""Metrics that compare people with the condition and people without it: neither can be missing."""

_OPPOSITES = (frozenset({"sensitivity", "specificity"}), frozenset({"ppv", "npv"}))
"""Proportions whose denominators share nobody, and may well be of the same size: as many cases as controls."""

DENOMINATORS = MappingProxyType(
    {
        "sensitivity": Message("the reference positives"),
        "specificity": Message("the reference negatives"),
        "ppv": Message("those the algorithm flagged"),
        "npv": Message("those the algorithm did not flag"),
    }
)
"""Whom a proportion of some of the people is about."""
ALL_PEOPLE = Message("all people, stays or documents")

_AVERAGE = re.compile(r"\bmacro|\bmoyenne|\bmédiane|\baverage|\bmean\b|\bmedian\b", re.IGNORECASE)
_POOLED = re.compile(r"\bmicro", re.IGNORECASE)
"""A micro average is computed from the counts put together, so it is a proportion like any other."""

NumberText = Callable[[int, tuple[str, ...]], str]
"""The text of a number as its author wrote it, by position in `reported` and path; empty when not known."""


def give_no_text(_position: int, _path: tuple[str, ...]) -> str:
    """Return an empty text: the `NumberText` of claims that come from no file."""
    return ""


class NoteWeight(IntEnum):
    """How much a note decides about its claim."""

    INFORMS = 0
    """Decides nothing."""
    HOLDS = 1
    """Something could have been wrong and is not."""
    RECOMPUTED = 2
    """Counts give the printed value."""
    FAILS = 3
    """Something does not hold."""


STATES = ("declared", "consistent", "recomputed", "contradicted")
"""Terms of the vocabulary `claim_states`, by the greatest weight among a claim's notes."""


NO_MESSAGE = Message("")


@dataclass(frozen=True, slots=True)
class Note:
    """One thing found about a claim."""

    message: Message
    weight: NoteWeight = NoteWeight.INFORMS
    rule: str = ""
    """Rule that reports it; empty when there is nothing to fix."""
    part: str = ""
    """`value`, `ci`, `n` or empty for the whole."""
    help: Message = NO_MESSAGE
    since: str = ""
    """Day from which the rule asks for this, when registries were published before."""


def make_failure(rule: str, part: str, message: Message, help_message: Message, *, since: str = "") -> Note:
    """Something that does not hold."""
    return Note(message, NoteWeight.FAILS, rule, part, help_message, since)


@dataclass(frozen=True, slots=True)
class Claim:
    """One printed number, ready for verification."""

    position: int
    """Its place in `reported`, from 0."""
    reported: Reported
    value: PrintedNumber | None
    """None when the source gives words."""
    bounds: tuple[PrintedNumber, PrintedNumber] | None
    most: int | None
    """Size of what n counts in the whole population; None when it is not declared or n counts something else."""
    about: tuple[Hashable, ...]
    """Variant, outcome, people, reference, place, group and threshold: same for claims about the same thing."""
    n: int | None
    """Size of the metric's own denominator; None when it is not known."""
    total: int | None
    """The number of all people, as far as this claim declares it."""
    is_inferred: bool
    """Whether `n` or `total` is the population's and not the claim's own."""
    is_of_one_class: bool = False
    """Whether everybody it is about is declared to have the condition, or nobody."""

    @property
    def metric(self) -> str:
        """Term of the vocabulary `metrics`."""
        return self.reported.metric

    @property
    def is_weighted(self) -> bool:
        """Whether people were counted with weights, so that no whole number of them stands behind it."""
        return bool(self.reported.weighted)

    @property
    def is_average(self) -> bool:
        """Whether it is declared as an average of several results."""
        figure = self.reported
        texts = [text for both in (figure.variant, figure.outcome, figure.population) for text in list_texts(both)]
        return any(_AVERAGE.search(text) for text in texts) and not any(_POOLED.search(text) for text in texts)


def build_claims(evaluation: Evaluation, written: NumberText = give_no_text) -> tuple[Claim, ...]:
    """Build the claims of an evaluation, one for each figure in `reported`, in order.

    Args:
        evaluation: The evaluation.
        written: The text of a number as its author wrote it.
    """
    reported = evaluation.reported or ()
    sharing: dict[Hashable, set[str]] = defaultdict(set)
    one_class = {make_claim_key(figure) for figure in reported if figure.metric in _REFERENCES and figure.value == 0}
    for figure in reported:
        if figure.metric in _OF_SOME and figure.value is not None:
            sharing[make_claim_key(figure), figure.n].add(figure.metric)
    claims = (
        _build_claim(position, figure, evaluation, frozenset(sharing[make_claim_key(figure), figure.n]), written)
        for position, figure in enumerate(reported)
    )
    return tuple(
        replace(claim, is_of_one_class=claim.about in one_class or _lacks_a_class(claim.reported, evaluation))
        for claim in claims
    )


def _lacks_a_class(figure: Reported, evaluation: Evaluation) -> bool:
    """Whether a claim is about a population of which all, or none, have the condition."""
    people = evaluation.population
    is_told = people.events == 0 or (people.events is not None and people.events == people.n)
    return is_told and figure.outcome is None and _is_of_population(figure, evaluation)


def _build_claim(
    position: int, figure: Reported, evaluation: Evaluation, sharing: frozenset[str], written: NumberText
) -> Claim:
    n, total, is_inferred = (None, None, False) if figure.value is None else _resolve_sizes(figure, evaluation, sharing)
    bounds = None
    if figure.ci is not None:
        lower = to_printed(figure.ci.lower, written(position, ("ci", "lower")))
        bounds = lower, to_printed(figure.ci.upper, written(position, ("ci", "upper")))
    value = None if figure.value is None else to_printed(figure.value, written(position, ("value",)))
    return Claim(
        position, figure, value, bounds, _find_limit(figure, evaluation), make_claim_key(figure), n, total, is_inferred
    )


def _resolve_sizes(
    figure: Reported, evaluation: Evaluation, sharing: frozenset[str]
) -> tuple[int | None, int | None, bool]:
    """Size of the denominator, number of people in all, and whether either was taken from the population."""
    n = figure.n if figure.n is not None and figure.n > 0 else None
    is_inferred = figure.n is None and _is_of_population(figure, evaluation)
    if is_inferred:
        total, n = _keep_positive(evaluation.population.n), _find_denominator(figure.metric, evaluation)
        return n, total, (n or total) is not None
    if figure.metric in _OF_ALL:
        return n, n, False
    if figure.metric in _OF_SOME and not _is_everybody(figure, evaluation, sharing):
        return n, None, False
    return None, n, False


def _is_everybody(figure: Reported, evaluation: Evaluation, sharing: frozenset[str]) -> bool:
    """Whether the n beside a proportion of some of the people counts all of them.

    It does when metrics of different people are printed with the same n. Opposite metrics alone may well rest on
    groups of the same size; then, and for a single sensitivity or specificity, it does when it is the population's n.
    """
    if len(sharing) > 1 and sharing not in _OPPOSITES:
        return True
    if not _is_of_population(figure, evaluation) or figure.n != evaluation.population.n:
        return False
    if len(sharing) > 1:
        return True
    return figure.metric in _OPPOSITES[0] and figure.n != _find_denominator(figure.metric, evaluation)


def _is_of_population(figure: Reported, evaluation: Evaluation) -> bool:
    """Whether a claim is about the evaluation's whole population, and counts the same."""
    is_whole = figure.population is None and figure.subgroup is None and figure.site is None
    return is_whole and _is_same_unit(figure, evaluation)


def _is_same_unit(figure: Reported, evaluation: Evaluation) -> bool:
    """Whether a claim counts what the population counts, as it does unless declared otherwise."""
    return figure.unit is None or figure.unit == evaluation.population.unit


def _find_limit(figure: Reported, evaluation: Evaluation) -> int | None:
    """How many a claim can be about at most."""
    is_part = figure.population is None and _is_same_unit(figure, evaluation)
    return _keep_positive(evaluation.population.n) if is_part else None


def _find_denominator(metric: str, evaluation: Evaluation) -> int | None:
    """Size of a metric's denominator in the population; None when it does not follow from the declarations."""
    n, events = _keep_positive(evaluation.population.n), _keep_positive(evaluation.population.events)
    if metric in _OF_ALL:
        return n
    if metric == "sensitivity":
        return events
    if metric == "specificity" and n and events and events < n:
        return n - events
    return None


def _keep_positive(n: int | None) -> int | None:
    """A number of people, when there are any."""
    return n if n is not None and n > 0 else None


def make_claim_key(figure: Reported) -> tuple[Hashable, ...]:
    """Make the key that claims about the same people, by the same variant and threshold, have in common."""
    texts = (figure.variant, figure.outcome, figure.population, figure.reference_standard)
    return (*texts, figure.unit, figure.site, tuple(sorted((figure.subgroup or {}).items())), figure.threshold)


def list_texts(text: LocalText | None) -> tuple[str, ...]:
    """A text in every language that it has; nothing when there is none."""
    return tuple(text.texts.values()) if text else ()


def name_metric(metric: str) -> Message:
    """A metric's name as it stands inside a sentence."""
    message = load_vocabulary("metrics").terms[metric]
    return change_case(message, "inside")


SEMICOLON = Message("; ")
"""What stands between parts of a row that hold commas themselves."""
