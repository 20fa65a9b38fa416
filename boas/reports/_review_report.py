"""What a proposal brings, for the people who decide whether it is merged: one summary in Markdown.

Capped in size whatever the proposal holds: what does not fit is counted. Every word of an author is escaped
as in the summary of findings, so that it can mention nobody, link nowhere and leave no cell.
"""

from collections.abc import Iterable, Iterator

from boas.documents import load_vocabulary
from boas.escaping import make_visible
from boas.finding import Finding
from boas.reports._difference_report import BUMP_WORDS
from boas.reports._findings import rank
from boas.reports._markdown_report import INFOS, MOST_CHARACTERS, escape_sentence, format_cell_code, format_code_span
from boas.reports._review_documents import iter_document_sentences
from boas.reports._review_highlights import list_first_sentences
from boas.reports._review_people import iter_people_lines
from boas.reports._review_records import (
    LONGEST_REST,
    MOST_CHANGES,
    MOST_FIGURES,
    MOST_PATHS,
    Review,
    ReviewedAlgorithm,
    ReviewedEvaluation,
    ReviewedFigure,
    ReviewedVersion,
    clip_text,
)
from boas.reports._text import ERRORS, WARNINGS
from boas.translation import Language, LocalisedDigits, Message, make_plural, make_verbatim


def render_markdown_review(review: Review, language: Language) -> str:
    """The whole summary, at most 60,000 characters: algorithms that do not fit are counted in its last line."""
    text = "\n".join(_iter_opening_lines(review, language)) + "\n"
    for position, algorithm in enumerate(review.algorithms):
        piece = "\n" + "\n".join(_iter_algorithm_lines(algorithm, language)) + "\n"
        if len(text) + len(piece) > MOST_CHARACTERS - LONGEST_REST:
            n = len(review.algorithms) - position
            return text + f"\n… {MORE.with_number(n).in_(language)}\n"
        text += piece
    return text


def _iter_opening_lines(review: Review, language: Language) -> Iterator[str]:
    """The heading, what must be read first, what is refused, and the files that belong to no algorithm."""
    n = ALGORITHMS.with_number(len(review.algorithms)).in_(language)
    yield f"### `boas review`{format_colon(language)}{n}, {summarise_findings(review.findings, language)}"
    if first := list_first_sentences(review):
        yield ""
        yield from (f"- **{_format_sentence(one, language)}**" for one in first)
    if review.guarded:
        yield from ("", f"**{REFUSED.in_(language)}**", "", *_iter_path_lines(review.guarded, language))
    if review.others:
        yield from (
            "",
            _OTHERS.in_(language) + format_colon(language).rstrip(" "),
            "",
            *_iter_path_lines(review.others, language),
        )
    if not review.algorithms and not review.others:
        yield from ("", NOTHING.in_(language))
    yield from iter_people_lines(review, language)


def _iter_path_lines(paths: tuple[str, ...], language: Language) -> Iterator[str]:
    """Paths, one a line; of many the first."""
    yield from (f"- {format_code_span(clip_text(make_visible(path)))}" for path in paths[:MOST_PATHS])
    if len(paths) > MOST_PATHS:
        yield f"- … {FILES_MORE.with_number(len(paths) - MOST_PATHS).in_(language)}"


def _iter_algorithm_lines(one: ReviewedAlgorithm, language: Language) -> Iterator[str]:
    """One algorithm: its versions with their levels, what changed, what its numbers come to."""
    state = NEW if one.is_new else GONE if one.is_removed else TOUCHED
    found = summarise_findings(one.findings, language)
    yield f"#### {format_code_span(make_visible(one.id))} — {state.in_(language)}, {found}"
    if one.versions:
        yield from ("", _format_table_head(_VERSION_COLUMNS, language))
        yield from (_format_version_row(version, language) for version in one.versions)
    if one.documents:
        yield ""
        yield from (f"- {_format_sentence(words, language)}" for words in iter_document_sentences(one))
    for version in one.versions:
        yield from _iter_change_lines(version, language)
        yield from _iter_missing_lines(version, language)
    for evaluation in one.evaluations:
        yield from _iter_evaluation_lines(evaluation, language)


def _format_version_row(one: ReviewedVersion, language: Language) -> str:
    """One version: what it is, its level before and after, and the step of version asked for and taken."""
    state = NEW_VERSION if one.is_new else GONE if one.is_removed else EDITED
    asked = taken = "–"
    if one.difference is not None:
        asked = BUMP_WORDS[one.difference.required].in_(language)
        taken = BUMP_WORDS[one.difference.taken].in_(language) if one.is_new else "–"
    levels = f"{format_level(one.level_before)} → {format_level(one.level_after)}"
    follows = format_cell_code(make_visible(one.follows)) if one.is_new and one.follows else "–"
    cells = (format_cell_code(make_visible(one.version)), state.in_(language), follows, levels, asked, taken)
    return f"| {' | '.join(cells)} |"


def format_level(value: int | None) -> str:
    """A level, or a dash when there is none."""
    return "–" if value is None else str(value)


def _iter_change_lines(one: ReviewedVersion, language: Language) -> Iterator[str]:
    """What changed, the greatest step first."""
    changes = one.difference.changes if one.difference else ()
    if not changes:
        return
    before, after = (format_code_span(make_visible(name)) for name in (one.follows, one.version))
    title = _EDITS.fill(version=after) if before == after else _CHANGES.fill(before=before, after=after)
    yield from ("", title.in_(language), "")
    order = sorted(changes, key=lambda change: -list(BUMP_WORDS).index(change.bump))
    for change in order[:MOST_CHANGES]:
        bump = BUMP_WORDS[change.bump].in_(language)
        yield f"- {bump}{format_colon(language)}{_format_sentence(change.sentence, language)}"
    if len(changes) > MOST_CHANGES:
        yield f"- … {_CHANGES_MORE.with_number(len(changes) - MOST_CHANGES).in_(language)}"


def _iter_missing_lines(one: ReviewedVersion, language: Language) -> Iterator[str]:
    """What the next level asks for."""
    if one.missing and one.level_after is not None:
        yield from (
            "",
            _NEXT.fill(level=one.level_after + 1, version=format_code_span(make_visible(one.version))).in_(language),
            "",
        )
        yield from (f"- {_format_sentence(words, language)}" for words in one.missing[:MOST_PATHS])


def _iter_evaluation_lines(one: ReviewedEvaluation, language: Language) -> Iterator[str]:
    """What the numbers of one evaluation come to: states of claims, then recomputed numbers."""
    new = f" ({_NEW_EVALUATION.in_(language)})" if one.is_new else ""
    version = f"{_OF_VERSION.in_(language)} {format_code_span(make_visible(one.version))}"
    name = f"{_EVALUATION.in_(language)} {format_code_span(make_visible(one.id))}{new}, {version}"
    yield from ("", f"{name}{format_colon(language)}{_describe_claims(one, language)}")
    if one.n_excused:
        yield from ("", f"{_EXCUSED.with_number(one.n_excused).in_(language)}.")
    if one.figures:
        yield from ("", _format_table_head(_FIGURE_COLUMNS, language))
        yield from (_format_figure_row(figure, language) for figure in one.figures[:MOST_FIGURES])


def _describe_claims(one: ReviewedEvaluation, language: Language) -> str:
    """How many claims are in each state."""
    names = load_vocabulary("claim_states").terms
    states = [f"{n} {names[state].in_(language).lower()}" for state, n in one.states]
    return f"{_CLAIMS.in_(language)}{format_colon(language)}{', '.join(states)}" if states else _NO_CLAIMS.in_(language)


def _format_figure_row(one: ReviewedFigure, language: Language) -> str:
    """One recomputed number with its interval and its denominator."""
    name = load_vocabulary("metrics").terms.get(one.metric, make_verbatim(one.metric)).in_(language)
    ends = [_format_decimal(end, language) for end in (one.lower, one.upper) if end is not None]
    variant = format_cell_code(clip_text(make_visible(one.variant))) if one.variant else "–"
    people = "–" if one.n is None else str(one.n)
    both_ends = " – ".join(ends) if len(ends) == 2 else "–"  # noqa: PLR2004 -- an interval has two ends
    return (
        f"| {' | '.join((escape_sentence(name), variant, _format_decimal(one.value, language), both_ends, people))} |"
    )


def _format_decimal(value: float, language: Language) -> str:
    """A number with three decimals."""
    text = f"{value:.3f}".replace("-", "−")
    return LocalisedDigits(text).in_(language)


def summarise_findings(findings: Iterable[Finding], language: Language) -> str:
    """How many findings of each sort."""
    ranks = [rank(finding) for finding in findings]
    nouns = (ERRORS, WARNINGS, INFOS)
    n = [ranks.count(grave) for grave in range(3)]
    return ", ".join(nouns[grave].with_number(n[grave]).in_(language) for grave in range(3 if n[2] else 2))


def _format_sentence(words: Message, language: Language) -> str:
    """A sentence of at most so many characters, in which an author's words are code."""
    return escape_sentence(clip_text(make_visible(words.in_(language))))


def format_colon(language: Language) -> str:
    """What stands between a name and what is said of it."""
    return Message(": ").in_(language)


def _format_table_head(columns: Message, language: Language) -> str:
    """The two lines that begin a table."""
    names = columns.in_(language).split("|")
    return f"| {' | '.join(names)} |\n|{'---|' * len(names)}"


ALGORITHMS = make_plural("{n} algorithm touched", "{n} algorithms touched", 1)
MORE = make_plural("{n} more algorithm", "{n} more algorithms", 1)
FILES_MORE = make_plural("{n} more file", "{n} more files", 1)
_CHANGES_MORE = make_plural("{n} more change", "{n} more changes", 1)
_VERSION_COLUMNS = Message("Version|State|Follows|Level|Step asked for|Step taken")
_FIGURE_COLUMNS = Message("Metric|Variant|Recomputed|Interval|n")
REFUSED = Message(
    "Refused: this proposal touches cards together with what checks them. Make two separate "
    "proposals: the rules or the reviewers first, then the cards."
)
_OTHERS = Message("Other files of the registry")
NOTHING = Message("No file of the registry has changed.")
_OF_VERSION = Message("version")
NEW = Message("new algorithm")
GONE = Message("removed")
TOUCHED = Message("changed")
NEW_VERSION = Message("new")
EDITED = Message("edited")
_CHANGES = Message("From {before} to {after}:")
_EDITS = Message("In version {version}:")
_NEXT = Message("To reach level {level} (version {version}):")
_EVALUATION = Message("Evaluation")
_NEW_EVALUATION = Message("new")
_EXCUSED = make_plural(
    "{n} number excused from the threshold of small counts, said to be public already: look at the publication named",
    "{n} numbers excused from the threshold of small counts, said to be public already: look at the publications named",
    1,
)
_CLAIMS = Message("reported figures")
_NO_CLAIMS = Message("no reported figure")
