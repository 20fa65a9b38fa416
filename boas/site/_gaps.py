"""Gaps between groups in words: which one to tell first, and how many are in each state.

Gaps are the rows `DisparityRow` of the answers; nothing is computed from them here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from boas.evidence import COMPARED, CROSS, is_unknown
from boas.index import BiasAnswer, DisparityRow, WorstGroup
from boas.site._numbers import format_number, format_points, format_points_interval
from boas.site._translations import load_page_catalogue, name_term
from boas.site._translations import mark as _
from boas.translation import Language, lower_initial

STATES = ("gap-shown", "no-gap-beyond-margin", "no-margin", "not-enough-data")
"""Terms of the vocabulary `disparity_states`, the gravest first."""
_UNKNOWN = _("not recorded")
_LEAST_SERVED = _("Least well served group: %(group)s · %(difference)s (%(metric)s)")


@dataclass(frozen=True, slots=True)
class GapVerdict:
    """The gap a reader must know first."""

    metric: str
    """Term of the vocabulary `metrics`."""
    difference: str
    """In percentage points; empty when none could be computed."""
    interval: str
    group: str
    reference: str
    dimension: str
    margin: str
    """In percentage points; empty when none was declared."""
    state: str
    """Term of the vocabulary `disparity_states`."""


def iter_gaps(answer: BiasAnswer) -> Iterator[DisparityRow]:
    """All gaps of an answer with evaluations."""
    return (gap for evaluation in answer.evaluations for gap in evaluation.disparities)


def split_metrics(gaps: Iterable[DisparityRow]) -> tuple[tuple[str, ...], dict[str, list[str]]]:
    """Metrics a group or its reference has a value for; and those none has, by the term of `missing_estimates`."""
    reasons: dict[str, str] = {}
    for gap in gaps:
        metric, estimates = gap.metric, (gap.estimate, gap.reference_estimate)
        known = any(estimate.value is not None for estimate in estimates)
        reasons[metric] = "" if known else reasons.get(metric, gap.estimate.missing)
    measured = sorted((metric for metric, reason in reasons.items() if not reason), key=COMPARED.index)
    without: dict[str, list[str]] = {}
    for metric, reason in reasons.items():
        if reason:
            without.setdefault(reason, []).append(metric)
    return tuple(measured), without


def select_verdict(gaps: Sequence[DisparityRow], language: Language) -> GapVerdict | None:
    """The gap to tell first: one that is shown before one that is not, then the largest."""
    return _build_verdict(max(gaps, key=rank_gap), language) if gaps else None


def rank_gap(gap: DisparityRow) -> tuple[bool, bool, float]:
    """What makes a gap be told before another one."""
    difference = gap.difference
    return (difference is not None, gap.state == STATES[0], abs(difference.value) if difference else 0.0)


def _build_verdict(gap: DisparityRow, language: Language) -> GapVerdict:
    """One gap in words."""
    difference = gap.difference
    return GapVerdict(
        gap.metric,
        format_points_with_unit(difference.value, language) if difference else "",
        format_points_interval(difference.lower, difference.upper, language) if difference else "",
        name_group(gap.dimension, gap.group, language),
        name_group(gap.dimension, gap.reference, language),
        name_dimension(gap.dimension, language),
        format_margin(gap.margin, language),
        gap.state,
    )


def format_points_with_unit(difference: float, language: Language) -> str:
    """A difference in percentage points with its unit."""
    return f"{format_points(difference, language)}\u00a0{_name_unit(round(100 * difference, 1), language)}"


def build_worst_verdict(worst: WorstGroup, language: Language) -> GapVerdict:
    """The record `WorstGroup` of a row in words."""
    return GapVerdict(
        worst.metric,
        format_points_with_unit(worst.difference, language),
        format_points_interval(worst.lower, worst.upper, language),
        name_group(worst.dimension, worst.group, language),
        name_group(worst.dimension, worst.reference, language),
        name_dimension(worst.dimension, language),
        "",
        worst.state,
    )


def describe_worst_group(worst: WorstGroup | None, language: Language) -> str:
    """The record `WorstGroup` of a row as one short line; empty when no group is below its reference."""
    if not worst or worst.difference >= 0:
        return ""
    found = build_worst_verdict(worst, language)
    metric = lower_initial(name_term("metrics", found.metric, language))
    words = {"group": found.group, "difference": found.difference, "metric": metric}
    phrase = load_page_catalogue(language).gettext(_LEAST_SERVED) % words
    shown = found.state == STATES[0]
    return phrase if shown else f"{phrase} · {lower_initial(name_term('disparity_states', found.state, language))}"


def format_margin(margin: float | None, language: Language) -> str:
    """A margin in percentage points with the digits it was given; empty when there is none."""
    if margin is None:
        return ""
    shown = round(100 * margin, 6)
    return f"{format_number(shown, language)}\u00a0{_name_unit(shown, language)}"


def _name_unit(n: float, language: Language) -> str:
    """`point` or `points`."""
    return load_page_catalogue(language).ngettext("point", "points", n)


def count_by_state(gaps: Iterable[DisparityRow]) -> tuple[tuple[str, int], ...]:
    """How many groups are in each state, the gravest first; states nobody is in are left out."""
    counts = dict.fromkeys(STATES, 0)
    for gap in gaps:
        counts[gap.state] += 1
    return tuple((state, count) for state, count in counts.items() if count)


def name_dimension(dimension: str, language: Language) -> str:
    """What a dimension is called; of several at once, each by its name: `Tranche d’âge × sexe`."""
    first, *others = (name_term("subgroup_dimensions", name, language) for name in dimension.split(CROSS))
    return CROSS.join((first, *map(lower_initial, others)))


def split_groups(dimension: str, name: str) -> tuple[tuple[str, str], ...]:
    """The group in each dimension, of a name that may stand for several at once."""
    names = dimension.split(CROSS)
    return tuple(zip(names, name.split(CROSS, len(names) - 1), strict=True))


def name_group(dimension: str, name: str, language: Language) -> str:
    """What a group is called, in each of its dimensions: `75+, femmes`."""
    return ", ".join(_name_single_group(*group, language) for group in split_groups(dimension, name))


def _name_single_group(dimension: str, name: str, language: Language) -> str:
    """What a group is called: people of whom it is not known are a group too, and codes of a sex have words."""
    if is_unknown(name):
        return load_page_catalogue(language).gettext(_UNKNOWN)
    return lower_initial(name_term("sexes", name, language)) if dimension == "sex" else name
