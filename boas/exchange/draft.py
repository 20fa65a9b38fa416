"""A new algorithm before it is written: the author's answers, what was imported, and the files both make."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field

from boas.documents import algorithm_path, data_source_path, organisation_path, version_path
from boas.exchange.card import card_text
from boas.exchange.imported import CodeList, Imported
from boas.exchange.saying import plain
from boas.exchange.writing import mapping
from boas.finding import Language


@dataclass(frozen=True, slots=True)
class Draft:
    """A new algorithm before it is written."""

    id: str
    version: str
    language: Language
    """Language of the author's answers and of the comments."""
    answers: Mapping[str, object]
    """Plain values by path inside the card."""
    imported: Imported = field(default_factory=Imported)
    texts_in: Language = "fr"
    """Language of the texts that were imported."""
    organisations: tuple[tuple[str, str], ...] = ()
    """New organisations: id and name."""
    data_sources: tuple[tuple[str, str, str], ...] = ()
    """New data sources: id, name and what they contain."""


def files_of(draft: Draft) -> dict[str, bytes]:
    """Every file of a draft by its path from the registry's root."""
    texts = {
        algorithm_path(draft.id): algorithm_text(draft),
        card_path(draft): card_text(values_of(draft), draft.language),
    }
    for one in draft.imported.lists:
        texts[list_path(draft, one)] = list_text(one, draft.texts_in)
    for measured in draft.imported.measured:
        subject = {"subject": {"id": draft.id, "version": draft.version}}
        value = {"schema_version": 1, "id": measured.id} | subject | measured.value
        texts[evaluation_path(draft, measured.id)] = document("evaluation", 4, plain(value, draft.texts_in))
    if draft.imported.body:
        texts[method_path(draft)] = f"{draft.imported.body}\n"
    for organisation, name in draft.organisations:
        value = {"schema_version": 1, "id": organisation, "name": {draft.language: name}}
        texts[organisation_path(organisation)] = document("organisation", 2, value)
    for source, name, content in draft.data_sources:
        value = {"schema_version": 1, "id": source, "name": {draft.language: name}}
        value["description"] = {draft.language: content}
        texts[data_source_path(source)] = document("data_source", 2, value)
    return {path: text.encode("utf-8", "backslashreplace") for path, text in texts.items()}


def card_path(draft: Draft) -> str:
    """Path of the card."""
    return version_path(draft.id, draft.version, "card.yaml")


def method_path(draft: Draft) -> str:
    """Path of the long text."""
    return version_path(draft.id, draft.version, f"method.{draft.texts_in}.md")


def list_path(draft: Draft, one: CodeList) -> str:
    """Path of a codelist."""
    return version_path(draft.id, draft.version, f"codelists/{one.name}.csv")


def evaluation_path(draft: Draft, evaluation: str) -> str:
    """Path of an evaluation."""
    return algorithm_path(draft.id).replace("algorithm.yaml", f"evaluations/{evaluation}/evaluation.yaml")


def algorithm_text(draft: Draft) -> str:
    """The algorithm's own file: written by its authors, with the links that were found."""
    links = [plain(piece.value, draft.texts_in) for piece in draft.imported.of_algorithm]
    value = {"schema_version": 1, "id": draft.id, "origin": "submitted"}
    return document("algorithm", 3, value | ({"links": links} if links else {}))


def document(kind: str, depth: int, value: object) -> str:
    """A YAML document with the line that tells editors its schema."""
    lines = mapping(value) if isinstance(value, dict) else []
    return "\n".join((f"# yaml-language-server: $schema={'../' * depth}schemas/{kind}.schema.json", *lines)) + "\n"


def values_of(draft: Draft) -> dict[str, object]:
    """The card's fields by path: what was imported, and over it what the author answered."""
    values: dict[str, object] = {"schema_version": 1, "id": draft.id, "version": draft.version}
    for piece in draft.imported.pieces:
        value = plain(piece.value, draft.texts_in)
        before = values.get(piece.to)
        values[piece.to] = ([*before, value] if isinstance(before, list) else [value]) if piece.is_item else value
    uses = [use_of(one) for one in draft.imported.lists]
    return values | dict(draft.answers) | ({"logic.codelists": uses} if uses else {})


def use_of(one: CodeList) -> dict[str, object]:
    """What the card says of a codelist."""
    told: dict[str, object] = {"system": one.system, "role": one.role, "match": one.match}
    path: dict[str, object] = {"path": f"codelists/{one.name}.csv"}
    return path | {name: value for name, value in told.items() if value}


def list_text(one: CodeList, language: Language) -> str:
    """A codelist as CSV."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([f"label_{language}" if name == "label" else name for name in one.header])
    writer.writerows(code.cells[: len(one.header)] for code in one.codes)
    return out.getvalue()
