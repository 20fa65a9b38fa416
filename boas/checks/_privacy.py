"""Rules that keep people out of Git: nothing published may name or reach a patient or a private person."""

# ruff: noqa: ARG001 -- every rule takes the same two arguments, and few need both.

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from boas.checks._disguised_identifiers import find_disguised_identifiers, list_suspects
from boas.checks._person_identifiers import Kind, find_person_identifiers, mask
from boas.checks._rule import document_rule, report_at_field, report_at_span
from boas.checks._values import list_texts
from boas.finding import Finding
from boas.parsing import Collection, Document, SourceSpan, locate_offset
from boas.translation import Message

_KINDS = {
    "nir": Message("a French social-security number (NIR)"),
    "rpps": Message("a health professional's number (RPPS)"),
    "email": Message("an e-mail address"),
    "phone": Message("a telephone number"),
    "record": Message("the number of a patient or of a stay"),
    "birth": Message("a person's name with the day of birth"),
}


@document_rule("privacy")
def person_identifier(document: Document, collection: Collection) -> Iterator[Finding]:
    """No file holds a NIR, nor an e-mail address or telephone number outside the field `contact`.

    Why: Git keeps everything, for ever and for everybody; an identifier once published cannot be taken back.

    Help: delete the identifier before you commit; if it is committed already, tell the registry's team
    without copying it.
    """
    seen = set[str]()
    texts = list_texts(document.value)
    for position in list_suspects([text for _, text in texts]):
        loc, text = texts[position]
        for start, length, kind, since in _find_identifiers(text, contact=loc[-1:] == ("contact",)):
            secret = text[start : start + length]
            seen.add(secret)
            yield _mask_finding(
                report_at_field("person-identifier", document, loc, _describe_identifier(kind), _HELP, since=since),
                secret,
            )
    for offset, text in _iter_raw_texts(document):
        for start, length, kind, since in _find_identifiers(text):
            secret = text[start : start + length]
            if secret not in seen:
                at = SourceSpan(*locate_offset(document.text, offset + start), length)
                yield _mask_finding(
                    report_at_span("person-identifier", document, at, _describe_identifier(kind), _HELP, since=since),
                    secret,
                )


def _find_identifiers(text: str, *, contact: bool = False) -> Sequence[tuple[int, int, Kind, str]]:
    """Start, length and kind of what identifies a person, and the day from which it is looked for."""
    return (_find_in_word if len(text) <= _LONGEST_WORD else _find_in_text)(text, contact)


_LONGEST_WORD = 40
"""Characters of texts that documents repeat: terms, days, versions, paths."""


def _find_in_text(text: str, contact: bool) -> tuple[tuple[int, int, Kind, str], ...]:  # noqa: FBT001 -- the key of a cache
    """The same in any text."""
    plain = ((*identifier, "") for identifier in find_person_identifiers(text, contact=contact))
    disguised = ((*identifier, "2026-11-28") for identifier in find_disguised_identifiers(text, contact=contact))
    return (*plain, *disguised)


_find_in_word = lru_cache(maxsize=4096)(_find_in_text)


def _iter_raw_texts(document: Document) -> Iterator[tuple[int, str]]:
    """What a document holds beside its values: the comments of a YAML file, the whole of any other; with its place."""
    if isinstance(document.value, dict | list):
        yield from iter_comments(document.text)
    else:
        yield 0, document.text


def iter_comments(text: str) -> Iterator[tuple[int, str]]:
    """Place and text of each comment, and now and then of a part of a text that looks like one."""
    start = text.find("#")
    while start >= 0:
        is_comment = start == 0 or text[start - 1] in " \t\n"
        end = start + 1
        if is_comment:
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
            yield start, text[start:end]
        start = text.find("#", end)


_HELP = Message("Delete it before you commit.")


def _describe_identifier(kind: str) -> Message:
    """What was found, without the thing itself."""
    return Message("This looks like {kinds}.", kinds=_KINDS[kind])


def _mask_finding(finding: Finding, secret: str) -> Finding:
    """The same finding with the identifier blotted out of the line it shows."""
    return replace(finding, source=finding.source.replace(secret, mask(secret, 0, len(secret))))
