"""One algorithm's page: the facts first, then every section with what is known and what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from boas.documents import KIND_LETTERS
from boas.documents.guide import card_fields
from boas.documents.meanings import meaning
from boas.evidence.dimensions import EXPECTED_DIMENSIONS
from boas.finding import Language
from boas.site.audits import AuditShown, audits_of
from boas.site.code import CodeShown, code_shown
from boas.site.evidence import HOLDING, Shown, shown, worst_declared
from boas.site.fields import SECTIONS, Section, label_of
from boas.site.gaps import Verdict, worst_group
from boas.site.rows import Row, named, row
from boas.site.words import Said, catalogue, choose, within

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Value:
    """A field that is given, or honestly declared absent."""

    path: str
    label: str
    shape: str
    term: str
    """Vocabulary of the shapes `term` and `terms`."""
    value: Any
    absent: Json | None


@dataclass(frozen=True, slots=True)
class Part:
    """A section with the values it holds and the labels of those it lacks."""

    id: str
    title: str
    values: tuple[Value, ...]
    missing: tuple[str, ...]

    def get_value(self, path: str) -> Any:  # noqa: ANN401 -- whatever the author wrote there
        """The value of one field; nothing when it is missing or declared absent."""
        return next((value.value for value in self.values if value.path == path and not value.absent), None)


@dataclass(frozen=True, slots=True)
class Lacking:
    """A field that level 1 asks for and the card does not fill."""

    path: str
    label: str
    meaning: str


@dataclass(frozen=True, slots=True)
class CardView:
    """All that the template of the card needs."""

    row: Row
    answer: Json
    card: Json
    parts: dict[str, Part]
    evaluations: tuple[Shown, ...]
    worst: Verdict | None
    """The group furthest below its reference, from counts."""
    worst_declared: str
    """The group with the lowest printed value, in words; empty when none was printed."""
    last_evaluated: str | None
    """When this version was last measured; empty when no date is given, nothing when it never was."""
    dimensions_measured: tuple[str, ...]
    dimensions_silent: tuple[str, ...]
    audits: tuple[AuditShown, ...]
    """Of this version."""
    code: CodeShown | None
    """What a scan of the code found; nothing when the version has none."""
    next_step: tuple[Said, ...]
    """What is missing for the next level."""
    missing: tuple[tuple[str, tuple[Lacking, ...]], ...]
    """Missing fields by section title."""
    other_language_only: bool
    related: tuple[Row, ...]
    method: Said | None
    names: dict[str, Said]
    """Names of the organisations and data sources the card mentions, by id."""


def at(document: Json, path: str) -> Any:  # noqa: ANN401 -- whatever the author wrote there
    """What stands at a dotted path of a document; nothing when it does not."""
    value: Any = document
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def absence(value: object) -> Json | None:
    """The reason and note when a value says why it is not given."""
    return value["absent"] if isinstance(value, dict) and set(value) == {"absent"} else None


def part(section: Section, card: Json, missing: frozenset[str], language: Language) -> Part:
    """One section of a card in the reader's language."""
    say = catalogue(language).gettext
    values = []
    for field in section.fields:
        value = at(card, field.path)
        if value is not None:
            shape, _, term = field.shape.partition(":")
            values.append(Value(field.path, label_of(field.path, language), shape, term, value, absence(value)))
    lacking = tuple(within(label_of(field.path, language)) for field in section.fields if field.path in missing)
    return Part(section.id, say(section.title), tuple(values), lacking)


def parts(card: Json, missing: frozenset[str], language: Language) -> dict[str, Part]:
    """Sections the kind of algorithm has, or that say something all the same."""
    letter = KIND_LETTERS[card["kind"]]
    made = (part(section, card, missing, language) for section in SECTIONS)
    kinds = {section.id: section.kinds for section in SECTIONS}
    return {one.id: one for one in made if one.values or letter in kinds[one.id]}


def texts(value: object) -> Iterator[Json]:
    """All texts with languages inside a document."""
    if isinstance(value, dict):
        if value and set(value) <= {"fr", "en"}:
            yield value
        else:
            for below in value.values():
                yield from texts(below)
    elif isinstance(value, list | tuple):
        for below in value:
            yield from texts(below)


def by_section(paths: list[str], language: Language) -> tuple[tuple[str, tuple[Lacking, ...]], ...]:
    """Missing fields under the titles of their sections, in the page's order."""
    say = catalogue(language).gettext
    sections = [(section.title, {field.path for field in section.fields}) for section in SECTIONS]
    known = set().union(*(fields for _, fields in sections))
    rows = [(say(title), [path for path in paths if path in fields]) for title, fields in sections]
    rows.append(("", [path for path in paths if path not in known]))
    return tuple(
        (title, tuple(lacking_field(path, language) for path in lacking)) for title, lacking in rows if lacking
    )


def lacking_field(path: str, language: Language) -> Lacking:
    """A field that is not filled, with what it means."""
    meant = next((meaning(field).in_(language) for field in card_fields() if field.path == path), "")
    return Lacking(path, label_of(path, language), meant)


def card_view(answer: Json, language: Language) -> CardView:
    """The page of one algorithm from its answer."""
    latest, evaluations = answer["latest"], answer["evaluations"]
    card = latest["card"]
    missing = frozenset(latest["completeness"]["missing"])
    own = [
        evaluation for evaluation in evaluations if evaluation["standing"] in HOLDING and not evaluation["replaced_by"]
    ]
    measured = {name for evaluation in own for name in evaluation["dimensions"]}
    excused = {item["dimension"] for item in at(card, "bias.not_assessed") or () if isinstance(item, dict)}
    first, worst = answer["row"]["headline"], answer["row"]["worst"]
    return CardView(
        row=row(answer["row"], language),
        answer=answer,
        card=card,
        parts=parts(card, missing, language),
        evaluations=tuple(shown(evaluation, language) for evaluation in evaluations),
        worst=worst_group(worst, language) if worst else None,
        worst_declared=worst_declared(own, first["metric"], language) if first else "",
        last_evaluated=next(
            (one["evaluation"]["date"] for one in own if "date" in one["evaluation"]), "" if own else None
        ),
        dimensions_measured=tuple(sorted(measured & set(EXPECTED_DIMENSIONS))),
        dimensions_silent=tuple(name for name in EXPECTED_DIMENSIONS if name not in measured | excused),
        audits=audits_of(answer["audits"], latest["version"], language),
        code=code_shown(latest["code_scan"], language),
        next_step=tuple(choose(sentence, language) for sentence in latest["step"]["missing"]),
        missing=by_section(latest["completeness"]["missing"], language),
        other_language_only=any(not text.get(language) for text in texts(card)),
        related=tuple(row(one, language) for one in answer["related"]),
        method=choose(latest["method"], language) if latest["method"] else None,
        names=dict(named(latest["organisations"] + latest["data_sources"], language)),
    )
