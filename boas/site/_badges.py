"""Small pictures about an algorithm to show elsewhere: its level, version, known reuses and notices, as SVG and JSON.

The JSON is that of the endpoint badge of shields.io. The SVG names its text for who cannot see it, brings its own
background, so that it reads on light and dark pages, and is as wide as its text whatever font a reader has.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from unicodedata import normalize

from boas.documents import Notice, load_vocabulary
from boas.index import AlgorithmAnswer, LineageAnswer, encode_json
from boas.translation import Language, Message, make_plural

_HEIGHT, _SIZE, _MARGIN = 20, 11, 6
_LABEL_COLOUR = "444d56"
_PLAIN, _QUIET, _CAUTION, _GRAVE = "0b5394", "57606a", "7a4d00", "a40e26"
"""Grounds of the message, each with a contrast of 7 and more to white: the words say what the colour says."""
_STATUS_COLOURS = {"deprecated": _CAUTION, "withdrawn": _GRAVE, "removed": _GRAVE}
_GRAVE_KINDS = frozenset({"safety", "withdrawn", "removed"})

_LEVEL = Message("{registry} level")
_VERSION = Message("{registry} version")
_REUSES = Message("reuses by others")
_NOTICES = Message("notices")
_NONE = Message("none in force")
_NONE_KNOWN = Message("none known")
_EXAMPLE = Message("Worked example")
_STANDING = make_plural("{n} in force", "{n} in force", 1)


@dataclass(frozen=True, slots=True)
class Badge:
    """One badge in one language."""

    kind: str
    """`level`, `version`, `reuses` or `notices`."""
    label: str
    message: str
    colour: str
    """Ground of the message, in hex."""
    is_alarm: bool
    """Whether the algorithm was withdrawn; the message then says so first."""

    text: str
    """What it says, in one line."""


def build_badges(
    answer: AlgorithmAnswer, lineage: LineageAnswer | None, registry: str, language: Language
) -> tuple[Badge, ...]:
    """The badges of an algorithm as it stands.

    Args:
        answer: The algorithm.
        lineage: What it comes from; notices that reach it that way count like its own.
        registry: Name of the registry.
        language: The language of the badges.
    """
    row = answer.row
    level = f"{row.level} – {load_vocabulary('levels').terms[str(row.level)].in_(language)}"
    standing = [one.content for one in answer.notices if one.content.id not in answer.retracted]
    standing += [one.notice.content for one in lineage.notices] if lineage else []
    n_reuses = str(row.n_reuses) if row.n_reuses else _NONE_KNOWN.in_(language)
    said = (
        ("level", _LEVEL.fill(registry=registry), level, _PLAIN if row.level else _QUIET),
        ("version", _VERSION.fill(registry=registry), row.version, _PLAIN),
        ("reuses", _REUSES, n_reuses, _PLAIN if row.n_reuses else _QUIET),
        ("notices", _NOTICES, _count_notices(standing, language), _choose_colour(standing)),
    )
    first = _list_first_words(answer, language)
    colour = _STATUS_COLOURS.get(row.status, "")
    is_alarm = colour == _GRAVE
    badges = []
    for kind, label, message, own in said:
        whole = " · ".join((*first, message))
        text = Message("{label}: {message}", label=label, message=whole).in_(language)
        badges.append(Badge(kind, label.in_(language), whole, colour or own, is_alarm, text))
    return tuple(badges)


def _list_first_words(answer: AlgorithmAnswer, language: Language) -> tuple[str, ...]:
    """What a reader must know before anything else: that it is no real algorithm, or stands no more."""
    status = answer.row.status
    example = (_EXAMPLE.in_(language),) if answer.row.origin == "example" else ()
    return example + ((load_vocabulary("statuses").terms[status].in_(language),) if status != "active" else ())


def _count_notices(standing: Sequence[Notice], language: Language) -> str:
    """How many notices stand."""
    return _STANDING.with_number(len(standing)).in_(language) if standing else _NONE.in_(language)


def _choose_colour(standing: Sequence[Notice]) -> str:
    """The colour of the gravest notice."""
    if not standing:
        return _QUIET
    return _GRAVE if any(one.kind in _GRAVE_KINDS for one in standing) else _CAUTION


def render_json_badge(badge: Badge) -> bytes:
    """A badge for shields.io (its endpoint badge, schema version 1)."""
    said: dict[str, object] = {
        "schemaVersion": 1,
        "label": badge.label,
        "message": badge.message,
        "color": badge.colour,
        "labelColor": _LABEL_COLOUR,
    }
    return encode_json(said | ({"isError": True} if badge.is_alarm else {}))


def render_svg_badge(badge: Badge, language: Language) -> bytes:
    """A badge as a picture."""
    label, message = _compute_width(badge.label), _compute_width(badge.message)
    middle = label + 2 * _MARGIN
    width = middle + message + 2 * _MARGIN
    said = escape(badge.text)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{_HEIGHT}" viewBox="0 0 {width} {_HEIGHT}" '
        f'role="img" aria-label="{said}" xml:lang="{language}"><title>{said}</title>'
        f'<rect width="{width}" height="{_HEIGHT}" rx="3" fill="#{badge.colour}"/>'
        f'<path d="M{middle} 0v{_HEIGHT}H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" fill="#{_LABEL_COLOUR}"/>'
        f'<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="{_SIZE}">'
        f'<text x="{_MARGIN}" y="14" textLength="{label}">{escape(badge.label)}</text>'
        f'<text x="{middle + _MARGIN}" y="14" textLength="{message}">{escape(badge.message)}</text></g></svg>\n'
    ).encode()


def _compute_width(text: str) -> int:
    """Width of a text in pixels; the reader's font is then stretched to it (`textLength`)."""
    return round(sum(map(_get_advance, text)) * _SIZE / 1000)


def _get_advance(sign: str) -> int:
    """Width of one sign, in thousandths of the size of the font; one with an accent is as wide as without."""
    return _ADVANCES.get(sign) or _ADVANCES.get(normalize("NFD", sign)[0]) or _WIDEST


_WIDEST = 1000
_ADVANCES = {
    sign: advance
    for advance, signs in {
        280: "'ijlIJ",
        318: " ,.\u00a0’·",
        337: "/:;\\|",
        355: "f-",
        392: "()[]t!r",
        510: '"*_`–sz?',
        550: "cL",
        590: "Fkvxy",
        613: "PTYo«»øaeE",
        635: "hnuSbdgpq$0123456789{}",
        684: "KAVXZBRC",
        750: "UNHDG",
        785: "&OQ",
        838: "w#+<=>^~×",
        863: "M",
        980: "%mæWœ",
    }.items()
    for sign in signs
}
"""Widths of DejaVu Sans, which are those of Verdana, the font named first; near ones are taken together."""
