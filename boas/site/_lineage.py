"""What an algorithm comes from and what comes from it, as a list and as a small picture."""

from collections.abc import Sequence
from dataclasses import dataclass

from boas.index import InheritedNoticeRow, LineageAnswer, LineageRow
from boas.site._rows import list_names
from boas.site._translations import LocalisedText, choose
from boas.translation import Language

_WIDTH = 340
"""Of the picture, in its units: it is drawn one to one on a phone."""
_LINE = 34
"""Height of one line of the picture."""
_INDENT = 22
"""How far what comes from an algorithm stands to the right of it."""
_MOST_DRAWN = 12
"""Links drawn above and below; the list has all of them."""


@dataclass(frozen=True, slots=True)
class LinkView:
    """One link in the reader's language."""

    row: LineageRow
    label: LocalisedText
    name: LocalisedText | None
    """Name of the other algorithm, when it is in this registry."""


@dataclass(frozen=True, slots=True)
class LineageNode:
    """One algorithm of the picture."""

    x: int
    y: int
    text: str
    """Its id, or its address where it is in no registry."""
    id: str
    """Id that a link leads to; empty for the algorithm itself and for addresses."""
    label: str
    """How it is linked, in words."""
    elbow: str
    """Path of the line that links it to the algorithm; empty for itself."""


@dataclass(frozen=True, slots=True)
class LineageDiagram:
    """The algorithm between what it comes from, above, and what comes from it, below."""

    width: int
    height: int
    nodes: tuple[LineageNode, ...]
    n_left_out: int
    """Links that the picture does not draw."""


@dataclass(frozen=True, slots=True)
class LineageView:
    """The lineage of an algorithm in the reader's language."""

    answer: LineageAnswer
    ancestors: tuple[LinkView, ...]
    descendants: tuple[LinkView, ...]
    parts: tuple[LinkView, ...]
    notices: tuple[tuple[InheritedNoticeRow, tuple[tuple[str, LocalisedText], ...]], ...]
    """Notices that reach it, each with ids and names of the algorithms by which it comes."""
    picture: LineageDiagram


def build_lineage_view(answer: LineageAnswer | None, language: Language) -> LineageView | None:
    """The lineage of an algorithm; nothing when it has none."""
    if answer is None or not (answer.ancestors or answer.descendants or answer.parts):
        return None
    return LineageView(
        answer,
        _list_links(answer.ancestors, language),
        _list_links(answer.descendants, language),
        _list_links(answer.parts, language),
        tuple((one, list_names(one.path, language)) for one in answer.notices),
        build_lineage_diagram(answer, language),
    )


def _list_links(rows: Sequence[LineageRow], language: Language) -> tuple[LinkView, ...]:
    """Links with their words."""
    return tuple(
        LinkView(row, choose(row.label, language), choose(row.algorithm.name, language) if row.algorithm else None)
        for row in rows
    )


def build_lineage_diagram(answer: LineageAnswer, language: Language) -> LineageDiagram:
    """The picture: what it comes from above, itself, then its parts and what comes from it."""
    below = (*answer.parts, *answer.descendants)
    above_drawn, below_drawn = answer.ancestors[:_MOST_DRAWN], below[:_MOST_DRAWN]
    middle = len(above_drawn) * _LINE
    nodes = [_build_node(row, 0, at * _LINE, middle, language) for at, row in enumerate(above_drawn)]
    nodes.append(LineageNode(_INDENT, middle, answer.id, "", "", ""))
    nodes += [
        _build_node(row, 2 * _INDENT, middle + at * _LINE, middle, language) for at, row in enumerate(below_drawn, 1)
    ]
    left_out = len(answer.ancestors) + len(below) - len(above_drawn) - len(below_drawn)
    return LineageDiagram(_WIDTH, len(nodes) * _LINE, tuple(nodes), left_out)


def _build_node(row: LineageRow, x: int, y: int, middle: int, language: Language) -> LineageNode:
    """What stands at the other end of a link, with the line to the algorithm in the middle."""
    half = _LINE // 2
    start = (x + 8, y + half) if y < middle else (_INDENT + 8, middle + half)
    end = (_INDENT, middle + half) if y < middle else (x, y + half)
    name = row.algorithm.id if row.algorithm else (row.url or "").removeprefix("https://")
    path = f"M{start[0]} {start[1]}V{end[1]}H{end[0]}"
    return LineageNode(x, y, name, row.algorithm.id if row.algorithm else "", choose(row.label, language).text, path)
