"""Rules about corrections: a notice, an audit or an evaluation that takes the place of an earlier one."""

from collections.abc import Iterator

from boas.checks._related_documents import load_content
from boas.checks._rule import document_rule, report_at_field
from boas.checks._values import make_printable
from boas.documents import RECORDS, SETTINGS, RegistrySettings, build_path, find_algorithm
from boas.finding import Finding, Message
from boas.independence import (
    Correction,
    SignedDocument,
    make_signed_document,
    map_corrected_documents,
    resolve_corrections,
)
from boas.parsing import Collection, Document

_SINCE = "2026-11-28"


@document_rule(
    "notices",
    what="Ce qu’un document corrige existe dans le même algorithme, et n’est corrigé qu’une fois.",
    why="Une correction qui ne mène à rien, ou deux qui se contredisent, laissent le lecteur sans réponse.",
    mend="Écrire l’identifiant d’un document de même nature du même algorithme, que rien d’autre ne corrige.",
    since=_SINCE,
)
def bad_correction(document: Document, collection: Collection) -> Iterator[Finding]:
    """What a document corrects exists in the same algorithm, and is corrected once.

    Why: a correction that leads nowhere, or two that contradict each other, leave a reader without an answer.

    Mend: write the id of a document of the same kind of the same algorithm, which nothing else corrects.
    """
    own, others = _find_document_correction(document, collection)
    if own is None:
        return
    twins = [
        correction.by.id
        for correction in others
        if correction.of == own.of and correction.by.id != own.by.id and correction.state == "holds"
    ]
    message = {
        "unknown": _describe_missing_target(document, collection, own.of),
        "itself": Message("Ce document se corrige lui-même.", "This document corrects itself."),
        "circle": Message(
            f"En suivant « {make_printable(own.of)} » de correction en correction, on revient ici : "
            "aucune n’a d’effet.",
            f"Following `{make_printable(own.of)}` from correction to correction leads back here: none has effect.",
        ),
    }.get(own.state)
    if own.state == "holds" and twins:
        named = make_printable(", ".join(twins))
        message = Message(
            f"« {make_printable(own.of)} » est aussi corrigé par : {named}.",
            f"`{make_printable(own.of)}` is also corrected by: {named}.",
        )
    if message:
        loc = (RECORDS[document.kind].correction_field,)
        yield report_at_field("bad-correction", document, loc, message, _NAME_ONE, since=_SINCE)


_NAME_ONE = Message(
    "Écrire l’identifiant du document à corriger, que rien d’autre ne corrige ; sinon retirer cette ligne.",
    "Write the id of the document to correct, which nothing else corrects; otherwise remove this line.",
)


def _describe_missing_target(document: Document, collection: Collection, name: str) -> Message:
    """That an algorithm has no such document, and which other one has."""
    own = document.location.algorithm
    files = collection.tree.files
    others = (other for other in dict.fromkeys(map(find_algorithm, files)) if other not in {"", own})
    elsewhere = next((other for other in others if _build_twin_path(document, other, name) in files), "")
    fr = f" ; « {make_printable(elsewhere)} » en a un." if elsewhere else "."
    en = f"; `{make_printable(elsewhere)}` has one." if elsewhere else "."
    return Message(
        f"Cet algorithme n’a pas de document « {make_printable(name)} » de cette sorte{fr}",
        f"This algorithm has no document `{make_printable(name)}` of this kind{en}",
    )


def _build_twin_path(document: Document, algorithm: str, name: str) -> str:
    """Path of a document of the same kind of another algorithm."""
    return build_path(document.kind, **{"algorithm": algorithm, document.kind: name})


@document_rule(
    "notices",
    what="Un document est corrigé par qui l’a signé, ou par un responsable du registre.",
    why="Sinon n’importe qui ferait taire un audit ou une alerte. Le document corrigé garde ici tout son effet.",
    mend="Faire signer la correction par la même personne (le même ORCID), ou par un responsable du registre.",
    severity="warning",
)
def correction_by_stranger(document: Document, collection: Collection) -> Iterator[Finding]:
    """A document is corrected by whoever signed it, or by a maintainer of the registry.

    Why: otherwise anybody could silence an audit or an alert. The document corrected here keeps all its effect.

    Mend: have the correction signed by the same person (the same ORCID iD), or by a maintainer of the registry.
    """
    own, _ = _find_document_correction(document, collection)
    if own and own.state == "stranger":
        message = Message(
            f"Rien ne montre que « {make_printable(own.of)} » soit de la même personne : il garde son effet.",
            f"Nothing shows that `{make_printable(own.of)}` is by the same person: it keeps its effect.",
        )
        loc = (RECORDS[document.kind].correction_field,)
        yield report_at_field("correction-by-stranger", document, loc, message, _SAME_ORCID)


_SAME_ORCID = Message(
    "Écrire le même ORCID que dans le document corrigé, ou demander à un responsable du registre de signer.",
    "Write the same ORCID iD as in the document corrected, or ask a maintainer of the registry to sign.",
)


def _find_document_correction(
    document: Document, collection: Collection
) -> tuple[Correction | None, tuple[Correction, ...]]:
    """What a document corrects, and every correction among its like in the algorithm."""
    if document.kind not in RECORDS or make_signed_document("", document.content) is None:
        return None, ()
    name = document.location.id
    found = _list_algorithm_corrections(document.location.algorithm, document.kind, collection)
    return next((correction for correction in found if correction.by.id == name), None), found


def _list_algorithm_corrections(algorithm: str, kind: str, collection: Collection) -> tuple[Correction, ...]:
    """Every correction among the documents of one kind of one algorithm."""
    settings = load_content(collection, SETTINGS, RegistrySettings)
    return resolve_corrections(
        iter_signed_documents(algorithm, kind, collection), settings.maintainers if settings else None
    )


def iter_signed_documents(algorithm: str, kind: str, collection: Collection) -> Iterator[SignedDocument]:
    """Documents of one kind of one algorithm, as far as corrections go."""
    for other in collection.algorithms.get(algorithm, ()):
        signed = make_signed_document(other.location.id, other.content) if other.kind == kind else None
        if signed:
            yield signed


def has_effect(document: Document, collection: Collection) -> bool:
    """Whether no rightful correction has taken the place of a document."""
    found = _list_algorithm_corrections(document.location.algorithm, document.kind, collection)
    return document.location.id not in map_corrected_documents(found)
