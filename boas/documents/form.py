"""The form of a field's value, read from its type: what kind of text or number, of which list, how many."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args, get_origin

from boas.documents.fields import LocalText
from boas.documents.guide import Field
from boas.documents.scalars import Checked, Term


@dataclass(frozen=True, slots=True)
class Form:
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


PLAIN = {bool: "yes-no", int: "integer", float: "number", str: "line"}


def form(field: Field) -> Form:
    """What the values of a field look like."""
    signs = tuple(signs_of(field))
    values = tuple(str(one) for sign in signs if get_origin(sign) is Literal for one in get_args(sign))
    vocabulary = next((sign.vocabulary for sign in signs if isinstance(sign, Term)), "")
    is_many = any(get_origin(sign) is tuple for sign in signs)
    return Form(tuple(dict.fromkeys(names(field, signs, values, vocabulary))), is_many, vocabulary, values)


def names(field: Field, signs: tuple[object, ...], values: tuple[str, ...], vocabulary: str) -> Iterator[str]:
    """The names of the form, the most telling one only."""
    checked = [sign.rule for sign in signs if isinstance(sign, Checked)]
    if field.inside:
        yield "part"
    elif LocalText in signs:
        yield "text"
    elif any(get_origin(sign) is dict for sign in signs):
        yield "pairs"
    elif vocabulary or values:
        yield "term" if vocabulary else "values"
    else:
        yield from checked or [PLAIN[sign] for sign in signs if isinstance(sign, type) and sign in PLAIN][:1]


def signs_of(field: Field) -> Iterator[object]:
    """Everything the type of a field is made of, the type itself among it."""
    info = field.model.model_fields[field.name]
    yield from info.metadata
    yield from within(info.annotation)


def within(annotation: object) -> Iterator[object]:
    """An annotation and everything in it, at any depth."""
    yield annotation
    for one in get_args(annotation):
        yield from within(one)
