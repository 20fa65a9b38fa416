"""Algorithms as rows of a list: the same row on the home page, in lists, under sources and organisations."""

from dataclasses import dataclass
from typing import Any

from boas.finding import Language
from boas.site.figures import fits, marks
from boas.site.gaps import worst_phrase
from boas.site.numbers import figure, interval, number
from boas.site.words import Said, choose, label

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Number:
    """The figure shown first, with what is needed to read it."""

    metric: str
    term: str
    value: str
    printed: str
    interval: str
    n: str
    variant: Said | None
    evaluation: str
    marks: tuple[float, float | None, float | None] | None
    """Value and bounds on the axis from 0 to 1, when the metric lies there."""
    state: str
    """Term of the vocabulary `claim_states`."""
    version: str
    """Version that was measured."""
    standing: str
    """How the version shown stands to it: `measured`, `unchanged`, or it is another version's figure."""
    changes: tuple[Said, ...]
    """What can have changed results since."""


@dataclass(frozen=True, slots=True)
class Row:
    """One algorithm in a list."""

    id: str
    name: Said
    summary: Said
    kind: str
    category: str
    domains: tuple[str, ...]
    organisations: tuple[tuple[str, Said], ...]
    sources: tuple[tuple[str, Said], ...]
    level: int
    level_word: str
    headline: Number | None
    other_headline: Number | None
    """Of another version, where none stands for this one."""
    worst: str
    """For whom it works least well, in a few words; empty when no group is known to be below its reference."""
    document: Json
    """The row as answered."""


def row(answer: Json, language: Language) -> Row:
    """A row from an `AlgorithmRow`."""
    return Row(
        answer["id"],
        choose(answer["name"], language),
        choose(answer["summary"], language),
        label("kinds", answer["kind"], language),
        label("categories", answer["category"], language),
        tuple(label("medical_domains", term, language) for term in answer["medical_domains"]),
        named(answer["organisations"], language),
        named(answer["data_sources"], language),
        answer["level"],
        label("levels", str(answer["level"]), language),
        headline(answer["headline"], language) if answer["headline"] else None,
        headline(answer["other_headline"], language) if answer["other_headline"] else None,
        worst_phrase(answer["worst"], language),
        answer,
    )


def named(things: list[Json], language: Language) -> tuple[tuple[str, Said], ...]:
    """Ids and names of organisations or data sources."""
    return tuple((thing["id"], choose(thing["name"], language)) for thing in things)


def headline(answer: Json, language: Language) -> Number:
    """The first figure in the reader's language."""
    metric, value, ci = answer["metric"], answer["value"], answer["ci"]
    return Number(
        label("metrics", metric, language),
        metric,
        "" if value is None else figure(metric, value, language),
        answer["as_printed"] or "",
        interval(metric, ci["lower"], ci["upper"], language) if ci else "",
        "" if answer["n"] is None else number(answer["n"], language),
        choose(answer["variant"], language) if answer["variant"] else None,
        answer["evaluation"],
        marks(value, ci) if value is not None and fits(metric, value) else None,
        answer["state"],
        answer["version"],
        answer["standing"],
        tuple(choose(text, language) for text in answer["changes"]),
    )
