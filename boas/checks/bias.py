"""Rules about for whom it was measured: by group, with those whose group is unknown, and what nobody looked at.

None of them says that an algorithm is fair; they say what cannot be known.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from boas.checks.adding_up import breakdowns
from boas.checks.neighbours import (
    algorithm_of,
    card_of,
    counts_in,
    is_usable,
    of_its_algorithm,
    part_at,
    tables_beside,
)
from boas.checks.notices import newest_of
from boas.checks.rule import at_field, at_spot, document_rule
from boas.documents import Card, DataSource, Evaluation, data_source_path, is_version, version_order, vocabulary
from boas.documents.card import Population
from boas.evidence.dimensions import EXPECTED_ANYWHERE, EXPECTED_IN_FRANCE, UNKNOWN
from boas.evidence.strata import dimensions_said, said
from boas.finding import Finding, Words
from boas.reading import Collection, Document, Spot

SNDS = "snds"
"""The French national health data system; its components are part of it."""
MOST_STEPS = 20
"""How far up a data source is followed."""


@document_rule(
    "bias",
    what="Une évaluation donne ses chiffres au moins pour un groupe, par exemple par sexe ou par âge.",
    why="Un bon chiffre d’ensemble peut cacher un groupe pour lequel l’algorithme se trompe deux fois plus souvent.",
    mend="Ajouter à counts.csv des lignes par groupe, ou dire dans « bias.not_assessed » de la fiche pourquoi on ne "
    "le peut pas.",
    severity="warning",
)
def no_subgroups(document: Document, collection: Collection) -> Iterator[Finding]:
    """An evaluation gives its numbers for one group at least, for instance by sex or by age.

    Why: a good overall number can hide a group for which the algorithm errs twice as often.

    Mend: add rows by group to counts.csv, or say in `bias.not_assessed` of the card why that cannot be done.
    """
    evaluation = document.content
    if not isinstance(evaluation, Evaluation) or is_compiled(document, collection):
        return
    card = card_of(document, collection, evaluation.subject.version)
    found = measured(document, collection, evaluation.subject.version)
    if card and has_numbers(document, collection) and found.is_silent and not set(EXPECTED_ANYWHERE) <= excused(card):
        message = Words(
            "Aucun chiffre de cette version n’est donné par groupe.", "No number of this version is given by group."
        )
        yield at_field("no-subgroups", document, ("population",), message, ADD_GROUPS)


ADD_GROUPS = Words(
    "Ajouter à counts.csv des lignes par sexe et par tranche d’âge, ou dire pourquoi dans « bias.not_assessed ».",
    "Add rows by sex and by age band to counts.csv, or say why not in `bias.not_assessed`.",
)


@document_rule(
    "bias",
    what="Les personnes dont le groupe n’est pas connu forment un groupe, nommé « unknown ».",
    why="Ceux dont on ne connaît ni l’âge ni l’adresse sont souvent les plus mal soignés ; les laisser de côté "
    "embellit tous les autres groupes.",
    mend="Ajouter une ligne « unknown » à chaque répartition qui laisse quelqu’un de côté.",
    severity="warning",
)
def unknown_group_missing(document: Document, collection: Collection) -> Iterator[Finding]:
    """People whose group is not known are a group, named `unknown`.

    Why: those whose age or address nobody knows are often cared for worst; leaving them out embellishes
    all other groups.

    Mend: add a row `unknown` to each breakdown that leaves somebody out.
    """
    counts = counts_in(document, collection)
    for one in breakdowns(counts) if counts else ():
        if one.leaves_people_out:
            by, whole = dimensions_said(one.margin.by), said(one.margin.whole)
            message = Words(
                f"Répartition par {by.fr} : des personnes ne sont dans aucun groupe ({whole.fr}).",
                f"Breakdown by {by.en}: some people are in no group ({whole.en}).",
            )
            yield at_spot("unknown-group-missing", document, Spot(one.line, 1, 0), message, ADD_UNKNOWN)


ADD_UNKNOWN = Words(
    f"Ajouter pour elles une ligne dont le groupe est « {UNKNOWN} », en masquant les petits effectifs.",
    f"Add a row for them whose group is `{UNKNOWN}`, and withhold small counts.",
)


@document_rule(
    "bias",
    what="Chaque dimension attendue est mesurée, ou la fiche dit pourquoi elle ne l’est pas.",
    why="Un lecteur cherche le sexe, l’âge et, en France, la défavorisation et la région : un silence ne dit pas si "
    "l’on a regardé.",
    mend="Ajouter une évaluation par groupe, ou une entrée à « bias.not_assessed » avec la raison.",
    severity="warning",
)
def dimension_neither_assessed_nor_excused(document: Document, collection: Collection) -> Iterator[Finding]:
    """Each dimension a reader expects is measured, or the card says why it is not.

    Why: a reader looks for sex, age and, in France, deprivation and region; silence does not say whether
    anybody looked.

    Mend: add an evaluation by group, or an entry to `bias.not_assessed` with the reason.
    """
    card, version = document.content, document.location.name("version")
    if not isinstance(card, Card) or is_compiled(document, collection) or not is_newest(document, collection):
        return
    found, reasons = measured(document, collection, version), excused(card)
    expected = (*EXPECTED_ANYWHERE, *(EXPECTED_IN_FRANCE if is_for_france(card, collection) else ()))
    silent = tuple(name for name in expected if name not in found.dimensions | reasons)
    # Where nothing is known by group and nobody says why, the evaluation is told instead.
    is_told = found.dimensions or (found.has_numbers and set(EXPECTED_ANYWHERE) <= reasons)
    if silent and is_told and found.is_readable:
        names = dimensions_said(silent)
        message = Words(
            f"Ni mesuré par groupe ni écarté avec une raison : {names.fr}.",
            f"Neither measured by group nor excused with a reason: {names.en}.",
        )
        yield at_field("dimension-neither-assessed-nor-excused", document, ("bias", "not_assessed"), message, EXCUSE)


EXCUSE = Words(
    "Mesurer ces groupes, ou ajouter « {dimension: …, reason: {fr: …}} » à « bias.not_assessed ».",
    "Measure these groups, or add `{dimension: …, reason: {en: …}}` to `bias.not_assessed`.",
)


def is_compiled(document: Document, collection: Collection) -> bool:
    """Whether the card was compiled from what others published: its compilers cannot know more than that."""
    algorithm = algorithm_of(document, collection)
    return algorithm is None or algorithm.origin == "compiled"


def is_newest(document: Document, collection: Collection) -> bool:
    """Whether a card is that of the version offered to a newcomer."""
    names = collection.versions.get(document.location.name("algorithm"), ())
    versions = sorted(filter(is_version, names), key=version_order)
    return document.location.name("version") == newest_of(versions)


@dataclass(frozen=True, slots=True)
class Measured:
    """What is known of a version by group."""

    dimensions: frozenset[str]
    """What numbers about it are broken down by, in tables or claims."""
    has_numbers: bool
    """Whether there are any numbers about it."""
    is_readable: bool
    """Whether all tables can be read: one with faults may well hold groups."""

    @property
    def is_silent(self) -> bool:
        """Whether all numbers there are can be read, and none is by group."""
        return self.is_readable and not self.dimensions


def measured(document: Document, collection: Collection, version: str) -> Measured:
    """What all evaluations of one version of an algorithm tell by group."""
    placed = of_its_algorithm(document, collection, Evaluation)
    own = [one for one in placed if one.content.subject.version == version]
    tables = [table for one in own for table in tables_beside(one.document, collection) if table]
    claims = [claim for one in own for claim in one.content.reported or ()]
    return Measured(
        frozenset((*(name for claim in claims for name in claim.subgroup or ()), *chain(*map(dimensions_in, tables)))),
        bool(claims or tables),
        all(map(is_usable, tables)),
    )


def has_numbers(document: Document, collection: Collection) -> bool:
    """Whether an evaluation gives any number."""
    evaluation = document.content
    return (isinstance(evaluation, Evaluation) and bool(evaluation.reported)) or any(
        tables_beside(document, collection)
    )


def dimensions_in(document: Document) -> set[str]:
    """Columns of a table without fault that some row names a group in."""
    if not is_usable(document):
        return set()
    terms, table = vocabulary("subgroup_dimensions").terms, document.content
    named = ((name, position) for position, name in enumerate(table.header) if name in terms)
    return {name for name, position in named if any(row.cells[position] for row in table.rows)}


def excused(card: Card) -> set[str]:
    """Dimensions of which the card says why nobody looked."""
    written = card.bias.not_assessed if card.bias else None
    return {one.dimension for one in written} if isinstance(written, tuple) else set()


def is_for_france(card: Card, collection: Collection) -> bool:
    """Whether a card names France, or no country and data of the French national system."""
    population, sources = card.intended_use.population, card.data.sources
    if isinstance(population, Population) and population.countries:
        return "FR" in population.countries
    return isinstance(sources, tuple) and any(is_of_the_snds(one.source, collection) for one in sources)


def is_of_the_snds(own: str, collection: Collection) -> bool:
    """Whether a data source is the French national system or a part of it."""
    for _ in range(MOST_STEPS):
        if own == SNDS:
            return True
        known = part_at(collection, data_source_path(own), DataSource)
        if known is None or known.part_of is None:
            return False
        own = known.part_of
    return False
