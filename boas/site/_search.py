"""The small index that lets a browser search a site that has no server."""

import json
from collections.abc import Iterable, Sequence

from boas.index import AlgorithmRow, list_facet_values, load_synonyms, split_words
from boas.site._evidence import HOLDING
from boas.site._rows import HeadlineView, build_list_row, describe_doubt
from boas.site._templates import render_words
from boas.translation import Language


def _group_facet_values(answer: AlgorithmRow) -> dict[str, list[str]]:
    """Values of one algorithm under every facet, by query parameter."""
    found: dict[str, list[str]] = {}
    for facet, value in list_facet_values(answer):
        found.setdefault(facet, []).append(value)
    return found


def _build_search_entry(answer: AlgorithmRow, language: Language) -> dict[str, object]:
    """One algorithm of the index; its words are those of each language, so that any finds it."""
    one = build_list_row(answer, language)
    both = [text for texts in (answer.name, answer.summary) for text in texts.values() if text]
    names = [text for thing in answer.organisations + answer.data_sources for text in thing.name.values() if text]
    found: dict[str, object] = {
        "id": one.id,
        "name": one.name.text,
        "lang": one.name.language,
        "summary": one.summary.text,
        "meta": " · ".join([one.kind, *one.domains, *(said.text for _, said in one.organisations)]),
        "level": f"{one.level} – {one.level_word}",
        "doubt": describe_doubt(answer.confidence, language),
        "changed": answer.published.date if answer.published else "",
        "evaluated": answer.last_evaluated or "",
        "words": " ".join(split_words(" ".join([one.id, *both, *names, one.kind, one.category, *one.domains]))),
        "facets": _group_facet_values(answer),
    }
    if answer.origin == "example":
        found["example"] = True
    if headline := one.headline or one.other_headline:
        found["figure"] = _build_figure_entry(headline, language)
    if one.worst:
        found["worst"] = one.worst
    if one.ended:
        found["ended"] = [answer.status, one.ended.word, f"{one.ended.reason} · {one.ended.text.text}"]
    return found


def _build_figure_entry(headline: HeadlineView, language: Language) -> dict[str, object]:
    """The figure shown first, in the words of the row of a list."""
    found: dict[str, object] = {
        "value": headline.value or headline.printed,
        "metric": headline.metric,
        "grounds": render_words("parts/rows.html", "grounds", language, headline),
    }
    if not headline.value:
        found["printed"] = True
    if headline.outcome:
        found["outcome"] = [headline.outcome.text, headline.outcome.language]
    if headline.standing not in HOLDING:
        found["other"] = True
    return found


PART_ROWS = 100
"""Algorithms of one part of the index, so that each is sent in 25 KB."""


def build_part_name(number: int) -> str:
    """Name of one part of the index, without ending."""
    return "search" if number == 1 else f"search-{number}"


def _list_synonyms() -> list[list[str]]:
    """Abbreviations with all they may be said with, each in plain letters, in order."""
    ways = set(load_synonyms().values())
    return [[" ".join(words) for words in sorted(one)] for one in sorted({tuple(sorted(one)) for one in ways})]


def render_search_index(
    answers: Iterable[AlgorithmRow], language: Language, parts: Sequence[str] = (), *, is_later: bool = False
) -> bytes:
    """A part of the index in one language: its algorithms.

    The first part, which is not a later one, also holds the names of the `parts` after it, so that a browser asks for
    all of them at once, and abbreviations with the words they stand for.
    """
    told: dict[str, object] = {} if is_later else {"synonyms": _list_synonyms()}
    told |= {"algorithms": [_build_search_entry(answer, language) for answer in answers]}
    if parts:
        told["parts"] = list(parts)
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
