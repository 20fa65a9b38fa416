"""The rule about counts that come back from everything published about the same people, taken together."""

from collections.abc import Iterator
from dataclasses import replace

from boas.checks.evidence import weighed
from boas.checks.neighbours import document_at
from boas.checks.remembered_audits import audited
from boas.checks.rule import at_field, at_spot, document_rule
from boas.checks.same_people import Crowd, crowd_of, folder_of
from boas.checks.small_cells import spot_of_cell
from boas.documents import Evaluation
from boas.evidence.counts import Stratum
from boas.evidence.strata import counted
from boas.evidence.withholding.published import Audited, Disclosed, Publication, asks_for_audit
from boas.finding import Finding, Words
from boas.reading import Collection, Document, Loc, Spot


@document_rule(
    "privacy",
    what="Aucun effectif masqué ne se retrouve en rapprochant tout ce qui est publié sur les mêmes personnes : toutes "
    "les mesures, variantes et évaluations.",
    why="Une sensibilité à trois décimales et les vrais positifs donnent les faux négatifs ; une seconde évaluation "
    "des mêmes personnes donne le total qui manquait.",
    mend="Retirer les chiffres de ce groupe, ou masquer d’autres cellules ; pour deux évaluations, masquer "
    "les mêmes cellules dans les deux.",
    since="2026-11-28",
)
def small_cell_by_inference(document: Document, collection: Collection) -> Iterator[Finding]:
    """No withheld count comes back from all that is published about the same people, in whatever evaluation.

    Why: a sensitivity with three decimals and the true positives give the false negatives; a second evaluation of
    the same people gives the total that was missing.

    Mend: remove the figures of this group, or withhold other cells; for two evaluations, withhold the same
    cells in both.
    """
    if document.kind not in {"evaluation", "counts", "scores"}:
        return
    crowd = crowd_of(collection)
    own = crowd.load_publication(folder_of(document))
    if own is None:
        return
    yield from of_its_own(document, crowd, own)
    if document.kind != "scores":
        yield from of_others(document, crowd, own)


def of_its_own(document: Document, crowd: Crowd, own: Publication) -> Iterator[Finding]:
    """Counts of an evaluation that come back; at their places in its tables, once in the evaluation itself."""
    found = without_told(audit_of(crowd, own), own, crowd.collection)
    if document.kind == "evaluation":
        if found.disclosed or not found.is_exhaustive:
            loc: Loc = ("reported",) if own.evaluation.reported else ("population",)
            message = RETURNS if found.disclosed else UNCHECKED
            first = said(found.disclosed[0].stratum, found.disclosed[0].cell) if found.disclosed else Words("", "")
            yield at_field("small-cell-by-inference", document, loc, filled(message, first), mend_of(found))
        return
    for one in found.disclosed:
        if one.table == document.kind:
            spot = spot_of_cell(document, one.line, one.cell) if one.line else Spot(1, 1, 0)
            message = filled(RETURNS, said(one.stratum, one.cell))
            yield at_spot("small-cell-by-inference", document, spot, message, mend_of(found))


def without_told(found: Audited, own: Publication, collection: Collection) -> Audited:
    """What was found, without counts that the rules about single evaluations tell of already."""
    document = document_at(collection, f"{own.name}/evaluation.yaml")
    evidence = weighed(document, collection) if document and found.disclosed else None
    exposures = evidence.exposures if evidence else ()
    told = {(one.stratum, one.cell, one.table) for one in exposures}
    counts = {(one.stratum.site, one.stratum.groups, one.cell) for one in exposures}
    counts |= {(one.stratum.site, one.stratum.groups, one.cell) for one in found.disclosed}
    left = (one for one in found.disclosed if (one.stratum, one.cell, one.table) not in told)
    return replace(found, disclosed=tuple(one for one in left if not is_sum_of_told(one, counts)))


def is_sum_of_told(one: Disclosed, counts: set[tuple[str, tuple[tuple[str, str], ...], str]]) -> bool:
    """Whether a number of positives or negatives comes back only with a count it is made of, which is told."""
    parts = {"positives": ("tp", "fn"), "negatives": ("fp", "tn")}.get(one.cell, ())
    return any((one.stratum.site, one.stratum.groups, cell) in counts for cell in parts)


def of_others(document: Document, crowd: Crowd, own: Publication) -> Iterator[Finding]:
    """Counts of another evaluation that come back because of this one."""
    for other in crowd.iter_overlapping(own):
        found = audit_of(crowd, other) if other.has_suppressed_cells else Audited()
        if any(own.name in one.others for one in found.disclosed):
            name = other.name.rpartition("/evaluations/")[2]
            message = Words(
                f"Avec cette évaluation, un effectif masqué de « {name} » ({other.algorithm}) se retrouve.",
                f"With this evaluation, a withheld count of `{name}` ({other.algorithm}) comes back.",
            )
            if document.kind == "counts":
                yield at_spot("small-cell-by-inference", document, Spot(1, 1, 0), message, BOTH)
            elif isinstance(document.content, Evaluation):
                yield at_field("small-cell-by-inference", document, ("population",), message, BOTH)


def audit_of(crowd: Crowd, own: Publication) -> Audited:
    """The audit of one evaluation, made once; nothing is found where nothing more than its tables asks for one."""
    if own.name not in crowd.audits:
        others = tuple(crowd.iter_overlapping(own)) if own.has_suppressed_cells else ()
        crowd.audits[own.name] = audited(crowd, own, others) if asks_for_audit(own, others) else Audited()
    return crowd.audits[own.name]


def said(stratum: Stratum, cell: str) -> Words:
    """Which count of whom."""
    return counted(cell, stratum)


def filled(words: Words, what: Words) -> Words:
    """A sentence about one count."""
    return Words(words.fr.format(what.fr), words.en.format(what.en))


def mend_of(found: Audited) -> Words:
    """What to do about what was found."""
    if not found.disclosed:
        return FEWER
    return BOTH if any(one.others for one in found.disclosed) else ROUND


RETURNS = Words(
    "{} : l’effectif masqué se retrouve en rapprochant tout ce qui est publié sur ces personnes.",
    "{}: the withheld count comes back from all that is published about these people.",
)
UNCHECKED = Words(
    "Trop de chiffres et d’effectifs masqués portent sur ces personnes : on ne peut s’assurer qu’aucun ne se retrouve.",
    "Too many figures and withheld counts are about these people: it cannot be made sure that none comes back.",
)
FEWER = Words(
    "Donner moins de chiffres par groupe ou moins de décimales, ou répartir par moins de groupes.",
    "Give fewer figures by group or fewer decimals, or break down by fewer groups.",
)
ROUND = Words(
    "Retirer les chiffres qui portent sur ces personnes, ou ne les donner que pour un groupe plus large.",
    "Remove the figures that are about these people, or give them for a larger group only.",
)
BOTH = Words(
    "Masquer les mêmes cellules dans les deux évaluations, ou retirer de l’une ce qui porte sur ces groupes.",
    "Withhold the same cells in both evaluations, or remove from one of them what is about these groups.",
)
