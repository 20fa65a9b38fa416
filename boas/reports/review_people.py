"""Who may review a proposal and which approvals count, for each form of its summary; bounded in size."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from boas.finding import Language, Words
from boas.reports.json_report import both
from boas.reports.markdown_report import cell_code, in_words
from boas.reports.reviewed import Approval, ListedReviewer, Review, clipped
from boas.reports.text import count, visible

MOST_PEOPLE = 10
MOST_JSON = 12_000
"""Characters of either list in JSON; whoever does not fit is counted only."""
LONGEST_REASON = 160

STANDINGS = {
    "independent": Words("autre organisation", "other organisation"),
    "same-organisation": Words("même organisation", "same organisation"),
    "may-be-same-organisation": Words("peut-être la même organisation", "perhaps the same organisation"),
    "unknown": Words("lien non connu", "tie not known"),
    "conflict": Words("lien déclaré", "declared tie"),
    "author": Words("auteur ou signataire", "author or signatory"),
    "may-be-author": Words("ne se distingue pas d’un auteur", "cannot be told apart from an author"),
    "not-listed": Words("pas inscrit ce jour", "not on the list today"),
}
YES, NO = Words("oui", "yes"), Words("non", "no")
WHO = Words("Qui peut relire", "Who may review")
COLUMNS = Words("Relecteur|Peut relire|Situation|Pourquoi", "Reviewer|May review|Standing|Why")
APPROVED = Words("Approbations", "Approvals")
APPROVAL_COLUMNS = Words("Compte|Nom|Compte pour la fusion|Pourquoi", "Account|Name|Counts for the merge|Why")
MORE = Words("personne de plus|personnes de plus", "more person|more people")
NO_LIST = Words(
    "Ce registre n’a pas encore de liste de relecteurs (model_cards/reviewers.yaml).",
    "This registry has no list of reviewers yet (model_cards/reviewers.yaml).",
)
NONE_COUNTS = Words(
    "Refusé : aucune approbation d’une personne qui peut relire cette proposition.",
    "Refused: no approval by somebody who may review this proposal.",
)
NONE_GIVEN = Words(
    "Refusé : personne n’a encore approuvé cette proposition telle qu’elle est.",
    "Refused: nobody has approved this proposal yet as it stands.",
)
NOT_ASKED = Words(
    "Aucune approbation n’est demandée aux relecteurs : la proposition ne touche aucune fiche.",
    "No approval is asked of reviewers: the proposal touches no card.",
)


def people_lines(review: Review, language: Language) -> Iterator[str]:
    """The part of a Markdown summary about people; nothing where no list and no approval has anything to say."""
    if review.reviewers:
        yield from ("", f"#### {WHO.in_(language)}", "", *table(COLUMNS, language))
        yield from (reviewer_row(one, language) for one in review.reviewers[:MOST_PEOPLE])
        yield from more(len(review.reviewers), language)
    if review.approvals is not None:
        yield from ("", f"#### {APPROVED.in_(language)}", "")
        for verdict in verdicts(review):
            yield from (f"**{verdict.in_(language)}**", "")
        if review.approvals:
            yield from table(APPROVAL_COLUMNS, language)
            yield from (approval_row(one, language) for one in review.approvals[:MOST_PEOPLE])
            yield from more(len(review.approvals), language)


def verdicts(review: Review) -> Iterator[Words]:
    """What is to be said of the approvals as a whole."""
    if review.lacks_approval:
        yield NONE_COUNTS if review.approvals else NONE_GIVEN
        if not review.reviewers:
            yield NO_LIST
    elif not review.asks_for_review:
        yield NOT_ASKED


def table(columns: Words, language: Language) -> tuple[str, str]:
    """The two lines that begin a table."""
    names = columns.in_(language).split("|")
    return f"| {' | '.join(names)} |", f"|{'---|' * len(names)}"


def reviewer_row(one: ListedReviewer, language: Language) -> str:
    """One person of the list."""
    name = f"{cell_code(short(one.name))} ({cell_code(short(one.organisation))})"
    cells = (name, yes(one.may_review).in_(language), STANDINGS[one.standing].in_(language), why(one, language))
    return f"| {' | '.join(cells)} |"


def approval_row(one: Approval, language: Language) -> str:
    """One approval."""
    name = cell_code(short(one.name)) if one.name else "–"
    return f"| {' | '.join((cell_code(one.account), name, yes(one.counts).in_(language), why(one, language)))} |"


def why(one: ListedReviewer | Approval, language: Language) -> str:
    """A reason for a cell, in which an author's words are code."""
    return in_words(clipped(visible(one.sentence.in_(language))))


def yes(answer: bool) -> Words:  # noqa: FBT001 -- the answer is all there is
    """Yes or no."""
    return YES if answer else NO


def more(n: int, language: Language) -> Iterator[str]:
    """A last line that counts whom the table has no room for."""
    if n > MOST_PEOPLE:
        yield from ("", f"… {count(n - MOST_PEOPLE, MORE, language)}")


def short(text: str) -> str:
    """A name of bounded length, in which nothing is invisible."""
    return visible(text)[:LONGEST_REASON]


def people_fields(review: Review) -> dict[str, Any]:
    """The same for programs."""
    listed = (
        {
            "name": short(one.name),
            "organisation": short(one.organisation),
            "accounts": list(one.accounts),
            "standing": one.standing,
            "may_review": one.may_review,
            "sentence": shortened(one.sentence),
        }
        for one in review.reviewers
    )
    given = (
        {"account": one.account, "name": short(one.name), "counts": one.counts, "sentence": shortened(one.sentence)}
        for one in review.approvals or ()
    )
    return {
        "n_reviewers": len(review.reviewers),
        "reviewers": within(MOST_JSON, listed),
        "approvals": None if review.approvals is None else within(MOST_JSON, given),
        "lacks_approval": review.lacks_approval,
    }


def shortened(words: Words) -> dict[str, str]:
    """A sentence by language, each cut to a bounded length."""
    return both(Words(words.fr[:LONGEST_REASON], words.en[:LONGEST_REASON]))


def within(most: int, items: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first items that together take no more than so many characters of JSON."""
    kept: list[dict[str, Any]] = []
    for item in items:
        most -= len(json.dumps(item)) + 2
        if most < 0:
            break
        kept.append(item)
    return kept
