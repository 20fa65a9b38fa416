"""Rules about licences that are none of SPDX."""

# ruff: noqa: ARG001 -- every rule takes the same two arguments.

from collections.abc import Iterator

from boas.checks._fields import iter_checked_strings
from boas.checks._rule import document_rule, report_at_field
from boas.checks._values import as_list, get_value
from boas.documents import list_own_licences
from boas.finding import Finding
from boas.parsing import Collection, Document, FieldPath
from boas.translation import Message

_TOLD = ("licence", "own")


@document_rule("identity", "warning", since="2026-11-29")
def unnamed_licence(document: Document, collection: Collection) -> Iterator[Finding]:
    """A licence of its own is told with its name and the page that holds its text.

    Why: what no list knows, nobody can look up; a hospital has to read it before it does anything.

    Help: add it to licence.own with its id, name and url.
    """
    if document.kind != "card":
        return
    told = {get_value(one, ("id",)) for one in as_list(get_value(document.value, _TOLD))}
    for loc, code in _iter_own_licences(document):
        if code not in told:
            message = Message("Nothing says what `{code}` is, or where it can be read.", code=code)
            help_message = Message("Add its id, name and url to `licence.own`.")
            yield report_at_field("unnamed-licence", document, loc, message, help_message)


def _iter_own_licences(document: Document) -> Iterator[tuple[FieldPath, str]]:
    """Every licence of its own that some field names, with the field's path."""
    for loc, expression in iter_checked_strings(document, frozenset({"bad-licence"})):
        for code in list_own_licences(expression):
            yield loc, code
