"""Short sentences about changes, in both languages."""

from collections.abc import Mapping
from itertools import takewhile

from boas.changes.content import Plain, is_text
from boas.changes.levels import label
from boas.documents import vocabulary
from boas.finding import LANGUAGES, Language, Words

LONGEST = 80
LEAD = 20
"""Characters kept before the place where two long texts part."""

TURNS = {
    "added": Words("{label} : ajout de {after}.", "{label}: added {after}."),
    "removed": Words("{label} : retrait de {before}.", "{label}: removed {before}."),
    "changed": Words("{label} : {before} devient {after}.", "{label}: {before} becomes {after}."),
    "touched": Words("{label} : retouche de {after}.", "{label}: touched up {after}."),
}


def sentence(path: str, kind: str, before: Plain, after: Plain) -> Words:
    """One change of a field, its values cut short; of a thing that stays, what is different in it."""
    name = label(path)
    if kind == "changed" and is_same_thing(before, after):
        name = Words(f"{name.fr}, {quoted(before, 'fr')}", f"{name.en}, {quoted(before, 'en')}")
        before, after = differing(before, after), differing(after, before)
        kind = "added" if not before else "removed" if not after else "changed"
    return Words(*(turned(name.in_(language), kind, before, after, language) for language in LANGUAGES))


def turned(name: str, kind: str, before: Plain, after: Plain, language: Language) -> str:
    """The sentence in one language; in the other's words when only those changed."""
    one, two = plain(before, language), plain(after, language)
    if kind == "changed" and one == two:
        one, two = (plain(value, "en" if language == "fr" else "fr") for value in (before, after))
    if kind == "changed" and shortened(one) == shortened(two):
        one, two = parted(one, two)
    old, new = marked(one, language), marked(two, language)
    turn = TURNS["touched" if kind == "changed" and old == new else kind]
    return turn.in_(language).format(label=name, before=old, after=new)


def parted(one: str, two: str) -> tuple[str, str]:
    """Two long texts from shortly before the place where they part."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False)))
    start = max(0, same - LEAD)
    return f"…{one[start:]}", f"…{two[start:]}"


def is_same_thing(before: Plain, after: Plain) -> bool:
    """Whether two values are one thing, such as a source or an input, that something changed in."""
    both = isinstance(before, Mapping) and isinstance(after, Mapping) and not is_text(before) and not is_text(after)
    return both and main_value(before) is not None and main_value(before) == main_value(after)


def differing(value: Mapping[str, Plain], other: Mapping[str, Plain]) -> list[Plain]:
    """What a thing says that another does not."""
    return [part for key, part in value.items() if other.get(key) != part]


def about(path: str, fr: str, en: str) -> Words:
    """A sentence of one's own about a field."""
    name = label(path)
    return Words(f"{name.fr} : {fr}", f"{name.en}: {en}")


def quoted(value: Plain, language: Language) -> str:
    """A value as a sentence shows it."""
    return marked(plain(value, language), language)


def marked(text: str, language: Language) -> str:
    """A text between the quotation marks of a language."""
    line = shortened(text).removesuffix(".")
    return f"« {line} »" if language == "fr" else f"“{line}”"


def plain(value: Plain, language: Language) -> str:
    """A value in words: a text in its language, a mapping by its main field, anything else as it is."""
    if is_text(value):
        return str(value.get(language) or next(iter(value.values())))
    if isinstance(value, Mapping):
        return thing(value, language)
    if isinstance(value, list):
        return " ; ".join(plain(item, language) for item in value)
    if isinstance(value, bool):
        return (YES if value else NO).in_(language)
    return str(value).replace(".", ",") if isinstance(value, float) and language == "fr" else str(value)


YES, NO = Words("oui", "yes"), Words("non", "no")


def thing(value: Mapping[str, Plain], language: Language) -> str:
    """A mapping in words: why it is absent, its main field, or all of its fields."""
    if "absent" in value:
        reasons = vocabulary("absent_reasons").terms
        return f"absent ({reasons[value['absent']['reason']].in_(language).lower()})"
    if "source" in value and "role" in value:
        role = vocabulary("source_roles").terms[value["role"]]
        return f"{value['source']} ({role.in_(language).lower()})"
    main = main_value(value)
    return plain(list(value.values()) if main is None else main, language)


def main_value(value: Mapping[str, Plain]) -> Plain:
    """What a thing is known by; nothing when no field of it is a name."""
    return next((value[key] for key in MAIN_FIELDS if key in value), None)


MAIN_FIELDS = (
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


def shortened(text: str) -> str:
    """A text of at most eighty characters, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"
