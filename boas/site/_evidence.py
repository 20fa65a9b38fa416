"""Evaluations as the page shows them: a table of every figure as printed, and strips for those on one scale.

Nothing is computed from the figures; each one keeps who asserts it and what the registry can say of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from boas.documents import Evaluation, Reported
from boas.index import EvaluationSummary, Named, Published, Written, to_text
from boas.site._gaps import name_group
from boas.site._numbers import format_figure, format_interval, format_number, format_printed
from boas.site._strips import Strip, StripAxis, compute_marks, fits_unit_axis, group_by_unit
from boas.site._translations import COLON, LocalisedText, choose, load_page_catalogue, name_term
from boas.site._units import format_count
from boas.translation import Language, Message


@dataclass(frozen=True, slots=True)
class ReportedFigure:
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
    said: dict[str, LocalisedText]
    """`variant`, `outcome`, `population`, `reference_standard` and `note`, those that are given."""
    source: str
    """DOI or address the figure was read at."""
    state: str
    """Term of the vocabulary `claim_states`."""


@dataclass(frozen=True, slots=True)
class EvaluationView:
    """One evaluation: its document, its figures, the columns they need, and their strips."""

    id: str
    version: str
    """Version that was measured."""
    standing: str
    """How the version shown stands to it: `measured`, `unchanged`, or it is another version's."""
    changes: tuple[LocalisedText, ...]
    """What can have changed results since."""
    document: Written[Evaluation]
    source: Named | None
    published: Published | None
    figures: tuple[ReportedFigure, ...]
    columns: tuple[str, ...]
    strips: tuple[StripAxis, ...]
    """Figures that can stand on an axis from 0 to 1, one axis for each unit."""
    figures_left: int
    """How many more figures are only on the page of the evidence."""
    independence: LocalisedText
    """Who measured, seen from the authors, and why."""
    is_recomputed: bool
    """Whether there are counts or scores."""
    replaced_by: str
    """Id of the evaluation that corrects it; empty while it stands."""


HOLDING = frozenset({"measured", "unchanged"})
"""Standings of figures that are the shown version's own; any other is another version's."""
_DECLARED = "declared"
"""State of a figure nobody could check."""
_TEXTS = ("variant", "outcome", "population", "reference_standard", "note")
_PLAIN = ("interval", "n", "threshold", "subgroup", "site")
_ALWAYS = frozenset({"interval", "n"})
"""Columns that stay when nobody fills them: a reader must see that they are missing."""
_FIGURES_MOST = 14
"""Of one evaluation on a card: with more, those of one site or group are left to the page of the evidence."""


def build_evaluation_view(answer: EvaluationSummary, language: Language) -> EvaluationView:
    """One evaluation as its part of the page."""
    document = answer.evaluation
    reported = document.content.reported or ()
    shown = _select_figures(reported)
    states = {judgement.position: judgement.state for judgement in answer.judgements}
    figures = tuple(
        read_figure(item, language, states.get(place, _DECLARED), document.content.population.unit or "")
        for place, item in shown
    )
    strips = tuple(
        (item.metric, _build_strip(item, one))
        for (_, item), one in zip(shown, figures, strict=True)
        if fits_unit_axis(item.metric, item.value)
    )
    return EvaluationView(
        answer.id,
        answer.version,
        answer.standing,
        tuple(choose(text, language) for text in answer.changes),
        document,
        answer.source,
        answer.published,
        figures,
        _select_columns(figures),
        group_by_unit(strips, language),
        len(reported) - len(shown),
        choose(answer.independence.sentence, language),
        bool(answer.counts or answer.scores),
        answer.replaced_by or "",
    )


def _select_figures(reported: Sequence[Reported]) -> list[tuple[int, Reported]]:
    """Figures a card shows, with their places: all of them, or, when they are many, those of everybody."""
    places = list(enumerate(reported))
    if len(places) <= _FIGURES_MOST:
        return places
    whole = [(place, item) for place, item in places if not item.site and not item.subgroup]
    return (whole or places)[:_FIGURES_MOST]


def _select_columns(figures: Sequence[ReportedFigure]) -> tuple[str, ...]:
    """Columns that at least one figure fills, after those that always stand."""
    plain = [name for name in _PLAIN if name in _ALWAYS or any(getattr(one, name) for one in figures)]
    texts = [name for name in _TEXTS if any(name in one.said for one in figures)]
    return (*plain, *texts)


def read_figure(item: Reported, language: Language, state: str, unit: str = "") -> ReportedFigure:
    """One reported value in the reader's language; `state` is what the registry can say of it."""
    metric, value, ci = item.metric, item.value, item.ci
    texts = {name: text for name in _TEXTS if (text := getattr(item, name))}
    return ReportedFigure(
        metric=name_term("metrics", metric, language),
        value="" if value is None else format_figure(metric, value, language),
        printed=format_printed(item.as_printed or "", language),
        interval=format_interval(metric, ci.lower, ci.upper, language) if ci else "",
        level=format_figure("ppv", ci.level, language) if ci else "",
        n=describe_denominator(item, language, unit),
        threshold="" if item.threshold is None else format_number(item.threshold, language),
        subgroup=_describe_subgroup(item.subgroup or {}, language),
        site=item.site or "",
        said={name: choose(to_text(text), language) for name, text in texts.items()},
        source=item.already_public or "",
        state=state,
    )


_WEIGHTED = Message("weighted")
"""Said beside n: the value is that of a weighted sample, so n is no denominator of it."""


def describe_denominator(item: Reported, language: Language, unit: str = "") -> str:
    """What stands behind a figure: how many, of what, and whether they were weighted.

    Args:
        item: The figure.
        language: That of the words.
        unit: What its population counts; the figure's own word goes before it.
    """
    words = "" if item.n is None else format_count(item.n, item.unit or unit, language)
    return ", ".join(filter(None, (words, _WEIGHTED.in_(language) if item.weighted else "")))


def _describe_subgroup(subgroup: Mapping[str, str], language: Language) -> str:
    """A subgroup in words: `Sexe : femmes, Tranche d’âge : 75 ans et plus`."""
    colon = load_page_catalogue(language).gettext(COLON)
    return ", ".join(
        name_term("subgroup_dimensions", name, language) + colon + name_group(name, value, language)
        for name, value in sorted(subgroup.items())
    )


def _build_strip(item: Reported, one: ReportedFigure) -> Strip:
    """A figure on the common axis; its words name what sets it apart from its neighbours."""
    detail = [one.said[name].text for name in ("variant", "outcome", "population") if name in one.said]
    words = f"{one.value} {one.interval}".strip()
    return Strip(
        one.metric,
        " · ".join([*detail, *filter(None, (one.subgroup, one.site))]),
        words,
        *compute_marks(item.value or 0, (item.ci.lower, item.ci.upper) if item.ci else None),
    )


def describe_worst_declared(evaluations: Sequence[EvaluationSummary], metric: str, language: Language) -> str:
    """The subgroup with the lowest printed value of a metric, in words; empty when none was printed."""
    rows = [
        item
        for answer in evaluations
        for item in answer.evaluation.content.reported or ()
        if item.metric == metric and item.subgroup and item.value is not None
    ]
    if not rows:
        return ""
    lowest = min(rows, key=lambda item: (item.value or 0, _describe_subgroup(item.subgroup or {}, language)))
    one = read_figure(lowest, language, _DECLARED)
    return f"{one.subgroup} — {one.metric} {one.value} {one.interval}".strip()
