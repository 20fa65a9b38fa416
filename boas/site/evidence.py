"""Evaluations as the page shows them: a table of every figure as printed, and strips for those on one scale.

Nothing is computed from the figures; each one keeps who asserts it and what the registry can say of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from boas.finding import Language, Words
from boas.site.figures import STRIPS_MOST, Strip, fits, marks
from boas.site.gaps import group_name
from boas.site.numbers import figure, interval, number
from boas.site.words import Said, choose, label, within

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Figure:
    """One reported figure, ready to be read."""

    metric: str
    value: str
    """Localised; empty when the source gives words instead of a number."""
    printed: str
    """The source's own words."""
    interval: str
    level: str
    """Confidence level in words, for instance 95 %."""
    n: str
    threshold: str
    subgroup: str
    site: str
    said: dict[str, Said]
    """`variant`, `outcome`, `population`, `reference_standard` and `note`, those that are given."""
    source: str
    """DOI or address the figure was read at."""
    state: str
    """Term of the vocabulary `claim_states`."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One evaluation: its document, its figures, the columns they need, and their strips."""

    id: str
    version: str
    """Version that was measured."""
    standing: str
    """How the version shown stands to it: `measured`, `unchanged`, or it is another version's."""
    changes: tuple[Said, ...]
    """What can have changed results since."""
    document: Json
    source: Json | None
    published: Json | None
    figures: tuple[Figure, ...]
    columns: tuple[str, ...]
    strips: tuple[Strip, ...]
    strips_left: int
    """How many more figures could stand on the strip but are only in the table."""
    independence: Said
    """Who measured, seen from the authors, and why."""
    is_recomputed: bool
    """Whether there are counts or scores."""
    replaced_by: str
    """Id of the evaluation that corrects it; empty while it stands."""


HOLDING = frozenset({"measured", "unchanged"})
"""Standings of figures that are the shown version's own; any other is another version's."""
DECLARED = "declared"
"""State of a figure nobody could check."""
TEXTS = ("variant", "outcome", "population", "reference_standard", "note")
PLAIN = ("interval", "n", "threshold", "subgroup", "site")
ALWAYS = frozenset({"interval", "n"})
"""Columns that stay when nobody fills them: a reader must see that they are missing."""


def shown(answer: Json, language: Language) -> Shown:
    """One evaluation as its part of the page."""
    document = answer["evaluation"]
    reported = document.get("reported") or ()
    states = {judgement["position"]: judgement["state"] for judgement in answer["judgements"]}
    figures = tuple(read_figure(item, language, states.get(place, DECLARED)) for place, item in enumerate(reported))
    strips = tuple(
        strip(item, one) for item, one in zip(reported, figures, strict=True) if fits(item["metric"], item.get("value"))
    )
    kept = strips[:STRIPS_MOST]
    return Shown(
        answer["id"],
        answer["version"],
        answer["standing"],
        tuple(choose(text, language) for text in answer["changes"]),
        document,
        answer["source"],
        answer["published"],
        figures,
        columns(figures),
        kept,
        len(strips) - len(kept),
        choose(answer["independence"]["sentence"], language),
        bool(answer["counts"] or answer["scores"]),
        answer["replaced_by"] or "",
    )


def columns(figures: Sequence[Figure]) -> tuple[str, ...]:
    """Columns that at least one figure fills, after those that always stand."""
    plain = [name for name in PLAIN if name in ALWAYS or any(getattr(one, name) for one in figures)]
    texts = [name for name in TEXTS if any(name in one.said for one in figures)]
    return (*plain, *texts)


def read_figure(item: Json, language: Language, state: str) -> Figure:
    """One reported value in the reader's language; `state` is what the registry can say of it."""
    metric, value, ci = item["metric"], item.get("value"), item.get("ci")
    return Figure(
        metric=label("metrics", metric, language),
        value="" if value is None else figure(metric, value, language),
        printed=item.get("as_printed") or "",
        interval=interval(metric, ci["lower"], ci["upper"], language) if ci else "",
        level=figure("ppv", ci["level"], language) if ci else "",
        n=denominator(item, language),
        threshold=number(item["threshold"], language) if item.get("threshold") is not None else "",
        subgroup=group(item.get("subgroup") or {}, language),
        site=item.get("site") or "",
        said={name: choose(item[name], language) for name in TEXTS if item.get(name)},
        source=item.get("already_public") or "",
        state=state,
    )


WEIGHTED = Words("pondéré", "weighted")
"""Said beside n: the value is that of a weighted sample, so n is no denominator of it."""


def denominator(item: Json, language: Language) -> str:
    """What stands behind a figure: how many, of what when the figure says so, and whether they were weighted."""
    parts = [number(item["n"], language)] if item.get("n") is not None else []
    if parts and item.get("unit"):
        parts.append(within(label("units", item["unit"], language)))
    words = " ".join(parts)
    return ", ".join(filter(None, (words, WEIGHTED.in_(language) if item.get("weighted") else "")))


def group(subgroup: Json, language: Language) -> str:
    """A subgroup in words: `Sexe : femmes, Tranche d’âge : 75 ans et plus`."""
    colon = "\u00a0: " if language == "fr" else ": "
    return ", ".join(
        label("subgroup_dimensions", name, language) + colon + group_name(name, value, language)
        for name, value in sorted(subgroup.items())
    )


def strip(item: Json, one: Figure) -> Strip:
    """A figure on the common axis; its words name what sets it apart from its neighbours."""
    detail = [one.said[name].text for name in ("variant", "outcome", "population") if name in one.said]
    words = f"{one.value} {one.interval}".strip()
    return Strip(
        one.metric,
        " · ".join([*detail, *filter(None, (one.subgroup, one.site))]),
        words,
        *marks(item["value"], item.get("ci")),
    )


def worst_declared(evaluations: Sequence[Json], metric: str, language: Language) -> str:
    """The subgroup with the lowest printed value of a metric, in words; empty when none was printed."""
    rows = [
        item
        for answer in evaluations
        for item in answer["evaluation"].get("reported") or ()
        if item["metric"] == metric and item.get("subgroup") and item.get("value") is not None
    ]
    if not rows:
        return ""
    lowest = min(rows, key=lambda item: (item["value"], group(item["subgroup"], language)))
    one = read_figure(lowest, language, DECLARED)
    return f"{one.subgroup} — {one.metric} {one.value} {one.interval}".strip()
