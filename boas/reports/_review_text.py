"""What a proposal brings, for people at a terminal: one line a version, who may review, which approvals count.

Changes and recomputed numbers stand in the Markdown summary; here is what one decides on. Bounded in size.
"""

from collections.abc import Iterator

from boas.escaping import make_visible
from boas.reports._difference_report import BUMP_WORDS
from boas.reports._review_documents import iter_document_sentences
from boas.reports._review_highlights import iter_first_lines
from boas.reports._review_people import (
    APPROVED,
    MORE,
    MOST_PEOPLE,
    TIES,
    WHO,
    choose_yes_or_no,
    iter_verdicts,
    shorten_name,
)
from boas.reports._review_records import (
    MOST_PATHS,
    Approval,
    ListedReviewer,
    Review,
    ReviewedAlgorithm,
    ReviewedVersion,
    clip_text,
)
from boas.reports._review_report import (
    ALGORITHMS,
    EDITED,
    FILES_MORE,
    GONE,
    NEW,
    NEW_VERSION,
    NOTHING,
    REFUSED,
    TOUCHED,
    format_colon,
    format_level,
    summarise_findings,
)
from boas.reports._review_report import MORE as MORE_ALGORITHMS
from boas.translation import Language, Message

_MOST_ALGORITHMS = 50
_LEVEL, _STEP = Message("level"), Message("step")
_ASKED = Message("asked for")
_COUNTS = Message("counts")
_NOT_COUNTING = Message("does not count")


def render_text_review(review: Review, language: Language) -> str:
    """The whole summary as lines of text."""
    return "\n".join((*_iter_proposal_lines(review, language), *_iter_people_lines(review, language))) + "\n"


def _iter_proposal_lines(review: Review, language: Language) -> Iterator[str]:
    """What must be read first, what is touched and what is refused."""
    yield from iter_first_lines(review, language)
    algorithms = ALGORITHMS.with_number(len(review.algorithms)).in_(language)
    yield f"{algorithms}, {summarise_findings(review.findings, language)}"
    if review.guarded:
        yield REFUSED.in_(language)
        yield from (f"  {clip_text(make_visible(path))}" for path in review.guarded[:MOST_PATHS])
        if len(review.guarded) > MOST_PATHS:
            yield f"  … {FILES_MORE.with_number(len(review.guarded) - MOST_PATHS).in_(language)}"
    for algorithm in review.algorithms[:_MOST_ALGORITHMS]:
        yield from _iter_algorithm_lines(algorithm, language)
    if len(review.algorithms) > _MOST_ALGORITHMS:
        yield f"… {MORE_ALGORITHMS.with_number(len(review.algorithms) - _MOST_ALGORITHMS).in_(language)}"
    if not review.algorithms and not review.others:
        yield NOTHING.in_(language)


def _iter_algorithm_lines(one: ReviewedAlgorithm, language: Language) -> Iterator[str]:
    """One algorithm, its versions and its other documents."""
    state = NEW if one.is_new else GONE if one.is_removed else TOUCHED
    yield f"{make_visible(one.id)} – {state.in_(language)}, {summarise_findings(one.findings, language)}"
    yield from (f"  {_format_version_line(version, language)}" for version in one.versions[:MOST_PATHS])
    yield from (f"  {make_visible(words.in_(language))}" for words in iter_document_sentences(one))


def _format_version_line(one: ReviewedVersion, language: Language) -> str:
    """One version: what it is, its level before and after, the step of version taken and asked for."""
    state = NEW_VERSION if one.is_new else GONE if one.is_removed else EDITED
    levels = f"{_LEVEL.in_(language)} {format_level(one.level_before)} → {format_level(one.level_after)}"
    line = f"{make_visible(one.version)} {state.in_(language)}, {levels}"
    if one.difference is None:
        return line
    taken, asked = (BUMP_WORDS[step].in_(language) for step in (one.difference.taken, one.difference.required))
    step = f"{taken} ({_ASKED.in_(language)}{format_colon(language)}{asked})" if one.is_new else asked
    return f"{line}, {_STEP.in_(language)} {step}"


def _iter_people_lines(review: Review, language: Language) -> Iterator[str]:
    """Who may review, and which approvals count."""
    if review.reviewers:
        yield from ("", f"{WHO.in_(language)}{format_colon(language).rstrip()}")
        yield from (_format_reviewer_line(one, language) for one in review.reviewers[:MOST_PEOPLE])
        yield from _iter_rest_lines(len(review.reviewers), language)
    if review.approvals is not None:
        yield from ("", f"{APPROVED.in_(language)}{format_colon(language).rstrip()}")
        yield from (_format_approval_line(one, language) for one in review.approvals[:MOST_PEOPLE])
        yield from _iter_rest_lines(len(review.approvals), language)
        yield from (verdict.in_(language) for verdict in iter_verdicts(review))


def _format_reviewer_line(one: ListedReviewer, language: Language) -> str:
    """One person of the list, and why they may or may not."""
    standing = TIES[one.standing].in_(language)
    may = choose_yes_or_no(one.may_review).in_(language)
    return f"  {may:3}  {shorten_name(one.name)} – {standing}. {clip_text(make_visible(one.sentence.in_(language)))}"


def _format_approval_line(one: Approval, language: Language) -> str:
    """One approval, and why it counts or not."""
    says = (_COUNTS if one.counts else _NOT_COUNTING).in_(language)
    return f"  {one.account} {says}{format_colon(language)}{clip_text(make_visible(one.sentence.in_(language)))}"


def _iter_rest_lines(n: int, language: Language) -> Iterator[str]:
    """A last line that counts whom the list has no room for."""
    if n > MOST_PEOPLE:
        yield f"  … {MORE.with_number(n - MOST_PEOPLE).in_(language)}"
