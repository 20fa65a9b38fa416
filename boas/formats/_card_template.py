"""The text of a new card: what is known as YAML, what its kind is asked for as commented lines in the right place."""

import textwrap
from collections.abc import Mapping

from boas.documents import DocumentField, list_card_fields, load_vocabulary
from boas.formats._card_skeleton import CardLanguages, comment_out, render_missing_field
from boas.parsing import YAML_WIDTH, render_entry
from boas.translation import Language, Message

_SCHEMA = "# yaml-language-server: $schema=../../../../../schemas/card.schema.json"
_HEAD = Message(
    "Fields to fill in: take `# ` off the start of a line and of that of its section, and put "
    "the answer in place of `…`. A fact that cannot be given is declared so: `absent: {{reason: "
    "…}}`, with one of these reasons: {reasons}."
)
_TAIL = Message("Other fields that may stand here: {listed}.")


def render_card(values: Mapping[str, object], language: Language, texts_in: Language = "") -> str:
    """The card, with comments in one language; `values` are its fields by path.

    What is missing is asked for in the language `texts_in`, that of the comments unless it is given.
    """
    languages = CardLanguages(language, texts_in or language)
    kind = str(values.get("kind", ""))
    lines = [_SCHEMA, *_format_remark(_HEAD.fill(reasons=_list_absence_reasons(language)).in_(language))]
    section = ""
    for field in list_card_fields():
        asked = field.need != "optional" and field.applies_to(kind)
        if field.path not in values and not asked:
            continue
        if field.section != section:
            lines += ["", *_render_heading(field.section, values)]
            section = field.section
        if field.path in values:
            lines += render_entry(field.name, values[field.path], 2 if field.section else 0)
        else:
            lines += render_missing_field(field, languages)
    others = [field.path for field in list_card_fields() if _may_be_added(field, kind, values)]
    return "\n".join((*lines, "", *_format_remark(_TAIL.fill(listed=", ".join(others)).in_(language)))) + "\n"


def _render_heading(section: str, values: Mapping[str, object]) -> list[str]:
    """The line that opens a section; commented as long as nothing stands in it."""
    if not section:
        return []
    holds = any(path.startswith(f"{section}.") for path in values)
    return [f"{section}:"] if holds else comment_out([f"{section}:"])


def _may_be_added(field: DocumentField, kind: str, values: Mapping[str, object]) -> bool:
    """Whether a field may be added that nobody is asked for."""
    return field.need == "optional" and field.applies_to(kind) and field.path not in values


def _list_absence_reasons(language: Language) -> str:
    """The reasons for which a fact may be absent."""
    terms = load_vocabulary("absent_reasons").terms.items()
    return ", ".join(f"{term} ({label.in_(language).lower()})" for term, label in terms)


def _format_remark(text: str) -> list[str]:
    """A remark about the card as a whole, marked apart from the lines that can be uncommented."""
    return [f"## {line}" for line in textwrap.wrap(text, YAML_WIDTH, break_on_hyphens=False)]
