"""The form of a field's value, read from its type: what kind of text or number, of which list, how many."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args, get_origin

from boas.documents._field_guide import DocumentField
from boas.documents._fields import LocalText
from boas.documents._scalars import StringCheck, Term


@dataclass(frozen=True, slots=True)
class ValueForm:
    """What a value, or each item of a list, looks like."""

    names: tuple[str, ...]
    """`part`, `text`, `pairs`, `term`, `values`, `line`, `integer`, `number`, `yes-no`, or the rule of a `Checked`.

    Several when either will do.
    """
    is_many: bool
    """Whether it is a list."""
    vocabulary: str
    """The list its terms come from; empty when there is none."""
    values: tuple[str, ...]
    """What it may be, when that is said in the model itself."""


_SCALAR_FORMS = {bool: "yes-no", int: "integer", float: "number", str: "line"}


def describe_form(field: DocumentField) -> ValueForm:
    """What the values of a field look like."""
    signs = tuple(iter_type_marks(field))
    literals = (one for sign in signs if get_origin(sign) is Literal for one in get_args(sign))
    values = tuple(one if isinstance(one, str) else json.dumps(one) for one in literals)
    vocabulary = next((sign.vocabulary for sign in signs if isinstance(sign, Term)), "")
    is_many = any(get_origin(sign) is tuple for sign in signs)
    return ValueForm(
        tuple(dict.fromkeys(_iter_form_names(field, signs, values, vocabulary))), is_many, vocabulary, values
    )


def _iter_form_names(
    field: DocumentField, signs: tuple[object, ...], values: tuple[str, ...], vocabulary: str
) -> Iterator[str]:
    """The names of the form, the most telling one only."""
    checked = [sign.rule for sign in signs if isinstance(sign, StringCheck)]
    if field.inside:
        yield "part"
    elif LocalText in signs:
        yield "text"
    elif any(get_origin(sign) is dict for sign in signs):
        yield "pairs"
    elif vocabulary or values:
        yield "term" if vocabulary else "values"
    else:
        yield from (
            checked or [_SCALAR_FORMS[sign] for sign in signs if isinstance(sign, type) and sign in _SCALAR_FORMS][:1]
        )


def iter_type_marks(field: DocumentField) -> Iterator[object]:
    """Everything the type of a field is made of, the type itself among it."""
    info = field.model.model_fields[field.name]
    yield from info.metadata
    yield from _iter_annotations(info.annotation)


def _iter_annotations(annotation: object) -> Iterator[object]:
    """An annotation and everything in it, at any depth."""
    yield annotation
    for one in get_args(annotation):
        yield from _iter_annotations(one)
