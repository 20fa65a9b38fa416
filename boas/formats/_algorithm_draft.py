"""A new algorithm before it is written: the author's answers, what was imported, and the files both make."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field

from boas.documents import (
    DEFAULT_LANGUAGES,
    build_algorithm_path,
    build_data_source_path,
    build_organisation_path,
    build_path,
)
from boas.formats._card_template import render_card
from boas.formats._import_result import CodeList, ImportResult
from boas.formats._source_language import localise_texts
from boas.parsing import render_mapping
from boas.translation import Language, resolve_language


@dataclass(frozen=True, slots=True)
class AlgorithmDraft:
    """A new algorithm before it is written."""

    id: str
    version: str
    language: Language
    """Language of the comments."""
    answers: Mapping[str, object]
    """Plain values by path inside the card."""
    imported: ImportResult = field(default_factory=ImportResult)
    texts_in: Language = "fr"
    """Language of the texts that were imported."""
    organisations: tuple[tuple[str, str], ...] = ()
    """New organisations: id and name."""
    data_sources: tuple[tuple[str, str, str], ...] = ()
    """New data sources: id, name and what they contain."""
    languages: tuple[Language, ...] = DEFAULT_LANGUAGES
    """Languages of the registry, the first one first."""
    origin: str = "submitted"
    """Who writes the card."""

    @property
    def answers_in(self) -> Language:
        """Language of the author's answers: that of the comments when the registry has it, else its first."""
        return choose_text_language(self.languages, self.language)


def choose_text_language(languages: tuple[Language, ...], spoken: Language) -> Language:
    """The language of a registry in which somebody's answers are kept: the one spoken, else the first."""
    return spoken if spoken in languages else languages[0]


def build_files(draft: AlgorithmDraft) -> dict[str, bytes]:
    """Every file of a draft by its path from the registry's root."""
    texts = {
        build_algorithm_path(draft.id): _render_algorithm(draft),
        build_card_path(draft): render_card(_collect_values(draft), draft.language, draft.answers_in),
    }
    for one in draft.imported.lists:
        texts[build_list_path(draft, one)] = _render_list(one, draft.texts_in)
    for measured in draft.imported.measured:
        subject = {"subject": {"id": draft.id, "version": draft.version}}
        value = {"schema_version": 1, "id": measured.id} | subject | measured.value
        texts[build_evaluation_path(draft, measured.id)] = _render_document(
            "evaluation", 4, localise_texts(value, draft.texts_in)
        )
    if draft.imported.body:
        texts[build_method_path(draft)] = f"{draft.imported.body}\n"
    for organisation, name in draft.organisations:
        value = {"schema_version": 1, "id": organisation, "name": {draft.answers_in: name}}
        texts[build_organisation_path(organisation)] = _render_document("organisation", 2, value)
    for source, name, content in draft.data_sources:
        value = {"schema_version": 1, "id": source, "name": {draft.answers_in: name}}
        value["description"] = {draft.answers_in: content}
        texts[build_data_source_path(source)] = _render_document("data_source", 2, value)
    return {path: text.encode("utf-8", "backslashreplace") for path, text in texts.items()}


def build_card_path(draft: AlgorithmDraft) -> str:
    """Path of the card."""
    return build_path("card", algorithm=draft.id, version=draft.version)


def build_method_path(draft: AlgorithmDraft) -> str:
    """Path of the long text."""
    return build_path("method", algorithm=draft.id, version=draft.version, language=draft.texts_in)


def build_list_path(draft: AlgorithmDraft, one: CodeList) -> str:
    """Path of a codelist."""
    return build_path("codelist", algorithm=draft.id, version=draft.version, codelist=one.name)


def build_evaluation_path(draft: AlgorithmDraft, evaluation: str) -> str:
    """Path of an evaluation."""
    return build_path("evaluation", algorithm=draft.id, evaluation=evaluation)


def _render_algorithm(draft: AlgorithmDraft) -> str:
    """The algorithm's own file: who writes it, with the links that were found."""
    links = [
        _choose_labels(localise_texts(piece.value, draft.texts_in), draft.languages)
        for piece in draft.imported.of_algorithm
    ]
    value = {"schema_version": 1, "id": draft.id, "origin": draft.origin}
    return _render_document("algorithm", 3, value | ({"links": links} if links else {}))


def _choose_labels(link: object, languages: tuple[Language, ...]) -> object:
    """A link with its label in those of the registry's languages that it has, else in English under the first."""
    label = link.get("label") if isinstance(link, dict) else None
    if not isinstance(link, dict) or not isinstance(label, dict):
        return link
    told = [one for one in languages if one in label] or languages[:1]
    words = label.get(resolve_language(told[0])) or next(iter(label.values()))
    return {**link, "label": {one: label.get(one, words) for one in told}}


def _render_document(kind: str, depth: int, value: object) -> str:
    """A YAML document with the line that tells editors its schema."""
    lines = render_mapping(value) if isinstance(value, dict) else []
    return "\n".join((f"# yaml-language-server: $schema={'../' * depth}schemas/{kind}.schema.json", *lines)) + "\n"


def _collect_values(draft: AlgorithmDraft) -> dict[str, object]:
    """The card's fields by path: what was imported, and over it what the author answered."""
    values: dict[str, object] = {"schema_version": 1, "id": draft.id, "version": draft.version}
    for piece in draft.imported.pieces:
        value = localise_texts(piece.value, draft.texts_in)
        before = values.get(piece.to)
        values[piece.to] = ([*before, value] if isinstance(before, list) else [value]) if piece.is_item else value
    uses = [_describe_use(one) for one in draft.imported.lists]
    return values | dict(draft.answers) | ({"logic.codelists": uses} if uses else {})


def _describe_use(one: CodeList) -> dict[str, object]:
    """What the card says of a codelist."""
    told: dict[str, object] = {"system": one.system, "release": one.release, "role": one.role}
    told |= {"match": one.match, "field": one.field}
    path: dict[str, object] = {"path": f"codelists/{one.name}.csv"}
    return path | {name: value for name, value in told.items() if value}


def _render_list(one: CodeList, language: Language) -> str:
    """A codelist as CSV."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([f"label_{language}" if name == "label" else name for name in one.header])
    writer.writerows(code.cells[: len(one.header)] for code in one.codes)
    return out.getvalue()
