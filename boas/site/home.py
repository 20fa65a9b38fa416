"""The home page: what the registry holds, as a picture and in numbers, and where to start."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from boas.finding import Language
from boas.site import links
from boas.site.events import WARNING, Event, ordered
from boas.site.figures import DotRow, dot_row, dots_per_algorithm
from boas.site.rows import row
from boas.site.words import Said, choose

Json = dict[str, Any]

PICTURED = "medical_domain"
"""Facet whose values are the rows of the picture."""


MOST_ALERTS = 5
"""Withdrawals and safety notices told on the home page; the feed has all of them."""


@dataclass(frozen=True, slots=True)
class Alert:
    """A warning in the reader's language."""

    event: Event
    name: Said
    text: Said


def alerts(events: Iterable[Event], language: Language) -> tuple[Alert, ...]:
    """The gravest warnings, the newest of each kind first."""
    told = ordered((event for event in events if event.kind in WARNING), MOST_ALERTS)
    return tuple(Alert(event, choose(event.name, language), choose(event.texts[0], language)) for event in told)


def home_content(
    status: Json, facets: Sequence[Json], rows: Iterable[Json], events: Iterable[Event], language: Language
) -> Json:
    """What the template of the home page asks for."""
    by_name = {facet["name"]: facet for facet in facets}
    dots, step = picture(by_name.get(PICTURED), rows, language)
    return {
        "status": status,
        "alerts": alerts(events, language),
        "description": choose(status["description"], language) if status["description"] else None,
        "latest": tuple(row(one, language) for one in status["latest"]),
        "facets": by_name,
        "dots": dots,
        "dots_step": step,
        "published": {"commit": status["commit"], "date": status["date"]},
        "twin": "status.json",
        "section": "home",
    }


def picture(facet: Json | None, rows: Iterable[Json], language: Language) -> tuple[tuple[DotRow, ...], int]:
    """A row of dots for each medical domain, and how many algorithms one dot stands for."""
    counts: dict[str, list[int]] = {}
    for one in rows:
        for domain in one["medical_domains"]:
            counts.setdefault(domain, [0, 0])[0 if one["headline"] or one["other_headline"] else 1] += 1
    if not facet or not counts:
        return (), 1
    step = dots_per_algorithm(max(sum(pair) for pair in counts.values()))
    labels = {one["value"]: choose(one["label"], language).text for one in facet["values"]}
    ordered = sorted(counts, key=lambda domain: (-sum(counts[domain]), domain))
    made = (
        dot_row(labels.get(domain, domain), links.facet_path(PICTURED, domain), counts[domain], step)
        for domain in ordered
    )
    return tuple(made), step
