"""Rules about texts that people read: nothing hidden, no raw HTML, links that are safe and lead somewhere."""

# ruff: noqa: ARG001 -- every rule takes the same two arguments, and few need both.

import re
from collections.abc import Iterator, Sequence
from posixpath import normpath
from urllib.parse import unquote

from boas.checks._rule import document_rule, report_at_field, report_at_span, report_diagnostics
from boas.checks._values import keep_last, list_texts, make_printable
from boas.documents import is_language
from boas.finding import Finding
from boas.parsing import Collection, Document, FieldPath, SourceSpan, TextDiagnostic
from boas.translation import Message

_MARKED = re.compile(r"[<\[\]&|]|://|www\.|(?:mailto|javascript|data|vbscript|file):", re.IGNORECASE)
"""What a text must hold for Markdown to make more of it than paragraphs."""


@document_rule("text")
def bidi_control(document: Document, collection: Collection) -> Iterator[Finding]:
    """No text holds a character that is invisible or turns the reading direction.

    Why: such a character makes people read something other than what is written.

    Help: delete the character shown.
    """
    return report_diagnostics(document, "bidi-control")


@document_rule("text")
def unsafe_html(document: Document, collection: Collection) -> Iterator[Finding]:
    """Texts are Markdown without HTML.

    Why: an author's HTML could run a script or imitate a part of the page on every reader's machine.

    Help: write the same in Markdown; put a `<` that must be seen between backticks.
    """
    return _report_markdown(document, "unsafe-html")


@document_rule("text")
def unsafe_link(document: Document, collection: Collection) -> Iterator[Finding]:
    """A link is https (or mailto); no image from another site.

    Why: a link can run code, and a remote image tells a third party which hospital reads which card.

    Help: give the full address with https://; describe the image or replace it by a link.
    """
    yield from report_diagnostics(document, "unsafe-link")
    yield from _report_markdown(document, "unsafe-link")


@document_rule("text")
def text_too_large(document: Document, collection: Collection) -> Iterator[Finding]:
    """A text stays short and simple enough to be shown.

    Why: an enormous table or thousands of brackets stop the reader and the tool.

    Help: shorten the text; put tables into a CSV file.
    """
    return _report_markdown(document, "text-too-large")


@document_rule("text")
def dead_internal_link(document: Document, collection: Collection) -> Iterator[Finding]:
    """A relative link leads to a file of the same folder (for a card, that of its version) or to a heading of its text.

    Why: a dead link casts doubt on all the rest, and a path that climbs leaves the frozen folder.

    Help: correct the path, or give a full address.
    """
    folder = document.path.rpartition("/")[0]
    for span, link in _locate_links(document):
        if link.startswith("#"):
            yield report_at_span("dead-internal-link", document, span, *_describe_dead_anchor(link))
            continue
        target = normpath(f"{folder}/{unquote(link.partition('#')[0])}")
        if not target.startswith(f"{folder}/") or target not in collection.tree.files:
            message = Message("`{link}` leads to no file of this folder.", link=make_printable(link))
            help_message = Message("Correct the path, or give an address with https://.")
            yield report_at_span("dead-internal-link", document, span, message, help_message)


def _describe_dead_anchor(link: str) -> tuple[Message, Message]:
    """What is wrong with a link to a heading that the text does not have, and what to do."""
    return (
        Message("`{link}` leads to no heading of this text.", link=make_printable(link)),
        Message("Write the words of the heading in small letters, with hyphens: `#words-of-the-heading`."),
    )


def _locate_links(document: Document) -> Iterator[tuple[SourceSpan, str]]:
    """Every relative link of a document and its place."""
    if document.kind == "method":
        for target, line, column in _extract_relative_links(document.text):
            yield SourceSpan(line, column, len(target)), target
    for loc, text in list_markdown_texts(document):
        for target, _, _ in _extract_relative_links(text):
            yield document.find_span(loc), target


def _report_markdown(document: Document, name: str) -> Iterator[Finding]:
    """The findings of one rule about the Markdown in a document: a whole method file, or each text of a card."""
    if document.kind == "method":
        for diagnostic in _diagnose_text(document.text):
            if diagnostic.rule == name:
                at = SourceSpan(diagnostic.line, diagnostic.column, len(diagnostic.excerpt))
                yield report_at_span(name, document, at, diagnostic.message, diagnostic.help)
    for loc, text in list_markdown_texts(document):
        for diagnostic in _diagnose_text(text):
            if diagnostic.rule == name:
                yield report_at_field(name, document, loc, diagnostic.message, diagnostic.help)


def list_markdown_texts(document: Document) -> Sequence[tuple[FieldPath, str]]:
    """Texts inside a YAML document that may hold more than paragraphs, with their paths."""
    return _list_marked_texts(document.value)


@keep_last
def _list_marked_texts(value: object) -> Sequence[tuple[FieldPath, str]]:
    """The same in the value of a document."""
    return [(loc, text) for loc, text in list_texts(value) if loc and is_language(loc[-1]) and _MARKED.search(text)]


def _diagnose_text(text: str) -> tuple[TextDiagnostic, ...]:
    """What keeps a text from being published."""
    from boas.parsing import diagnose_markdown  # noqa: PLC0415 -- most cards hold no Markdown worth its import

    return diagnose_markdown(text)


def _extract_relative_links(text: str) -> Iterator[tuple[str, int, int]]:
    """Relative links of a text: target, line and column."""
    from boas.parsing import list_relative_links  # noqa: PLC0415 -- as above

    return ((link.target, link.line, link.column) for link in list_relative_links(text))
