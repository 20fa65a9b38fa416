"""Who may review a proposal and which approvals count, for each form of its summary; bounded in size."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from boas.documents import REVIEWERS
from boas.escaping import make_visible
from boas.reports._markdown_report import escape_sentence, format_cell_code
from boas.reports._review_records import Approval, ListedReviewer, Review, clip_text
from boas.translation import Language, Message, make_plural

MOST_PEOPLE = 10
_MOST_JSON = 12_000
"""Characters of either list in JSON; whoever does not fit is counted only."""
_LONGEST_REASON = 160

TIES = {
    "independent": Message("other organisation"),
    "same-organisation": Message("same organisation"),
    "may-be-same-organisation": Message("perhaps the same organisation"),
    "unknown": Message("tie not known"),
    "conflict": Message("declared tie"),
    "author": Message("author or signatory"),
    "may-be-author": Message("cannot be told apart from an author"),
    "not-listed": Message("not on the list today"),
}
_YES, _NO = Message("yes"), Message("no")
WHO = Message("Who may review")
_COLUMNS = Message("Reviewer|May review|Standing|Why")
APPROVED = Message("Approvals")
_APPROVAL_COLUMNS = Message("Account|Name|Counts for the merge|Why")
MORE = make_plural("{n} more person", "{n} more people", 1)
_NO_LIST = Message("This registry has no list of reviewers yet ({reviewers}).", reviewers=REVIEWERS)
_NONE_COUNTS = Message("Refused: no approval by somebody who may review this proposal.")
_NONE_GIVEN = Message("Refused: nobody has approved this proposal yet as it stands.")
_NOT_ASKED = Message("No approval is asked of reviewers: the proposal touches no card.")


def iter_people_lines(review: Review, language: Language) -> Iterator[str]:
    """The part of a Markdown summary about people; nothing where no list and no approval has anything to say."""
    if review.reviewers:
        yield from ("", f"#### {WHO.in_(language)}", "", *_format_table_head(_COLUMNS, language))
        yield from (_format_reviewer_row(one, language) for one in review.reviewers[:MOST_PEOPLE])
        yield from _iter_more_lines(len(review.reviewers), language)
    if review.approvals is not None:
        yield from ("", f"#### {APPROVED.in_(language)}", "")
        for verdict in iter_verdicts(review):
            yield from (f"**{verdict.in_(language)}**", "")
        if review.approvals:
            yield from _format_table_head(_APPROVAL_COLUMNS, language)
            yield from (_format_approval_row(one, language) for one in review.approvals[:MOST_PEOPLE])
            yield from _iter_more_lines(len(review.approvals), language)


def iter_verdicts(review: Review) -> Iterator[Message]:
    """What is to be said of the approvals as a whole."""
    if review.lacks_approval:
        yield _NONE_COUNTS if review.approvals else _NONE_GIVEN
        if not review.reviewers:
            yield _NO_LIST
    elif not review.asks_for_review:
        yield _NOT_ASKED


def _format_table_head(columns: Message, language: Language) -> tuple[str, str]:
    """The two lines that begin a table."""
    names = columns.in_(language).split("|")
    return f"| {' | '.join(names)} |", f"|{'---|' * len(names)}"


def _format_reviewer_row(one: ListedReviewer, language: Language) -> str:
    """One person of the list."""
    name = f"{format_cell_code(shorten_name(one.name))} ({format_cell_code(shorten_name(one.organisation))})"
    cells = (
        name,
        choose_yes_or_no(one.may_review).in_(language),
        TIES[one.standing].in_(language),
        _format_reason(one, language),
    )
    return f"| {' | '.join(cells)} |"


def _format_approval_row(one: Approval, language: Language) -> str:
    """One approval."""
    name = format_cell_code(shorten_name(one.name)) if one.name else "–"
    counts = choose_yes_or_no(one.counts).in_(language)
    return f"| {' | '.join((format_cell_code(one.account), name, counts, _format_reason(one, language)))} |"


def _format_reason(one: ListedReviewer | Approval, language: Language) -> str:
    """A reason for a cell, in which an author's words are code."""
    return escape_sentence(clip_text(make_visible(one.sentence.in_(language))))


def choose_yes_or_no(answer: bool) -> Message:  # noqa: FBT001 -- the answer is all there is
    """Yes or no."""
    return _YES if answer else _NO


def _iter_more_lines(n: int, language: Language) -> Iterator[str]:
    """A last line that counts whom the table has no room for."""
    if n > MOST_PEOPLE:
        yield from ("", f"… {MORE.with_number(n - MOST_PEOPLE).in_(language)}")


def shorten_name(text: str) -> str:
    """A name of bounded length, in which nothing is invisible."""
    return make_visible(text)[:_LONGEST_REASON]


def build_people_fields(review: Review) -> dict[str, Any]:
    """The same for programs."""
    listed = (
        {
            "name": shorten_name(one.name),
            "organisation": shorten_name(one.organisation),
            "accounts": list(one.accounts),
            "standing": one.standing,
            "may_review": one.may_review,
            "sentence": _shorten_sentence(one.sentence),
        }
        for one in review.reviewers
    )
    given = (
        {
            "account": one.account,
            "name": shorten_name(one.name),
            "counts": one.counts,
            "sentence": _shorten_sentence(one.sentence),
        }
        for one in review.approvals or ()
    )
    return {
        "n_reviewers": len(review.reviewers),
        "reviewers": _cap_json_size(_MOST_JSON, listed),
        "approvals": None if review.approvals is None else _cap_json_size(_MOST_JSON, given),
        "lacks_approval": review.lacks_approval,
    }


def _shorten_sentence(words: Message) -> dict[str, str]:
    """A sentence by language, each cut to a bounded length."""
    return {language: text[:_LONGEST_REASON] for language, text in words.to_texts().items()}


def _cap_json_size(most: int, items: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first items that together take no more than so many characters of JSON."""
    kept: list[dict[str, Any]] = []
    for item in items:
        most -= len(json.dumps(item)) + 2
        if most < 0:
            break
        kept.append(item)
    return kept
