"""Which rules look at which field of a document: by the form of its value, by themselves, or at every field."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache

from boas.checks._example import load_examples
from boas.documents import DocumentField, Reference, StringCheck, Term, iter_type_marks
from boas.parsing import VALUE_MESSAGES


@cache
def list_universal_rules() -> tuple[str, ...]:
    """Names of the rules that look at every field, sorted."""
    return tuple(name for name, example in load_examples().items() if example.everywhere)


def list_field_rules(kind: str, field: DocumentField) -> tuple[str, ...]:
    """Names of the other rules that look at one field of a kind of document, sorted."""
    named = f"{kind}:{field.path}"
    own = {
        name for name, example in load_examples().items() if any(fnmatchcase(named, field) for field in example.fields)
    }
    return tuple(sorted(own | set(_iter_form_rules(field)) - set(list_universal_rules())))


def _iter_form_rules(field: DocumentField) -> Iterator[str]:
    """Rules that refuse a value of another form, such as a DOI that is none."""
    for sign in iter_type_marks(field):
        if isinstance(sign, StringCheck):
            yield VALUE_MESSAGES[sign.rule][0]
        elif isinstance(sign, Reference):
            yield sign.rule
        elif isinstance(sign, Term):
            yield "unknown-term"
