"""The needed fields of a card as questions: the option of each, its words at a terminal, and what an answer becomes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from boas.cli._terminal_questions import (
    TermLabels,
    ask_choice,
    ask_multiple_choice,
    ask_text,
    confirm,
    find_nearest,
    match_choice,
    show_choices,
)
from boas.documents import is_id, load_vocabulary
from boas.errors import UsageError
from boas.finding import Language, Message
from boas.formats import list_needed_paths, may_be_absent
from boas.scaffolding import ReferenceCatalogue

ALWAYS_KNOWN = frozenset({"schema_version", "version"})
"""Needed fields that have one value for every first version."""


@dataclass(frozen=True, slots=True)
class _CardQuestion:
    """One needed field: its option, its words, and the closed list it takes its answer from."""

    option: str
    words: Message
    terms: str = ""
    is_many: bool = False


QUESTIONS: Mapping[str, _CardQuestion] = {
    "kind": _CardQuestion("--kind", Message("Que décrit la fiche ?", "What does the card describe?"), "kinds"),
    "name": _CardQuestion("--name", Message("Nom, pour des lecteurs", "Name, for people")),
    "id": _CardQuestion(
        "ID", Message("Identifiant (minuscules, chiffres, traits d’union)", "Id (lower-case letters, digits, hyphens)")
    ),
    "summary": _CardQuestion(
        "--summary", Message("Résumé, en une ou deux phrases", "Summary, in one or two sentences")
    ),
    "category": _CardQuestion("--category", Message("Que fait-il ?", "What does it do?"), "categories"),
    "modality": _CardQuestion(
        "--modality", Message("Quelles données lit-il ?", "What data does it read?"), "modalities", is_many=True
    ),
    "medical_domains": _CardQuestion(
        "--domain", Message("Quels domaines médicaux ?", "Which fields of medicine?"), "medical_domains", is_many=True
    ),
    "intended_use.purpose": _CardQuestion("--purpose", Message("À quoi il sert", "What it is for")),
    "ownership.organisations": _CardQuestion(
        "--organisation", Message("Qui l’a produit ?", "Who produced it?"), is_many=True
    ),
    "data.sources": _CardQuestion(
        "--source", Message("Sur quelles sources de données ?", "On which data sources?"), is_many=True
    ),
    "safety.limitations": _CardQuestion(
        "--limitation",
        Message("Une limite (Entrée quand il n’y en a plus)", "A limit (Enter when there are no more)"),
        is_many=True,
    ),
}
"""In the order in which they are asked."""

_WHY_ABSENT = Message("Pourquoi n’est-ce pas donné ?", "Why is it not given?")
_NAME_OF_NEW = Message(
    "Nom de « {} », nouveau dans le registre (Entrée pour corriger)",
    "Name of `{}`, new in the registry (Enter to mend)",
)
_CONTENT_OF_NEW = Message("Ce que cette source contient", "What this source contains")
_ROLE = Message("À quoi « {} » a-t-elle servi ?", "What did `{}` serve for?")
_WHICH = Message("Identifiants séparés par des virgules (Entrée : aucun)", "Ids separated by commas (Enter: none)")


def list_missing_fields(known: Collection[str]) -> tuple[str, ...]:
    """Needed fields nobody answered yet, in the order of the questions."""
    asked = set(list_needed_paths()) - ALWAYS_KNOWN - set(known)
    return tuple(path for path in QUESTIONS if path in asked)


def resolve_term(option: str, written: str, terms: str) -> str:
    """The term that an option names; raises `UsageError` with the nearest one when there is none."""
    names = load_vocabulary(terms).terms
    found = match_choice(written, names) if not written.isdigit() else ""
    if found:
        return found
    near, known = find_nearest(written, names), ", ".join(names)
    raise UsageError(
        Message(f"{option} : « {written} » n’est pas dans la liste.", f"{option}: `{written}` is not in the list."),
        Message(f"Essayer « {near} ». Termes possibles : {known}.", f"Try `{near}`. Allowed terms: {known}.")
        if near
        else Message(f"Choisir parmi : {known}.", f"Choose one of: {known}."),
    )


def from_options(
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
            else _as_value(path, str(one), language)
            for one in words
        ]
        answers[path] = found if question.is_many else found[0]
    for path, reason in absent:
        answers[_resolve_field_path(path)] = {"absent": {"reason": resolve_term("--absent", reason, "absent_reasons")}}
    return answers


def _as_value(path: str, written: str, language: Language) -> object:
    """What one written answer becomes in the card."""
    if path == "data.sources":
        source, sign, role = written.partition(":")
        if not sign:
            raise UsageError(
                Message(f"--source {written} : le rôle manque.", f"--source {written}: the role is missing."),
                Message(f"Écrire par exemple {written}:development.", f"Write for instance {written}:development."),
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
            Message(
                f"--absent {path} : ce champ ne peut pas manquer.", f"--absent {path}: this field may not be absent."
            ),
            Message(f"Champs possibles : {listed}.", f"Fields that may be: {listed}."),
        )
    return found


def ask_field(path: str, register: ReferenceCatalogue, language: Language, default: str = "") -> object:
    """The answer to one question at the terminal."""
    question = QUESTIONS[path]
    if question.terms:
        names = load_vocabulary(question.terms).terms
        one_or_more = ask_multiple_choice if question.is_many else ask_choice
        return one_or_more(question.words, names, language)
    if path == "ownership.organisations":
        found: list[object] = list(_ask_ids(question.words, register.organisations, language, register))
    elif path == "data.sources":
        found = _ask_sources(question.words, register, language)
    elif question.is_many:
        found = list(_ask_texts(question.words, language))
    else:
        return _as_value(path, ask_text(question.words, language, default=default), language)
    return found or {"absent": {"reason": ask_choice(_WHY_ABSENT, load_vocabulary("absent_reasons").terms, language)}}


def _ask_texts(words: Message, language: Language) -> list[dict[str, str]]:
    """Texts, one a line, until an empty one."""
    texts: list[dict[str, str]] = []
    while told := ask_text(words, language, may_be_empty=True):
        texts.append({language: told})
    return texts


def _ask_sources(words: Message, register: ReferenceCatalogue, language: Language) -> list[object]:
    """Data sources, each with what it served for."""
    roles = load_vocabulary("source_roles").terms
    return [
        {"source": source, "role": role}
        for source in _ask_ids(words, register.data_sources, language, register)
        for role in ask_multiple_choice(Message(_ROLE.fr.format(source), _ROLE.en.format(source)), roles, language)
    ]


def _ask_ids(words: Message, names: dict[str, Message], language: Language, register: ReferenceCatalogue) -> list[str]:
    """Ids of the registry, or new ones whose names are asked."""
    show_choices(words, names, language)
    while True:
        written = ask_text(_WHICH, language, may_be_empty=True)
        ids = [one.strip() for one in written.split(",") if one.strip()]
        found = [one for one in (_resolve_id(one, names, language, register) for one in ids) if one]
        if len(found) == len(ids):
            return list(dict.fromkeys(found))


def _resolve_id(written: str, names: dict[str, Message], language: Language, register: ReferenceCatalogue) -> str:
    """The id somebody means, or a new one they name; empty when it is neither."""
    found = match_choice(written, names) or _confirm_nearest(written, names, language)
    if found or not is_id(written):
        return found
    asked = Message(_NAME_OF_NEW.fr.format(written), _NAME_OF_NEW.en.format(written))
    name = ask_text(asked, language, may_be_empty=True)
    if not name:
        return ""
    if names is register.organisations:
        register.add([(written, name)], [])
    else:
        register.add([], [(written, name, ask_text(_CONTENT_OF_NEW, language))])
    return written


def _confirm_nearest(written: str, names: TermLabels, language: Language) -> str:
    """The nearest id, when that is what is meant."""
    near = find_nearest(written, names)
    asked = Message(f"Vouliez-vous dire « {near} »", f"Did you mean `{near}`").in_(language)
    return near if near and confirm(asked, language) else ""
