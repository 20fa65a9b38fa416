"""Rules about an evaluation as a whole: it reports figures, each once, in a unit, on a stated population."""

from collections.abc import Hashable, Iterator
from dataclasses import replace

from boas.checks._related_documents import load_card, load_content, load_tables
from boas.checks._rule import document_rule, report_at_field
from boas.documents import Card, DataSource, Evaluation, Reported, build_data_source_path
from boas.evidence import format_number
from boas.evidence.verification import make_claim_key
from boas.finding import Finding, Message
from boas.parsing import Collection, Document

_SINCE = "2026-11-28"
_MOST_STEPS = 20
"""How far up a data source is followed."""


@document_rule(
    "evidence",
    what="Une évaluation donne au moins un chiffre : des effectifs, des scores ou un chiffre déclaré.",
    why="Une évaluation sans chiffre fait croire que l’algorithme a été mesuré.",
    mend="Ajouter counts.csv, scores.csv ou « reported », ou retirer l’évaluation.",
    since=_SINCE,
)
def no_evidence(document: Document, collection: Collection) -> Iterator[Finding]:
    """An evaluation gives one number at least: counts, scores or a reported figure.

    Why: an evaluation without any number makes believe that the algorithm was measured.

    Mend: add counts.csv, scores.csv or `reported`, or take the evaluation away.
    """
    evaluation = document.content
    if isinstance(evaluation, Evaluation) and not evaluation.reported and not any(load_tables(document, collection)):
        message = Message("Cette évaluation ne donne aucun chiffre.", "This evaluation gives no number at all.")
        yield report_at_field("no-evidence", document, ("population",), message, _ADD_NUMBERS)


_ADD_NUMBERS = Message(
    "Ajouter à côté un fichier counts.csv ou scores.csv, ou une liste « reported », ou retirer l’évaluation.",
    "Add a file counts.csv or scores.csv beside it, or a list `reported`, or take the evaluation away.",
)


@document_rule(
    "evidence",
    what="Les chiffres disent ce qu’ils comptent : des personnes, des séjours, des examens, des textes.",
    why="1 200 images peuvent venir de 400 personnes : sans l’unité, deux nombres ne se comparent pas.",
    mend="Ajouter « unit » à « population » ; un chiffre qui compte autre chose a son propre « unit ».",
    severity="warning",
    since=_SINCE,
)
def missing_unit(document: Document, collection: Collection) -> Iterator[Finding]:  # noqa: ARG001 -- a rule's shape
    """Numbers say what they count: persons, stays, exams, texts.

    Why: 1,200 images may come from 400 persons; without the unit, two numbers cannot be compared.

    Mend: add `unit` to `population`; a figure that counts something else has a `unit` of its own.
    """
    evaluation = document.content
    if not isinstance(evaluation, Evaluation) or evaluation.population.unit is not None:
        return
    sized = [figure for figure in evaluation.reported or () if figure.n is not None]
    if evaluation.population.n is not None or any(figure.unit is None for figure in sized):
        message = Message("Ce qui est compté n’est pas dit.", "What is counted is not said.")
        yield report_at_field("missing-unit", document, ("population", "unit"), message, _ADD_UNIT)


_ADD_UNIT = Message(
    "Ajouter à « population » une ligne « unit » avec ce qui est compté un par un, par exemple « unit: persons ».",
    "Add a line `unit` to `population` with what is counted one by one, for instance `unit: stays`.",
)


@document_rule(
    "evidence",
    what="Il n’y a pas plus de malades que de personnes évaluées.",
    why="Un « events » plus grand que n vient d’une autre population ou d’une autre unité : aucune part n’a de sens.",
    mend="Relire les deux nombres dans la source ; ils comptent la même chose.",
    since=_SINCE,
)
def events_over_n(document: Document, collection: Collection) -> Iterator[Finding]:  # noqa: ARG001 -- a rule's shape
    """There are no more people with the condition than people evaluated.

    Why: `events` over n comes from another population or another unit; no share of it makes sense.

    Mend: read both numbers again in the source; they count the same thing.
    """
    evaluation = document.content
    people = evaluation.population if isinstance(evaluation, Evaluation) else None
    if people and people.n is not None and people.events is not None and people.events > people.n > 0:
        events, n = format_number(people.events), format_number(people.n)
        message = Message(
            f"{events.fr} cas parmi {n.fr} : c’est plus que tous.", f"{events.en} of {n.en}: more than all."
        )
        yield report_at_field("events-over-n", document, ("population", "events"), message, _READ_BOTH)


_READ_BOTH = Message(
    "Relire « n » et « events » dans la source : les deux comptent la même unité.",
    "Read `n` and `events` again in the source: both count the same unit.",
)


@document_rule(
    "evidence",
    what="Un même chiffre n’est pas déclaré deux fois avec deux valeurs.",
    why="Un lecteur ne sait pas laquelle croire, et chacun citera celle qui l’arrange.",
    mend="Garder la bonne, ou dire en quoi elles diffèrent : « variant », « outcome », « population », « threshold ».",
    since=_SINCE,
)
def figure_twice(document: Document, collection: Collection) -> Iterator[Finding]:  # noqa: ARG001 -- a rule's shape
    """One figure is not reported twice with two values.

    Why: a reader cannot know which one to believe, and everybody quotes the one that suits.

    Mend: keep the right one, or say how they differ: `variant`, `outcome`, `population`, `threshold`.
    """
    evaluation = document.content
    first: dict[Hashable, tuple[int, Reported]] = {}
    for position, figure in enumerate((isinstance(evaluation, Evaluation) and evaluation.reported) or ()):
        before, other = first.setdefault((figure.metric, make_claim_key(figure)), (position, figure))
        if _make_figure_key(other) != _make_figure_key(figure):
            message = Message(
                f"Ce chiffre est déjà déclaré, autrement, à la position {before + 1}.",
                f"This figure is already reported, otherwise, at position {before + 1}.",
            )
            finding = report_at_field("figure-twice", document, ("reported", position), message, _SAY_HOW)
            is_public = figure.already_public is not None and other.already_public is not None
            yield replace(finding, severity="warning") if is_public else finding


_SAY_HOW = Message(
    "Garder la bonne ligne, ou dire dans « variant », « outcome », « population », « unit » ou « threshold » en quoi "
    "elles diffèrent.",
    "Keep the right line, or say in `variant`, `outcome`, `population`, `unit` or `threshold` how they differ.",
)


def _make_figure_key(figure: Reported) -> Hashable:
    """The content of a figure: value, n and interval."""
    ends = (figure.ci.level, figure.ci.lower, figure.ci.upper) if figure.ci else None
    return figure.value, figure.as_printed, figure.n, ends


@document_rule(
    "evidence",
    what="Une évaluation externe porte sur d’autres données que celles du développement.",
    why="Sur les données qui l’ont formé, un algorithme paraît toujours meilleur qu’ailleurs.",
    mend="Corriger « design » (internal-split, cross-validation, temporal, geographic) ou « source ».",
    since=_SINCE,
)
def not_external(document: Document, collection: Collection) -> Iterator[Finding]:
    """An external evaluation is on other data than the development.

    Why: on the data that formed it, an algorithm always looks better than elsewhere.

    Mend: correct `design` (internal-split, cross-validation, temporal, geographic) or `source`.
    """
    evaluation = document.content
    if not isinstance(evaluation, Evaluation) or evaluation.design != "external" or evaluation.source is None:
        return
    made_on = _list_development_sources(load_card(document, collection, evaluation.subject.version))
    own = next((text for text in _iter_source_chain(evaluation.source, collection) if text in made_on), None)
    if own is not None:
        message = Message(
            f"L’algorithme a été développé sur « {own} » : cette évaluation n’est pas externe.",
            f"The algorithm was developed on `{own}`: this evaluation is not external.",
        )
        yield report_at_field("not-external", document, ("design",), message, _OTHER_DESIGN)


_OTHER_DESIGN = Message(
    "Écrire le plan suivi : internal-split, cross-validation, temporal ou geographic ; ou corriger « source ».",
    "Write the design followed: internal-split, cross-validation, temporal or geographic; or correct `source`.",
)


def _list_development_sources(card: Card | None) -> frozenset[str]:
    """Ids of the data sources that a version was developed or tuned on."""
    sources = card.data.sources if card else None
    listed = sources if isinstance(sources, tuple) else ()
    return frozenset(use.source for use in listed if use.role in {"development", "tuning"})


def _iter_source_chain(source: str, collection: Collection) -> Iterator[str]:
    """A data source, and those it is a part of."""
    own: str | None = source
    for _ in range(_MOST_STEPS):
        if own is None:
            return
        yield own
        known = load_content(collection, build_data_source_path(own), DataSource)
        own = known.part_of if known else None
