"""Charts as files of their own, to be put into a report: what a page draws, in fixed colours, with words around it.

A page draws with classes of the style sheet; here each class becomes the attributes it stands for, since a file alone
has no style sheet, and no style inside it would pass the policy that a server sends with it.
"""

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from boas.translation import Language

_WIDTH, _MARGIN, _LINE = 760, 20, 20
_LETTERS, _TITLE_LETTERS = 96, 64
"""Letters of a line of words, and of one of the title."""
_INK, _SOFT, _PAPER, _ACCENT = "#18211f", "#55615d", "#ffffff", "#0b5a52"
_FONT = "DejaVu Sans, Liberation Sans, Arial, sans-serif"

_DRESS: Mapping[str, Mapping[str, str]] = {
    "plot-grid": {"stroke": "#dedbd1", "stroke-width": "1", "fill": "none"},
    "plot-tick": {"fill": _SOFT, "text-anchor": "middle", "font-size": "12"},
    "plot-axis": {"fill": _SOFT, "text-anchor": "middle", "font-size": "12"},
    "plot-side": {"text-anchor": "end"},
    "plot-value": {"text-anchor": "end"},
    "plot-strong": {"font-weight": "600"},
    "plot-band": {"fill": "#e6efeb", "stroke": "#8b948f", "stroke-width": "1", "stroke-dasharray": "1 3"},
    "plot-reference": {"stroke": _INK, "stroke-width": "1.5", "stroke-dasharray": "4 3", "fill": "none"},
    "plot-line": {"stroke": _ACCENT, "stroke-width": "2.5", "stroke-linecap": "round", "fill": "none"},
    "bar": {"stroke-dasharray": ".1 6", "stroke-width": "4"},
    "plot-dot": {"fill": _ACCENT, "stroke": _ACCENT, "stroke-width": "2"},
    "few": {"fill": _PAPER},
    "plot-at": {"overflow": "visible"},
    "bar-before": {"fill": "#e6efeb", "stroke": "#8b948f", "stroke-width": "1"},
    "bar-new": {"fill": _ACCENT},
    "bar-total": {"text-anchor": "middle", "font-weight": "600"},
    "share-yes": {"fill": _ACCENT},
    "share-partly": {"fill": "#8b948f"},
    "share-no": {"fill": "#dedbd1"},
}
"""Attributes of each class of a chart; the last of several goes before the others."""
_TEXT = {"fill": _INK, "stroke": _PAPER, "stroke-width": "4", "paint-order": "stroke", "font-size": "13"}
"""Attributes of all words in a chart."""

_OUTER = re.compile(r"<svg\b([^>]*)>(.*)</svg>", re.DOTALL)
_VIEW = re.compile(r'viewBox="([^"]*)"')
_NAMED = re.compile(r"<(title|desc)\b[^>]*>.*?</\1>", re.DOTALL)
_HEIGHT = re.compile(r'height="([0-9.]+)"')
_TAG = re.compile(r"<(text|tspan|[a-z]+)\b([^>]*?)(/?)>")
_CLASS = re.compile(r'\s*class="([^"]*)"')


@dataclass(frozen=True, slots=True)
class ChartWords:
    """What stands around a chart."""

    title: str
    verdict: str
    source: str
    """From which registry and commit."""


def render_chart_file(drawn: str, words: ChartWords, language: Language) -> bytes:
    """A chart of a page as an SVG file."""
    outer = _OUTER.search(drawn)
    if outer is None:
        raise ValueError(drawn[:80])
    head, inner = outer.groups()
    inner = _TAG.sub(_replace_classes, _NAMED.sub("", inner))
    title, verdict = _wrap(words.title, _TITLE_LETTERS), _wrap(words.verdict, _LETTERS)
    top = _MARGIN + 24 * len(title) + _LINE * len(verdict) + 14
    width, height, view = _read_size(head)
    bottom = top + height + 34
    size = f'width="{_WIDTH}" height="{bottom}" viewBox="0 0 {_WIDTH} {bottom}"'
    place = f'x="{_MARGIN}" y="{top}" width="{width}" height="{height}"{view}'
    lines = (
        f'<svg xmlns="http://www.w3.org/2000/svg" lang="{language}" role="img" aria-labelledby="title words" {size}',
        f' font-family="{_FONT}">',
        f'<title id="title">{escape(words.title)}</title>',
        f'<desc id="words">{escape(words.verdict)}</desc>',
        f'<rect width="{_WIDTH}" height="{bottom}" fill="{_PAPER}"/>',
        *_write_lines(title, _MARGIN + 16, 24, f'font-size="18" font-weight="700" fill="{_INK}"'),
        *_write_lines(verdict, _MARGIN + 16 + 24 * len(title), _LINE, f'font-size="14" fill="{_INK}"'),
        f'<svg {place} overflow="visible">{inner.strip()}</svg>',
        *_write_lines([words.source], bottom - 10, _LINE, f'font-size="11" fill="{_SOFT}"'),
        "</svg>",
    )
    return ("\n".join(lines) + "\n").encode()


def _read_size(head: str) -> tuple[int, int, str]:
    """Width and height of a chart, and the view it keeps: one in its own units is as wide as its view."""
    view = _VIEW.search(head)
    if view:
        _, _, width, height = map(float, view[1].split())
        return round(width), round(height), f" {view[0]}"
    given = _HEIGHT.search(head)
    return _WIDTH - 2 * _MARGIN, round(float(given[1])) if given else _WIDTH, ""


def _wrap(text: str, letters: int) -> list[str]:
    """Words in lines of so many letters."""
    return textwrap.wrap(text, letters) or [""]


def _write_lines(lines: Sequence[str], top: int, height: int, dress: str) -> list[str]:
    """Lines of words one under the other."""
    return [
        f'<text x="{_MARGIN}" y="{top + place * height}" {dress}>{escape(line, quote=False)}</text>'
        for place, line in enumerate(lines)
    ]


def _replace_classes(tag: "re.Match[str]") -> str:
    """One tag with the attributes that its classes stand for."""
    name, attributes, end = tag.groups()
    classes = _CLASS.search(attributes)
    dress = dict(_TEXT) if name == "text" else {}
    for one in classes[1].split() if classes else ():
        dress |= _DRESS.get(one, {})
    told = "".join(f' {key}="{value}"' for key, value in dress.items())
    return f"<{name}{_CLASS.sub('', attributes).rstrip()}{told}{end}>"
