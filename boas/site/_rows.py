"""Algorithms as rows of a list: the same row on the home page, in lists, under sources and organisations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from boas.index import PARTIAL_PROPORTIONS, AlgorithmRow, Headline, HeadlineInterval, Named, NoticeMark
from boas.site._gaps import describe_worst_group
from boas.site._numbers import (
    format_computed,
    format_computed_interval,
    format_figure,
    format_interval,
    format_printed,
)
from boas.site._strips import compute_marks, fits_unit_axis, name_ticks
from boas.site._translations import LocalisedText, choose, load_page_catalogue, name_term
from boas.site._translations import mark as _
from boas.site._units import format_count
from boas.translation import Language


@dataclass(frozen=True, slots=True)
class HeadlineView:
    """The figure shown first, with what is needed to read it."""

    metric: str
    term: str
    value: str
    printed: str
    interval: str
    """The published one."""
    computed_interval: str
    """What the counts give, where none was published."""
    n: str
    denominator: str
    """How many it was divided by, where that is known of a sensitivity or a predictive value."""
    needs_denominator: bool
    """Whether it is one of those two: beside it, n may count everybody."""
    outcome: LocalisedText | None
    date: str
    variant: LocalisedText | None
    evaluation: str
    marks: tuple[float, float | None, float | None] | None
    """Value and bounds on the axis from 0 to 1, when the metric lies there."""
    ticks: tuple[str, ...]
    """Words under that axis, in the unit of the value."""
    state: str
    """Term of the vocabulary `claim_states`."""
    version: str
    """Version that was measured."""
    standing: str
    """How the version shown stands to it: `measured`, `unchanged`, or it is another version's figure."""
    changes: tuple[LocalisedText, ...]
    """What can have changed results since."""


@dataclass(frozen=True, slots=True)
class EndReason:
    """Why something must not be used any more, in the reader's language."""

    word: str
    """What became of it: withdrawn, or removed."""
    date: str
    """Day of the decision."""
    reason: str
    text: LocalisedText
    """What a user must know."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One algorithm in a list."""

    id: str
    name: LocalisedText
    summary: LocalisedText
    kind: str
    category: str
    domains: tuple[str, ...]
    organisations: tuple[tuple[str, LocalisedText], ...]
    sources: tuple[tuple[str, LocalisedText], ...]
    level: int
    level_word: str
    headline: HeadlineView | None
    other_headline: HeadlineView | None
    """Of another version, where none stands for this one."""
    worst: str
    """For whom it works least well, in a few words; empty when no group is known to be below its reference."""
    document: AlgorithmRow
    """The row as answered."""
    doubt: str
    """That its facts are less than sure, in words; empty of one that its compilers are sure of."""
    ended: EndReason | None
    """Why it must not be used any more; nothing of one that may be."""


def build_list_row(answer: AlgorithmRow, language: Language) -> ListRow:
    """A row from an `AlgorithmRow`."""
    return ListRow(
        answer.id,
        choose(answer.name, language),
        choose(answer.summary, language),
        name_term("kinds", answer.kind, language),
        name_term("categories", answer.category, language),
        tuple(name_term("medical_domains", term, language) for term in answer.medical_domains),
        list_names(answer.organisations, language),
        list_names(answer.data_sources, language),
        answer.level,
        name_term("levels", str(answer.level), language),
        _build_headline_view(answer.headline, language) if answer.headline else None,
        _build_headline_view(answer.other_headline, language) if answer.other_headline else None,
        describe_worst_group(answer.worst, language),
        answer,
        describe_doubt(answer.confidence, language),
        describe_end(answer.status, answer.notices, language),
    )


_DOUBTS = {"medium": _("Medium confidence"), "low": _("Low confidence")}


def describe_doubt(confidence: str | None, language: Language) -> str:
    """That the facts of an entry are less than sure; empty where they are, or where nobody says."""
    said = _DOUBTS.get(confidence or "")
    return load_page_catalogue(language).gettext(said) if said else ""


def describe_end(status: str, notices: Sequence[NoticeMark], language: Language) -> EndReason | None:
    """Why a version was withdrawn or removed: the newest notice that says so; nothing of one that may be used."""
    first = next((mark for mark in notices if mark.kind == status in _ENDED_STATUSES), None)
    if first is None:
        return None
    reason = name_term("notice_reasons", first.reason, language)
    return EndReason(name_term("statuses", status, language), first.date, reason, choose(first.text, language))


_ENDED_STATUSES = frozenset({"withdrawn", "removed"})


def list_names(things: Iterable[Named], language: Language) -> tuple[tuple[str, LocalisedText], ...]:
    """Ids and names of organisations or data sources."""
    return tuple((thing.id, choose(thing.name, language)) for thing in things)


def _build_headline_view(answer: Headline, language: Language) -> HeadlineView:
    """The first figure in the reader's language."""
    metric, value, ci = answer.metric, answer.value, answer.ci or answer.computed_ci
    bounds = (ci.lower, ci.upper) if ci else None
    return HeadlineView(
        metric=name_term("metrics", metric, language),
        term=metric,
        value="" if value is None else _format_value(answer, value, language),
        printed=format_printed(answer.as_printed or "", language),
        interval=_format_interval(answer, answer.ci, language, as_computed=answer.is_computed),
        computed_interval=_format_interval(answer, answer.computed_ci, language, as_computed=True),
        n="" if answer.n is None else format_count(answer.n, answer.unit or "", language),
        denominator="" if answer.denominator is None else format_count(answer.denominator, answer.unit or "", language),
        needs_denominator=metric in PARTIAL_PROPORTIONS,
        outcome=choose(answer.outcome, language) if answer.outcome else None,
        date=answer.date or "",
        variant=choose(answer.variant, language) if answer.variant else None,
        evaluation=answer.evaluation,
        marks=compute_marks(value, bounds) if value is not None and fits_unit_axis(metric, value) else None,
        ticks=name_ticks(metric, language),
        state=answer.state,
        version=answer.version,
        standing=answer.standing,
        changes=tuple(choose(text, language) for text in answer.changes),
    )


def _format_value(answer: Headline, value: float, language: Language) -> str:
    """The value: with the digits it was published with, or rounded to what can be read when it was computed."""
    show = format_computed if answer.is_computed else format_figure
    return show(answer.metric, value, language)


def _format_interval(answer: Headline, ci: HeadlineInterval | None, language: Language, *, as_computed: bool) -> str:
    """Both bounds, in the same way; empty without an interval."""
    if ci is None:
        return ""
    if as_computed and answer.value is not None:
        return format_computed_interval(answer.metric, (ci.lower, ci.upper), answer.value, language)
    return format_interval(answer.metric, ci.lower, ci.upper, language)
