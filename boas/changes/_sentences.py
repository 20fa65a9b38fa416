"""Short sentences about changes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

from boas.changes._bump_levels import name_field
from boas.changes._content import Plain, is_text
from boas.documents import load_vocabulary
from boas.translation import (
    SOURCE_LANGUAGE,
    Language,
    LocalisedDigits,
    LocalisedTexts,
    Message,
    join_messages,
    list_languages,
    make_verbatim,
)

_LONGEST = 80
_LEAD = 20
"""Characters kept before the place where two long texts part."""

_CHANGE_TEMPLATES = {
    "added": Message("{label}: added {after}."),
    "removed": Message("{label}: removed {before}."),
    "changed": Message("{label}: {before} becomes {after}."),
    "touched": Message("{label}: touched up {after}."),
}


def describe_change(path: str, kind: str, before: Plain, after: Plain) -> Message:
    """One change of a field, its values cut short; of a thing that stays, what is different in it."""
    name = name_field(path)
    if kind == "changed" and is_same_thing(before, after):
        name = join_messages((name, quote_value(before)))
        before, after = _list_differences(before, after), _list_differences(after, before)
        kind = "added" if not before else "removed" if not after else "changed"
    return make_verbatim(_localise_each(lambda language: _render_sentence(name, kind, before, after, language)))


@dataclass(frozen=True, slots=True)
class ValueSentence:
    """The sentence about one change of a field, made when somebody reads it; two about the same change are equal."""

    path: str
    kind: str
    before: Plain
    after: Plain

    def __call__(self) -> Message:
        """The sentence."""
        return describe_change(self.path, self.kind, self.before, self.after)


def _localise_each(say: Callable[[Language], str]) -> LocalisedTexts:
    """Words that depend on the language by more than their parts: texts of documents are in several themselves."""
    languages = sorted(list_languages(), key=lambda language: language != SOURCE_LANGUAGE)
    return LocalisedTexts(tuple((language, say(language)) for language in languages))


def _render_sentence(name: Message, kind: str, before: Plain, after: Plain, language: Language) -> str:
    """The sentence in one language; with the values of another when only those changed."""
    text, two = _format_value(before, language), _format_value(after, language)
    if kind == "changed" and text == two:
        text, two = next(_iter_differing_values(before, after), (text, two))
    if kind == "changed" and _shorten_text(text) == _shorten_text(two):
        text, two = _trim_common_start(text, two)
    old, new = _quote_text(text, language), _quote_text(two, language)
    turn = _CHANGE_TEMPLATES["touched" if kind == "changed" and old == new else kind]
    return turn.fill(label=name, before=old, after=new).in_(language)


def _iter_differing_values(before: Plain, after: Plain) -> Iterator[tuple[str, str]]:
    """Both values in each language in which they differ."""
    for language in dict.fromkeys((*_iter_languages(before), *_iter_languages(after))):
        text, two = _format_value(before, language), _format_value(after, language)
        if text != two:
            yield text, two


def _iter_languages(value: Plain) -> Iterator[Language]:
    """Languages of the texts inside a value."""
    if is_text(value):
        yield from value
    elif isinstance(value, Mapping | list):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from _iter_languages(inner)


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


def build_sentence(path: str, what: Message) -> Message:
    """A sentence of one's own about a field."""
    return Message("{label}: {what}", label=name_field(path), what=what)


def quote_value(value: Plain) -> LocalisedTexts:
    """A value as a sentence shows it."""
    return _localise_each(lambda language: _quote_text(_format_value(value, language), language))


def _quote_text(text: str, language: Language) -> str:
    """A text between the quotation marks of a language."""
    return Message("“{text}”", text=_shorten_text(text).removesuffix(".")).in_(language)


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
    return LocalisedDigits(str(value)).in_(language) if isinstance(value, float) else str(value)


_YES, _NO = Message("yes"), Message("no")


def _format_mapping(value: Mapping[str, Plain], language: Language) -> str:
    """A mapping in words: why it is absent, its main field, or all of its fields."""
    if "absent" in value:
        reasons = load_vocabulary("absent_reasons").terms
        reason = reasons[value["absent"]["reason"]].in_(language).lower()
        return Message("absent ({reason})", reason=reason).in_(language)
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
