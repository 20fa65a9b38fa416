"""The text of a new evaluation: what the program knows as YAML, what only its author knows as lines to fill in."""

import textwrap
from collections.abc import Mapping

from boas.documents import list_fields
from boas.formats._card_skeleton import CardLanguages, render_missing_field, render_open_field
from boas.parsing import YAML_WIDTH, render_entry
from boas.translation import Language, Message

_SCHEMA = "# yaml-language-server: $schema=../../../../../schemas/evaluation.schema.json"
_HEAD = Message(
    "What only you can say: put it in place of each `…`; take `# ` off the start of the lines that you fill in. "
    "What you do not know stays out."
)


def render_evaluation(values: Mapping[str, object], language: Language, texts_in: Language) -> str:
    """An evaluation, with comments in one language and texts asked for in another.

    Args:
        values: what is known, by field.
        language: of the comments.
        texts_in: language of the registry in which texts are asked for.
    """
    languages = CardLanguages(language, texts_in)
    lines = [
        _SCHEMA,
        *(f"## {line}" for line in textwrap.wrap(_HEAD.in_(language), YAML_WIDTH, break_on_hyphens=False)),
    ]
    for field in list_fields("evaluation"):
        if field.above:
            continue
        if field.name in values:
            lines += render_entry(field.name, values[field.name], 0)
        elif field.need == "needed":
            lines += render_open_field(field, languages)
        else:
            lines += render_missing_field(field, languages)
    return "\n".join(lines) + "\n"
