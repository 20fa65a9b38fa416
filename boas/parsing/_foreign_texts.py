"""Texts in a language that the registry does not have: they are read, so that what was published stays readable."""

from collections.abc import Iterator

from boas.documents import DOCUMENTS, LocalText, find_part, is_language
from boas.parsing._diagnostic import Diagnostic
from boas.parsing._document import Document
from boas.parsing._yaml_events import FieldPath, format_path
from boas.translation import Message


def diagnose_foreign_texts(document: Document, languages: tuple[str, ...]) -> Iterator[Diagnostic]:
    """A diagnostic for each text in a language that is none of the registry's, as of any other unknown field."""
    for loc in _iter_foreign_locs(document.value, languages):
        if document.kind in DOCUMENTS and find_part(DOCUMENTS[document.kind].model, loc[:-1]) is LocalText:
            yield _diagnose_foreign_text(document, loc, languages)


def _iter_foreign_locs(value: object, languages: tuple[str, ...], loc: FieldPath = ()) -> Iterator[FieldPath]:
    """Paths of all that stands under the code of another language."""
    if isinstance(value, dict):
        for key, child in value.items():
            if is_language(key) and key not in languages:
                yield (*loc, key)
            else:
                yield from _iter_foreign_locs(child, languages, (*loc, key))
    elif isinstance(value, list):
        for position, child in enumerate(value):
            yield from _iter_foreign_locs(child, languages, (*loc, position))


def _diagnose_foreign_text(document: Document, loc: FieldPath, languages: tuple[str, ...]) -> Diagnostic:
    """What to do about one of them."""
    at = document.find_key_span(loc)
    known = ", ".join(languages)
    return Diagnostic(
        "unknown-field",
        at.line,
        at.column,
        Message("There is no field `{name}` here.", name=loc[-1]),
        Message("Delete the line. Fields that may stand here: {known}.", known=known),
        field=format_path(loc),
        length=at.length,
        expected=languages,
    )
