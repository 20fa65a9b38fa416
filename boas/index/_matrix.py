"""The audit matrix: latest versions against checks that follow from facts alone.

Who is checked are all algorithms; totals leave out worked examples and what was withdrawn. The day is that of
the commit the registry is read from.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from boas.documents import Absent, Card, compute_completeness, list_expected_fields, load_vocabulary, parse_version
from boas.evidence import CROSS, EXPECTED_DIMENSIONS
from boas.independence import MAY_BE
from boas.index._composer import Composer
from boas.index._evidence import iter_dimension_rows
from boas.index._evidence_answers import AuditMatrix, MatrixCell, MatrixRow
from boas.index._facet_facts import determine_bias_audit
from boas.index._facets import is_usable
from boas.index._relations import sort_rows
from boas.index._row_answers import AlgorithmRow
from boas.registry import (
    AlgorithmEntry,
    AssessedAudit,
    AssessedEvaluation,
    AssessedObservation,
    parse_last_day,
)
from boas.translation import Message, change_case, join_messages, make_plural, make_verbatim

_RECENT_YEARS = 2
_ANSWERS = ("yes", "partly", "no", "not-applicable")


@dataclass(frozen=True)
class MatrixSubject:
    """What the checks of one algorithm look at."""

    entry: AlgorithmEntry
    evaluations: tuple[AssessedEvaluation, ...]
    """Those that stand for the latest version, newest first."""
    others: tuple[AssessedEvaluation, ...]
    """Those of other versions that do not, newest first."""
    audits: tuple[AssessedAudit, ...]
    """Those that hold for the latest version."""
    observations: tuple[AssessedObservation, ...]
    """Those that stand about the latest version."""
    known_sources: frozenset[str]
    """Ids of the data sources the registry describes."""
    day: str
    """Day of the commit the registry is read from."""

    @property
    def card(self) -> Card:
        """The card of the latest version."""
        return self.entry.latest.card


def build_audit_matrix(composer: Composer) -> AuditMatrix:
    """All algorithms against all checks."""
    rows = tuple(_find_matrix_row(composer, row) for row in composer.collect(sort_rows))
    usable = {row.id for row in composer.rows.values() if is_usable(row)}
    counted = Counter((name, cell.answer) for row in rows if row.id in usable for name, cell in row.cells.items())
    checks = tuple(load_vocabulary("audit_checks").terms)
    totals = {check: {answer: counted[check, answer] for answer in _ANSWERS} for check in checks}
    return AuditMatrix(checks, totals, rows)


def _find_matrix_row(composer: Composer, row: AlgorithmRow) -> MatrixRow:
    """One algorithm against all checks, as it was kept or checked now."""
    entry = composer.registry.algorithms[row.id]
    own = composer.origins.fingerprint_own(entry)
    # An evaluation grows old with the registry, whose day need not be one on which the algorithm changed.
    made_of = f"{own} {composer.registry.collection.as_of}" if own and entry.evaluations else own
    return composer.facts.find("matrix", made_of, MatrixRow, partial(_build_matrix_row, composer, row))


def _build_matrix_row(composer: Composer, row: AlgorithmRow) -> MatrixRow:
    """One algorithm against all checks."""
    entry = composer.registry.algorithms[row.id]
    assessment = composer.get_assessment(entry)
    checked = MatrixSubject(
        entry,
        assessment.select_for_version(row.version),
        assessment.select_for_others(row.version),
        tuple(one for one in assessment.list_audits(row.version) if not one.replaced_by),
        tuple(one for one in composer.get_observations(entry) if _is_about(one, row.version)),
        frozenset(composer.registry.data_sources),
        composer.registry.collection.as_of,
    )
    found = {check: CHECKS[check](checked) for check in load_vocabulary("audit_checks").terms}
    cells = {
        check: _name_older_versions(checked, one, _list_supporting_evidence(checked, check))
        for check, one in found.items()
    }
    return MatrixRow(
        id=row.id,
        name=row.name,
        version=row.version,
        level=row.level,
        organisations=row.organisations,
        is_example=row.origin == "example",
        measured_versions=tuple(_list_measured_versions(checked.evaluations)),
        cells=cells,
        status=row.status,
        notices=row.notices,
    )


def _build_cell(answer: str, detail: Message) -> MatrixCell:
    """One check with a few words."""
    return MatrixCell(answer, detail.to_texts())


def _build_share_cell(n: int, total: int, noun: Message) -> MatrixCell:
    """Yes when all of several things hold, partly when some do, no when none does."""
    answer = "yes" if n == total else "partly" if n else "no"
    return _build_cell(answer, Message("{part} of {total}", part=n, total=noun.with_number(total)))


_FIELDS = make_plural("{n} field", "{n} fields", 1)
_EVALUATIONS = make_plural("{n} evaluation", "{n} evaluations", 1)
_DIMENSIONS = make_plural("{n} dimension", "{n} dimensions", 1)
_SOURCES = make_plural("{n} source", "{n} sources", 1)
_OBSERVATIONS = make_plural("{n} observation", "{n} observations", 1)
_LICENCES = make_plural("{n} licence", "{n} licences", 1)


def _check_documentation(checked: MatrixSubject) -> MatrixCell:
    """Whether the card fills all it is asked for."""
    counted = compute_completeness(checked.card)
    return _build_share_cell(counted.filled, counted.expected, _FIELDS)


def _check_recomputation(checked: MatrixSubject) -> MatrixCell:
    """Whether the evaluations of this version give numbers that could be recomputed."""
    if not checked.evaluations:
        return _build_no_evaluation_cell(checked)
    n = sum(one.has_value for one in checked.evaluations)
    return _build_share_cell(n, len(checked.evaluations), _EVALUATIONS)


def _check_claims(checked: MatrixSubject) -> MatrixCell:
    """Whether claims about this version add up: no as soon as one does not, yes when all could be verified."""
    states = [judgement.state for one in checked.evaluations for judgement in one.judgements]
    if not states:
        return _build_cell("not-applicable", Message("no published figure"))
    if wrong := states.count("contradicted"):
        return _build_cell("no", Message("not adding up: {wrong} of {n}", wrong=wrong, n=len(states)))
    verified = len(states) - states.count("declared")
    answer = "yes" if verified == len(states) else "partly"
    return _build_cell(answer, Message("verified: {verified} of {n}", verified=verified, n=len(states)))


def _check_group_measures(checked: MatrixSubject) -> MatrixCell:
    """Whether anybody measured by group: yes with counts, partly when it is only claimed."""
    counted = {name for one in checked.evaluations for gap in one.disparities for name in gap.dimension.split(CROSS)}
    claimed = {name for one in checked.evaluations for name in one.dimensions} - counted
    if not counted and not claimed:
        return _build_cell("no", Message("no group"))
    labels = [load_vocabulary("subgroup_dimensions").terms[name] for name in sorted(counted or claimed)]
    names = join_messages(change_case(label, "lower") for label in labels)
    return _build_cell("yes", names) if counted else _build_cell("partly", Message("declared: {names}", names=names))


def _check_dimensions(checked: MatrixSubject) -> MatrixCell:
    """Whether each expected dimension is measured, or the card says why not."""
    measured = {name for one in checked.evaluations for name in one.dimensions}
    rows = iter_dimension_rows(checked.entry.latest.document.value.get("bias", {}), measured)
    covered = sum(row.is_expected and row.state != "silent" for row in rows)
    return _build_share_cell(covered, len(EXPECTED_DIMENSIONS), _DIMENSIONS)


def _check_independence(checked: MatrixSubject) -> MatrixCell:
    """Whether somebody from outside measured this version: yes with counts, partly when it is only declared."""
    if not checked.evaluations:
        return _build_no_evaluation_cell(checked)
    outside = [one for one in checked.evaluations if one.speaker.term == "independent"]
    if any(one.has_value for one in outside):
        return _build_cell("yes", Message("recomputed"))
    if outside:
        return _build_cell("partly", Message("declared figures only"))
    if any(one.speaker.term == "unknown" for one in checked.evaluations):
        return _build_cell("no", Message("evaluator not known"))
    if any(one.speaker.term in MAY_BE for one in checked.evaluations):
        return _build_cell("no", Message("evaluator not told apart from the authors"))
    return _build_cell("no", Message("by the authors or their organisation"))


def check_recency(checked: MatrixSubject) -> MatrixCell:
    """Whether this version was evaluated in the two years before the commit."""
    if not checked.evaluations:
        return _build_no_evaluation_cell(checked)
    date = checked.evaluations[0].evaluation.date
    if not date:
        return _build_cell("no", Message("date not given"))
    if not checked.day:  # a clone without the history of its documents
        return _build_cell("not-applicable", Message("day of the registry not known"))
    limit = f"{int(checked.day[:4]) - _RECENT_YEARS:04d}{checked.day[4:]}"
    return _build_cell("yes" if parse_last_day(date) > limit else "no", make_verbatim(date))


def _check_bias_audit(checked: MatrixSubject) -> MatrixCell:
    """Whether an independent bias audit of these bytes is in date; partly when there is one that falls short."""
    about_bias = [one for one in checked.audits if one.audit.kind == "bias"]
    answer = determine_bias_audit(checked.audits)
    if answer == "no":
        return _build_cell(answer, Message("no audit"))
    if answer == "yes":
        return _build_cell(answer, make_verbatim(next(one.audit.date for one in about_bias if one.counts_for_level)))
    first = about_bias[0]
    if first.speaker.term != "independent":
        return _build_cell("partly", Message("auditor not independent"))
    if not first.is_of_this_digest:
        return _build_cell("partly", Message("other content"))
    if not first.is_well_dated:
        return _build_cell("partly", Message("impossible date"))
    return _build_cell("partly", Message("review overdue"))


def _check_data_sources(checked: MatrixSubject) -> MatrixCell:
    """Whether the registry describes the data sources the card names."""
    uses = checked.card.data.sources
    names = dict.fromkeys(use.source for use in uses) if isinstance(uses, tuple) else {}
    if not names:
        return _build_cell("no", Message("no source"))
    return _build_share_cell(sum(name in checked.known_sources for name in names), len(names), _SOURCES)


def _check_licences(checked: MatrixSubject) -> MatrixCell:
    """Whether each piece has a licence; a piece the algorithm does not have needs none."""
    asked = [path.partition(".")[2] for path in list_expected_fields(checked.card.kind) if path.startswith("licence.")]
    given = {name: getattr(checked.card.licence, name, None) for name in asked}
    needed = [value for value in given.values() if not _is_not_applicable(value)]
    if not needed:
        return _build_cell("not-applicable", Message("nothing to license"))
    return _build_share_cell(sum(isinstance(value, str) for value in needed), len(needed), _LICENCES)


def _is_about(one: AssessedObservation, version: str) -> bool:
    """Whether an observation stands about a version, contested or not."""
    return not one.replaced_by and one.state != "withdrawn" and version in one.touched


def _check_observations(checked: MatrixSubject) -> MatrixCell:
    """Whether the authors answered what was observed about this version; what nobody looked at says nothing."""
    if not checked.observations:
        return _build_cell("not-applicable", Message("no observation"))
    answered = sum(one.state != "open" for one in checked.observations)
    return _build_share_cell(answered, len(checked.observations), _OBSERVATIONS)


def _is_not_applicable(value: object) -> bool:
    """Whether authors say that there is no such thing."""
    return isinstance(value, Absent) and value.absent.reason == "not-applicable"


def _build_no_evaluation_cell(checked: MatrixSubject) -> MatrixCell:
    """There is none that stands for this version; which other ones were measured is said."""
    versions = ", ".join(_list_measured_versions(checked.others))
    if not versions:
        return _build_cell("no", Message("no evaluation"))
    return _build_cell("no", Message("other version measured: {versions}", versions=versions))


def _list_measured_versions(found: Iterable[AssessedEvaluation]) -> list[str]:
    """Versions that were measured, each once, the oldest first."""
    return sorted({one.version for one in found} - {""}, key=parse_version)


def _name_older_versions(
    checked: MatrixSubject, made: MatrixCell, found: Sequence[AssessedEvaluation | AssessedAudit]
) -> MatrixCell:
    """A cell that says which version was measured or judged, when it is not the one shown."""
    older = sorted({one.version for one in found} - {checked.entry.latest.version}, key=parse_version)
    if not older:
        return made
    words = Message("measured on {older}, unchanged since", older=", ".join(older))
    return replace(made, detail={name: f"{text} ({words.in_(name)})" for name, text in made.detail.items()})


CHECKS: Mapping[str, Callable[[MatrixSubject], MatrixCell]] = {
    "documented": _check_documentation,
    "evidence-recomputed": _check_recomputation,
    "claims-consistent": _check_claims,
    "measured-by-group": _check_group_measures,
    "dimensions-covered": _check_dimensions,
    "independent-evaluation": _check_independence,
    "recent-evaluation": check_recency,
    "bias-audit": _check_bias_audit,
    "data-source-known": _check_data_sources,
    "licence-given": _check_licences,
    "observations-answered": _check_observations,
}
"""What each term of the vocabulary `audit_checks` looks at."""

_EVALUATION_CHECKS = frozenset(
    {"evidence-recomputed", "claims-consistent", "measured-by-group", "independent-evaluation", "recent-evaluation"}
)
"""Checks that rest on figures."""


def _list_supporting_evidence(checked: MatrixSubject, check: str) -> Sequence[AssessedEvaluation | AssessedAudit]:
    """What a check takes its answer from, as far as somebody measured or judged it."""
    if check == "bias-audit":
        return [one for one in checked.audits if one.audit.kind == "bias"]
    return checked.evaluations if check in _EVALUATION_CHECKS else ()
