"""Author texts: Markdown to safe HTML, and what in a text cannot be published, with its line and column.

Pages call `render`, rules call the rest. Raw HTML never passes, a link leads to https, to a mailbox or to a file
beside the document, and no text takes more than a fraction of a second, whatever it holds. Nothing here opens a file
or follows a link.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from html import escape
from typing import Literal, NamedTuple
from urllib.parse import quote

import nh3
from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from boas.parsing._characters import LINE_END
from boas.parsing._diagnostic import LONGEST_EXCERPT, TextDiagnostic
from boas.parsing._markdown_links import classify_link, name_headings, read_anchor, resolve_file
from boas.translation import Message

_LONGEST_TEXT = 64 * 1024
LONGEST_HTML = 512 * 1024
_MOST_STEPS = 200_000
"""Look-aheads for one text: a fraction of a second; a page of honest prose takes some hundreds."""
_MOST_CELLS = 20_000
_DEEPEST = 30

_LONGEST_LABEL = 100
"""Characters of a footnote's label; a longer one is looked for in vain, so that no line costs quadratic time."""

_INLINE_TAGS = frozenset({"a", "code", "em", "s", "strong", "sup"})
_BLOCK_TAGS = frozenset({"blockquote", "br", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "ul"})
_TABLE_TAGS = frozenset({"table", "tbody", "td", "th", "thead", "tr"})
_HEADINGS = ("h3", "h4", "h5", "h6")
_OWN_ID = re.compile(r"(?:fn(?:ref)?-)?t[0-9a-f]{8}-[\w:-]+")
"""Ids that we write: a text's own mark stands in each, so that no two texts of a page share one."""
_LINKABLE: Mapping[str, set[str]] = {
    "a": {"href", "id", "title"},
    "li": {"id"},
    "ol": {"start"},
    **{heading: {"id"} for heading in _HEADINGS},
}
"""Attributes that may stand, by tag."""
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_SURROGATE = re.compile("[\ud800-\udfff]")

_InlineRule = Callable[[StateInline, bool], bool]
_MarkKind = Literal["link", "image", "html"]
_MARK_KINDS: dict[str, _MarkKind] = {"link_open": "link", "image": "image", "html_inline": "html"}


_PLAIN_LINE = re.compile(r"[^\W\d](?:[\w ,;.()’«»\u2013\u2014\u202f-]{0,2000}[\w.)»])?")
"""A line of words, of which Markdown makes one paragraph and nothing else; most texts of documents are such."""


class _RelativeLink(NamedTuple):
    """A link without scheme or host, as written: it should name a file beside the document."""

    target: str
    line: int
    column: int


@lru_cache(maxsize=256)
def render_markdown(text: str, base: str = "") -> str:
    """A text as HTML blocks, headings from h3 down; `base` goes before links to files beside the document.

    Headings that the text links to, and its footnotes, get ids with a mark of the text before them.
    A text that `diagnose_markdown` calls too large comes back escaped, as it was written.
    """
    if "_" not in text and _PLAIN_LINE.fullmatch(text):
        return f"<p>{text}</p>\n"
    html = _render_blocks(text, base)
    return f"<pre>{_escape_text(text)}</pre>" if html is None else html


@lru_cache(maxsize=1024)
def render_inline_markdown(text: str, base: str = "") -> str:
    """A one-line text as HTML without blocks: emphasis, code and links only."""
    tokens = _parse_tokens(text, blocks=False)
    return _escape_text(text) if tokens is None else clean_html(_render_tokens(text, tokens, base), _INLINE_TAGS)


def clean_html(html: str, tags: frozenset[str] = _INLINE_TAGS | _BLOCK_TAGS | _TABLE_TAGS) -> str:
    """What of a piece of HTML may stand on a page: listed tags and attributes, links that lead nowhere unsafe."""
    return _get_cleaner(tags).clean(html)


@lru_cache(maxsize=256)
def diagnose_markdown(text: str) -> tuple[TextDiagnostic, ...]:
    """What keeps a text from being published: raw HTML, unsafe links, remote images, or its size; in text order."""
    marks = _find_marks(text)
    if marks is None or _render_blocks(text, "") is None:
        return (TextDiagnostic("text-too-large", 1, 1, *_TOO_LARGE, excerpt=LINE_END.split(text[:LONGEST_EXCERPT])[0]),)
    return tuple(diagnostic for mark in marks if (diagnostic := _diagnose_mark(mark)))


@lru_cache(maxsize=256)
def list_relative_links(text: str) -> tuple[_RelativeLink, ...]:
    """Links and local images that should name files beside the document, in text order; no file is looked for.

    A link to a heading of the text itself is none; one to a heading that is not there is.
    """
    headings = _list_heading_slugs(text)
    return tuple(
        _RelativeLink(mark.what, mark.line, mark.column)
        for mark in _find_marks(text) or ()
        if mark.kind != "html" and classify_link(mark.what) == "relative" and read_anchor(mark.what) not in headings
    )


@lru_cache(maxsize=256)
def _list_heading_slugs(text: str) -> frozenset[str]:
    """The names by which a text's headings are linked to."""
    return frozenset(name_headings(_parse_tokens(text, html=True) or []).values())


@lru_cache(maxsize=256)
def list_linked_addresses(text: str) -> tuple[_RelativeLink, ...]:
    """Links to addresses of other sites, in text order; none is opened."""
    return tuple(
        _RelativeLink(mark.what, mark.line, mark.column)
        for mark in _find_marks(text) or ()
        if mark.kind == "link" and classify_link(mark.what) == "address"
    )


class _TangledError(Exception):
    """Reading this text would take too many steps."""


class _CountingInline(ParserInline):
    """Inline Markdown that counts its look-aheads, so that no text costs quadratic time, and notes where marks are."""

    def __init__(self) -> None:
        super().__init__()
        for name, rule in zip(self.ruler.get_all_rules(), self.ruler.getRules(""), strict=True):
            if name in {"link", "image", "autolink", "html_inline"}:
                self.ruler.at(name, _note_positions(rule))

    def skipToken(self, state: StateInline) -> None:  # noqa: N802 -- the name it has in the parser
        state.env["steps"] = state.env.get("steps", 0) + 1
        if state.env["steps"] > _MOST_STEPS:
            raise _TangledError
        super().skipToken(state)


class _Markdown(MarkdownIt):
    """Markdown whose links are checked after parsing, so that an unsafe one still shows its label.

    With `html` it sees raw HTML as such and leaves targets and footnotes as and where they are written; without, it
    shows raw HTML as text, and footnotes at the end.
    """

    def __init__(self, *, html: bool) -> None:
        super().__init__("js-default", {"html": html, "maxNesting": _DEEPEST})
        self.inline = _CountingInline()
        footnote_plugin(self, inline=False, move_to_end=not html)
        index = self.inline.ruler.get_all_rules().index("footnote_ref")
        self.inline.ruler.at("footnote_ref", _limit_label(self.inline.ruler.getRules("")[index]))

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 -- as above
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 -- as above
        return url if self.options["html"] else super().normalizeLink(url)

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 -- as above
        """Show a bare address in its plain form, where a look-alike host name betrays itself."""
        return self.normalizeLink(link)


def _note_positions(rule: _InlineRule) -> _InlineRule:
    """The same rule, which also keeps in its token where in the block it matched."""

    def note_position(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- the parser's own signature
        start, count = state.pos, len(state.tokens)
        matched = rule(state, silent)
        if matched and not silent:
            next(token for token in state.tokens[count:] if token.type != "text").meta["at"] = start
        return matched

    return note_position


def _limit_label(rule: _InlineRule) -> _InlineRule:
    """The same rule, which reads no further than a footnote's label may go."""

    def match_label(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- the parser's own signature
        return state.src.find("]", state.pos, state.pos + _LONGEST_LABEL) > 0 and rule(state, silent)

    return match_label


@lru_cache(maxsize=2)
def _get_parser(*, html: bool = False) -> _Markdown:
    return _Markdown(html=html)


@lru_cache(maxsize=4)
def _get_cleaner(tags: frozenset[str]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(tags),
        attributes={tag: names for tag, names in _LINKABLE.items() if tag in tags},
        tag_attribute_values={"th": {"scope": {"col"}}} if "th" in tags else None,
        attribute_filter=lambda _, name, value: value if _may_stand(name, value) else None,
        url_schemes={"https", "mailto"},
        link_rel="nofollow ugc noopener",
    )


def _may_stand(name: str, value: str) -> bool:
    """Whether an attribute's value may stand on a page: a link that leads nowhere unsafe, an id of ours."""
    if name == "id":
        return bool(_OWN_ID.fullmatch(value))
    return name != "href" or classify_link(value) != "unsafe"


def _parse_tokens(text: str, *, html: bool = False, blocks: bool = True) -> list[Token] | None:
    """The tokens of a text; None when it is too long, too tangled or holds too large a table."""
    if len(text) > _LONGEST_TEXT or _count_table_cells(text) > _MOST_CELLS:
        return None
    parser = _get_parser(html=html)
    try:
        return (parser.parse if blocks else parser.parseInline)(_SURROGATE.sub("\ufffd", text), {})
    except (_TangledError, RecursionError):
        return None


def _count_table_cells(text: str) -> int:
    """An upper bound of the table cells in a text: each row of a table is filled up to its widest."""
    blocks = (block.split("\n") for block in _BLANK_LINE.split(LINE_END.sub("\n", text)) if "|" in block)
    return sum((max(line.count("|") for line in lines) + 1) * len(lines) for lines in blocks)


@lru_cache(maxsize=256)
def _render_blocks(text: str, base: str) -> str | None:
    """A text as clean HTML, or None when it is too large."""
    tokens = _parse_tokens(text)
    html = None if tokens is None else clean_html(_render_tokens(text, tokens, base))
    return html if html is not None and len(html) <= LONGEST_HTML else None


def _escape_text(text: str) -> str:
    return escape(_SURROGATE.sub("\ufffd", text[:_LONGEST_TEXT]))


def _render_tokens(text: str, tokens: list[Token], base: str) -> str:
    """The tokens as a page shows them: lower headings, marked table heads, no images, only safe links."""
    mark = f"t{sha256(text.encode(errors='replace')).hexdigest()[:8]}"
    anchors = _mark_linked_headings(tokens, mark)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + 2, 6)}"
        elif token.type == "th_open":
            token.attrs = {"scope": "col"}
        elif token.children:
            token.children = list(_filter_tokens(token.children, base, anchors))
    parser = _get_parser()
    return str(parser.renderer.render(tokens, parser.options, {"docId": mark}))


def _mark_linked_headings(tokens: list[Token], mark: str) -> Mapping[str, str]:
    """Give each heading that the text links to an id; the ids by the names they are linked by."""
    links = (child for token in tokens for child in token.children or () if child.type == "link_open")
    linked = {read_anchor(str(link.attrGet("href"))) for link in links} - {""}
    ids: dict[str, str] = {}
    for index, slug in name_headings(tokens).items() if linked else ():
        if slug in linked:
            ids[slug] = f"{mark}-{slug}"
            tokens[index].attrSet("id", ids[slug])
    return ids


def _filter_tokens(tokens: list[Token], base: str, anchors: Mapping[str, str]) -> Iterator[Token]:
    """Inline tokens with images as their alternative text and without unsafe links around their labels."""
    kept: list[bool] = []
    for token in tokens:
        if token.type == "image":
            yield Token("text", "", 0, content=RendererHTML().renderInlineAsText([token], _get_parser().options, {}))
        elif token.type == "link_open":
            kept.append(_rewrite_link(token, base, anchors))
            if kept[-1]:
                yield token
        elif token.type != "link_close" or kept.pop():
            yield token


def _rewrite_link(token: Token, base: str, anchors: Mapping[str, str]) -> bool:
    """Whether a link may stand on a page; one to a heading gets its id, one to a file beside is put behind `base`."""
    target = str(token.attrGet("href"))
    if inside := read_anchor(target):
        token.attrSet("href", f"#{quote(anchors.get(inside, ''))}")
        return inside in anchors
    if beside := resolve_file(target):
        token.attrSet("href", base + beside)
        return True
    return classify_link(target) == "address"


class _Mark(NamedTuple):
    """A link, an image or a piece of raw HTML, and where it starts."""

    kind: _MarkKind
    what: str
    line: int
    column: int


@lru_cache(maxsize=256)
def _find_marks(text: str) -> tuple[_Mark, ...] | None:
    """All links, images and raw HTML of a text, in text order; None when it is too large."""
    tokens, lines = _parse_tokens(text, html=True), LINE_END.split(text)
    read_up_to: dict[int, int] = {}
    found: list[_Mark] = []
    for token in tokens or ():
        start = token.map[0] if token.map else 0
        if token.type == "html_block":
            column = len(lines[start]) - len(lines[start].lstrip()) + 1
            found.append(_Mark("html", token.content.strip().split("\n")[0], start + 1, column))
        elif token.type == "inline":
            origins = [
                _find_column(lines, start + n, part, read_up_to) for n, part in enumerate(token.content.split("\n"))
            ]
            found.extend(_find_inline_marks(token, start, origins))
    return None if tokens is None else tuple(found)


def _find_column(lines: list[str], number: int, part: str, read_up_to: dict[int, int]) -> int:
    """The column (from 0) at which a line of a block stands in its line of the text; cells follow each other."""
    source, stripped = lines[min(number, len(lines) - 1)], part.strip()
    at = max(source.find(stripped, read_up_to.get(number, 0)), 0)
    read_up_to[number] = at + len(stripped)
    return at - (len(part) - len(part.lstrip()))


def _find_inline_marks(block: Token, start: int, origins: list[int]) -> Iterator[_Mark]:
    """The marks of one block, whose lines stand at these columns from this line on; a link stands at its target."""
    for token in block.children or ():
        if "at" not in token.meta:
            continue
        kind, at = _MARK_KINDS[token.type], token.meta["at"]
        what = token.content if kind == "html" else str(token.attrs["src" if kind == "image" else "href"])
        target = -1 if kind == "html" else block.content.find(f"]({what}", at)
        before = block.content[: at if target < 0 else target + 2]
        number = before.count("\n")
        column = origins[number] + len(before) - before.rfind("\n")
        yield _Mark(kind, what, start + number + 1, max(column, 1))


def _diagnose_mark(mark: _Mark) -> TextDiagnostic | None:
    """What is wrong with one mark, if anything."""
    excerpt = mark.what if len(mark.what) <= LONGEST_EXCERPT else mark.what[: LONGEST_EXCERPT - 1] + "…"
    kind = "html" if mark.kind == "html" else classify_link(mark.what)
    if kind == "html":
        return TextDiagnostic("unsafe-html", mark.line, mark.column, *_RAW_HTML, length=len(mark.what), excerpt=excerpt)
    if kind == "unsafe" or (kind == "address" and mark.kind == "image"):
        words = _REMOTE_IMAGE if kind == "address" else _UNSAFE_LINK
        return TextDiagnostic("unsafe-link", mark.line, mark.column, *words, excerpt=excerpt)
    return None


_RAW_HTML = (
    Message("This text holds HTML, which is never published."),
    Message("Use Markdown; for a mere “<”, write “\\<”."),
)
_UNSAFE_LINK = (
    Message("This link leads where none may."),
    Message("Use an https:// address (without a user name), a mailto: address, or the name of a file beside this one."),
)
_REMOTE_IMAGE = (
    Message("Another site would see who loads this."),
    Message("Replace the image by an ordinary link."),
)
_TOO_LARGE = (
    Message("This text is too long or too tangled."),
    Message("Shorten it, and move tables to a CSV file."),
)
