"""Rules about reviews: only people on the list review, never their own work nor where they have a tie.

The list itself is held to one entry a person, and its ties to algorithms that are there.
"""

from collections.abc import Iterator
from dataclasses import replace

from boas.checks._audits import compute_digests
from boas.checks._identity import find_unknown_ids
from boas.checks._related_documents import iter_siblings, load_algorithm, load_card, load_document
from boas.checks._rule import document_rule, report_at_field
from boas.documents import REVIEWERS, Audit, Card, Reviewer, Reviewers
from boas.finding import Finding
from boas.independence import (
    NamedPerson,
    ReviewSubject,
    check_listing,
    explain_author,
    explain_conflict,
    find_author,
    find_conflict,
    find_entries,
    is_one_of,
    is_same,
)
from boas.parsing import Collection, Document, FieldPath
from boas.translation import Message

_STRICTER_SINCE = "2026-11-28"
"""Day from which similar names, and several files about one organisation, are reported."""


@document_rule("audits")
def unknown_reviewer(document: Document, collection: Collection) -> Iterator[Finding]:
    """A review is signed by somebody who is on the list reviewers.yaml on that day.

    Why: "reviewed" binds nobody if anyone may say so; the list is public, guarded, and tells everybody's ties.

    Help: have somebody of the list sign the review, or write `kind: methodology` when it is the opinion of
    somebody else.
    """
    review, reviewers = _as_review(document), _load_reviewers(collection)
    if review is None or reviewers is None:
        return
    own = find_entries(review.auditor, reviewers)
    if not own:
        message = Message("{name} is not on the list of reviewers.", name=review.auditor.name)
        yield report_at_field("unknown-reviewer", document, ("auditor",), message, _SIGNED_BY_THE_LIST)
    elif all(standings := [check_listing(reviewer, review.date) for reviewer in own]) and standings[0]:
        yield report_at_field("unknown-reviewer", document, ("date",), standings[0].sentence, _SIGNED_THEN)


_SIGNED_BY_THE_LIST = Message("Have somebody of {reviewers} sign; an entry is proposed apart.", reviewers=REVIEWERS)
_SIGNED_THEN = Message("Write the day of the review, or have somebody sign who is on the list on that day.")


@document_rule("audits")
def own_review(document: Document, collection: Collection) -> Iterator[Finding]:
    """Nobody reviews a version of an algorithm they made or answer for.

    Why: whoever wrote a card no longer sees what it lacks; a review by oneself reassures without cause.

    Help: have somebody else of the list review it; for a namesake, give both ORCID iDs.
    """
    review = _as_review(document)
    person = _identify_reviewer(review, collection) if review else None
    author = find_author(person, _list_makers(document, collection)) if person else None
    if person and author:
        message = explain_author(person, author, document.location.algorithm)
        since = "" if is_one_of(person, (author,)) else _STRICTER_SINCE
        finding = report_at_field("own-review", document, ("auditor",), message, _BY_ANOTHER, since=since)
        # A mere likeness may be two people, and a published card can no longer take an ORCID iD.
        yield finding if is_same(person, author) else replace(finding, severity="warning")


_BY_ANOTHER = Message("Have somebody else review it; if it is not the same person, give both ORCID iDs.")


@document_rule("audits")
def conflicting_review(document: Document, collection: Collection) -> Iterator[Finding]:
    """Nobody reviews where they have declared a tie.

    Why: a declared tie is no fault; to judge in spite of it would be one, and readers would not know.

    Help: have somebody review it who has no tie with the algorithm or its producers.
    """
    review = _as_review(document)
    card = load_card(document, collection, review.subject.version) if review else None
    if review is None or card is None:
        return
    around = collection.organisations
    work = ReviewSubject(document.location.algorithm, card, ())
    for reviewer in find_entries(review.auditor, _load_reviewers(collection) or ()):
        if tie := find_conflict(reviewer, work, around):
            message = explain_conflict(reviewer, tie, around)
            since = _STRICTER_SINCE if tie.algorithm != work.algorithm else ""
            yield report_at_field("conflicting-review", document, ("auditor",), message, _WITHOUT_TIE, since=since)


_WITHOUT_TIE = Message("Have somebody review it who does not have this tie.")


@document_rule("audits")
def duplicate_reviewer(document: Document, collection: Collection) -> Iterator[Finding]:  # noqa: ARG001 -- a rule's shape
    """Each reviewer is listed once: an ORCID iD and an account serve one person only.

    Why: two entries would make of one person two independent opinions.

    Help: keep one entry a person, with all accounts and all ties.
    """
    reviewers = document.content.reviewers if isinstance(document.content, Reviewers) else ()
    seen: dict[str, str] = {}
    for position, reviewer in enumerate(reviewers):
        for loc, mark in _iter_identifiers(reviewer):
            if mark in seen:
                message = Message("{mark} is that of {seen} already.", mark=mark, seen=seen[mark])
                yield report_at_field(
                    "duplicate-reviewer", document, ("reviewers", position, *loc), message, _ONE_ENTRY
                )
            seen.setdefault(mark, reviewer.name)


_ONE_ENTRY = Message("Keep one entry a person, with all accounts.")


def _iter_identifiers(reviewer: Reviewer) -> Iterator[tuple[FieldPath, str]]:
    """What can only be one person's: the ORCID iD and each account, as a forge and a number."""
    yield ("orcid",), f"ORCID {reviewer.orcid}"
    for forge, number in (reviewer.accounts.model_dump(exclude_none=True) if reviewer.accounts else {}).items():
        yield ("accounts", forge), f"{forge}:{number}"


@document_rule("audits")
def unknown_algorithm(document: Document, collection: Collection) -> Iterator[Finding]:
    """A tie that a reviewer has declared is with an algorithm that exists.

    Why: with one wrong letter in the id, the declared tie no longer keeps anybody from anything.

    Help: write the id proposed, which is the name of a folder of algorithms/.
    """
    return find_unknown_ids("unknown-algorithm", document, collection)


def has_confirmed_spelling(card: Document, collection: Collection) -> bool:
    """Whether a review of exactly this version confirms that what it calls a correction of spelling is one.

    It counts when somebody signs it who may: on the list on that day, no author, without a declared tie.
    """
    version = card.location.version
    digests = compute_digests(card, collection, version)
    return any(
        review.content.confirms_spelling
        and review.content.kind == "review"
        and (review.content.subject.version, review.content.subject.digest) in {(version, one) for one in digests}
        and _load_reviewers(collection) is not None
        and not any(
            finding.severity == "error"
            for rule in (unknown_reviewer, own_review, conflicting_review)
            for finding in rule(review.document, collection)
        )
        for review in iter_siblings(card, collection, Audit)
    )


def _as_review(document: Document) -> Audit | None:
    """The audit of a document, when it is the registry's own review."""
    audit = document.content
    return audit if isinstance(audit, Audit) and audit.kind == "review" else None


def _load_reviewers(collection: Collection) -> tuple[Reviewer, ...] | None:
    """Everybody on the list; None when the list cannot be read."""
    document = load_document(collection, REVIEWERS)
    if document is None:
        return ()
    return document.content.reviewers if isinstance(document.content, Reviewers) else None


def _identify_reviewer(review: Audit, collection: Collection) -> NamedPerson:
    """Whoever signs a review, with the ORCID iD of their entry when they left it out."""
    own = find_entries(review.auditor, _load_reviewers(collection) or ())
    return review.auditor if review.auditor.orcid or not own else own[0]


def _list_makers(document: Document, collection: Collection) -> tuple[NamedPerson, ...]:
    """Authors of any version of the algorithm a file belongs to, and those who answer for its entry."""
    algorithm = load_algorithm(document, collection)
    cards = (one.content for one in iter_siblings(document, collection, Card))
    authors = (card.ownership.authors for card in cards)
    named = tuple(author for group in authors if isinstance(group, tuple) for author in group)
    return (*named, *((algorithm.maintainers if algorithm else None) or ()))
