"""The small index that lets a browser search a site that has no server."""

import json
import re
import unicodedata
from collections.abc import Iterable

from boas.index import AlgorithmRow, list_facet_values
from boas.site._rows import build_list_row
from boas.translation import Language


def normalise_text(text: str) -> str:
    """Lower case, without accents, words only: what a search compares."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"\w+", "".join(sign for sign in plain if not unicodedata.combining(sign))))


def group_facet_values(answer: AlgorithmRow) -> dict[str, list[str]]:
    """Values of one algorithm under every facet, by query parameter."""
    values: dict[str, list[str]] = {}
    for facet, value in list_facet_values(answer):
        values.setdefault(facet, []).append(value)
    return values


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
        "changed": answer.published.date if answer.published else "",
        "words": normalise_text(" ".join([one.id, *both, *names, one.kind, one.category, *one.domains])),
        "facets": group_facet_values(answer),
    }
    if one.worst:
        found["worst"] = one.worst
    if one.ended:
        found["ended"] = [answer.status, one.ended.word, f"{one.ended.reason} · {one.ended.text.text}"]
    return found


PART_ROWS = 500
"""Algorithms of one part of the index."""


def build_part_name(number: int) -> str:
    """Name of one part of the index, without ending."""
    return "search" if number == 1 else f"search-{number}"


def render_search_index(answers: Iterable[AlgorithmRow], language: Language, following: str = "") -> bytes:
    """A part of the index in one language: its algorithms, and the name of the next part when there is one."""
    told: dict[str, object] = {"algorithms": [_build_search_entry(answer, language) for answer in answers]}
    if following:
        told["next"] = following
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
