"""The fields of every document in the order of its model, at any depth, with what the model says of each.

One walk for all that asks about fields: the field guide, the commented card of a new algorithm, and how
much of what its kind is asked for a card fills. Never looks at a document somebody wrote.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from boas.documents._document_kinds import DOCUMENTS
from boas.documents._fields import ALL_KINDS, KIND_LETTERS, Absent, DocumentPart, LocalText, iter_parts


@dataclass(frozen=True, slots=True)
class DocumentField:
    """One field of a kind of document."""

    model: type[DocumentPart]
    """The part it stands in."""
    name: str
    above: str
    """Path of the part it stands in; empty at the top."""
    need: str
    """`needed`, `expected` or `optional`; inside a value that may be left out, `needed` as soon as that is given."""
    kinds: str
    """Letters of the kinds of algorithm that have it."""
    bump: str
    """Least step of version that a change asks for; empty for a part of a value, which changes with it."""
    inside: type[DocumentPart] | None
    """The part that its value, or each of its items, is; nothing for a plain value."""
    affects_results: bool = False
    """Whether another value can change a result of the algorithm."""

    @property
    def path(self) -> str:
        """Path inside the document without positions, for instance `data.sources.role`."""
        return f"{self.above}.{self.name}" if self.above else self.name

    @property
    def section(self) -> str:
        """Name of the section it stands in; empty at the top."""
        return self.above.partition(".")[0]

    @property
    def states_need(self) -> bool:
        """Whether the model says by itself how much it is needed."""
        return bool(self.bump)

    @property
    def is_section(self) -> bool:
        """Whether it only holds fields that say by themselves how much they are needed."""
        return self.inside is not None and any(_read_marks(self.inside, name) for name in self.inside.model_fields)

    @property
    def may_be_absent(self) -> bool:
        """Whether its absence may be declared with a reason."""
        return Absent in iter_parts(self.model.model_fields[self.name].annotation)

    def applies_to(self, kind: str) -> bool:
        """Whether a kind of algorithm has it; a kind nobody knows has all."""
        return KIND_LETTERS.get(kind, "") in self.kinds


@cache
def list_fields(kind: str) -> tuple[DocumentField, ...]:
    """Every field of a kind of document, a part before what it holds; raises `KeyError` for an unknown kind."""
    return tuple(_iter_fields(DOCUMENTS[kind].model, "", ALL_KINDS))


@cache
def list_card_fields() -> tuple[DocumentField, ...]:
    """The fields of a card that authors are told of one by one; a section stands for its fields."""
    return tuple(field for field in list_fields("card") if field.states_need and not field.is_section)


def _iter_fields(model: type[DocumentPart], above: str, kinds: str) -> Iterator[DocumentField]:
    """Fields of a part and of all parts in it."""
    for name, info in model.model_fields.items():
        told = _read_marks(model, name)
        inside = next((part for part in iter_parts(info.annotation) if part not in {Absent, LocalText}), None)
        need = told.get("x-need") or ("needed" if info.is_required() else "optional")
        effect = bool(told.get("x-affects-results"))
        field = DocumentField(
            model, name, above, need, told.get("x-kinds", kinds), told.get("x-bump", ""), inside, effect
        )
        yield field
        if inside:
            yield from _iter_fields(inside, field.path, field.kinds)


def _read_marks(model: type[DocumentPart], name: str) -> dict[str, Any]:
    """What a model says of a field: its need, kinds and bump; nothing for a field inside a value."""
    extra = model.model_fields[name].json_schema_extra
    return {key: value for key, value in extra.items() if key.startswith("x-")} if isinstance(extra, dict) else {}
