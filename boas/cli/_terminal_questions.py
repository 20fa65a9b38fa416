"""Questions of `boas new` at a terminal: one line each, closed lists with their labels, the nearest term on a slip."""

import click

from boas.documents import is_id, load_vocabulary
from boas.parsing import TermLabels, find_nearest, match_choice
from boas.scaffolding import QUESTIONS, ReferenceCatalogue, parse_answer
from boas.translation import Language, Message

_ANSWER = Message("Answer (number, term or label)")
_ANSWERS = Message("Answers, separated by commas")
_WHY_ABSENT = Message("Why is it not given?")
_NAME_OF_NEW = Message("Name of `{written}`, new in the registry (Enter to correct)")
_CONTENT_OF_NEW = Message("What this source contains")
_ROLE = Message("What did `{written}` serve for?")
_WHICH = Message("Ids separated by commas (Enter: none)")
_SUGGESTION = Message("`{written}` is not in the list; did you mean")
_UNKNOWN = Message("`{written}` is not in the list.")


_COLON = Message(": ")


def _prompt(question: str, language: Language, default: str = "") -> str:
    """What somebody types after a question; Enter gives the default, or nothing."""
    end = _COLON.in_(language)
    written: str = click.prompt(question, default=default, show_default=bool(default), prompt_suffix=end)
    return written.strip()


def ask_text(question: Message, language: Language, *, default: str = "", may_be_empty: bool = False) -> str:
    """One line of text; asked again as long as it is empty, unless it may be."""
    while True:
        told = _prompt(question.in_(language), language, default)
        if told or may_be_empty:
            return told


def ask_choice(question: Message, names: TermLabels, language: Language, *, may_be_empty: bool = False) -> str:
    """One of a closed list, by number, term or label; nothing when it may be empty."""
    show_choices(question, names, language)
    while True:
        written = _prompt(_ANSWER.in_(language), language)
        found = _resolve_choice(written, names, language) if written else ""
        if found or (may_be_empty and not written):
            return found


def ask_multiple_choice(
    question: Message, names: TermLabels, language: Language, *, may_be_empty: bool = False
) -> list[str]:
    """Some of a list, each by number, term or label."""
    show_choices(question, names, language)
    while True:
        written = _prompt(_ANSWERS.in_(language), language)
        if not written and may_be_empty:
            return []
        found = [_resolve_choice(one.strip(), names, language) for one in written.split(",") if one.strip()]
        if found and all(found):
            return list(dict.fromkeys(found))


def show_choices(question: Message, names: TermLabels, language: Language) -> None:
    """The question and the list it is about."""
    click.echo(f"\n{question.in_(language)}")
    widest = max(map(len, names), default=0)
    for number, (name, label) in enumerate(names.items(), 1):
        click.echo(f"  {number:>3}  {name:<{widest}}  {label.in_(language)}")


def _resolve_choice(written: str, names: TermLabels, language: Language) -> str:
    """The term somebody means; on a slip the nearest one, when they say so; empty when there is none."""
    found = match_choice(written, names)
    if found:
        return found
    near = find_nearest(written, names)
    if near and confirm(
        f"{_SUGGESTION.fill(written=written).in_(language)} {near} ({names[near].in_(language)})", language
    ):
        return near
    if not near:
        click.echo(_UNKNOWN.fill(written=written).in_(language))
    return ""


def confirm(question: str, language: Language) -> bool:
    """Whether somebody says yes, by its first letter or in full; Enter says yes."""
    yes = Message("yes").in_(language)
    asked = Message(
        "{question}? [{yes}/{no}]", question=question, yes=yes[:1].upper(), no=Message("no").in_(language)[:1]
    )
    return _prompt(asked.in_(language), language).lower() in {"", "y", "yes", yes[:1], yes}


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
        return parse_answer(path, ask_text(question.words, language, default=default), language)
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
        for role in ask_multiple_choice(_ROLE.fill(written=source), roles, language)
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
    asked = _NAME_OF_NEW.fill(written=written)
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
    asked = Message("Did you mean `{near}`", near=near).in_(language)
    return near if near and confirm(asked, language) else ""
