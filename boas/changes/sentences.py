"""Short sentences about changes, in both languages."""

from collections.abc import Mapping

from boas.changes.content import Plain, is_text
from boas.changes.levels import label
from boas.documents import vocabulary
from boas.finding import Words

LONGEST = 80

TURNS = {
    "added": Words("{label} : ajout de {after}.", "{label}: added {after}."),
    "removed": Words("{label} : retrait de {before}.", "{label}: removed {before}."),
    "changed": Words("{label} : {before} devient {after}.", "{label}: {before} becomes {after}."),
}


def sentence(path: str, kind: str, before: Plain, after: Plain) -> Words:
    """One change of a field, its values cut short."""
    name, turn = label(path), TURNS[kind]
    return Words(
        turn.fr.format(label=name.fr, before=quoted(before, "fr"), after=quoted(after, "fr")),
        turn.en.format(label=name.en, before=quoted(before, "en"), after=quoted(after, "en")),
    )


def about(path: str, fr: str, en: str) -> Words:
    """A sentence of one's own about a field."""
    name = label(path)
    return Words(f"{name.fr} : {fr}", f"{name.en}: {en}")


def quoted(value: Plain, language: str) -> str:
    """A value as a sentence shows it."""
    text = shortened(plain(value, language)).removesuffix(".")
    return f"« {text} »" if language == "fr" else f"“{text}”"


def plain(value: Plain, language: str) -> str:
    """A value in words: a text in its language, a mapping by its main field, anything else as it is."""
    if is_text(value):
        return str(value.get(language) or next(iter(value.values())))
    if isinstance(value, Mapping):
        if "absent" in value:
            reason = value["absent"].get("reason", "")
            return f"absent ({reason})"
        if "source" in value and "role" in value:
            role = vocabulary("source_roles").terms[value["role"]]
            return f"{value['source']} ({role.in_('fr' if language == 'fr' else 'en').lower()})"
        main = next((value[key] for key in MAIN_FIELDS if key in value), None)
        return (
            plain(main, language)
            if main is not None
            else ", ".join(f"{k}: {plain(v, language)}" for k, v in value.items())
        )
    if isinstance(value, list):
        return " ; ".join(plain(item, language) for item in value)
    if isinstance(value, bool):
        return {True: Words("oui", "yes"), False: Words("non", "no")}[value].in_("fr" if language == "fr" else "en")
    return str(value)


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
