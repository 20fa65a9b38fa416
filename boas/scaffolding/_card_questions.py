"""The needed fields of a card as questions: the option of each, its words, and what an answer becomes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from boas.documents import load_vocabulary
from boas.errors import UsageError
from boas.formats import list_needed_paths, may_be_absent
from boas.parsing import find_nearest, match_choice
from boas.translation import Language, Message

ALWAYS_KNOWN = frozenset({"schema_version", "version"})
"""Needed fields that have one value for every first version."""


@dataclass(frozen=True, slots=True)
class CardQuestion:
    """One needed field: its option, its words, and the closed list it takes its answer from."""

    option: str
    words: Message
    terms: str = ""
    is_many: bool = False


QUESTIONS: Mapping[str, CardQuestion] = {
    "kind": CardQuestion("--kind", Message("What does the card describe?"), "kinds"),
    "name": CardQuestion("--name", Message("Name, for people")),
    "id": CardQuestion("ID", Message("Id (lower-case letters, digits, hyphens)")),
    "summary": CardQuestion("--summary", Message("Summary, in one or two sentences")),
    "category": CardQuestion("--category", Message("What does it do?"), "categories"),
    "modality": CardQuestion("--modality", Message("What data does it read?"), "modalities", is_many=True),
    "medical_domains": CardQuestion("--domain", Message("Which fields of medicine?"), "medical_domains", is_many=True),
    "intended_use.purpose": CardQuestion("--purpose", Message("What it is for")),
    "ownership.organisations": CardQuestion("--organisation", Message("Who produced it?"), is_many=True),
    "data.sources": CardQuestion("--source", Message("On which data sources?"), is_many=True),
    "safety.limitations": CardQuestion(
        "--limitation",
        Message("A limit (Enter when there are no more)"),
        is_many=True,
    ),
}
"""In the order in which they are asked."""


def list_missing_fields(known: Collection[str]) -> tuple[str, ...]:
    """Needed fields nobody answered yet, in the order of the questions."""
    asked = set(list_needed_paths()) - ALWAYS_KNOWN - set(known)
    return tuple(path for path in QUESTIONS if path in asked)


def describe_missing_option(path: str) -> str:
    """The option that answers a question, with the terms it may have."""
    question = QUESTIONS[path]
    terms = f" ({', '.join(load_vocabulary(question.terms).terms)})" if question.terms else ""
    return f"{question.option}{terms}"


def resolve_term(option: str, written: str, terms: str) -> str:
    """The term that an option names; raises `UsageError` with the nearest one when there is none."""
    names = load_vocabulary(terms).terms
    found = match_choice(written, names) if not written.isdigit() else ""
    if found:
        return found
    near, known = find_nearest(written, names), ", ".join(names)
    raise UsageError(
        Message("{option}: `{written}` is not in the list.", option=option, written=written),
        Message("Try `{near}`. Allowed terms: {known}.", near=near, known=known)
        if near
        else Message("Choose one of: {known}.", known=known),
    )


def resolve_text_language(written: str | None, languages: tuple[str, ...]) -> str | None:
    """The language of imported texts, one of the registry's; the only one there is when none is named.

    Raises `UsageError` when the registry does not have it.
    """
    known = ", ".join(languages)
    if written is not None and written not in languages:
        raise UsageError(
            Message("{option}: `{written}` is not in the list.", option="--texts-in", written=written),
            Message("Choose one of: {known}.", known=known),
        )
    return written or (languages[0] if len(languages) == 1 else None)


def parse_options(
    given: Mapping[str, object], absent: Collection[tuple[str, str]], language: Language
) -> dict[str, object]:
    """Answers given as options, by path; options nobody gave are left out."""
    answers: dict[str, object] = {}
    for path, question in QUESTIONS.items():
        value = given.get(path)
        if value in (None, ()):
            continue
        words = value if isinstance(value, tuple) else (value,)
        found = [
            resolve_term(question.option, str(one), question.terms)
            if question.terms
            else parse_answer(path, str(one), language)
            for one in words
        ]
        answers[path] = found if question.is_many else found[0]
    for path, reason in absent:
        answers[_resolve_field_path(path)] = {"absent": {"reason": resolve_term("--absent", reason, "absent_reasons")}}
    return answers


def parse_answer(path: str, written: str, language: Language) -> object:
    """What one written answer becomes in the card."""
    if path == "data.sources":
        source, sign, role = written.partition(":")
        if not sign:
            raise UsageError(
                Message("--source {written}: the role is missing.", written=written),
                Message("Write for instance {written}:development.", written=written),
            )
        return {"source": source, "role": resolve_term("--source", role, "source_roles")}
    return written if path in {"id", "ownership.organisations"} else {language: written}


def _resolve_field_path(path: str) -> str:
    """The path of a field by its last word or its whole path; raises `UsageError` when it may not be absent."""
    known = [one for one in QUESTIONS if may_be_absent(one)]
    found = next((one for one in known if path in {one, one.rpartition(".")[2]}), "")
    if not found:
        listed = ", ".join(known)
        raise UsageError(
            Message("--absent {path}: this field may not be absent.", path=path),
            Message("Fields that may be: {listed}.", listed=listed),
        )
    return found
