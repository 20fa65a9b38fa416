"""Rules about fairness evidence: results by group, people of unknown group, and dimensions not evaluated.

No rule states that an algorithm is fair; they report what cannot be known from the evidence.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from boas.checks._breakdown_sums import iter_breakdowns
from boas.checks._notices import select_newest_version
from boas.checks._related_documents import (
    is_usable,
    iter_siblings,
    load_algorithm,
    load_card,
    load_content,
    load_counts,
    load_tables,
)
from boas.checks._rule import document_rule, report_at_field, report_at_span
from boas.documents import (
    Card,
    DataSource,
    Evaluation,
    Population,
    build_data_source_path,
    is_version,
    load_vocabulary,
    parse_version,
)
from boas.evidence import EXPECTED_ANYWHERE, EXPECTED_IN_FRANCE, UNKNOWN, describe_stratum, name_dimensions
from boas.finding import Finding
from boas.parsing import Collection, Document, SourceSpan
from boas.translation import Message

_SNDS = "snds"
"""The French national health data system; its components are part of it."""
_MOST_STEPS = 20
"""How far up a data source is followed."""


@document_rule("bias", severity="warning")
def no_subgroups(document: Document, collection: Collection) -> Iterator[Finding]:
    """An evaluation gives its numbers for one group at least, for instance by sex or by age.

    Why: a good overall number can hide a group for which the algorithm errs twice as often.

    Help: add rows by group to counts.csv, or say in `bias.not_assessed` of the card why that cannot be done.
    """
    evaluation = document.content
    if not isinstance(evaluation, Evaluation) or _is_compiled(document, collection):
        return
    card = load_card(document, collection, evaluation.subject.version)
    found = _summarise_subgroups(document, collection, evaluation.subject.version)
    if (
        card
        and _has_numbers(document, collection)
        and found.is_silent
        and not set(EXPECTED_ANYWHERE) <= _find_excused_dimensions(card)
    ):
        message = Message("No number of this version is given by group.")
        yield report_at_field("no-subgroups", document, ("population",), message, _ADD_GROUPS)


_ADD_GROUPS = Message("Add rows by sex and by age band to counts.csv, or say why not in `bias.not_assessed`.")


@document_rule("bias", severity="warning")
def unknown_group_missing(document: Document, collection: Collection) -> Iterator[Finding]:
    """People whose group is not known are a group, named `unknown`.

    Why: those whose age or address nobody knows are often cared for worst; leaving them out embellishes
    all other groups.

    Help: add a row `unknown` to each breakdown that leaves somebody out.
    """
    counts = load_counts(document, collection)
    for breakdown in iter_breakdowns(counts) if counts else ():
        if breakdown.leaves_people_out:
            by, whole = name_dimensions(breakdown.margin.by), describe_stratum(breakdown.margin.whole)
            message = Message("Breakdown by {by}: some people are in no group ({whole}).", by=by, whole=whole)
            yield report_at_span(
                "unknown-group-missing", document, SourceSpan(breakdown.line, 1, 0), message, _ADD_UNKNOWN
            )


_ADD_UNKNOWN = Message("Add a row for them whose group is `{unknown}`, and suppress small counts.", unknown=UNKNOWN)


@document_rule("bias", severity="warning")
def dimension_neither_assessed_nor_excused(document: Document, collection: Collection) -> Iterator[Finding]:
    """Each dimension a reader expects is measured, or the card says why it is not.

    Why: a reader looks for sex, age and, where data tell them, deprivation and region; silence does not say whether
    anybody looked.

    Help: add an evaluation by group, or an entry to `bias.not_assessed` with the reason.
    """
    card, version = document.content, document.location.version
    if not isinstance(card, Card) or _is_compiled(document, collection) or not _is_newest(document, collection):
        return
    found, reasons = _summarise_subgroups(document, collection, version), _find_excused_dimensions(card)
    expected = (*EXPECTED_ANYWHERE, *(EXPECTED_IN_FRANCE if _is_for_france(card, collection) else ()))
    silent = tuple(name for name in expected if name not in found.dimensions | reasons)
    # Where nothing is known by group and no reason is given, the rule about the evaluation reports it instead.
    is_told = found.dimensions or (found.has_numbers and set(EXPECTED_ANYWHERE) <= reasons)
    if silent and is_told and found.is_readable:
        names = name_dimensions(silent)
        message = Message("Neither measured by group nor excused with a reason: {names}.", names=names)
        yield report_at_field(
            "dimension-neither-assessed-nor-excused", document, ("bias", "not_assessed"), message, _EXCUSE
        )


_EXCUSE = Message("Measure these groups, or add `{dimension: …, reason: {en: …}}` to `bias.not_assessed`.")


def _is_compiled(document: Document, collection: Collection) -> bool:
    """Whether the card was compiled from what others published: its compilers cannot know more than that."""
    algorithm = load_algorithm(document, collection)
    return algorithm is None or algorithm.origin == "compiled"


def _is_newest(document: Document, collection: Collection) -> bool:
    """Whether a card is that of the version offered to a newcomer."""
    names = collection.versions.get(document.location.algorithm, ())
    versions = sorted(filter(is_version, names), key=parse_version)
    return document.location.version == select_newest_version(versions)


@dataclass(frozen=True, slots=True)
class _SubgroupCoverage:
    """What is known of a version by group."""

    dimensions: frozenset[str]
    """What numbers about it are broken down by, in tables or claims."""
    has_numbers: bool
    """Whether there are any numbers about it."""
    is_readable: bool
    """Whether all tables can be read: one with diagnostics may well hold groups."""

    @property
    def is_silent(self) -> bool:
        """Whether all numbers there are can be read, and none is by group."""
        return self.is_readable and not self.dimensions


def _summarise_subgroups(document: Document, collection: Collection, version: str) -> _SubgroupCoverage:
    """The dimensions that the evaluations of one version report by group."""
    placed = iter_siblings(document, collection, Evaluation)
    own = [document for document in placed if document.content.subject.version == version]
    tables = [table for document in own for table in load_tables(document.document, collection) if table]
    claims = [claim for document in own for claim in document.content.reported or ()]
    return _SubgroupCoverage(
        frozenset(
            (*(name for claim in claims for name in claim.subgroup or ()), *chain(*map(_find_dimensions, tables)))
        ),
        bool(claims or tables),
        all(map(is_usable, tables)),
    )


def _has_numbers(document: Document, collection: Collection) -> bool:
    """Whether an evaluation gives any number."""
    evaluation = document.content
    return (isinstance(evaluation, Evaluation) and bool(evaluation.reported)) or any(load_tables(document, collection))


def _find_dimensions(document: Document) -> set[str]:
    """Columns of a valid table in which some row names a group."""
    if not is_usable(document):
        return set()
    terms, table = load_vocabulary("subgroup_dimensions").terms, document.content
    named = ((name, position) for position, name in enumerate(table.header) if name in terms)
    return {name for name, position in named if any(row.cells[position] for row in table.rows)}


def _find_excused_dimensions(card: Card) -> set[str]:
    """Dimensions for which the card gives a reason for having no results."""
    written = card.bias.not_assessed if card.bias else None
    return {not_assessed.dimension for not_assessed in written} if isinstance(written, tuple) else set()


def _is_for_france(card: Card, collection: Collection) -> bool:
    """Whether a card names France, or no country and data of the French national system."""
    population, sources = card.intended_use.population, card.data.sources
    if isinstance(population, Population) and population.countries:
        return "FR" in population.countries
    return isinstance(sources, tuple) and any(_is_part_of_snds(use.source, collection) for use in sources)


def _is_part_of_snds(own: str, collection: Collection) -> bool:
    """Whether a data source is the French national system or a part of it."""
    for _ in range(_MOST_STEPS):
        if own == _SNDS:
            return True
        known = load_content(collection, build_data_source_path(own), DataSource)
        if known is None or known.part_of is None:
            return False
        own = known.part_of
    return False
