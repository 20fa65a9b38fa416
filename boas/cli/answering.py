"""The needed fields of a card as questions: the option of each, its words at a terminal, and what an answer becomes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from boas.cli.asking import Named, agreed, ask_one, ask_several, ask_text, chosen, nearest, show
from boas.cli.register import Register
from boas.documents import is_id, vocabulary
from boas.errors import UsageError
from boas.exchange import may_be_absent, needed
from boas.finding import Language, Words

ALWAYS_KNOWN = frozenset({"schema_version", "version"})
"""Needed fields that have one value for every first version."""


@dataclass(frozen=True, slots=True)
class Question:
    """One needed field: its option, its words, and the closed list it takes its answer from."""

    option: str
    words: Words
    terms: str = ""
    is_many: bool = False


QUESTIONS: Mapping[str, Question] = {
    "kind": Question("--kind", Words("Que décrit la fiche ?", "What does the card describe?"), "kinds"),
    "name": Question("--name", Words("Nom, pour des lecteurs", "Name, for people")),
    "id": Question(
        "ID", Words("Identifiant (minuscules, chiffres, traits d’union)", "Id (lower-case letters, digits, hyphens)")
    ),
    "summary": Question("--summary", Words("Résumé, en une ou deux phrases", "Summary, in one or two sentences")),
    "category": Question("--category", Words("Que fait-il ?", "What does it do?"), "categories"),
    "modality": Question(
        "--modality", Words("Quelles données lit-il ?", "What data does it read?"), "modalities", is_many=True
    ),
    "medical_domains": Question(
        "--domain", Words("Quels domaines médicaux ?", "Which fields of medicine?"), "medical_domains", is_many=True
    ),
    "intended_use.purpose": Question("--purpose", Words("À quoi il sert", "What it is for")),
    "ownership.organisations": Question("--organisation", Words("Qui l’a produit ?", "Who produced it?"), is_many=True),
    "data.sources": Question(
        "--source", Words("Sur quelles sources de données ?", "On which data sources?"), is_many=True
    ),
    "safety.limitations": Question(
        "--limitation",
        Words("Une limite (Entrée quand il n’y en a plus)", "A limit (Enter when there are no more)"),
        is_many=True,
    ),
}
"""In the order in which they are asked."""

WHY_ABSENT = Words("Pourquoi n’est-ce pas donné ?", "Why is it not given?")
NAME_OF_NEW = Words(
    "Nom de « {} », nouveau dans le registre (Entrée pour corriger)",
    "Name of `{}`, new in the registry (Enter to mend)",
)
CONTENT_OF_NEW = Words("Ce que cette source contient", "What this source contains")
ROLE = Words("À quoi « {} » a-t-elle servi ?", "What did `{}` serve for?")
WHICH = Words("Identifiants séparés par des virgules (Entrée : aucun)", "Ids separated by commas (Enter: none)")


def missing(known: Collection[str]) -> tuple[str, ...]:
    """Needed fields nobody answered yet, in the order of the questions."""
    asked = set(needed()) - ALWAYS_KNOWN - set(known)
    return tuple(path for path in QUESTIONS if path in asked)


def term(option: str, written: str, terms: str) -> str:
    """The term that an option names; raises `UsageError` with the nearest one when there is none."""
    names = vocabulary(terms).terms
    found = chosen(written, names) if not written.isdigit() else ""
    if found:
        return found
    near, known = nearest(written, names), ", ".join(names)
    raise UsageError(
        Words(f"{option} : « {written} » n’est pas dans la liste.", f"{option}: `{written}` is not in the list."),
        Words(f"Essayer « {near} ». Termes possibles : {known}.", f"Try `{near}`. Allowed terms: {known}.")
        if near
        else Words(f"Choisir parmi : {known}.", f"Choose one of: {known}."),
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
            term(question.option, str(one), question.terms) if question.terms else as_value(path, str(one), language)
            for one in words
        ]
        answers[path] = found if question.is_many else found[0]
    for path, reason in absent:
        answers[full(path)] = {"absent": {"reason": term("--absent", reason, "absent_reasons")}}
    return answers


def as_value(path: str, written: str, language: Language) -> object:
    """What one written answer becomes in the card."""
    if path == "data.sources":
        source, sign, role = written.partition(":")
        if not sign:
            raise UsageError(
                Words(f"--source {written} : le rôle manque.", f"--source {written}: the role is missing."),
                Words(f"Écrire par exemple {written}:development.", f"Write for instance {written}:development."),
            )
        return {"source": source, "role": term("--source", role, "source_roles")}
    return written if path in {"id", "ownership.organisations"} else {language: written}


def full(path: str) -> str:
    """The path of a field by its last word or its whole path; raises `UsageError` when it may not be absent."""
    known = [one for one in QUESTIONS if may_be_absent(one)]
    found = next((one for one in known if path in {one, one.rpartition(".")[2]}), "")
    if not found:
        listed = ", ".join(known)
        raise UsageError(
            Words(
                f"--absent {path} : ce champ ne peut pas manquer.", f"--absent {path}: this field may not be absent."
            ),
            Words(f"Champs possibles : {listed}.", f"Fields that may be: {listed}."),
        )
    return found


def ask(path: str, register: Register, language: Language, default: str = "") -> object:
    """The answer to one question at the terminal."""
    question = QUESTIONS[path]
    if question.terms:
        names = vocabulary(question.terms).terms
        one_or_more = ask_several if question.is_many else ask_one
        return one_or_more(question.words, names, language)
    if path == "ownership.organisations":
        found: list[object] = list(ask_ids(question.words, register.organisations, language, register))
    elif path == "data.sources":
        found = ask_sources(question.words, register, language)
    elif question.is_many:
        found = list(ask_texts(question.words, language))
    else:
        return as_value(path, ask_text(question.words, language, default=default), language)
    return found or {"absent": {"reason": ask_one(WHY_ABSENT, vocabulary("absent_reasons").terms, language)}}


def ask_texts(words: Words, language: Language) -> list[dict[str, str]]:
    """Texts, one a line, until an empty one."""
    texts: list[dict[str, str]] = []
    while told := ask_text(words, language, may_be_empty=True):
        texts.append({language: told})
    return texts


def ask_sources(words: Words, register: Register, language: Language) -> list[object]:
    """Data sources, each with what it served for."""
    roles = vocabulary("source_roles").terms
    return [
        {"source": source, "role": role}
        for source in ask_ids(words, register.data_sources, language, register)
        for role in ask_several(Words(ROLE.fr.format(source), ROLE.en.format(source)), roles, language)
    ]


def ask_ids(words: Words, names: dict[str, Words], language: Language, register: Register) -> list[str]:
    """Ids of the registry, or new ones whose names are asked."""
    show(words, names, language)
    while True:
        written = ask_text(WHICH, language, may_be_empty=True)
        ids = [one.strip() for one in written.split(",") if one.strip()]
        found = [one for one in (known_or_new(one, names, language, register) for one in ids) if one]
        if len(found) == len(ids):
            return list(dict.fromkeys(found))


def known_or_new(written: str, names: dict[str, Words], language: Language, register: Register) -> str:
    """The id somebody means, or a new one they name; empty when it is neither."""
    found = chosen(written, names) or offered(written, names, language)
    if found or not is_id(written):
        return found
    asked = Words(NAME_OF_NEW.fr.format(written), NAME_OF_NEW.en.format(written))
    name = ask_text(asked, language, may_be_empty=True)
    if not name:
        return ""
    if names is register.organisations:
        register.add([(written, name)], [])
    else:
        register.add([], [(written, name, ask_text(CONTENT_OF_NEW, language))])
    return written


def offered(written: str, names: Named, language: Language) -> str:
    """The nearest id, when that is what is meant."""
    near = nearest(written, names)
    asked = Words(f"Vouliez-vous dire « {near} »", f"Did you mean `{near}`").in_(language)
    return near if near and agreed(asked, language) else ""
