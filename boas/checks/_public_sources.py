"""What permits a small number: a publication, named by the card or the evaluation, that prints it."""

from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

from boas.checks._related_documents import load_algorithm, load_card
from boas.checks._rule import document_rule, report_at_field
from boas.documents import Evaluation, FactSource, Publication
from boas.finding import Finding
from boas.parsing import Collection, Document, FieldPath
from boas.translation import Message

_RESOLVERS = frozenset({"doi.org", "dx.doi.org", "www.doi.org"})
"""Hosts that lead from a DOI to what it names."""


@document_rule("privacy", since="2026-11-28")
def unknown_public_source(document: Document, collection: Collection) -> Iterator[Finding]:
    """The publication that makes a figure public already is a reference of the evaluation, card or algorithm.

    Why: `already_public` frees a figure from the threshold of small counts: any address would lift it.

    Help: add the publication to `references`, or remove `already_public` together with the figure that is too small.
    """
    evaluation = document.content
    if not isinstance(evaluation, Evaluation):
        return
    known = frozenset(_iter_known_references(document, evaluation, collection))
    for loc, source in _iter_public_claims(evaluation):
        if normalise_source(source) not in known:
            yield report_at_field("unknown-public-source", document, loc, _UNKNOWN, _ADD)


_UNKNOWN = Message("This publication is not among the references of the evaluation or the card.")
_ADD = Message(
    "Add it to `references` of the evaluation, its address or DOI written the same way; or remove this field."
)


def _iter_public_claims(evaluation: Evaluation) -> Iterator[tuple[FieldPath, str]]:
    """Every publication declared to print figures of this evaluation, with its field path."""
    if evaluation.counts_already_public:
        yield ("counts_already_public",), evaluation.counts_already_public
    for position, figure in enumerate(evaluation.reported or ()):
        if figure.already_public:
            yield ("reported", position, "already_public"), figure.already_public


def _iter_known_references(document: Document, evaluation: Evaluation, collection: Collection) -> Iterator[str]:
    """Names of all that the evaluation, the card it is about and its algorithm refer to."""
    card, algorithm = load_card(document, collection, evaluation.subject.version), load_algorithm(document, collection)
    references = card.references if card else None
    parts = (references.publications, references.sources) if references else ()
    listed: list[Publication | FactSource] = list(evaluation.references or ())
    listed += (algorithm.publications or ()) if algorithm else ()
    listed += [reference for part in parts if isinstance(part, tuple | list) for reference in part]
    yield from _iter_source_names(listed)
    if evaluation.report_url:
        yield normalise_source(evaluation.report_url)


def _iter_source_names(listed: Iterable[Publication | FactSource]) -> Iterator[str]:
    """The names under which each of these is known."""
    for reference in listed:
        yield from (normalise_source(name) for name in (getattr(reference, "doi", None), reference.url) if name)


def normalise_source(source: str) -> str:
    """A DOI or an address such that two ways of writing the same one are equal."""
    try:
        parts = urlsplit(source)
        host = (parts.hostname or "").casefold()
    except ValueError:
        return source
    if "://" not in source:
        return f"doi:{source.casefold()}"
    path = unquote(parts.path).rstrip("/")
    if host in _RESOLVERS:
        return f"doi:{path.lstrip('/').casefold()}"
    return f"{host}{path}?{parts.query}"
