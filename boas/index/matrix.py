"""The audit matrix: latest versions against checks that follow from facts alone.

Who is checked are the algorithms of the default list and the worked examples; totals leave the examples
out. The day is that of the commit the registry is read from.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from boas.documents import Absent, Card, version_order, vocabulary
from boas.evidence.counts import CROSS
from boas.evidence.dimensions import EXPECTED_DIMENSIONS
from boas.finding import LANGUAGES, Words
from boas.index.answers import AlgorithmRow, AuditMatrix, MatrixCell, MatrixRow
from boas.index.compose import Composer
from boas.index.evidence import dimensions
from boas.index.facets import is_listed
from boas.index.records import both
from boas.index.surroundings import by_name
from boas.registry import AlgorithmEntry, JudgedAudit, Weighed, asked_fields, completeness, end_of
from boas.standing.independence import MAY_BE

RECENT_YEARS = 2
ANSWERS = ("yes", "partly", "no", "not-applicable")


@dataclass(frozen=True)
class Checked:
    """What the checks of one algorithm look at."""

    entry: AlgorithmEntry
    evaluations: tuple[Weighed, ...]
    """Those that stand for the latest version, newest first."""
    others: tuple[Weighed, ...]
    """Those of other versions that do not, newest first."""
    audits: tuple[JudgedAudit, ...]
    """Those that hold for the latest version."""
    known_sources: frozenset[str]
    """Ids of the data sources the registry describes."""
    day: str
    """Day of the commit the registry is read from."""

    @property
    def card(self) -> Card:
        """The card of the latest version."""
        return self.entry.latest.card


def audit_matrix(composer: Composer) -> AuditMatrix:
    """All algorithms against all checks."""
    chosen = (row for row in by_name(composer.rows.values()) if is_listed(row) or row.origin == "example")
    rows = tuple(matrix_row(composer, row) for row in chosen)
    counted = Counter((name, cell.answer) for row in rows if not row.is_example for name, cell in row.cells.items())
    checks = tuple(vocabulary("audit_checks").terms)
    totals = {check: {answer: counted[check, answer] for answer in ANSWERS} for check in checks}
    return AuditMatrix(checks, totals, rows)


def matrix_row(composer: Composer, row: AlgorithmRow) -> MatrixRow:
    """One algorithm against all checks."""
    entry = composer.registry.algorithms[row.id]
    assessment = composer.get_assessment(entry)
    checked = Checked(
        entry,
        assessment.select_for_version(row.version),
        assessment.select_for_others(row.version),
        tuple(one for one in assessment.list_audits(row.version) if not one.replaced_by),
        frozenset(composer.registry.data_sources),
        composer.registry.collection.as_of,
    )
    found = {check: CHECKS[check](checked) for check in vocabulary("audit_checks").terms}
    cells = {check: naming_versions(checked, one, rests_on(checked, check)) for check, one in found.items()}
    return MatrixRow(
        id=row.id,
        name=row.name,
        version=row.version,
        level=row.level,
        organisations=row.organisations,
        is_example=row.origin == "example",
        measured_versions=tuple(versions_measured(checked.evaluations)),
        cells=cells,
    )


def cell(answer: str, fr: str, en: str) -> MatrixCell:
    """One check with a few words."""
    return MatrixCell(answer, both(Words(fr, en)))


def share(n: int, total: int, fr: str, en: str) -> MatrixCell:
    """Yes when all of several things hold, partly when some do, no when none does; both nouns take an s."""
    answer = "yes" if n == total else "partly" if n else "no"
    plural = "s" if total > 1 else ""
    return cell(answer, f"{n} sur {total} {fr}{plural}", f"{n} of {total} {en}{plural}")


def documented(checked: Checked) -> MatrixCell:
    """Whether the card fills all it is asked for."""
    counted = completeness(checked.card)
    return share(counted.filled, counted.expected, "champ", "field")


def evidence_recomputed(checked: Checked) -> MatrixCell:
    """Whether the evaluations of this version give numbers that could be recomputed."""
    if not checked.evaluations:
        return no_evaluation(checked)
    n = sum(one.has_value for one in checked.evaluations)
    return share(n, len(checked.evaluations), "évaluation", "evaluation")


def claims_consistent(checked: Checked) -> MatrixCell:
    """Whether claims about this version add up: no as soon as one does not, yes when all could be verified."""
    states = [judgement.state for one in checked.evaluations for judgement in one.judgements]
    if not states:
        return cell("not-applicable", "aucun chiffre publié", "no published figure")
    if wrong := states.count("contradicted"):
        return cell("no", f"à revoir : {wrong} sur {len(states)}", f"not adding up: {wrong} of {len(states)}")
    verified = len(states) - states.count("declared")
    answer = "yes" if verified == len(states) else "partly"
    return cell(answer, f"vérifiés : {verified} sur {len(states)}", f"verified: {verified} of {len(states)}")


def measured_by_group(checked: Checked) -> MatrixCell:
    """Whether anybody measured by group: yes with counts, partly when it is only claimed."""
    counted = {name for one in checked.evaluations for gap in one.disparities for name in gap.dimension.split(CROSS)}
    claimed = {name for one in checked.evaluations for name in one.dimensions} - counted
    if not counted and not claimed:
        return cell("no", "aucun groupe", "no group")
    labels = [vocabulary("subgroup_dimensions").terms[name] for name in sorted(counted or claimed)]
    fr, en = (", ".join(label.in_(language).lower() for label in labels) for language in ("fr", "en"))
    return cell("yes", fr, en) if counted else cell("partly", f"déclaré : {fr}", f"declared: {en}")


def dimensions_covered(checked: Checked) -> MatrixCell:
    """Whether each expected dimension is measured, or the card says why not."""
    measured = {name for one in checked.evaluations for name in one.dimensions}
    rows = dimensions(checked.entry.latest.document.value.get("bias", {}), measured)
    covered = sum(row.is_expected and row.state != "silent" for row in rows)
    return share(covered, len(EXPECTED_DIMENSIONS), "dimension", "dimension")


def independent_evaluation(checked: Checked) -> MatrixCell:
    """Whether somebody from outside measured this version: yes with counts, partly when it is only declared."""
    if not checked.evaluations:
        return no_evaluation(checked)
    outside = [one for one in checked.evaluations if one.speaker.term == "independent"]
    if any(one.has_value for one in outside):
        return cell("yes", "recalculée", "recomputed")
    if outside:
        return cell("partly", "chiffres déclarés seulement", "declared figures only")
    if any(one.speaker.term == "unknown" for one in checked.evaluations):
        return cell("no", "évaluateur inconnu", "evaluator not known")
    if any(one.speaker.term in MAY_BE for one in checked.evaluations):
        return cell("no", "évaluateur non distingué des auteurs", "evaluator not told apart from the authors")
    return cell("no", "par les auteurs ou leur organisation", "by the authors or their organisation")


def recent_evaluation(checked: Checked) -> MatrixCell:
    """Whether this version was evaluated in the two years before the commit."""
    if not checked.evaluations:
        return no_evaluation(checked)
    date = checked.evaluations[0].evaluation.date
    if not date:
        return cell("no", "date non donnée", "date not given")
    if not checked.day:  # a clone without the history of its documents
        return cell("not-applicable", "jour du registre inconnu", "day of the registry not known")
    limit = f"{int(checked.day[:4]) - RECENT_YEARS:04d}{checked.day[4:]}"
    return cell("yes" if end_of(date) > limit else "no", date, date)


def bias_audit(checked: Checked) -> MatrixCell:
    """Whether an independent bias audit of these bytes is in date; partly when there is one that falls short."""
    about_bias = [one for one in checked.audits if one.audit.kind == "bias"]
    if good := next((one for one in about_bias if one.counts_for_level), None):
        return cell("yes", good.audit.date, good.audit.date)
    if not about_bias:
        return cell("no", "aucun audit", "no audit")
    first = about_bias[0]
    if first.speaker.term != "independent":
        return cell("partly", "auditeur non indépendant", "auditor not independent")
    if not first.is_of_this_digest:
        return cell("partly", "autre contenu", "other content")
    if not first.is_well_dated:
        return cell("partly", "date impossible", "impossible date")
    return cell("partly", "révision dépassée", "review overdue")


def data_source_known(checked: Checked) -> MatrixCell:
    """Whether the registry describes the data sources the card names."""
    uses = checked.card.data.sources
    names = dict.fromkeys(use.source for use in uses) if isinstance(uses, tuple) else {}
    if not names:
        return cell("no", "aucune source", "no source")
    return share(sum(name in checked.known_sources for name in names), len(names), "source", "source")


def licence_given(checked: Checked) -> MatrixCell:
    """Whether each piece has a licence; a piece the algorithm does not have needs none."""
    asked = [path.partition(".")[2] for path in asked_fields(checked.card.kind) if path.startswith("licence.")]
    given = {name: getattr(checked.card.licence, name, None) for name in asked}
    needed = [value for value in given.values() if not is_not_applicable(value)]
    if not needed:
        return cell("not-applicable", "rien à licencier", "nothing to license")
    return share(sum(isinstance(value, str) for value in needed), len(needed), "licence", "licence")


def is_not_applicable(value: object) -> bool:
    """Whether authors say that there is no such thing."""
    return isinstance(value, Absent) and value.absent.reason == "not-applicable"


def no_evaluation(checked: Checked) -> MatrixCell:
    """There is none that stands for this version; which other ones were measured is said."""
    versions = ", ".join(versions_measured(checked.others))
    if not versions:
        return cell("no", "aucune évaluation", "no evaluation")
    return cell("no", f"autre version mesurée : {versions}", f"other version measured: {versions}")


def versions_measured(found: Iterable[Weighed]) -> list[str]:
    """Versions that were measured, each once, the oldest first."""
    return sorted({one.version for one in found} - {""}, key=version_order)


def naming_versions(checked: Checked, made: MatrixCell, found: Sequence[Weighed | JudgedAudit]) -> MatrixCell:
    """A cell that says which version was measured or judged, when it is not the one shown."""
    older = sorted({one.version for one in found} - {checked.entry.latest.version}, key=version_order)
    if not older:
        return made
    words = Words(f"mesuré sur {', '.join(older)}, inchangé depuis", f"measured on {', '.join(older)}, unchanged since")
    return replace(made, detail={name: f"{made.detail[name]} ({words.in_(name)})" for name in LANGUAGES})


CHECKS: Mapping[str, Callable[[Checked], MatrixCell]] = {
    "documented": documented,
    "evidence-recomputed": evidence_recomputed,
    "claims-consistent": claims_consistent,
    "measured-by-group": measured_by_group,
    "dimensions-covered": dimensions_covered,
    "independent-evaluation": independent_evaluation,
    "recent-evaluation": recent_evaluation,
    "bias-audit": bias_audit,
    "data-source-known": data_source_known,
    "licence-given": licence_given,
}
"""What each term of the vocabulary `audit_checks` looks at."""

ON_EVALUATIONS = frozenset(
    {"evidence-recomputed", "claims-consistent", "measured-by-group", "independent-evaluation", "recent-evaluation"}
)
"""Checks that rest on figures."""


def rests_on(checked: Checked, check: str) -> Sequence[Weighed | JudgedAudit]:
    """What a check takes its answer from, as far as somebody measured or judged it."""
    if check == "bias-audit":
        return [one for one in checked.audits if one.audit.kind == "bias"]
    return checked.evaluations if check in ON_EVALUATIONS else ()
