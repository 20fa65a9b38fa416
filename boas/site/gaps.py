"""Gaps between groups in words: which one to tell first, and how many are in each state.

Gaps are the records `Disparity` of the answers; nothing is computed from them here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from boas.evidence.counts import CROSS
from boas.evidence.dimensions import COMPARED, is_unknown
from boas.finding import Language
from boas.site.numbers import number, points, points_interval
from boas.site.words import catalogue, label, within
from boas.site.words import mark as _

Json = dict[str, Any]

STATES = ("gap-shown", "no-gap-beyond-margin", "no-margin", "not-enough-data")
"""Terms of the vocabulary `disparity_states`, the gravest first."""
UNKNOWN = _("not recorded")
LEAST_SERVED = _("Least well served group: %(group)s · %(difference)s (%(metric)s)")


@dataclass(frozen=True, slots=True)
class Verdict:
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


def gaps_of(answer: Json) -> Iterator[Json]:
    """All records `Disparity` of an answer with evaluations."""
    return (gap for evaluation in answer["evaluations"] for gap in evaluation["disparities"])


def metrics_of(gaps: Iterable[Json]) -> tuple[tuple[str, ...], dict[str, list[str]]]:
    """Metrics a group or its reference has a value for; and those none has, by the term of `missing_estimates`."""
    reasons: dict[str, str] = {}
    for gap in gaps:
        metric, estimates = gap["metric"], (gap["estimate"], gap["reference_estimate"])
        known = any(estimate["value"] is not None for estimate in estimates)
        reasons[metric] = "" if known else reasons.get(metric, gap["estimate"]["missing"])
    measured = sorted((metric for metric, reason in reasons.items() if not reason), key=COMPARED.index)
    without: dict[str, list[str]] = {}
    for metric, reason in reasons.items():
        if reason:
            without.setdefault(reason, []).append(metric)
    return tuple(measured), without


def verdict(gaps: Sequence[Json], language: Language) -> Verdict | None:
    """The gap to tell first: one that is shown before one that is not, then the largest."""
    return verdict_on(max(gaps, key=weight), language) if gaps else None


def weight(gap: Json) -> tuple[bool, bool, float]:
    """What makes a gap be told before another one."""
    difference = gap["difference"]
    return (difference is not None, gap["state"] == STATES[0], abs(difference["value"]) if difference else 0.0)


def verdict_on(gap: Json, language: Language) -> Verdict:
    """One gap in words."""
    difference = gap["difference"]
    return Verdict(
        gap["metric"],
        points_words(difference["value"], language) if difference else "",
        points_interval(difference["lower"], difference["upper"], language) if difference else "",
        group_name(gap["dimension"], gap["group"], language),
        group_name(gap["dimension"], gap["reference"], language),
        dimension_name(gap["dimension"], language),
        margin_words(gap["margin"], language),
        gap["state"],
    )


def points_words(difference: float, language: Language) -> str:
    """A difference in percentage points with its unit."""
    return f"{points(difference, language)}\u00a0{unit(round(100 * difference, 1), language)}"


def worst_group(worst: Json, language: Language) -> Verdict:
    """The record `WorstGroup` of a row in words."""
    difference = {"value": worst["difference"], "lower": worst["lower"], "upper": worst["upper"]}
    return verdict_on(worst | {"difference": difference, "margin": None}, language)


def worst_phrase(worst: Json | None, language: Language) -> str:
    """The record `WorstGroup` of a row as one short line; empty when no group is below its reference."""
    if not worst or worst["difference"] >= 0:
        return ""
    found = worst_group(worst, language)
    metric = within(label("metrics", found.metric, language))
    words = {"group": found.group, "difference": found.difference, "metric": metric}
    phrase = catalogue(language).gettext(LEAST_SERVED) % words
    shown = found.state == STATES[0]
    return phrase if shown else f"{phrase} · {within(label('disparity_states', found.state, language))}"


def margin_words(margin: float | None, language: Language) -> str:
    """A margin in percentage points with the digits it was given; empty when there is none."""
    if margin is None:
        return ""
    shown = round(100 * margin, 6)
    return f"{number(shown, language)}\u00a0{unit(shown, language)}"


def unit(n: float, language: Language) -> str:
    """`point` or `points`."""
    return catalogue(language).ngettext("point", "points", n)


def by_state(gaps: Iterable[Json]) -> tuple[tuple[str, int], ...]:
    """How many groups are in each state, the gravest first; states nobody is in are left out."""
    counts = dict.fromkeys(STATES, 0)
    for gap in gaps:
        counts[gap["state"]] += 1
    return tuple((state, count) for state, count in counts.items() if count)


def dimension_name(dimension: str, language: Language) -> str:
    """What a dimension is called; of several at once, each by its name: `Tranche d’âge × sexe`."""
    first, *others = (label("subgroup_dimensions", name, language) for name in dimension.split(CROSS))
    return CROSS.join((first, *map(within, others)))


def groups_of(dimension: str, name: str) -> tuple[tuple[str, str], ...]:
    """The group in each dimension, of a name that may stand for several at once."""
    names = dimension.split(CROSS)
    return tuple(zip(names, name.split(CROSS, len(names) - 1), strict=True))


def group_name(dimension: str, name: str, language: Language) -> str:
    """What a group is called, in each of its dimensions: `75+, femmes`."""
    return ", ".join(one_group_name(*group, language) for group in groups_of(dimension, name))


def one_group_name(dimension: str, name: str, language: Language) -> str:
    """What a group is called: people of whom it is not known are a group too, and codes of a sex have words."""
    if is_unknown(name):
        return catalogue(language).gettext(UNKNOWN)
    return within(label("sexes", name, language)) if dimension == "sex" else name
