"""Rules about counts of people: none so small that it leads to somebody, printed or worked out; no row per person.

Also looks at what two evaluations of the same people give away together. Sentences never repeat a small count.
"""

# ruff: noqa: ARG001 -- every rule takes the same two arguments, and few need both.

from collections.abc import Iterator
from dataclasses import replace

from boas.checks.evidence import weighed
from boas.checks.listed_people import people_counted, people_listed
from boas.checks.neighbours import beside, counts_in, document_at, is_usable, of_its_algorithm, tables_beside, threshold
from boas.checks.people_told import people_told
from boas.checks.person_identifiers import mask
from boas.checks.rule import at_field, at_spot, document_rule, told
from boas.checks.same_people import crowd_of, folder_of
from boas.documents import Evaluation
from boas.evidence.counts import CELLS, CountsTable, Stratum
from boas.evidence.estimates import Exposure
from boas.evidence.strata import counted, dimensions_said, said
from boas.evidence.withholding.published import Publication, rows_of
from boas.finding import Finding, Words
from boas.reading import Collection, Document, Loc, Spot


@document_rule(
    "privacy",
    what="Aucun effectif sous le seuil du registre (11 le plus souvent ; 0 reste permis) n’est publié, ni donné par un "
    "taux et son dénominateur.",
    why="Trois personnes d’un âge, d’un sexe et d’un hôpital connus se retrouvent ; Git garde tout, pour toujours et "
    "pour tous.",
    mend="Écrire « <11 » à la place, ou regrouper ; pour un taux, ne pas donner celui d’un si petit groupe. "
    "« boas evidence from-rows » masque ce qui doit l’être.",
)
def small_cell(document: Document, collection: Collection) -> Iterator[Finding]:
    """No count below the registry's threshold (11 mostly; 0 may stand) is published, nor given by a rate and its n.

    Why: three people of a known age, sex and hospital can be found; Git keeps everything, for ever and for
    everybody.

    Mend: write `<11` instead, or merge groups; do not give a rate of so small a group. `boas evidence
    from-rows` withholds what must be.
    """
    for exposure in exposed(document, collection, frozenset({"printed", "implied"})):
        smallest = threshold(collection)
        finding = finding_of("small-cell", document, exposure, hide(smallest) if exposure.line else LEAVE_OUT)
        yield without_counts(finding, document, smallest) if exposure.kind == "printed" else finding
    yield from masks_that_tell(document, collection)
    yield from people_told(document, collection)
    yield from people_counted(document, collection)


@document_rule(
    "privacy",
    what="Aucun petit effectif masqué ne se retrouve par soustraction, entre lignes ou entre évaluations.",
    why="40 personnes dont 33 hommes et « <11 » femmes : elles sont 7, et le masque n’a rien caché.",
    mend="Masquer une deuxième cellule avec « [c] » ; « boas evidence from-rows » choisit laquelle.",
    since="2026-11-28",
)
def small_cell_by_subtraction(document: Document, collection: Collection) -> Iterator[Finding]:
    """No small count that was withheld comes back by subtraction, between rows or between evaluations.

    Why: 40 people of whom 33 are men and `<11` women: they are 7, and nothing was hidden.

    Mend: withhold a second cell with `[c]`; `boas evidence from-rows` chooses which.
    """
    for exposure in exposed(document, collection, frozenset({"subtraction", "unchecked"})):
        finding = finding_of("small-cell-by-subtraction", document, exposure, HIDE_ANOTHER)
        yield replace(finding, since="2026-11-28", help=FEWER) if exposure.kind == "unchecked" else finding
    yield from differences(document, collection)
    yield from people_left_out(document, collection)


@document_rule(
    "privacy",
    what="Un tableau ne porte pas une ligne par personne.",
    why="Même sans nom, une ligne par patient se rapproche d’un dossier ; le registre ne reçoit que des effectifs.",
    mend="Ne jamais committer ce fichier ; « boas evidence from-rows » en tire counts.csv sans rien écrire d’autre.",
)
def row_level_data(document: Document, collection: Collection) -> Iterator[Finding]:
    """A table does not hold a row for each person.

    Why: even without a name, a row per patient can be matched to a record; the registry takes counts only.

    Mend: never commit this file; `boas evidence from-rows` draws counts.csv from it and writes nothing else.
    """
    for finding in told(document, "row-level-data"):
        # Below the names of the columns, the line is somebody's.
        yield replace(finding, source="") if finding.location.line > 1 else finding
    yield from people_listed(document)


def masks_that_tell(document: Document, collection: Collection) -> Iterator[Finding]:
    """Counts written `<2` or `<3`: they say one value, or two, where the registry's own mask leaves many."""
    smallest = threshold(collection)
    if document.kind not in {"counts", "scores"} or not is_usable(document):
        return
    for row in document.content.rows:
        for name, cell in zip(document.content.header, row.cells, strict=True):
            if name in COUNTED and cell in {"<2", "<3"} and int(cell[1:]) < smallest:
                message = Words(
                    f"« {cell} » laisse moins de valeurs possibles que « <{smallest} ».",
                    f"`{cell}` leaves fewer possible values than `<{smallest}`.",
                )
                mend = Words(f"Écrire « <{smallest} ».", f"Write `<{smallest}`.")
                spot = spot_of_cell(document, row.line, name)
                yield at_spot("small-cell", document, spot, message, mend, since="2026-11-28")


def people_left_out(document: Document, collection: Collection) -> Iterator[Finding]:
    """Few people whom the population counts and no group of a breakdown does."""
    own = crowd_of(collection).load_publication(folder_of(document)) if document.kind == "evaluation" else None
    people = own.evaluation.population if own else None
    if own is None or people is None or {people.n, people.events} == {None} or not breaks_down(own):
        return
    from boas.evidence.withholding.left_out import left_out  # noqa: PLC0415 -- loads numpy, which most can spare

    for name, by in {one.of: one for one in left_out(own)}.values():
        what, dimensions = counted(name, Stratum()), dimensions_said(by)
        message = Words(
            f"{what.fr} : l’écart avec la somme des groupes ({dimensions.fr}) est inférieur à {threshold(collection)}.",
            f"{what.en}: the difference from the sum of the groups ({dimensions.en}) is below {threshold(collection)}.",
        )
        loc: Loc = ("population", "n" if name == "n" else "events")
        yield at_field("small-cell-by-subtraction", document, loc, message, COUNT_ALL, since="2026-11-28")


def breaks_down(own: Publication) -> bool:
    """Whether anything is said of groups or sites, and no row of the table holds everybody."""
    rows = rows_of(own)
    parts = any(row.stratum.groups or row.stratum.site for row in rows)
    figures = any(one.subgroup or one.site for one in own.evaluation.reported or ())
    return (parts or figures) and not any(row.stratum == Stratum() for row in rows)


FEWER = Words(
    "Répartir par moins de groupes, ou retirer des chiffres de cette évaluation.",
    "Break down by fewer groups, or remove figures from this evaluation.",
)
COUNT_ALL = Words(
    "Donner l’effectif de ceux qui sont dans un groupe, ou joindre les autres à un groupe plus large.",
    "Give the number of those who are in a group, or put the others into a larger group.",
)


def hide(smallest: int) -> Words:
    """What to write instead of a small count."""
    return Words(
        f"Écrire « <{smallest} », ou regrouper ; vérifier que rien ne le redonne par soustraction.",
        f"Write `<{smallest}`, or merge groups; see that nothing gives it back by subtraction.",
    )


LEAVE_OUT = Words(
    "Retirer ce chiffre, ou le donner pour un groupe plus large.", "Remove this number, or give it for a larger group."
)
HIDE_ANOTHER = Words(
    "Masquer une deuxième cellule de cette répartition avec « [c] ».",
    "Withhold a second cell of this breakdown with `[c]`.",
)


def exposed(document: Document, collection: Collection, kinds: frozenset[str]) -> Iterator[Exposure]:
    """Small counts given away at some place of a document: an evaluation or one of its tables."""
    own = document if document.kind == "evaluation" else None
    if document.kind in {"counts", "scores"}:
        own = document_at(collection, beside(document, "evaluation.yaml"))
    evidence = weighed(own, collection) if own else None
    for exposure in evidence.exposures if evidence else ():
        if exposure.kind in kinds and place_of(exposure) == document.kind:
            yield exposure


def place_of(exposure: Exposure) -> str:
    """The kind of document in which a small count is told."""
    is_printed_beside = exposure.kind == "printed" and not exposure.line
    return "evaluation" if exposure.position is not None or is_printed_beside else exposure.table


def finding_of(rule: str, document: Document, exposure: Exposure, mend: Words) -> Finding:
    """The finding of one small count at its place."""
    if document.kind != "evaluation":
        spot = spot_of_cell(document, exposure.line, exposure.cell) if exposure.line else Spot(1, 1, 0)
        return at_spot(rule, document, spot, exposure.sentence, mend)
    loc: Loc = ("population", "events" if exposure.cell == "positives" else "n")
    if exposure.position is not None:
        loc = ("reported", exposure.position, "n" if exposure.cell == "n" else "value")
    return at_field(rule, document, loc, exposure.sentence, mend)


def spot_of_cell(document: Document, line: int, column: str) -> Spot:
    """Where a cell stands on its line; the start of the line when it holds quoted cells or no such one."""
    text, header = document.get_line(line), document.content.header
    if column not in header or '"' in text:
        return Spot(line, 1, 0)
    before = text.split(",")[: header.index(column) + 1]
    return Spot(line, len(",".join(before)) - len(before[-1]) + 1, len(before[-1]))


def without_counts(finding: Finding, document: Document, smallest: int) -> Finding:
    """The same finding with small counts blotted out of the line it shows: a report is copied further than the file."""
    source, start = finding.source, 0
    if document.kind == "evaluation":
        return replace(finding, source=mask(source, finding.location.column - 1, finding.length))
    if '"' in source:
        return replace(finding, source="")
    for name, cell in zip(document.content.header, source.split(","), strict=False):
        if name in COUNTED and cell.isdecimal() and 0 < int(cell) < smallest:
            source = mask(source, start, len(cell))
        start += len(cell) + 1
    return replace(finding, source=source)


COUNTED = frozenset({*CELLS, "positives", "negatives"})
"""Columns that count people."""


def differences(document: Document, collection: Collection) -> Iterator[Finding]:
    """Small counts that come back when an earlier evaluation of the same people is subtracted."""
    own = document_at(collection, beside(document, "evaluation.yaml")) if document.kind == "counts" else None
    counts, evaluation = counts_in(document, collection), own.content if own else None
    if counts is None or not isinstance(evaluation, Evaluation) or evaluation.counts_already_public:
        return
    for other in of_its_algorithm(document, collection, Evaluation):
        before = counts_in(tables_beside(other.document, collection)[0], collection)
        is_earlier = order(other.document, other.content) < order(document, evaluation)
        if before and is_earlier and are_same_people(other.content, evaluation):
            name = other.document.location.name("evaluation")
            yield from between(document, before, counts, name)


def order(document: Document, evaluation: Evaluation) -> tuple[str, str]:
    """Evaluations by date, then by the name of their folder."""
    return evaluation.date or "", document.location.name("evaluation")


def are_same_people(one: Evaluation, other: Evaluation) -> bool:
    """Whether two evaluations say they rest on the same data of the same time."""
    own = (one.source, one.population.period)
    return all(own) and own == (other.source, other.population.period)


def between(document: Document, before: CountsTable, after: CountsTable, other: str) -> Iterator[Finding]:
    """Strata of two tables about the same people that differ by few of them."""
    rows = {row.stratum: row for row in before.rows}
    for row in after.rows:
        cells = zip(row.cells, rows[row.stratum].cells if row.stratum in rows else (), strict=False)
        steps = [now - then for now, then in cells if isinstance(now, int) and isinstance(then, int)]
        if len(steps) < len(row.cells):
            continue
        who = said(row.stratum)
        if 0 < abs(sum(steps)) < after.threshold:
            message = Words(
                f"Par différence avec l’évaluation « {other} », on connaît moins de {after.threshold} personnes "
                f"({who.fr}).",
                f"The difference from evaluation `{other}` tells of fewer than {after.threshold} people ({who.en}).",
            )
            yield at_spot("small-cell-by-subtraction", document, Spot(row.line, 1, 0), message, SAME_PEOPLE)
        elif sum(steps) == 0 and 0 < abs(steps[0] + steps[1]) < after.threshold:
            message = Words(
                f"Par différence avec l’évaluation « {other} », moins de {after.threshold} personnes sont signalées "
                f"en plus ou en moins ({who.fr}).",
                f"The difference from evaluation `{other}` is fewer than {after.threshold} people flagged ({who.en}).",
            )
            finding = at_spot("small-cell-by-subtraction", document, Spot(row.line, 1, 0), message, SAME_PEOPLE)
            # Who was flagged before and is not now may cancel out: what is known is the net number.
            yield replace(finding, severity="warning")


SAME_PEOPLE = Words(
    "Évaluer les deux versions sur les mêmes personnes et masquer ces lignes, ou prendre une autre période.",
    "Evaluate both versions on the same people and withhold these rows, or take another period.",
)
