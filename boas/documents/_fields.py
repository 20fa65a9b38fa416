"""What every field of a document carries: whether it is needed, for which kinds, its bump level, its effect.

The typed models are the one definition; these marks travel into the JSON Schema as `x-need`, `x-kinds`,
`x-bump` and `x-affects-results`, so that levels, the field guide and version rules read them from one place.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    GetJsonSchemaHandler,
    JsonValue,
    ModelWrapValidatorHandler,
    StringConstraints,
    Tag,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError

from boas.documents._languages import DEFAULT_LANGUAGES, is_language
from boas.documents._scalars import Term
from boas.translation import LocalisedTexts

Need = Literal["needed", "expected", "optional"]
"""needed: to merge · expected: for level 1, when the kind has it · optional."""

Bump = Literal["major", "minor", "patch", "none"]
"""The least change of version that a change of the field asks for."""

ALL_KINDS = "RSMGP"
"""Kinds by letter: Rule, Score, Ml, Generative, Pipeline."""

KIND_LETTERS = {"rule": "R", "score": "S", "ml": "M", "generative": "G", "pipeline": "P"}

GIVEN, ABSENT = "«given»", "«absent»"
"""Tags of the two forms of a value, with signs no field name has, so that paths can drop them."""


class DocumentPart(BaseModel):
    """A part of a document: no unknown field, no silent conversion, never changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False, defer_build=True)


def make_field(need: Need, bump: Bump = "none", kinds: str = ALL_KINDS, *, affects_results: bool = False) -> Any:  # noqa: ANN401 -- as `pydantic.Field`
    """A field with its marks; anything not needed may be left out.

    `affects_results` says that another value can change a result of the algorithm, so that figures measured
    before need not hold after.
    """
    marks: dict[str, JsonValue] = {"x-need": need, "x-bump": bump, "x-kinds": kinds}
    if affects_results:
        marks["x-affects-results"] = True
    return Field(json_schema_extra=marks) if need == "needed" else Field(default=None, json_schema_extra=marks)


Line = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"^\S(?:[^\n]*\S)?$")]
"""One line of plain text, without space at either end."""

Prose = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
"""A text that may be Markdown."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class DistinctItems:
    """Marks a list in which nothing stands twice: neither equal items nor two that name one thing."""

    by: tuple[tuple[str, ...], ...] = ()
    """Each a set of fields that together name a thing; where the first of them is left out, the set says nothing."""
    is_exact: bool = False
    """Whether capitals and spaces tell items apart, as they do in some codes and in programs."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Tell editors that items differ."""
        return handler(schema) | {"uniqueItems": True}


Series = Annotated[tuple[Item, ...], Field(min_length=1, max_length=500)]
"""A list in which the same may come again, such as steps."""
Many = Annotated[Series[Item], DistinctItems()]
"""A list that says something, each thing once: an empty list is left out or declared absent instead."""


class LocalText(DocumentPart):
    """The same text in one or more languages, by their codes; those that the registry names first come first."""

    model_config = ConfigDict(extra="allow")

    __pydantic_extra__: dict[str, Prose]

    @model_validator(mode="wrap")
    @classmethod
    def check_languages(
        cls, value: object, handler: ModelWrapValidatorHandler["LocalText"], info: ValidationInfo
    ) -> "LocalText":
        """Refuse a key that is no language, and a text in no language."""
        if not isinstance(value, dict):
            return handler(value)
        order = ((info.context or {}).get("languages", DEFAULT_LANGUAGES), value)
        known = [language for language in dict.fromkeys(chain(*order)) if language in value and is_language(language)]
        given = {language: value[language] for language in known if value[language] is not None}
        if len(known) < len(value):
            raise ValidationError.from_exception_data(cls.__name__, [*_list_refusals(value, known, handler, given)])
        if not given:
            raise PydanticCustomError("no-language", "in no language")
        return handler(given)

    @property
    def texts(self) -> Mapping[str, str]:
        """The text by language."""
        return self.__pydantic_extra__

    def get(self, language: str) -> str | None:
        """The text in one language; None when there is none."""
        return self.__pydantic_extra__.get(language)

    def to_parameter(self) -> LocalisedTexts:
        """The text as a message takes it."""
        return LocalisedTexts(tuple(self.texts.items()))

    def in_(self, language: str) -> str:
        """The text in one language, or else in the first that it has."""
        return self.get(language) or self.first

    @property
    def first(self) -> str:
        """The text in the first language that it has."""
        return next(iter(self.texts.values()))

    def __hash__(self) -> int:
        """Equal texts have the same hash, in whatever order their languages stand."""
        return hash(frozenset(self.texts.items()))


def _list_refusals(
    value: dict[str, object], known: list[str], handler: ModelWrapValidatorHandler[LocalText], given: dict[str, object]
) -> Iterator[InitErrorDetails]:
    """What is wrong with a text that has a key which is no language: that key, and what is wrong with the others."""
    try:
        handler(given)
    except ValidationError as error:
        yield from (
            InitErrorDetails(type=one["type"], loc=one["loc"], input=one["input"], ctx=one.get("ctx", {}))
            for one in error.errors(include_url=False)
        )
    for name, text in value.items():
        if name not in known:
            yield InitErrorDetails(type="extra_forbidden", loc=(name,), input=text)


class Absence(DocumentPart):
    """Why a fact is not given."""

    reason: Annotated[str, Term("absent_reasons")]
    """The reason, from a closed list."""
    note: LocalText | None = None
    """A sentence that explains, for readers."""


class Absent(DocumentPart):
    """Stands where a value is honestly not given, instead of "None", "N/A" or 0."""

    absent: Absence
    """The reason and a note."""


def _name_form(value: object) -> str:
    """Which of the two forms a raw value takes."""
    return ABSENT if isinstance(value, Absent) or (isinstance(value, dict) and "absent" in value) else GIVEN


OrAbsent = Annotated[Annotated[Item, Tag(GIVEN)] | Annotated[Absent, Tag(ABSENT)], Discriminator(_name_form)]
"""A value, or the reason why it is not given."""


def find_part(model: type[DocumentPart], loc: tuple[str | int, ...]) -> type[DocumentPart] | None:
    """The model of the part that stands at a path inside a document; nothing when there is none."""
    parts: tuple[type[DocumentPart], ...] = (model,)
    for step in loc:
        if isinstance(step, str):
            annotations = [part.model_fields[step].annotation for part in parts if step in part.model_fields]
            parts = tuple(found for annotation in annotations for found in iter_parts(annotation))
    return parts[0] if parts else None


def find_vocabulary(model: type[DocumentPart], name: str) -> str:
    """The vocabulary a field of a model takes its terms from; empty when it takes them from none."""
    field = model.model_fields[name]
    return next(
        (mark.vocabulary for mark in (*field.metadata, *_iter_marks(field.annotation)) if isinstance(mark, Term)), ""
    )


def _iter_marks(annotation: object) -> Iterator[object]:
    """Everything an annotation is made of, at any depth."""
    for argument in get_args(annotation):
        yield argument
        yield from _iter_marks(argument)


def iter_parts(annotation: object) -> Iterator[type[DocumentPart]]:
    """Every model an annotation mentions, a given value before an absent one."""
    if isinstance(annotation, type) and issubclass(annotation, DocumentPart):
        yield annotation
    for argument in get_args(annotation):
        yield from iter_parts(argument)
