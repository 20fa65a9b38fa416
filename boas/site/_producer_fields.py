"""What only the producers of an algorithm can say of it, as lines to complete in a card."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from boas.documents import find_field_example
from boas.site._fields import name_field
from boas.site._translations import load_page_catalogue
from boas.site._translations import mark as _
from boas.translation import Language

_ONLY_PRODUCERS = frozenset(
    {
        "ownership.competing_interests",
        "intended_use.decision_role",
        "bias.groups_at_risk",
        "bias.approach",
        "bias.not_assessed",
        "safety.risks",
        "safety.oversight",
        "safety.monitoring",
        "regulatory.medical_device",
        "regulatory.data_protection",
    }
)
"""Fields that no public source filled for any of 50 compiled cards (November 2026): only the makers can judge."""


def list_producer_fields(missing: Sequence[str]) -> tuple[str, ...]:
    """Of the fields a card lacks, those that only its producers can fill, in the same order."""
    return tuple(path for path in missing if path in _ONLY_PRODUCERS)


def render_producer_lines(paths: Sequence[str], language: Language) -> str:
    """Lines of a card to complete: each field with its name and, as a comment, an example of another algorithm.

    Nothing of it says anything before somebody writes a value, so that no example is published as a fact.
    """
    return "\n".join((*_iter_lines(paths, language), "")) if paths else ""


def _iter_lines(paths: Sequence[str], language: Language) -> Iterator[str]:
    """The lines, section by section."""
    example = load_page_catalogue(language).gettext(_("Example, of another algorithm"))
    for section, own in groupby(paths, key=lambda path: path.partition(".")[0]):
        yield f"# {section}:"
        for path in own:
            yield f"#   {name_field(path, language)}. {example}:"
            yield from (f"#   {line}" for line in find_field_example("card", path, language).splitlines())
