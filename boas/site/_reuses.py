"""Who uses what, as pages show it: one reuse in words, and how many became known over the years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from boas.documents import build_path, load_vocabulary
from boas.index import ReuseList, ReuseOverview, ReuseRow
from boas.parsing import render_mapping
from boas.site._links import build_new_file_link
from boas.site._rows import list_names
from boas.site._translations import LocalisedText, choose, load_page_catalogue
from boas.site._translations import mark as _
from boas.translation import Language

_BAR_HEIGHT = 96
"""Of the highest bar, in units of the picture."""
_BAR_PITCH = 34
_BAR_WIDTH = 22


@dataclass(frozen=True, slots=True)
class ReuseView:
    """One reuse in the reader's language."""

    row: ReuseRow
    algorithm: LocalisedText
    organisations: tuple[tuple[str, LocalisedText], ...]
    signer: tuple[str, LocalisedText] | None
    """Id and name of the organisation of whoever declares it."""


@dataclass(frozen=True, slots=True)
class YearBar:
    """Reuses known by the end of a year."""

    year: int
    total: int
    x: int
    height: int


def build_reuse_view(row: ReuseRow, language: Language) -> ReuseView:
    """One reuse with the names it mentions."""
    signer = next(iter(list_names((row.signer,) if row.signer else (), language)), None)
    return ReuseView(row, choose(row.algorithm.name, language), list_names(row.organisations, language), signer)


def build_reuse_section(answer: ReuseList | None, language: Language) -> dict[str, object]:
    """The reuses of one algorithm, those that count first; the totals are nothing without any answer."""
    rows = sorted(answer.reuses if answer else (), key=lambda row: _STATES.index(row.state))
    return {
        "reuses": tuple(build_reuse_view(row, language) for row in rows),
        "totals": answer.totals if answer else None,
    }


def build_reuse_draft(algorithm: str, version: str, forge: str, language: Language) -> dict[str, str]:
    """A reuse to copy and complete: its path, its YAML, and the forge's page for a new file when there is a forge.

    Args:
        algorithm: id of the algorithm that is reused; empty when the page is about none.
        version: version that the page shows; empty when it shows none.
        forge: address of the repository; empty without one.
        language: language of the purpose.
    """
    say = load_page_catalogue(language).gettext
    name = say(_("my-hospital"))
    value = {
        "schema_version": 1,
        "id": name,
        "kind": "clinical-use",
        "origin": "declared",
        "organisation": name,
        "version": version or "1.0.0",
        "declared_by": {"name": say(_("First name, last name"))},
        "date": say(_("YYYY-MM-DD")),
        "status": "routine",
        "purpose": {language: say(_("What it is used for."))},
    }
    path = build_path("reuse", algorithm=algorithm or say(_("my-algorithm")), reuse=name)
    text = "\n".join((*render_mapping(value), ""))
    return {"path": path, "text": text, "forge": build_new_file_link(forge, path, text) if forge else ""}


_STATES = tuple(load_vocabulary("reuse_states").terms)
"""In the order of the vocabulary: what counts first."""


def build_reuses_content(answer: ReuseOverview, language: Language) -> dict[str, object]:
    """What the page about all reuses asks for: by algorithm, the most used first."""
    grouped: dict[str, list[ReuseView]] = {}
    for row in answer.reuses:
        grouped.setdefault(row.algorithm.id, []).append(build_reuse_view(row, language))
    ordered = sorted(grouped.items(), key=lambda group: (-_count(group[1]), group[0]))
    return {
        "answer": answer,
        "totals": answer.totals,
        "grouped": [(algorithm, view) for algorithm, views in ordered for view in views],
        "counts": {algorithm: len(views) for algorithm, views in ordered},
        "bars": build_year_bars(answer.by_year),
        "section": "reuses",
    }


def _count(views: Sequence[ReuseView]) -> int:
    """How many of several reuses count."""
    return sum(view.row.state == "counted" for view in views)


def build_year_bars(by_year: Mapping[str, int]) -> tuple[YearBar, ...]:
    """A bar for each year from the first to the last, as high as the reuses known by its end."""
    if not by_year:
        return ()
    first, last, highest = int(min(by_year)), int(max(by_year)), sum(by_year.values())
    bars, total = [], 0
    for place, year in enumerate(range(first, last + 1)):
        total += by_year.get(str(year), 0)
        bars.append(YearBar(year, total, place * _BAR_PITCH, round(_BAR_HEIGHT * total / highest)))
    return tuple(bars)
