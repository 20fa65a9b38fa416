"""Rules about reviews: only people on the list review, never their own work nor where they have a tie.

The list itself is held to one entry a person, and its ties to algorithms that are there.
"""

from collections.abc import Iterator
from dataclasses import replace

from boas.checks.identity import Candidates, unknown
from boas.checks.neighbours import algorithm_of, card_of, document_at, of_its_algorithm
from boas.checks.rule import at_field, document_rule
from boas.checks.values import listed, value_at
from boas.documents import REVIEWERS, Audit, Card, Reviewer, Reviewers, algorithm_path
from boas.finding import Finding, Words
from boas.reading import Collection, Document, Loc
from boas.standing.namesakes import Named, is_one_of, is_same
from boas.standing.reviewers import Work, author_like, declared, entries_of, made_by, on_the_day, tie_with

STRICTER_SINCE = "2026-11-28"
"""From when on names that only look alike, and other files about an organisation, are told."""


@document_rule(
    "audits",
    what="Une relecture est signée par une personne inscrite dans reviewers.yaml à cette date.",
    why="« Relu » n’engage personne si n’importe qui peut le dire : la liste est publique, protégée, et dit les liens "
    "de chacun.",
    mend="Faire signer la relecture par une personne de la liste, ou écrire « kind: methodology » si c’est l’avis de "
    "quelqu’un d’autre.",
)
def unknown_reviewer(document: Document, collection: Collection) -> Iterator[Finding]:
    """A review is signed by somebody who is on the list reviewers.yaml on that day.

    Why: "reviewed" binds nobody if anyone may say so; the list is public, guarded, and tells everybody's ties.

    Mend: have somebody of the list sign the review, or write `kind: methodology` when it is the opinion of
    somebody else.
    """
    review, reviewers = review_in(document), listed_in(collection)
    if review is None or reviewers is None:
        return
    own = entries_of(review.auditor, reviewers)
    if not own:
        message = Words(
            f"{review.auditor.name} n’est pas dans la liste des relecteurs.",
            f"{review.auditor.name} is not on the list of reviewers.",
        )
        yield at_field("unknown-reviewer", document, ("auditor",), message, SIGNED_BY_THE_LIST)
    elif all(standings := [on_the_day(one, review.date) for one in own]) and standings[0]:
        yield at_field("unknown-reviewer", document, ("date",), standings[0].sentence, SIGNED_THEN)


SIGNED_BY_THE_LIST = Words(
    f"Faire signer une personne de {REVIEWERS} ; une inscription se propose à part.",
    f"Have somebody of {REVIEWERS} sign; an entry is proposed apart.",
)
SIGNED_THEN = Words(
    "Écrire le jour de la relecture, ou faire signer une personne inscrite ce jour-là.",
    "Write the day of the review, or have somebody sign who is on the list on that day.",
)


@document_rule(
    "audits",
    what="Personne ne relit une version d’un algorithme dont il est auteur ou responsable.",
    why="Qui a écrit une fiche ne voit plus ses manques ; une relecture par soi-même rassure à tort.",
    mend="Faire relire par une autre personne de la liste ; pour un homonyme, donner les deux ORCID.",
)
def own_review(document: Document, collection: Collection) -> Iterator[Finding]:
    """Nobody reviews a version of an algorithm they made or answer for.

    Why: whoever wrote a card no longer sees what it lacks; a review by oneself reassures without cause.

    Mend: have somebody else of the list review it; for a namesake, give both ORCID iDs.
    """
    review = review_in(document)
    person = reviewing(review, collection) if review else None
    author = author_like(person, made_it(document, collection)) if person else None
    if person and author:
        message = made_by(person, author, document.location.name("algorithm"))
        since = "" if is_one_of(person, (author,)) else STRICTER_SINCE
        finding = at_field("own-review", document, ("auditor",), message, BY_ANOTHER, since=since)
        # A mere likeness may be two people, and a published card can no longer take an ORCID iD.
        yield finding if is_same(person, author) else replace(finding, severity="warning")


BY_ANOTHER = Words(
    "Faire relire par une autre personne ; si ce n’est pas la même, donner les deux ORCID.",
    "Have somebody else review it; if it is not the same person, give both ORCID iDs.",
)


@document_rule(
    "audits",
    what="Personne ne relit là où il a déclaré un lien.",
    why="Un lien déclaré n’est pas une faute ; juger malgré lui en serait une, et le lecteur ne le saurait pas.",
    mend="Faire relire par une personne sans lien avec l’algorithme ni avec ses producteurs.",
)
def conflicting_review(document: Document, collection: Collection) -> Iterator[Finding]:
    """Nobody reviews where they have declared a tie.

    Why: a declared tie is no fault; to judge in spite of it would be one, and readers would not know.

    Mend: have somebody review it who has no tie with the algorithm or its producers.
    """
    review = review_in(document)
    card = card_of(document, collection, review.subject.version) if review else None
    if review is None or card is None:
        return
    around = collection.organisations
    work = Work(document.location.name("algorithm"), card, ())
    for one in entries_of(review.auditor, listed_in(collection) or ()):
        if tie := tie_with(one, work, around):
            message = declared(one, tie, around)
            since = STRICTER_SINCE if tie.algorithm != work.algorithm else ""
            yield at_field("conflicting-review", document, ("auditor",), message, WITHOUT_TIE, since=since)


WITHOUT_TIE = Words(
    "Faire relire par une personne sans ce lien.", "Have somebody review it who does not have this tie."
)


@document_rule(
    "audits",
    what="Chaque relecteur n’est inscrit qu’une fois : un ORCID et un compte ne servent qu’à une personne.",
    why="Deux entrées feraient de la même personne deux avis indépendants.",
    mend="Garder une seule entrée par personne, avec tous ses comptes et tous ses liens.",
)
def duplicate_reviewer(document: Document, collection: Collection) -> Iterator[Finding]:  # noqa: ARG001 -- a rule's shape
    """Each reviewer is listed once: an ORCID iD and an account serve one person only.

    Why: two entries would make of one person two independent opinions.

    Mend: keep one entry a person, with all accounts and all ties.
    """
    reviewers = document.content.reviewers if isinstance(document.content, Reviewers) else ()
    seen: dict[str, str] = {}
    for position, one in enumerate(reviewers):
        for loc, mark in marks(one):
            if mark in seen:
                message = Words(f"{mark} est déjà celui de {seen[mark]}.", f"{mark} is that of {seen[mark]} already.")
                yield at_field("duplicate-reviewer", document, ("reviewers", position, *loc), message, ONE_ENTRY)
            seen.setdefault(mark, one.name)


ONE_ENTRY = Words(
    "Garder une seule entrée par personne, avec tous ses comptes.", "Keep one entry a person, with all accounts."
)


def marks(reviewer: Reviewer) -> Iterator[tuple[Loc, str]]:
    """What can only be one person's: the ORCID iD and each account, as a forge and a number."""
    yield ("orcid",), f"ORCID {reviewer.orcid}"
    for forge, number in (reviewer.accounts.model_dump(exclude_none=True) if reviewer.accounts else {}).items():
        yield ("accounts", forge), f"{forge}:{number}"


@document_rule(
    "audits",
    what="Un lien déclaré par un relecteur porte sur un algorithme qui existe.",
    why="Une faute de frappe dans l’identifiant, et le lien déclaré n’empêche plus rien.",
    mend="Écrire l’identifiant proposé, qui est le nom d’un dossier de algorithms/.",
)
def unknown_algorithm(document: Document, collection: Collection) -> Iterator[Finding]:
    """A tie that a reviewer has declared is with an algorithm that exists.

    Why: with one wrong letter in the id, the declared tie no longer keeps anybody from anything.

    Mend: write the id proposed, which is the name of a folder of algorithms/.
    """
    people = listed(value_at(document.value, ("reviewers",))) if document.kind == "reviewers" else []
    for position, person in enumerate(people):
        for number, tie in enumerate(listed(value_at(person, ("conflicts",)))):
            written, loc = value_at(tie, ("algorithm",)), ("reviewers", position, "conflicts", number, "algorithm")
            if isinstance(written, str) and algorithm_path(written) not in collection.tree.files:
                known = Candidates(tuple(collection.versions), algorithm_path)
                yield from unknown("unknown-algorithm", document, loc, written, known)


def review_in(document: Document) -> Audit | None:
    """The audit of a document, when it is the registry's own review."""
    audit = document.content
    return audit if isinstance(audit, Audit) and audit.kind == "review" else None


def listed_in(collection: Collection) -> tuple[Reviewer, ...] | None:
    """Everybody on the list; nothing when there is a list that cannot be read."""
    document = document_at(collection, REVIEWERS)
    if document is None:
        return ()
    return document.content.reviewers if isinstance(document.content, Reviewers) else None


def reviewing(review: Audit, collection: Collection) -> Named:
    """Whoever signs a review, with the ORCID iD of their entry when they left it out."""
    own = entries_of(review.auditor, listed_in(collection) or ())
    return review.auditor if review.auditor.orcid or not own else own[0]


def made_it(document: Document, collection: Collection) -> tuple[Named, ...]:
    """Authors of any version of the algorithm a file belongs to, and those who answer for its entry."""
    algorithm = algorithm_of(document, collection)
    cards = (one.content for one in of_its_algorithm(document, collection, Card))
    authors = (card.ownership.authors for card in cards)
    named = tuple(author for group in authors if isinstance(group, tuple) for author in group)
    return (*named, *((algorithm.maintainers if algorithm else None) or ()))
