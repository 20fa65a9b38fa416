"""What excuses a small number: that it stands in a publication which the card or the evaluation names."""

from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

from boas.checks.neighbours import algorithm_of, card_of
from boas.checks.rule import at_field, document_rule
from boas.documents import Evaluation
from boas.documents.people import FactSource, Publication
from boas.finding import Finding, Words
from boas.reading import Collection, Document, Loc

RESOLVERS = frozenset({"doi.org", "dx.doi.org", "www.doi.org"})
"""Hosts that lead from a DOI to what it names."""


@document_rule(
    "privacy",
    what="La publication qui rend un chiffre déjà public est une référence de l’évaluation, de la carte ou de "
    "l’algorithme.",
    why="« already_public » dispense un chiffre du seuil des petits effectifs : n’importe quelle adresse le lèverait.",
    mend="Ajouter la publication à « references », ou retirer « already_public » avec le chiffre trop petit.",
    since="2026-11-28",
)
def unknown_public_source(document: Document, collection: Collection) -> Iterator[Finding]:
    """The publication that makes a figure public already is a reference of the evaluation, card or algorithm.

    Why: `already_public` frees a figure from the threshold of small counts: any address would lift it.

    Mend: add the publication to `references`, or remove `already_public` together with the figure that is too small.
    """
    evaluation = document.content
    if not isinstance(evaluation, Evaluation):
        return
    known = frozenset(known_to(document, evaluation, collection))
    for loc, source in excuses(evaluation):
        if one_name(source) not in known:
            yield at_field("unknown-public-source", document, loc, UNKNOWN, ADD)


UNKNOWN = Words(
    "Cette publication n’est pas parmi les références de l’évaluation ni de la carte.",
    "This publication is not among the references of the evaluation or the card.",
)
ADD = Words(
    "L’ajouter à « references » de l’évaluation, avec l’adresse ou le DOI écrit à l’identique ; ou retirer ce champ.",
    "Add it to `references` of the evaluation, its address or DOI written the same way; or remove this field.",
)


def excuses(evaluation: Evaluation) -> Iterator[tuple[Loc, str]]:
    """Every publication that is said to hold numbers of this evaluation, with its place."""
    if evaluation.counts_already_public:
        yield ("counts_already_public",), evaluation.counts_already_public
    for position, one in enumerate(evaluation.reported or ()):
        if one.already_public:
            yield ("reported", position, "already_public"), one.already_public


def known_to(document: Document, evaluation: Evaluation, collection: Collection) -> Iterator[str]:
    """Names of all that the evaluation, the card it is about and its algorithm refer to."""
    card, algorithm = card_of(document, collection, evaluation.subject.version), algorithm_of(document, collection)
    references = card.references if card else None
    parts = (references.publications, references.sources) if references else ()
    listed: list[Publication | FactSource] = list(evaluation.references or ())
    listed += (algorithm.publications or ()) if algorithm else ()
    listed += [one for part in parts if isinstance(part, tuple | list) for one in part]
    yield from names_of(listed)
    if evaluation.report_url:
        yield one_name(evaluation.report_url)


def names_of(listed: Iterable[Publication | FactSource]) -> Iterator[str]:
    """The names under which each of these is known."""
    for one in listed:
        yield from (one_name(name) for name in (getattr(one, "doi", None), one.url) if name)


def one_name(source: str) -> str:
    """A DOI or an address such that two ways of writing the same one are equal."""
    try:
        parts = urlsplit(source)
        host = (parts.hostname or "").casefold()
    except ValueError:
        return source
    if "://" not in source:
        return f"doi:{source.casefold()}"
    path = unquote(parts.path).rstrip("/")
    if host in RESOLVERS:
        return f"doi:{path.lstrip('/').casefold()}"
    return f"{host}{path}?{parts.query}"
