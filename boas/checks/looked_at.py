"""Which rules look at which field of a document: by the form of its value, by themselves, or at every field."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache

from boas.checks.example import examples
from boas.documents.form import signs_of
from boas.documents.guide import Field
from boas.documents.scalars import Checked, Term
from boas.reading.refusals import REFUSED


@cache
def rules_everywhere() -> tuple[str, ...]:
    """Names of the rules that look at every field, sorted."""
    return tuple(name for name, example in examples().items() if example.everywhere)


def rules_on(kind: str, field: Field) -> tuple[str, ...]:
    """Names of the other rules that look at one field of a kind of document, sorted."""
    named = f"{kind}:{field.path}"
    own = {name for name, example in examples().items() if any(fnmatchcase(named, one) for one in example.fields)}
    return tuple(sorted(own | set(rules_of_form(field)) - set(rules_everywhere())))


def rules_of_form(field: Field) -> Iterator[str]:
    """Rules that refuse a value of another form, such as a DOI that is none."""
    for sign in signs_of(field):
        if isinstance(sign, Checked):
            yield REFUSED[sign.rule][0]
        elif isinstance(sign, Term):
            yield "unknown-term"
