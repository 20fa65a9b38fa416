"""Abbreviations on a page: each is explained where it first stands, and all of them once more in a list.

Names of things stay as they are, and so does what is code, a link or a heading.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from markupsafe import Markup, escape

from boas.documents import load_abbreviations
from boas.site._translations import LocalisedText, choose
from boas.translation import Language

_TOKEN = re.compile(
    r"<(?P<kept>a|abbr|blockquote|button|cite|code|h[1-6]|label|pre|script|style|summary|svg|th|title)\b.*?</(?P=kept)>|<[^>]*>|[^<]+",
    re.DOTALL,
)
"""What is left alone, whole; a tag; or text between tags."""


class ExplainedHtml(NamedTuple):
    """HTML in which abbreviations are explained, and what each stands for, in the order they appear."""

    html: Markup
    abbreviations: tuple[tuple[str, LocalisedText], ...]


@cache
def _load_meanings(language: Language) -> Mapping[str, LocalisedText]:
    """What each abbreviation stands for, in the reader's language where that is known."""
    return {short: choose(dict(one.long), language) for one in load_abbreviations() for short in one.short}


@cache
def _compile_search(language: Language) -> re.Pattern[str]:
    """Any abbreviation as a word of its own."""
    words = sorted(_load_meanings(language), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])")


def explain_abbreviations(html: Markup, language: Language) -> ExplainedHtml:
    """Mark the first use of each abbreviation with the words it stands for."""
    meanings, search = _load_meanings(language), _compile_search(language)
    found: dict[str, LocalisedText] = {}

    def mark(match: re.Match[str]) -> str:
        short = match[0]
        if short in found:
            return short
        found[short] = said = meanings[short]
        foreign = f' lang="{said.language}"' if said.foreign else ""
        return f'<abbr title="{escape(said.text)}"{foreign}>{short}</abbr>'

    def mark_token(match: re.Match[str]) -> str:
        token = match[0]
        return token if token.startswith("<") else search.sub(mark, token)

    marked = _TOKEN.sub(mark_token, str(html))
    # Nothing but marks of our own was added to HTML that was already trusted.
    return ExplainedHtml(Markup(marked), tuple(found.items()))  # noqa: S704  # nosec B704
