"""Which figures of several algorithms may be held against one another, and for which reason others may not.

Three things have to be the same: what was predicted, what was taken as the truth, and the people it was measured on.
What is the same is decided by the words of the documents, as written but for capitals, accents and spaces; of people
also by data source and period where both figures name them. What nobody says is not the same as anything.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from boas.documents import load_vocabulary
from boas.index._algorithm_comparison_answers import (
    ComparedFigure,
    ComparedMetric,
    FigureSet,
    Mismatch,
    NotComparable,
)
from boas.index._normalisation import split_words
from boas.index._records import Text
from boas.translation import LocalisedTexts, Message

Conditions = Mapping[str, frozenset[tuple[str, str]]]
"""Codes of the diseases that each algorithm is about, by its id: system and code."""


@dataclass(frozen=True, slots=True)
class _Aspect:
    """One of the three things that have to be the same."""

    name: str
    read: Callable[[ComparedFigure], Text | None]
    differs: Message
    missing: Message


_ASPECTS = (
    _Aspect(
        "outcome",
        lambda figure: figure.outcome,
        Message("Not the same was predicted: “{one}” ({first}), “{other}” ({second})."),
        Message("What was predicted is not stated ({ids})."),
    ),
    _Aspect(
        "reference_standard",
        lambda figure: figure.reference_standard,
        Message("Not the same was taken as the truth: “{one}” ({first}), “{other}” ({second})."),
        Message("What was taken as the truth is not stated ({ids})."),
    ),
    _Aspect(
        "population",
        lambda figure: figure.population,
        Message("Not the same people: “{one}” ({first}), “{other}” ({second})."),
        Message("On whom it was measured is not stated ({ids})."),
    ),
)
_NO_FIGURE = Message("No figure of this metric stands for the latest version ({ids}).")
_LONGEST = 160
"""Characters of a text inside a reason; the table of figures has all of it."""


def match_figures(
    ids: Sequence[str], figures: Sequence[tuple[str, ComparedFigure]], conditions: Conditions
) -> tuple[ComparedMetric, ...]:
    """Figures of several algorithms by metric, in the vocabulary's order.

    Args:
        ids: The algorithms, in the order asked for.
        figures: Metric and figure, of all of them.
        conditions: Codes of what each algorithm is about, which say what it predicts where its figures do not.
    """
    by_metric: dict[str, list[ComparedFigure]] = {}
    for metric, figure in figures:
        by_metric.setdefault(metric, []).append(figure)
    known = [metric for metric in load_vocabulary("metrics").terms if metric in by_metric]
    return tuple(_match_metric(metric, ids, by_metric[metric], conditions) for metric in known)


def _match_metric(
    metric: str, ids: Sequence[str], figures: Sequence[ComparedFigure], conditions: Conditions
) -> ComparedMetric:
    """One metric."""
    sets, left = list[FigureSet](), list(figures)
    while left:
        first, *others = left
        # Sameness of words is an equivalence; only a source or a period that one leaves out makes it depend on whom
        # one asks, so that every member must match every other.
        members = [first]
        for other in others:
            if all(not list_mismatches(one, other, conditions) for one in members):
                members.append(other)
        left = [one for one in left if one not in members]
        sets.append(FigureSet(tuple(members)))
    shared = tuple(one for one in sets if len({figure.algorithm for figure in one.figures}) > 1)
    inside = [figure for one in shared for figure in one.figures]
    told = {pair for one in shared for pair in combinations(dict.fromkeys(f.algorithm for f in one.figures), 2)}
    return ComparedMetric(
        metric,
        shared,
        tuple(figure for figure in figures if figure not in inside),
        tuple(_explain_pair(pair, figures, conditions) for pair in combinations(ids, 2) if pair not in told),
    )


def _explain_pair(pair: tuple[str, str], figures: Sequence[ComparedFigure], conditions: Conditions) -> NotComparable:
    """Why nothing of two algorithms may be held against each other, by the two figures that come closest."""
    ours, theirs = ([one for one in figures if one.algorithm == name] for name in pair)
    lacking = tuple(name for name, own in zip(pair, (ours, theirs), strict=True) if not own)
    if lacking:
        sentence = _NO_FIGURE.fill(ids=", ".join(lacking)).to_texts()
        return NotComparable(pair, (Mismatch("figure", "not-stated", lacking, sentence),))
    found = (list_mismatches(one, other, conditions) for one in ours for other in theirs)
    return NotComparable(pair, min(found, key=len))


def list_mismatches(one: ComparedFigure, other: ComparedFigure, conditions: Conditions) -> tuple[Mismatch, ...]:
    """Why two figures must not be held against each other; empty when they may."""
    return tuple(_iter_mismatches(one, other, conditions))


def _iter_mismatches(one: ComparedFigure, other: ComparedFigure, conditions: Conditions) -> Iterator[Mismatch]:
    """Each of the three things that is not the same."""
    for aspect in _ASPECTS:
        ours, theirs = aspect.read(one), aspect.read(other)
        if aspect.name == "outcome" and not (ours or theirs) and _is_about_the_same(one, other, conditions):
            continue
        silent = tuple(figure.algorithm for figure, text in ((one, ours), (other, theirs)) if not text)
        if silent:
            sentence = aspect.missing.fill(ids=", ".join(dict.fromkeys(silent)))
            yield Mismatch(aspect.name, "not-stated", silent, sentence.to_texts())
        elif (
            ours
            and theirs
            and not (_says_the_same(ours, theirs) and (aspect.name != "population" or _is_same_frame(one, other)))
        ):
            yield _build_difference(aspect, one, other)


def _build_difference(aspect: _Aspect, one: ComparedFigure, other: ComparedFigure) -> Mismatch:
    """Both say it, and they do not say the same."""
    said = aspect.differs.fill(
        one=_quote(aspect, one), other=_quote(aspect, other), first=one.algorithm, second=other.algorithm
    )
    return Mismatch(aspect.name, "differs", (one.algorithm, other.algorithm), said.to_texts())


def _quote(aspect: _Aspect, figure: ComparedFigure) -> LocalisedTexts:
    """What a figure says of one aspect, with source and period of its people."""
    beside = [one for one in (figure.source, figure.period) if one] if aspect.name == "population" else []
    texts = (aspect.read(figure) or {}).items()
    return LocalisedTexts(tuple((language, ", ".join((_shorten(text), *beside))) for language, text in texts))


def _shorten(text: str) -> str:
    """A text that fits into a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST].rsplit(" ", 1)[0] + "…"


def _says_the_same(one: Text, other: Text) -> bool:
    """Whether two texts are the same in a language that both have."""
    return any(split_words(one[language]) == split_words(other[language]) for language in one.keys() & other.keys())


def _is_same_frame(one: ComparedFigure, other: ComparedFigure) -> bool:
    """Whether two groups of people come from the same source and period, as far as both say."""
    pairs = ((one.source, other.source), (one.period, other.period))
    return all(ours == theirs for ours, theirs in pairs if ours and theirs)


def _is_about_the_same(one: ComparedFigure, other: ComparedFigure, conditions: Conditions) -> bool:
    """Whether the cards of two figures name the same diseases by their codes."""
    ours, theirs = conditions.get(one.algorithm), conditions.get(other.algorithm)
    return bool(ours) and ours == theirs
