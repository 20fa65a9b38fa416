"""The home page: what the registry holds, as a picture and in numbers, and where to start."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from boas.index import AlgorithmRow, Facet, Status, is_usable
from boas.site import _links as links
from boas.site._events import WARNING, Event, sort_events
from boas.site._rows import ListRow, build_list_row
from boas.site._strips import DotRow, build_dot_row, count_algorithms_per_dot
from boas.site._translations import LocalisedText, choose
from boas.translation import Language

_DOT_FACET = "medical_domain"
"""Facet whose values are the rows of the picture."""


_MOST_ALERTS = 5
"""Withdrawals and safety notices told on the home page; the feed has all of them."""


@dataclass(frozen=True, slots=True)
class _Alert:
    """A warning in the reader's language."""

    event: Event
    name: LocalisedText
    text: LocalisedText


def _build_alerts(events: Iterable[Event], language: Language) -> tuple[_Alert, ...]:
    """The gravest warnings, the newest of each kind first."""
    told = sort_events((event for event in events if event.kind in WARNING), _MOST_ALERTS)
    return tuple(_Alert(event, choose(event.name, language), choose(event.texts[0], language)) for event in told)


@dataclass(frozen=True, slots=True)
class _LatestChange:
    """What the newest version of an algorithm changed."""

    is_first: bool
    """Whether no other version was published before."""
    text: LocalisedText | None
    """The first change its card tells; nothing where it tells none."""
    n_more: int
    """How many more it tells."""


def _build_latest(
    rows: Iterable[AlgorithmRow], events: Iterable[Event], language: Language
) -> tuple[tuple[ListRow, _LatestChange], ...]:
    """The algorithms that changed last, each with what changed."""
    published: dict[str, dict[str, Event]] = {}
    for event in events:
        if event.kind == "version":
            published.setdefault(event.algorithm, {})[event.versions] = event
    return tuple((build_list_row(one, language), _build_change(one, published, language)) for one in rows)


def _build_change(row: AlgorithmRow, published: Mapping[str, Mapping[str, Event]], language: Language) -> _LatestChange:
    """What the version that stands in a row changed."""
    known = published.get(row.id, {})
    texts = known[row.version].texts if row.version in known else ()
    text = choose(texts[0], language) if texts else None
    return _LatestChange(not known.keys() - {row.version}, text, max(0, len(texts) - 1))


def build_home_content(
    status: Status,
    facets: Sequence[Facet],
    rows: Iterable[AlgorithmRow],
    events: Iterable[Event],
    language: Language,
) -> dict[str, object]:
    """What the template of the home page asks for."""
    by_name, told = {facet.name: facet for facet in facets}, tuple(events)
    dots, step = _build_dot_rows(by_name.get(_DOT_FACET), rows, language)
    return {
        "status": status,
        "alerts": _build_alerts(told, language),
        "description": choose(status.description, language) if status.description else None,
        "latest": _build_latest(status.latest, told, language),
        "facets": by_name,
        "dots": dots,
        "dots_step": step,
        "published": {"commit": status.commit, "date": status.date},
        "twin": "status.json",
        "section": "home",
    }


def _build_dot_rows(
    facet: Facet | None, rows: Iterable[AlgorithmRow], language: Language
) -> tuple[tuple[DotRow, ...], int]:
    """A row of dots for each medical domain, and how many algorithms one dot stands for."""
    counts: dict[str, list[int]] = {}
    for one in filter(is_usable, rows):
        for domain in one.medical_domains:
            counts.setdefault(domain, [0, 0])[0 if one.headline or one.other_headline else 1] += 1
    if not facet or not counts:
        return (), 1
    step = count_algorithms_per_dot(max(sum(pair) for pair in counts.values()))
    labels = {one.value: choose(one.label, language).text for one in facet.values}
    ordered = sorted(counts, key=lambda domain: (-sum(counts[domain]), domain))
    made = (
        build_dot_row(labels.get(domain, domain), links.build_facet_path(_DOT_FACET, domain), counts[domain], step)
        for domain in ordered
    )
    return tuple(made), step
