"""The table of algorithms side by side: what lists tell of each, then every field of their cards, by section."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from boas.index import AlgorithmComparison, AlgorithmRow, ComparedField, Named
from boas.site._comparison import build_compared_value
from boas.site._fields import SECTIONS, name_field
from boas.site._gaps import describe_worst_group
from boas.site._numbers import format_number, format_period
from boas.site._translations import choose, load_page_catalogue, name_licence_of, name_term
from boas.site._translations import mark as _
from boas.translation import Language

_MOST_ROOM, _PAGE_ROOM = 1_200, 36_000
"""Characters of a field that all sides share, and of all fields: long texts are read as far as a page has room."""
_NAMED_PATHS = frozenset({"data.sources", "ownership.organisations"})
"""Fields that name organisations or data sources by id."""


@dataclass(frozen=True, slots=True)
class _FieldCell:
    """What one algorithm has."""

    text: str
    """Empty when it is not given."""
    language: str = ""
    """That of the text when it is not the reader's."""
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class _FieldRow:
    """One thing of all algorithms."""

    label: str
    path: str
    """Field of the card, which the field guide explains; empty for what is computed."""
    cells: tuple[_FieldCell, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class FieldSection:
    """Things that belong together."""

    id: str
    title: str
    rows: tuple[_FieldRow, ...]


_ESSENTIALS = _("In short")


def build_field_sections(answer: AlgorithmComparison, language: Language) -> tuple[FieldSection, ...]:
    """All that is told of each, in the order of the card's page."""
    say = load_page_catalogue(language).gettext
    rows = answer.algorithms
    sections = [FieldSection("short", say(_ESSENTIALS), tuple(_iter_essentials(rows, language)))]
    names = {one.id: choose(one.name, language).text for row in rows for one in (*row.organisations, *row.data_sources)}
    by_path = {one.path: one for one in answer.fields}
    room = min(_MOST_ROOM, _PAGE_ROOM // max(1, len(by_path))) // len(rows)
    for section in SECTIONS:
        own = [by_path[field.path] for field in section.fields if field.path in by_path]
        if own:
            told = tuple(_build_field_row(one, names, room, language) for one in own)
            sections.append(FieldSection(section.id, say(section.title), told))
    return tuple(sections)


def _build_field_row(field: ComparedField, names: Mapping[str, str], room: int, language: Language) -> _FieldRow:
    """One field of the card, with so many characters for each."""
    cells = tuple(_build_cell(value, field.path, names, room, language) for value in field.values)
    return _FieldRow(name_field(field.path, language), field.path, cells, field.differs)


def _build_cell(value: object, path: str, names: Mapping[str, str], room: int, language: Language) -> _FieldCell:
    """One value of a field, as far as there is room."""
    told = build_compared_value(_name_things(value, names) if path in _NAMED_PATHS else value, path, language, room)
    return _FieldCell(told.text, told.language, told.cut) if told else _FieldCell("")


def _name_things(value: object, names: Mapping[str, str]) -> object:
    """A value with organisations and data sources by name."""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, list):
        return [_name_things(one, names) for one in value]
    if isinstance(value, dict):
        return {name: _name_things(one, names) for name, one in value.items()}
    return value


_Tell = Callable[[AlgorithmRow, Language], str]


def _iter_essentials(rows: Sequence[AlgorithmRow], language: Language) -> Iterator[_FieldRow]:
    """What lists tell of each."""
    say = load_page_catalogue(language).gettext
    summaries = [choose(row.summary, language) for row in rows]
    yield _FieldRow(
        name_field("summary", language),
        "summary",
        tuple(_FieldCell(one.text, one.language if one.foreign else "") for one in summaries),
        differs=len({one.text for one in summaries}) > 1,
    )
    for label, path, tell in _TOLD:
        texts = [tell(row, language) for row in rows]
        if any(texts):
            yield _FieldRow(
                say(label) if label else name_field(path, language),
                path,
                tuple(_FieldCell(text) for text in texts),
                differs=len(set(texts)) > 1,
            )


def _list_terms(vocabulary: str, terms: Sequence[str], language: Language) -> str:
    """Terms by their labels."""
    return ", ".join(name_term(vocabulary, term, language) for term in terms)


def _list_named(named: Sequence[Named], language: Language) -> str:
    """Things by name."""
    return ", ".join(choose(one.name, language).text for one in named)


def _tell_filled(row: AlgorithmRow, language: Language) -> str:
    """How much of what its kind is asked for a card fills."""
    said = load_page_catalogue(language).gettext(_("%(filled)s of %(asked)s fields filled"))
    counts = {"filled": format_number(row.n_filled, language), "asked": format_number(row.n_asked, language)}
    return said % counts if row.n_asked else ""


def _tell_version(row: AlgorithmRow, _language: Language) -> str:
    """The version compared, with the producers' own label."""
    return f"{row.version} ({row.upstream_version})" if row.upstream_version else row.version


_TOLD: tuple[tuple[str, str, _Tell], ...] = (
    (_("Status"), "", lambda row, language: name_term("statuses", row.status, language)),
    (_("Version"), "", _tell_version),
    ("", "kind", lambda row, language: name_term("kinds", row.kind, language)),
    ("", "category", lambda row, language: name_term("categories", row.category, language)),
    ("", "medical_domains", lambda row, language: _list_terms("medical_domains", row.medical_domains, language)),
    (_("Producers"), "", lambda row, language: _list_named(row.organisations, language)),
    (_("Data sources"), "", lambda row, language: _list_named(row.data_sources, language)),
    (
        _("Level of evidence"),
        "",
        lambda row, language: f"{row.level} – {name_term('levels', str(row.level), language)}",
    ),
    (_("Completeness"), "", _tell_filled),
    (_("Where it works least well"), "", lambda row, language: describe_worst_group(row.worst, language)),
    (
        _("Last evaluated"),
        "",
        lambda row, language: format_period(row.last_evaluated, language) if row.last_evaluated else "",
    ),
    (_("Licence of the code"), "", lambda row, language: name_licence_of(row.licence, language) if row.licence else ""),
    (_("Known reuses"), "", lambda row, language: format_number(row.n_reuses, language)),
    (_("Observations"), "", lambda row, language: format_number(row.n_observations, language)),
)
"""What is told of each row: its label, or the field whose label it has."""
