"""What a proposal brings, for people at a terminal: one line a version, who may review, which approvals count.

Changes and recomputed numbers stand in the Markdown summary; here is what one decides on. Bounded in size.
"""

from collections.abc import Iterator

from boas.finding import Language, Words
from boas.reports.changes_report import BUMP_WORDS
from boas.reports.review_first import first_lines
from boas.reports.review_people import APPROVED, MORE, MOST_PEOPLE, STANDINGS, WHO, short, verdicts, yes
from boas.reports.review_report import (
    ALGORITHMS,
    EDITED,
    FILES_MORE,
    GONE,
    NEW,
    NEW_VERSION,
    NOTHING,
    REFUSED,
    TOUCHED,
    colon,
    counted,
    level,
)
from boas.reports.review_report import MORE as MORE_ALGORITHMS
from boas.reports.reviewed import (
    MOST_PATHS,
    Approval,
    ListedReviewer,
    Review,
    ReviewedAlgorithm,
    ReviewedVersion,
    clipped,
)
from boas.reports.text import count, visible

MOST_ALGORITHMS = 50
LEVEL, STEP = Words("niveau", "level"), Words("étape", "step")
ASKED = Words("demandée", "asked for")
COUNTS = Words("compte", "counts")
NOT_COUNTING = Words("ne compte pas", "does not count")


def text_review(review: Review, language: Language) -> str:
    """The whole summary as lines of text."""
    return "\n".join((*proposal_lines(review, language), *people_text(review, language))) + "\n"


def proposal_lines(review: Review, language: Language) -> Iterator[str]:
    """What must be read first, what is touched and what is refused."""
    yield from first_lines(review, language)
    yield f"{count(len(review.algorithms), ALGORITHMS, language)}, {counted(review.findings, language)}"
    if review.guarded:
        yield REFUSED.in_(language)
        yield from (f"  {clipped(visible(path))}" for path in review.guarded[:MOST_PATHS])
        if len(review.guarded) > MOST_PATHS:
            yield f"  … {count(len(review.guarded) - MOST_PATHS, FILES_MORE, language)}"
    for algorithm in review.algorithms[:MOST_ALGORITHMS]:
        yield from algorithm_lines(algorithm, language)
    if len(review.algorithms) > MOST_ALGORITHMS:
        yield f"… {count(len(review.algorithms) - MOST_ALGORITHMS, MORE_ALGORITHMS, language)}"
    if not review.algorithms and not review.others:
        yield NOTHING.in_(language)


def algorithm_lines(one: ReviewedAlgorithm, language: Language) -> Iterator[str]:
    """One algorithm and its versions."""
    state = NEW if one.is_new else GONE if one.is_removed else TOUCHED
    yield f"{visible(one.id)} – {state.in_(language)}, {counted(one.findings, language)}"
    yield from (f"  {version_line(version, language)}" for version in one.versions[:MOST_PATHS])


def version_line(one: ReviewedVersion, language: Language) -> str:
    """One version: what it is, its level before and after, the step of version taken and asked for."""
    state = NEW_VERSION if one.is_new else GONE if one.is_removed else EDITED
    levels = f"{LEVEL.in_(language)} {level(one.level_before)} → {level(one.level_after)}"
    line = f"{visible(one.version)} {state.in_(language)}, {levels}"
    if one.difference is None:
        return line
    taken, asked = (BUMP_WORDS[step].in_(language) for step in (one.difference.taken, one.difference.required))
    step = f"{taken} ({ASKED.in_(language)}{colon(language)}{asked})" if one.is_new else asked
    return f"{line}, {STEP.in_(language)} {step}"


def people_text(review: Review, language: Language) -> Iterator[str]:
    """Who may review, and which approvals count."""
    if review.reviewers:
        yield from ("", f"{WHO.in_(language)}{colon(language).rstrip()}")
        yield from (reviewer_line(one, language) for one in review.reviewers[:MOST_PEOPLE])
        yield from rest(len(review.reviewers), language)
    if review.approvals is not None:
        yield from ("", f"{APPROVED.in_(language)}{colon(language).rstrip()}")
        yield from (approval_line(one, language) for one in review.approvals[:MOST_PEOPLE])
        yield from rest(len(review.approvals), language)
        yield from (verdict.in_(language) for verdict in verdicts(review))


def reviewer_line(one: ListedReviewer, language: Language) -> str:
    """One person of the list, and why they may or may not."""
    standing = STANDINGS[one.standing].in_(language)
    may = yes(one.may_review).in_(language)
    return f"  {may:3}  {short(one.name)} – {standing}. {clipped(visible(one.sentence.in_(language)))}"


def approval_line(one: Approval, language: Language) -> str:
    """One approval, and why it counts or not."""
    says = (COUNTS if one.counts else NOT_COUNTING).in_(language)
    return f"  {one.account} {says}{colon(language)}{clipped(visible(one.sentence.in_(language)))}"


def rest(n: int, language: Language) -> Iterator[str]:
    """A last line that counts whom the list has no room for."""
    if n > MOST_PEOPLE:
        yield f"  … {count(n - MOST_PEOPLE, MORE, language)}"
