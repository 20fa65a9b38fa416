"""Rules about web addresses: they lead to a public host whose name is what it looks like."""

# ruff: noqa: ARG001 -- every rule takes the same two arguments, and few need both.

from collections.abc import Iterator

from boas.checks._fields import iter_checked_strings
from boas.checks._hosts import check_host
from boas.checks._rule import document_rule, report_at_field, report_at_span
from boas.checks._text import list_markdown_texts
from boas.checks._values import list_texts
from boas.finding import Finding
from boas.parsing import Collection, Document, FieldPath, SourceSpan
from boas.translation import Message

LINKS = frozenset({"unsafe-link", "unsafe-source-link"})
"""Checks of the fields that hold a web address."""


@document_rule("text", since="2026-11-28")
def unsafe_host(document: Document, collection: Collection) -> Iterator[Finding]:
    """An address leads to a public host, by a name that cannot be misread.

    Why: `https://localhost` or the address of an internal service leads everybody to another machine, and a name
    with one Cyrillic letter leads to somebody other than the one that is read.

    Help: give the public address, with the domain name as its owner writes it.
    """
    for loc, written in (*_iter_addresses(document), *_iter_text_targets(document)):
        if wrong := check_host(written):
            yield report_at_field("unsafe-host", document, loc, wrong, _GIVE_PUBLIC)
    for target, line, column in _extract_targets(document.text) if document.kind == "method" else ():
        if wrong := check_host(target):
            yield report_at_span("unsafe-host", document, SourceSpan(line, column, len(target)), wrong, _GIVE_PUBLIC)


_GIVE_PUBLIC = Message("Give a public address, by the domain name of whoever publishes it, or delete the link.")


def _iter_addresses(document: Document) -> Iterator[tuple[FieldPath, str]]:
    """Every field of a document that holds a web address, and every contact, with its path."""
    yield from iter_checked_strings(document, LINKS)
    yield from ((loc, text) for loc, text in list_texts(document.value) if loc[-1:] == ("contact",))


def _iter_text_targets(document: Document) -> Iterator[tuple[FieldPath, str]]:
    """Web addresses that the texts of a document link to, with the path of the text."""
    for loc, text in list_markdown_texts(document):
        yield from ((loc, target) for target, _, _ in _extract_targets(text))


def _extract_targets(text: str) -> Iterator[tuple[str, int, int]]:
    """Web addresses a text links to: target, line and column."""
    from boas.parsing import list_linked_addresses  # noqa: PLC0415 -- most cards hold no Markdown worth its import

    return ((link.target, link.line, link.column) for link in list_linked_addresses(text))
