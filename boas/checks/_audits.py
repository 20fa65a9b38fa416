"""Rules about audits: by whom, about which bytes, with what interests, and whether they are out of date.

Independence is computed from people and organisations; a declared independence is only compared with it.
"""

from collections.abc import Iterator
from dataclasses import replace

from boas.checks._corrections import has_effect
from boas.checks._questions import is_reached
from boas.checks._related_documents import iter_siblings, load_algorithm, load_card
from boas.checks._rule import document_rule, report_at_field
from boas.documents import Audit, Card, Evaluation, Person, build_version_path, parse_version
from boas.finding import Finding
from boas.independence import IndependenceState, assess_person_independence, is_one_of, iter_authors
from boas.parsing import Collection, Document, compute_folder_digest
from boas.translation import Message


@document_rule("audits")
def auditor_is_author(document: Document, collection: Collection) -> Iterator[Finding]:
    """Whoever audits, or is called an independent evaluator, is neither an author nor maintains the entry.

    Why: nobody judges their own work; an audit signed by an author is worth less than none, for it
    reassures without cause.

    Help: have somebody else sign the audit; for an evaluation, write `independence: developer`.
    """
    yield from _report_dependence("auditor-is-author", "developer", document, collection)


@document_rule("audits", severity="warning")
def same_organisation(document: Document, collection: Collection) -> Iterator[Finding]:
    """Whoever audits, or is called an independent evaluator, comes from another organisation than the authors.

    Why: a colleague knows the work but depends on the same employer; such an audit can be read, but does
    not count for level 4.

    Help: ask another organisation for an audit; for an evaluation, write `independence: same-organisation`.
    """
    yield from _report_dependence("same-organisation", "same-organisation", document, collection)


@document_rule("audits", severity="warning")
def auditor_may_be_author(document: Document, collection: Collection) -> Iterator[Finding]:
    """Whoever audits, or is called an independent evaluator, can be told apart from authors and maintainers.

    Why: an initial, a title, a letter of another alphabet: under a variant of the name an author would pass for an
    independent auditor. A namesake has no part in that, and an ORCID iD says so.

    Help: give the person's ORCID iD, and the author's among the maintainers in algorithm.yaml; until then the
    judgement can be read, and does not count as independent.
    """
    yield from _report_dependence("auditor-may-be-author", "may-be-author", document, collection)


@document_rule("audits", severity="warning")
def may_be_same_organisation(document: Document, collection: Collection) -> Iterator[Finding]:
    """Whoever audits, or is called an independent evaluator, is of an organisation told apart from the authors'.

    Why: two files with one name or web site may describe one organisation, and colleagues would seem independent.

    Help: give the ROR, SIREN or FINESS of both organisations, or keep one file for both.
    """
    yield from _report_dependence("may-be-same-organisation", "may-be-same-organisation", document, collection)


def _report_dependence(rule: str, term: str, document: Document, collection: Collection) -> Iterator[Finding]:
    """The finding of an auditor, or an evaluator called independent, who stands in a certain way to the authors."""
    content = document.content
    if isinstance(content, Audit) and content.kind != "review":  # which has rules of its own, and may be a colleague's
        person, loc, help_message = content.auditor, "auditor", _HELP_BY_TERM.get(term, _SOMEBODY_ELSE)
    elif isinstance(content, Evaluation) and content.evaluator and content.independence == "independent":
        person, loc, help_message = content.evaluator, "independence", _HELP_BY_TERM.get(term) or _suggest_term(term)
    else:
        return
    card = load_card(document, collection, content.subject.version)
    found = _compare_with_authors(person, card, document, collection) if card else None
    if found and found.term == term:
        # Until then a name was read without its degrees and the alphabets of its letters.
        since = (
            _STRICTER_SINCE if term == "developer" and not _is_among_makers(person, card, document, collection) else ""
        )
        yield report_at_field(rule, document, (loc,), found.sentence, help_message, since=since)


_STRICTER_SINCE = "2026-11-28"
_HELP_BY_TERM = {
    "may-be-author": Message(
        "Give the ORCID iDs that are missing: the person's here, the author's in algorithm.yaml among the maintainers."
    ),
    "may-be-same-organisation": Message(
        "Give the ROR, SIREN or FINESS of both organisations, or keep one file for both."
    ),
}
"""What settles a state that names alone leave open."""
_SOMEBODY_ELSE = Message("Have the audit signed by somebody of another organisation.")


def _suggest_term(term: str) -> Message:
    """What to write of an evaluator who is not independent."""
    return Message("Write `independence: {term}`.", term=term)


def _compare_with_authors(person: Person, card: Card, document: Document, collection: Collection) -> IndependenceState:
    """How a person stands to the authors of a version and to those who maintain its entry."""
    maintainers, before = _list_maintainers(document, collection), _list_earlier_cards(card, document, collection)
    return assess_person_independence(person, card, collection.organisations, maintainers, before)


def _is_among_makers(person: Person, card: Card | None, document: Document, collection: Collection) -> bool:
    """Whether a person is by ORCID iD, or by a name written alike, among those who made a version."""
    authors = iter_authors(card) if card else ()
    return is_one_of(person, (*authors, *_list_maintainers(document, collection)))


def _list_maintainers(document: Document, collection: Collection) -> tuple[Person, ...]:
    """Who answers for the entry of the algorithm a file belongs to."""
    algorithm = load_algorithm(document, collection)
    return (algorithm.maintainers if algorithm else None) or ()


def _list_earlier_cards(card: Card, document: Document, collection: Collection) -> tuple[Card, ...]:
    """The cards of the versions before one."""
    own = parse_version(card.version)
    cards = (one.content for one in iter_siblings(document, collection, Card))
    return tuple(card for card in cards if parse_version(card.version) < own)


@document_rule("audits")
def stale_digest(document: Document, collection: Collection) -> Iterator[Finding]:
    """The digest an audit or an evaluation has judged is that of the version it names.

    Why: an audit is about exact bytes; a card changed by one word is no longer what the auditor read.

    Help: read the version again as it is, then write the digest the finding gives.
    """
    record = document.content
    if not isinstance(record, Audit | Evaluation) or record.subject.digest is None:
        return
    version, is_audit = record.subject.version, isinstance(record, Audit)
    present = compute_digests(document, collection, version)
    if present and record.subject.digest not in present:
        message = (_OTHER_AUDITED if is_audit else _OTHER_EVALUATED).fill(version=version)
        help_message = Message("Read the version again, then write {present}.", present=present[0])
        since = "" if is_audit else "2026-11-28"
        yield report_at_field("stale-digest", document, ("subject", "digest"), message, help_message, since=since)


_OTHER_AUDITED = Message("Version {version} has another digest than the one that was audited.")
_OTHER_EVALUATED = Message("Version {version} has another digest than the one that was evaluated.")


def compute_digests(document: Document, collection: Collection, version: str) -> tuple[str, ...]:
    """The digest of a version of the algorithm a file belongs to; None when there is no such version.

    Of a folder on disk also as its bytes lie there: Git may have written other line ends than it keeps.
    """
    folder = build_version_path(document.location.algorithm, version, "")
    files = collection.contents.get(folder, ())
    lying = {file.path[len(folder) :]: collection.tree.read(file) for file in files}
    kept = {
        path: data if file.blob else data.replace(b"\r\n", b"\n")
        for file, (path, data) in zip(files, lying.items(), strict=True)
    }
    return tuple(dict.fromkeys(map(compute_folder_digest, (kept, lying)))) if files else ()


@document_rule("audits")
def missing_competing_interests(document: Document, collection: Collection) -> Iterator[Finding]:  # noqa: ARG001 -- a rule's shape
    """An audit says what interests its author may have in the matter.

    Why: paid by the producer, or a competitor: a reader weighs the judgement otherwise, when told.

    Help: add `competing_interests`, for instance `No tie to the authors or to a competitor`.
    """
    audit = document.content
    if isinstance(audit, Audit) and audit.competing_interests is None:
        message = Message("The audit says nothing of its author’s interests.")
        finding = report_at_field("missing-competing-interests", document, ("auditor",), message, _SAY_INTERESTS)
        # For other kinds the field is expected; level 4 rests on audits about bias alone.
        yield finding if audit.kind == "bias" else replace(finding, severity="warning")


_SAY_INTERESTS = Message("Add `competing_interests: {en: …}`, also when there is no tie.")


@document_rule("audits", severity="warning")
def review_due(document: Document, collection: Collection) -> Iterator[Finding]:
    """An audit has not run past its review, or a later one has taken its place.

    Why: practice, codes and patients change; an old audit judges a world that is gone.

    Help: do the audit again, in a new file.
    """
    audit = document.content
    if not isinstance(audit, Audit) or audit.review_due is None:
        return
    if not has_effect(document, collection):
        return
    later = (one.content for one in iter_siblings(document, collection, Audit))
    if collection.ask(is_reached, audit.review_due) and not any(_replaces(other, audit) for other in later):
        message = Message("This audit was due for review before {review_due}.", review_due=audit.review_due)
        yield report_at_field("review-due", document, ("review_due",), message, _AUDIT_AGAIN)


_AUDIT_AGAIN = Message("Audit again in a new file; this one stays.")


def _replaces(later: Audit, audit: Audit) -> bool:
    """Whether an audit judges the same matter later, of the same version or a newer one."""
    return (
        later.kind == audit.kind
        and later.date > audit.date
        and parse_version(later.subject.version) >= parse_version(audit.subject.version)
    )
