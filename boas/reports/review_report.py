"""What a proposal brings, for the people who decide whether it is merged: one summary in Markdown.

Capped in size whatever the proposal holds: what does not fit is counted. Every word of an author is escaped
as in the summary of findings, so that it can mention nobody, link nowhere and leave no cell.
"""

from collections.abc import Iterable, Iterator

from boas.documents import vocabulary
from boas.finding import Finding, Language, Words
from boas.reports.changes_report import BUMP_WORDS
from boas.reports.findings import rank
from boas.reports.markdown_report import INFOS, MOST_CHARACTERS, cell_code, code_span, in_words
from boas.reports.review_first import first_sentences
from boas.reports.review_people import people_lines
from boas.reports.reviewed import (
    LONGEST_REST,
    MOST_CHANGES,
    MOST_FIGURES,
    MOST_PATHS,
    Figure,
    Review,
    ReviewedAlgorithm,
    ReviewedEvaluation,
    ReviewedVersion,
    clipped,
)
from boas.reports.text import ERRORS, WARNINGS, count, visible


def markdown_review(review: Review, language: Language) -> str:
    """The whole summary, at most 60,000 characters: algorithms that do not fit are counted in its last line."""
    text = "\n".join(opening(review, language)) + "\n"
    for position, algorithm in enumerate(review.algorithms):
        piece = "\n" + "\n".join(lines_of(algorithm, language)) + "\n"
        if len(text) + len(piece) > MOST_CHARACTERS - LONGEST_REST:
            n = len(review.algorithms) - position
            return text + f"\n… {count(n, MORE, language)}\n"
        text += piece
    return text


def opening(review: Review, language: Language) -> Iterator[str]:
    """The heading, what must be read first, what is refused, and the files that belong to no algorithm."""
    n = count(len(review.algorithms), ALGORITHMS, language)
    yield f"### `boas review`{colon(language)}{n}, {counted(review.findings, language)}"
    if first := first_sentences(review):
        yield ""
        yield from (f"- **{sentence(one, language)}**" for one in first)
    if review.guarded:
        yield from ("", f"**{REFUSED.in_(language)}**", "", *listed(review.guarded, language))
    if review.others:
        yield from ("", OTHERS.in_(language) + colon(language).rstrip(" "), "", *listed(review.others, language))
    if not review.algorithms and not review.others:
        yield from ("", NOTHING.in_(language))
    yield from people_lines(review, language)


def listed(paths: tuple[str, ...], language: Language) -> Iterator[str]:
    """Paths, one a line; of many the first."""
    yield from (f"- {code_span(clipped(visible(path)))}" for path in paths[:MOST_PATHS])
    if len(paths) > MOST_PATHS:
        yield f"- … {count(len(paths) - MOST_PATHS, FILES_MORE, language)}"


def lines_of(one: ReviewedAlgorithm, language: Language) -> Iterator[str]:
    """One algorithm: its versions with their levels, what changed, what its numbers come to."""
    state = NEW if one.is_new else GONE if one.is_removed else TOUCHED
    yield f"#### {code_span(visible(one.id))} — {state.in_(language)}, {counted(one.findings, language)}"
    if one.versions:
        yield from ("", table_head(VERSION_COLUMNS, language))
        yield from (version_row(version, language) for version in one.versions)
    for version in one.versions:
        yield from change_lines(version, language)
        yield from missing_lines(version, language)
    for evaluation in one.evaluations:
        yield from evaluation_lines(evaluation, language)


def version_row(one: ReviewedVersion, language: Language) -> str:
    """One version: what it is, its level before and after, and the step of version asked for and taken."""
    state = NEW_VERSION if one.is_new else GONE if one.is_removed else EDITED
    asked = taken = "–"
    if one.difference is not None:
        asked = BUMP_WORDS[one.difference.required].in_(language)
        taken = BUMP_WORDS[one.difference.taken].in_(language) if one.is_new else "–"
    levels = f"{level(one.level_before)} → {level(one.level_after)}"
    follows = cell_code(visible(one.follows)) if one.is_new and one.follows else "–"
    cells = (cell_code(visible(one.version)), state.in_(language), follows, levels, asked, taken)
    return f"| {' | '.join(cells)} |"


def level(value: int | None) -> str:
    """A level, or a dash when there is none."""
    return "–" if value is None else str(value)


def change_lines(one: ReviewedVersion, language: Language) -> Iterator[str]:
    """What changed, the greatest step first."""
    changes = one.difference.changes if one.difference else ()
    if not changes:
        return
    title = CHANGES.in_(language).format(code_span(visible(one.follows)), code_span(visible(one.version)))
    yield from (
        "",
        title if one.follows != one.version else EDITS.in_(language).format(code_span(visible(one.version))),
    )
    yield ""
    order = sorted(changes, key=lambda change: -list(BUMP_WORDS).index(change.bump))
    for change in order[:MOST_CHANGES]:
        yield f"- {BUMP_WORDS[change.bump].in_(language)}{colon(language)}{sentence(change.sentence, language)}"
    if len(changes) > MOST_CHANGES:
        yield f"- … {count(len(changes) - MOST_CHANGES, CHANGES_MORE, language)}"


def missing_lines(one: ReviewedVersion, language: Language) -> Iterator[str]:
    """What the next level asks for."""
    if one.missing and one.level_after is not None:
        yield from ("", NEXT.in_(language).format(one.level_after + 1, code_span(visible(one.version))), "")
        yield from (f"- {sentence(words, language)}" for words in one.missing[:MOST_PATHS])


def evaluation_lines(one: ReviewedEvaluation, language: Language) -> Iterator[str]:
    """What the numbers of one evaluation come to: states of claims, then recomputed numbers."""
    new = f" ({NEW_EVALUATION.in_(language)})" if one.is_new else ""
    version = f"{OF_VERSION.in_(language)} {code_span(visible(one.version))}"
    name = f"{EVALUATION.in_(language)} {code_span(visible(one.id))}{new}, {version}"
    yield from ("", f"{name}{colon(language)}{told(one, language)}")
    if one.n_excused:
        yield from ("", f"{count(one.n_excused, EXCUSED, language)}.")
    if one.figures:
        yield from ("", table_head(FIGURE_COLUMNS, language))
        yield from (figure_row(figure, language) for figure in one.figures[:MOST_FIGURES])


def told(one: ReviewedEvaluation, language: Language) -> str:
    """How many claims are in each state."""
    names = vocabulary("claim_states").terms
    states = [f"{n} {names[state].in_(language).lower()}" for state, n in one.states]
    return f"{CLAIMS.in_(language)}{colon(language)}{', '.join(states)}" if states else NO_CLAIMS.in_(language)


def figure_row(one: Figure, language: Language) -> str:
    """One recomputed number with its interval and its denominator."""
    name = vocabulary("metrics").terms.get(one.metric, Words(one.metric, one.metric)).in_(language)
    ends = [decimal(end, language) for end in (one.lower, one.upper) if end is not None]
    variant = cell_code(clipped(visible(one.variant))) if one.variant else "–"
    people = "–" if one.n is None else str(one.n)
    both_ends = " – ".join(ends) if len(ends) == 2 else "–"  # noqa: PLR2004 -- an interval has two ends
    return f"| {' | '.join((in_words(name), variant, decimal(one.value, language), both_ends, people))} |"


def decimal(value: float, language: Language) -> str:
    """A number with three decimals."""
    text = f"{value:.3f}".replace("-", "−")
    return text.replace(".", ",") if language == "fr" else text


def counted(findings: Iterable[Finding], language: Language) -> str:
    """How many findings of each sort."""
    ranks = [rank(finding) for finding in findings]
    nouns = (ERRORS, WARNINGS, INFOS)
    n = [ranks.count(grave) for grave in range(3)]
    return ", ".join(count(n[grave], nouns[grave], language) for grave in range(3 if n[2] else 2))


def sentence(words: Words, language: Language) -> str:
    """A sentence of at most so many characters, in which an author's words are code."""
    return in_words(clipped(visible(words.in_(language))))


def colon(language: Language) -> str:
    """What stands between a name and what is said of it."""
    return " : " if language == "fr" else ": "


def table_head(columns: Words, language: Language) -> str:
    """The two lines that begin a table."""
    names = columns.in_(language).split("|")
    return f"| {' | '.join(names)} |\n|{'---|' * len(names)}"


ALGORITHMS = Words("algorithme touché|algorithmes touchés", "algorithm touched|algorithms touched")
MORE = Words("algorithme de plus|algorithmes de plus", "more algorithm|more algorithms")
FILES_MORE = Words("fichier de plus|fichiers de plus", "more file|more files")
CHANGES_MORE = Words("changement de plus|changements de plus", "more change|more changes")
VERSION_COLUMNS = Words(
    "Version|État|Suit|Niveau|Étape demandée|Étape prise", "Version|State|Follows|Level|Step asked for|Step taken"
)
FIGURE_COLUMNS = Words("Mesure|Variante|Recalculé|Intervalle|n", "Metric|Variant|Recomputed|Interval|n")
REFUSED = Words(
    "Refusé : cette proposition touche à la fois des fiches et ce qui les vérifie. "
    "Faire deux propositions séparées : d’abord les règles ou les relecteurs, puis les fiches.",
    "Refused: this proposal touches cards together with what checks them. "
    "Make two separate proposals: the rules or the reviewers first, then the cards.",
)
OTHERS = Words("Autres fichiers du registre", "Other files of the registry")
NOTHING = Words("Aucun fichier du registre n’a changé.", "No file of the registry has changed.")
OF_VERSION = Words("version", "version")
NEW = Words("nouvel algorithme", "new algorithm")
GONE = Words("supprimé", "removed")
TOUCHED = Words("modifié", "changed")
NEW_VERSION = Words("nouvelle", "new")
EDITED = Words("modifiée", "edited")
CHANGES = Words("De {} à {} :", "From {} to {}:")
EDITS = Words("Dans la version {} :", "In version {}:")
NEXT = Words("Pour atteindre le niveau {} (version {}) :", "To reach level {} (version {}):")
EVALUATION = Words("Évaluation", "Evaluation")
NEW_EVALUATION = Words("nouvelle", "new")
EXCUSED = Words(
    "chiffre dispensé du seuil des petits effectifs, dit déjà publié : vérifier la publication nommée"
    "|chiffres dispensés du seuil des petits effectifs, dits déjà publiés : vérifier les publications nommées",
    "number excused from the threshold of small counts, said to be public already: look at the publication named"
    "|numbers excused from the threshold of small counts, said to be public already: look at the publications named",
)
CLAIMS = Words("chiffres déclarés", "reported figures")
NO_CLAIMS = Words("aucun chiffre déclaré", "no reported figure")
