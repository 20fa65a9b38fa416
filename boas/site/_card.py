"""One algorithm's page: the facts first, then every section with what is known and what is missing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from boas.documents import KIND_LETTERS, Card, DocumentField, describe_field, is_language, list_card_fields
from boas.evidence import EXPECTED_DIMENSIONS
from boas.index import AlgorithmAnswer, Written
from boas.site._audits import AuditView, list_audit_views
from boas.site._code import CodeView, build_code_view
from boas.site._evidence import HOLDING, EvaluationView, build_evaluation_view, describe_worst_declared
from boas.site._fields import SECTIONS, CardSection, name_field
from boas.site._gaps import GapVerdict, build_worst_verdict
from boas.site._producer_fields import list_producer_fields, render_producer_lines
from boas.site._rows import ListRow, build_list_row, list_names
from boas.site._translations import LocalisedText, choose, load_page_catalogue
from boas.translation import Language, lower_initial


@dataclass(frozen=True, slots=True)
class _FieldValue:
    """A field that is given, or honestly declared absent."""

    path: str
    label: str
    shape: str
    term: str
    """Vocabulary of the shapes `term` and `terms`."""
    value: object
    absent: Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class _SectionView:
    """A section with the values it holds and the labels of those it lacks."""

    id: str
    title: str
    values: tuple[_FieldValue, ...]
    missing: tuple[str, ...]

    def get_value(self, path: str) -> object:
        """The value of one field; nothing when it is missing or declared absent."""
        return next((value.value for value in self.values if value.path == path and not value.absent), None)


@dataclass(frozen=True, slots=True)
class _MissingField:
    """A field that level 1 asks for and the card does not fill."""

    path: str
    label: str
    meaning: str


@dataclass(frozen=True, slots=True)
class _CardView:
    """All that the template of the card needs."""

    row: ListRow
    answer: AlgorithmAnswer
    card: Written[Card]
    parts: dict[str, _SectionView]
    evaluations: tuple[EvaluationView, ...]
    worst: GapVerdict | None
    """The group furthest below its reference, from counts."""
    worst_declared: str
    """The group with the lowest printed value, in words; empty when none was printed."""
    last_evaluated: str | None
    """When this version was last measured; empty when no date is given, nothing when it never was."""
    dimensions_measured: tuple[str, ...]
    dimensions_silent: tuple[str, ...]
    audits: tuple[AuditView, ...]
    """Of this version."""
    code: CodeView | None
    """What a scan of the code found; nothing when the version has none."""
    next_step: tuple[LocalisedText, ...]
    """What is missing for the next level."""
    missing: tuple[tuple[str, tuple[_MissingField, ...]], ...]
    """Missing fields by section title."""
    only_producers: tuple[str, ...]
    """Missing fields that only the producers can fill."""
    producer_lines: str
    """Lines of the card for these fields, to complete."""
    other_language_only: bool
    related: tuple[ListRow, ...]
    method: LocalisedText | None
    names: dict[str, LocalisedText]
    """Names of the organisations and data sources the card mentions, by id."""


def _read_path(document: Mapping[str, object], path: str) -> object:
    """What stands at a dotted path of a document; nothing when it does not."""
    value: object = document
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _read_absence(value: object) -> Mapping[str, object] | None:
    """The reason and note when a value says why it is not given."""
    return value["absent"] if isinstance(value, dict) and set(value) == {"absent"} else None


def _build_section_view(
    section: CardSection, card: Written[Card], missing: frozenset[str], language: Language
) -> _SectionView:
    """One section of a card in the reader's language."""
    say = load_page_catalogue(language).gettext
    values = []
    for field in section.fields:
        value = _read_path(card, field.path)
        if value is not None:
            shape, _, term = field.shape.partition(":")
            values.append(
                _FieldValue(field.path, name_field(field.path, language), shape, term, value, _read_absence(value))
            )
    lacking = tuple(
        lower_initial(name_field(field.path, language)) for field in section.fields if field.path in missing
    )
    return _SectionView(section.id, say(section.title), tuple(values), lacking)


def _build_section_views(card: Written[Card], missing: frozenset[str], language: Language) -> dict[str, _SectionView]:
    """Sections the kind of algorithm has, or that say something all the same."""
    letter = KIND_LETTERS[card.content.kind]
    made = (_build_section_view(section, card, missing, language) for section in SECTIONS)
    kinds = {section.id: section.kinds for section in SECTIONS}
    return {one.id: one for one in made if one.values or letter in kinds[one.id]}


def _iter_texts(value: object) -> Iterator[Mapping[str, str]]:
    """All texts with languages inside a document."""
    if isinstance(value, dict):
        if value and all(map(is_language, value)):
            yield value
        else:
            for below in value.values():
                yield from _iter_texts(below)
    elif isinstance(value, list | tuple):
        for below in value:
            yield from _iter_texts(below)


def _group_by_section(paths: Sequence[str], language: Language) -> tuple[tuple[str, tuple[_MissingField, ...]], ...]:
    """Missing fields under the titles of their sections, in the page's order."""
    say = load_page_catalogue(language).gettext
    sections = [(section.title, {field.path for field in section.fields}) for section in SECTIONS]
    known = set().union(*(fields for _, fields in sections))
    rows = [(say(title), [path for path in paths if path in fields]) for title, fields in sections]
    rows.append(("", [path for path in paths if path not in known]))
    return tuple(
        (title, tuple(_build_missing_field(path, language) for path in lacking)) for title, lacking in rows if lacking
    )


def _build_missing_field(path: str, language: Language) -> _MissingField:
    """A field that is not filled, with what it means."""
    field = _map_card_fields().get(path)
    return _MissingField(path, name_field(path, language), describe_field(field).in_(language) if field else "")


@cache
def _map_card_fields() -> Mapping[str, DocumentField]:
    """Fields of a card by path."""
    found: dict[str, DocumentField] = {}
    for field in list_card_fields():
        found.setdefault(field.path, field)
    return found


def _list_excused_dimensions(card: Card) -> frozenset[str]:
    """Dimensions of which the card says why nobody looked."""
    written = card.bias.not_assessed if card.bias else None
    return frozenset(one.dimension for one in written) if isinstance(written, tuple) else frozenset()


def build_card_view(answer: AlgorithmAnswer, language: Language) -> _CardView:
    """The page of one algorithm from its answer."""
    latest, evaluations = answer.latest, answer.evaluations
    card = latest.card
    missing = frozenset(latest.completeness.missing)
    own = [evaluation for evaluation in evaluations if evaluation.standing in HOLDING and not evaluation.replaced_by]
    measured = {name for evaluation in own for name in evaluation.dimensions}
    excused = _list_excused_dimensions(card.content)
    first, worst = answer.row.headline, answer.row.worst
    own_fields = list_producer_fields(latest.completeness.missing)
    return _CardView(
        row=build_list_row(answer.row, language),
        answer=answer,
        card=card,
        parts=_build_section_views(card, missing, language),
        evaluations=tuple(build_evaluation_view(evaluation, language) for evaluation in evaluations),
        worst=build_worst_verdict(worst, language) if worst else None,
        worst_declared=describe_worst_declared(own, first.metric, language) if first else "",
        last_evaluated=next(
            (one.evaluation.content.date for one in own if one.evaluation.content.date), "" if own else None
        ),
        dimensions_measured=tuple(sorted(measured & set(EXPECTED_DIMENSIONS))),
        dimensions_silent=tuple(name for name in EXPECTED_DIMENSIONS if name not in measured | excused),
        audits=list_audit_views(answer.audits, latest.version, language),
        code=build_code_view(latest.code_scan, language),
        next_step=tuple(choose(sentence, language) for sentence in latest.step.missing),
        missing=_group_by_section(latest.completeness.missing, language),
        only_producers=own_fields,
        producer_lines=render_producer_lines(own_fields, language),
        other_language_only=any(not text.get(language) for text in _iter_texts(card)),
        related=tuple(build_list_row(one, language) for one in answer.related),
        method=choose(latest.method, language) if latest.method else None,
        names=dict(list_names(latest.organisations + latest.data_sources + answer.reusers, language)),
    )
