"""Evidence of the small registry: invented counts of a worked example, judged claims, an audit, the matrix.

Numbers are computed by the room of evidence from the counts below; nothing here is typed that it could compute.
"""

from collections.abc import Sequence
from typing import Any

from boas.documents import Audit, Bias, Evaluation, NotAssessed, load_vocabulary
from boas.evidence import ClaimVerdict, Implication, PooledEstimate, StratumEstimates, read_counts, read_scores
from boas.evidence._estimates import ClaimIssue
from boas.evidence.statistics import compute_disparities, pool_sites, recompute, select_worst
from boas.index import Written
from boas.index import _answers as a
from boas.index._evidence_rows import (
    DisparityRow,
    ImplicationRow,
    JudgementRow,
    PooledRow,
    RecomputedRow,
    WorstDisparityRow,
    to_rows,
)
from boas.index._records import Named, TableFields
from boas.parsing import Table, read_table
from tests.bilingual import Bilingual
from tests.site.small_facts import DIGEST, PUBLISHED, Json, both

THRESHOLD = 11

COUNTS = """site,sex,age_band,tp,fp,fn,tn
Lyon,femmes,18-39,31,12,24,310
Lyon,femmes,40-64,88,25,21,640
Lyon,femmes,65 et plus,140,44,32,510
Lyon,hommes,18-39,52,14,16,330
Lyon,hommes,40-64,120,33,25,655
Lyon,hommes,65 et plus,160,51,30,470
Lille,femmes,18-39,22,15,29,290
Lille,femmes,40-64,70,31,22,520
Lille,femmes,65 et plus,121,60,36,430
Lille,hommes,18-39,41,17,17,300
Lille,hommes,40-64,101,38,26,540
Lille,hommes,65 et plus,133,70,37,400
Marseille,femmes,18-39,18,20,18,210
Marseille,femmes,40-64,48,28,25,380
Marseille,femmes,65 et plus,80,49,49,300
Marseille,hommes,18-39,33,21,18,220
Marseille,hommes,40-64,66,40,33,390
Marseille,hommes,65 et plus,85,55,51,280
,,unknown,<11,12,<11,[c]
,,,1414,643,496,7190
"""
SCORES = """score_low,score_high,positives,negatives
0,0.1,14,3100
0.1,0.2,41,720
0.2,0.3,60,240
0.3,0.4,75,150
0.4,0.5,90,96
0.5,0.6,110,85
0.6,0.7,130,70
0.7,0.8,160,52
0.8,0.9,190,31
0.9,1,<11,<11
"""
POOLED = ("sensitivity", "specificity", "ppv")


def table(text: str) -> Table:
    return read_table(text.encode())


def fields(of: Table) -> TableFields:
    return TableFields(of.header, tuple(row.cells for row in of.rows))


def recomputed() -> tuple[StratumEstimates, ...]:
    """What the counts and scores give."""
    return recompute(read_counts(table(COUNTS)), read_scores(table(SCORES)))


def pooled(found: Sequence[StratumEstimates]) -> tuple[PooledEstimate, ...]:
    """Metrics over the three sites."""
    sites = [one for one in found if one.stratum.site and not one.stratum.groups]
    made = (pool_sites("", metric, [(one.stratum.site, one.estimates[metric]) for one in sites]) for metric in POOLED)
    return tuple(one for one in made if one)


def judgements(found: Sequence[StratumEstimates], n_claims: int) -> tuple[ClaimVerdict, ...]:
    """One claim found again, one that does not add up, the rest as printed."""
    estimate = found[0].estimates["sensitivity"]
    again = ClaimVerdict(
        0,
        "recomputed",
        estimate,
        estimate.numerator,
        estimate.n,
        ("wilson",),
        (Bilingual("Même valeur.", "Same value."),),
        (),
    )
    problem = ClaimIssue(
        "metric-mismatch",
        "value",
        Bilingual("Les effectifs donnent une autre valeur.", "The counts give another value."),
        Bilingual("Corrigez la valeur.", "Correct the value."),
    )
    wrong = ClaimVerdict(1, "contradicted", None, None, 90, (), (), (problem,))
    reason = Bilingual("0,9 pour n = 310 est 279 sur 310.", "0.9 with n = 310 is 279 of 310.")
    fitting = ClaimVerdict(2, "consistent", None, 279, 310, (), (reason,), ())
    rest = (ClaimVerdict(place, "declared", None, None, None, (), (), ()) for place in range(3, n_claims))
    return (again, wrong, fitting, *rest)


def implied() -> Implication:
    ranges = {"tp": (120, 123), "fp": (40, 44)}
    sentence = Bilingual(
        "Deux chiffres laissent 120 à 123 vrais positifs.", "Two figures leave 120 to 123 true positives."
    )
    return Implication((1, 2), 310, is_possible=True, ranges=ranges, sentence=sentence)


def files(algorithm: str, name: str, *names: str) -> tuple[a.EvidenceFile, ...]:
    folder = f"model_cards/algorithms/{algorithm}/evaluations/{name}"
    return tuple(a.EvidenceFile(f"{folder}/{one}", f"{place}f" * 32, PUBLISHED) for place, one in enumerate(names))


INDEPENDENT = a.Independence("independent", both("Aucune organisation en commun.", "No organisation in common."))
UNKNOWN = a.Independence("unknown", both("L’évaluateur n’est pas nommé.", "The evaluator is not named."))


def own_version(document: Json) -> dict[str, Any]:
    """That an evaluation is one of the version shown."""
    version = document["subject"]["version"]
    return {"version": version, "stands_for": (version,), "standing": "measured", "changes": ()}


def measured(document: Json, source: a.Named | None, margin: float | None = 0.05) -> a.EvaluationAnswer:
    """An evaluation with counts by site and group, and scores."""
    found = recomputed()
    gaps = compute_disparities(found, {"sex": "hommes"}, margin)
    claims = judgements(found, len(document["reported"]))
    name, algorithm = document["id"], document["subject"]["id"]
    return a.EvaluationAnswer(
        algorithm=algorithm,
        id=name,
        **own_version(document),
        published=PUBLISHED,
        evaluation=Written(document, Evaluation),
        counts=fields(table(COUNTS)),
        scores=fields(table(SCORES)),
        source=source,
        files=files(algorithm, name, "evaluation.yaml", "counts.csv", "scores.csv"),
        independence=INDEPENDENT,
        dimensions=("age_band", "sex", "site"),
        margin=margin,
        judgements=to_rows(claims, THRESHOLD, JudgementRow),
        implied=to_rows([implied()], THRESHOLD, ImplicationRow),
        worst=to_rows(select_worst(gaps), THRESHOLD, DisparityRow),
        digest=DIGEST,
        is_digest_computed=True,
        replaced_by=None,
        recomputed=to_rows(found, THRESHOLD, RecomputedRow),
        disparities=to_rows(gaps, THRESHOLD, DisparityRow),
        pooled=to_rows(pooled(found), THRESHOLD, PooledRow),
    )


def printed(document: Json, source: a.Named | None = None) -> a.EvaluationAnswer:
    """An evaluation without counts, whose claims stay as printed."""
    found = [
        ClaimVerdict(place, "declared", None, None, None, (), (), ()) for place in range(len(document["reported"]))
    ]
    name, algorithm = document["id"], document["subject"]["id"]
    return a.EvaluationAnswer(
        algorithm=algorithm,
        id=name,
        **own_version(document),
        published=PUBLISHED,
        evaluation=Written(document, Evaluation),
        counts=None,
        scores=None,
        source=source,
        files=files(algorithm, name, "evaluation.yaml"),
        independence=UNKNOWN,
        dimensions=(),
        margin=None,
        judgements=to_rows(found, THRESHOLD, JudgementRow),
        implied=(),
        worst=(),
        digest=None,
        is_digest_computed=True,
        replaced_by=None,
        recomputed=(),
        disparities=(),
        pooled=(),
    )


def summary(one: a.EvaluationAnswer) -> a.EvaluationSummary:
    """What a card carries of an evaluation."""
    names = a.EvaluationSummary.__dataclass_fields__
    return a.EvaluationSummary(**{name: getattr(one, name) for name in names})


def worst_group(one: a.EvaluationAnswer, metric: str) -> a.WorstGroup:
    """The group furthest below its reference."""
    gap = next(gap for gap in one.worst if gap.metric == metric)
    difference = gap.difference
    assert difference
    assert difference.lower is not None
    assert difference.upper is not None
    return a.WorstGroup(
        metric,
        gap.dimension,
        gap.group,
        gap.reference,
        difference.value,
        difference.lower,
        difference.upper,
        gap.state,
        one.id,
        one.version,
    )


STEP = a.Step(0, (both("Remplissez quatre champs.", "Fill four fields."),))
"""What is missing for level 1."""


def audit(document: Json, **more: bool) -> a.AuditAnswer:
    """An independent audit that holds, unless told otherwise."""
    holds: dict[str, Any] = {
        "is_of_this_digest": True,
        "is_in_date": True,
        "counts_for_level": True,
        "counts_as_review": False,
    } | more
    house = document["auditor"].get("organisation")
    path = f"model_cards/algorithms/{document['subject']['id']}/audits/{document['id']}.yaml"
    return a.AuditAnswer(
        id=document["id"],
        version=document["subject"]["version"],
        stands_for=(document["subject"]["version"],),
        published=PUBLISHED,
        audit=Written(document, Audit),
        organisation=Named(house, both("Collectif d’exemple", "Example collective")) if house else None,
        independence=INDEPENDENT,
        replaced_by=None,
        path=path,
        **holds,
    )


def evidence(answer: a.AlgorithmAnswer, evaluations: tuple[a.EvaluationAnswer, ...]) -> a.EvidenceAnswer:
    states = [judgement.state for one in evaluations for judgement in one.judgements]
    counted = {state: states.count(state) for state in load_vocabulary("claim_states").terms}
    latest = answer.latest
    return a.EvidenceAnswer(
        answer.id, answer.row.name, latest.version, latest.digest, latest.step, counted, evaluations
    )


def bias(answer: a.AlgorithmAnswer, evaluations: tuple[a.EvaluationAnswer, ...]) -> a.BiasAnswer:
    """Two dimensions measured when there are counts, one excused, one nobody speaks of."""
    latest, own = answer.latest, tuple(one for one in evaluations if one.dimensions)
    state = "measured" if own else "silent"
    excuse = Written({"dimension": "region", "reason": both("Non recueillie.", "Not collected.")}, NotAssessed)
    rows = (
        a.DimensionRow("sex", state, None, is_expected=True),
        a.DimensionRow("age_band", state, None, is_expected=True),
        a.DimensionRow("deprivation_quintile", "silent", None, is_expected=True),
        a.DimensionRow("region", "excused", excuse, is_expected=True),
    )
    gaps = tuple(WorstDisparityRow(evaluation=one.id, **vars(gap)) for one in own for gap in one.worst)
    written = latest.card.get("bias", {})
    section = Written(written if isinstance(written, dict) else {}, Bias)
    return a.BiasAnswer(
        answer.id, answer.row.name, latest.version, latest.digest, section, rows, gaps, own, answer.audits, latest.step
    )


ANSWERS = ("yes", "partly", "no", "not-applicable")


def matrix(rows: Sequence[a.AlgorithmRow]) -> a.AuditMatrix:
    """All algorithms, each with another answer from check to check."""
    checks = tuple(load_vocabulary("audit_checks").terms)
    made = tuple(
        a.MatrixRow(
            row.id,
            row.name,
            row.version,
            row.level,
            row.organisations,
            row.origin == "example",
            (),
            cells(place, checks),
            row.status,
            row.notices,
        )
        for place, row in enumerate(rows)
    )
    real = [row for row in made if not row.is_example]
    totals = {
        check: {answer: sum(row.cells[check].answer == answer for row in real) for answer in ANSWERS}
        for check in checks
    }
    return a.AuditMatrix(checks, totals, made)


def cells(place: int, checks: Sequence[str]) -> dict[str, a.MatrixCell]:
    """The answers of one algorithm."""
    detail = both("4 sur 8 champs", "4 of 8 fields")
    return {check: a.MatrixCell(ANSWERS[(place + number) % 4], detail) for number, check in enumerate(checks)}
