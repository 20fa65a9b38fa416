"""Short sentences about changes, in both languages."""

from collections.abc import Mapping
from itertools import takewhile

from boas.changes._bump_levels import name_field
from boas.changes._content import Plain, is_text
from boas.documents import load_vocabulary
from boas.finding import LANGUAGES, Language, Message

_LONGEST = 80
_LEAD = 20
"""Characters kept before the place where two long texts part."""

_CHANGE_TEMPLATES = {
    "added": Message("{label} : ajout de {after}.", "{label}: added {after}."),
    "removed": Message("{label} : retrait de {before}.", "{label}: removed {before}."),
    "changed": Message("{label} : {before} devient {after}.", "{label}: {before} becomes {after}."),
    "touched": Message("{label} : retouche de {after}.", "{label}: touched up {after}."),
}


def describe_change(path: str, kind: str, before: Plain, after: Plain) -> Message:
    """One change of a field, its values cut short; of a thing that stays, what is different in it."""
    name = name_field(path)
    if kind == "changed" and is_same_thing(before, after):
        name = Message(f"{name.fr}, {quote_value(before, 'fr')}", f"{name.en}, {quote_value(before, 'en')}")
        before, after = _list_differences(before, after), _list_differences(after, before)
        kind = "added" if not before else "removed" if not after else "changed"
    return Message(*(_render_sentence(name.in_(language), kind, before, after, language) for language in LANGUAGES))


def _render_sentence(name: str, kind: str, before: Plain, after: Plain, language: Language) -> str:
    """The sentence in one language; in another's words when only those changed."""
    text, two = _format_value(before, language), _format_value(after, language)
    if kind == "changed" and text == two:
        text, two = _find_other_words(before, after, language)
    if kind == "changed" and _shorten_text(text) == _shorten_text(two):
        text, two = _trim_common_start(text, two)
    old, new = _quote_text(text, language), _quote_text(two, language)
    turn = _CHANGE_TEMPLATES["touched" if kind == "changed" and old == new else kind]
    return turn.in_(language).format(label=name, before=old, after=new)


def _find_other_words(before: Plain, after: Plain, language: Language) -> tuple[str, str]:
    """Two values in the first other language in which they differ."""
    others = [one for one in load_vocabulary("languages").terms if one != language]
    pairs = [(_format_value(before, one), _format_value(after, one)) for one in others]
    return next((pair for pair in pairs if pair[0] != pair[1]), pairs[0])


def _trim_common_start(text: str, two: str) -> tuple[str, str]:
    """Two long texts from shortly before the place where they part."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(text, two, strict=False)))
    start = max(0, same - _LEAD)
    return f"…{text[start:]}", f"…{two[start:]}"


def is_same_thing(before: Plain, after: Plain) -> bool:
    """Whether two values are one thing, such as a source or an input, that something changed in."""
    both = isinstance(before, Mapping) and isinstance(after, Mapping) and not is_text(before) and not is_text(after)
    return both and _find_main_value(before) is not None and _find_main_value(before) == _find_main_value(after)


def _list_differences(value: Mapping[str, Plain], other: Mapping[str, Plain]) -> list[Plain]:
    """The details of one thing that another does not have."""
    return [part for key, part in value.items() if other.get(key) != part]


def build_sentence(path: str, fr: str, en: str) -> Message:
    """A sentence of one's own about a field."""
    name = name_field(path)
    return Message(f"{name.fr} : {fr}", f"{name.en}: {en}")


def quote_value(value: Plain, language: Language) -> str:
    """A value as a sentence shows it."""
    return _quote_text(_format_value(value, language), language)


def _quote_text(text: str, language: Language) -> str:
    """A text between the quotation marks of a language."""
    line = _shorten_text(text).removesuffix(".")
    return f"« {line} »" if language == "fr" else f"“{line}”"


def _format_value(value: Plain, language: Language) -> str:
    """A value in words: a text in its language, a mapping by its main field, anything else as it is."""
    if is_text(value):
        return str(value.get(language) or next(iter(value.values())))
    if isinstance(value, Mapping):
        return _format_mapping(value, language)
    if isinstance(value, list):
        return " ; ".join(_format_value(item, language) for item in value)
    if isinstance(value, bool):
        return (_YES if value else _NO).in_(language)
    return str(value).replace(".", ",") if isinstance(value, float) and language == "fr" else str(value)


_YES, _NO = Message("oui", "yes"), Message("non", "no")


def _format_mapping(value: Mapping[str, Plain], language: Language) -> str:
    """A mapping in words: why it is absent, its main field, or all of its fields."""
    if "absent" in value:
        reasons = load_vocabulary("absent_reasons").terms
        return f"absent ({reasons[value['absent']['reason']].in_(language).lower()})"
    if "source" in value and "role" in value:
        role = load_vocabulary("source_roles").terms[value["role"]]
        return f"{value['source']} ({role.in_(language).lower()})"
    main = _find_main_value(value)
    return _format_value(list(value.values()) if main is None else main, language)


def _find_main_value(value: Mapping[str, Plain]) -> Plain:
    """The name of a thing; None when no field of it is a name."""
    return next((value[key] for key in _MAIN_FIELDS if key in value), None)


_MAIN_FIELDS = (
    "name",
    "description",
    "text",
    "source",
    "url",
    "doi",
    "path",
    "group",
    "hazard",
    "code",
    "value",
    "uri",
    "id",
    "citation",
)


def _shorten_text(text: str) -> str:
    """A text of at most eighty characters, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
