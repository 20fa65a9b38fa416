"""The page of several algorithms side by side: as a file for pairs that the registry proposes, else by a server."""

from collections.abc import Sequence

from boas.index import (
    AlgorithmComparison,
    ComparedCode,
    ComparedCodes,
    ComparedSystem,
    Named,
    ProposedPair,
    Published,
)
from boas.site._answer_jobs import group_by_name
from boas.site._compared_fields import build_field_sections
from boas.site._compared_figures import build_group_views, build_metric_views, name_sides
from boas.site._facet_lists import PageNavigation
from boas.site._rows import build_list_row, list_names
from boas.site._settings import Settings
from boas.site._templates import Page, render_template
from boas.site._translations import choose
from boas.translation import Language, Message

COMPARE = "compare"
_TEMPLATE = "side_by_side.html"
_MOST_ELEMENTS = 1_100
"""Elements for what is compared, so that a page has no more than 1,500 whatever is."""
_MOST_SYSTEMS = 4


def render_pair(answer: AlgorithmComparison, page: Page, settings: Settings, published: Published | None) -> bytes:
    """The page of a pair, with the commit it is from."""
    content = _build_content(answer, page.language)
    return render_template(_TEMPLATE, page, settings, {**content, "twin": f"{page.path}.json", "published": published})


def render_comparison(answer: AlgorithmComparison, language: Language, settings: Settings) -> bytes:
    """The page as a server answers it, for any algorithms."""
    page = Page(language, COMPARE)
    content = _build_content(answer, language)
    return render_template(_TEMPLATE, page, settings, {**content, "twin": "", "answered": True})


def render_compare_form(
    asked: Sequence[str],
    wrong: Message,
    offered: Sequence[tuple[str, Named]],
    language: Language,
    settings: Settings,
) -> bytes:
    """The page with the form when a question cannot be answered, as a server shows it.

    Args:
        asked: Ids that were given.
        wrong: What is wrong with them, in a sentence.
        offered: What may be asked instead: ids with commas between them, and what the last of them is called.
        language: That of the page.
        settings: What stands on every page.
    """
    page = Page(language, COMPARE)
    content = build_form_content((), PageNavigation(1, "", ""), language)
    content |= {
        "asked": tuple(asked),
        "wrong": wrong.in_(language),
        "offered": tuple((ids, choose(one.name, language)) for ids, one in offered),
        "twin": "",
        "answered": True,
    }
    return render_template("compare_algorithms.html", page, settings, content)


def build_form_content(pairs: Sequence[ProposedPair], around: PageNavigation, language: Language) -> dict[str, object]:
    """What the page with the form and the proposed pairs asks for; `around` leads to further pairs."""
    grouped = [(name_subject(pair), (pair.id, list_names(pair.algorithms, language))) for pair in pairs]
    return {
        "groups": group_by_name(grouped),
        "around": around,
        "asked": (),
        "wrong": "",
        "offered": (),
        "section": "algorithms",
        "twin": "proposed_pairs.json",
    }


def name_subject(pair: ProposedPair) -> str:
    """The medical domain a pair stands under: the first that both have."""
    return next(iter(pair.domains), "cross-cutting")


def _build_content(answer: AlgorithmComparison, language: Language) -> dict[str, object]:
    """What the page of several algorithms asks for."""
    sections = build_field_sections(answer, language)
    fields = [row for section in sections for row in section.rows]
    most_figures, most_groups, most_codes = _split_room(len(fields), len(answer.algorithms))
    metrics = build_metric_views(answer, most_figures, language)
    return {
        "comparison": answer,
        "rows_of": tuple(build_list_row(row, language) for row in answer.algorithms),
        "names_of": name_sides(answer, language),
        "sections": sections,
        "n_fields": len(fields),
        "n_different": sum(row.differs for row in fields),
        "metrics": metrics,
        "n_comparable": sum(bool(one.sets) for one in metrics),
        "groups": build_group_views(answer, most_groups, language),
        "codes": answer.codes,
        "shown": _cut_codes(answer.codes, most_codes) if answer.codes else (),
        "section": "algorithms",
    }


def _split_room(n_fields: int, n_sides: int) -> tuple[int, int, int]:
    """How many figures, groups and codes a page tells beside its fields; the data beside it have all."""
    left = _MOST_ELEMENTS - n_fields * (n_sides + 2)
    return max(8, left * 45 // 100 // 24), max(8, left * 30 // 100 // 18), max(8, left * 25 // 100 // (3 * n_sides))


def _cut_codes(codes: ComparedCodes, most: int) -> tuple[tuple[ComparedSystem, Sequence[ComparedCode]], ...]:
    """Systems with the first codes of each that not all hold alike, at most so many."""
    shown, left = list[tuple[ComparedSystem, Sequence[ComparedCode]]](), most
    for system in codes.comparison.systems[:_MOST_SYSTEMS]:
        own = [one for one in system.codes if len(set(one.sides)) > 1][:left]
        shown.append((system, own))
        left -= len(own)
    return tuple(shown)
