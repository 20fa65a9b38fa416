"""Questions of `boas new` at a terminal: one line each, closed lists with their labels, the nearest term on a slip."""

from collections.abc import Mapping, Sequence

import click

from boas.finding import Language, Message
from boas.parsing import find_nearest_term

TermLabels = Mapping[str, Message]
"""Terms or ids with what people call them."""

_LONGEST_NUMBER = 4
_ANSWER = Message("Réponse (numéro, terme ou libellé)", "Answer (number, term or label)")
_ANSWERS = Message("Réponses, séparées par des virgules", "Answers, separated by commas")
_SUGGESTION = Message("« {} » n’est pas dans la liste ; vouliez-vous dire", "`{}` is not in the list; did you mean")
_UNKNOWN = Message("« {} » n’est pas dans la liste.", "`{}` is not in the list.")


def _prompt(question: str, language: Language, default: str = "") -> str:
    """What somebody types after a question; Enter gives the default, or nothing."""
    end = " : " if language == "fr" else ": "
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
    if near and confirm(f"{_SUGGESTION.in_(language).format(written)} {near} ({names[near].in_(language)})", language):
        return near
    if not near:
        click.echo(_UNKNOWN.in_(language).format(written))
    return ""


def confirm(question: str, language: Language) -> bool:
    """Whether somebody says yes, in French or English; Enter says yes."""
    marks = " ? [O/n]" if language == "fr" else "? [Y/n]"
    return _prompt(f"{question}{marks}", language).lower() in {"", "o", "oui", "y", "yes"}


def match_choice(written: str, names: TermLabels) -> str:
    """The term that a number, a term or a label names exactly; empty when none."""
    terms: Sequence[str] = tuple(names)
    if written.isascii() and written.isdigit() and len(written) <= _LONGEST_NUMBER:
        return terms[int(written) - 1] if 0 < int(written) <= len(terms) else ""
    folded = written.casefold()
    labels = {word.casefold(): term for term, label in names.items() for word in (label.fr, label.en)}
    return next((term for term in terms if term.casefold() == folded), labels.get(folded, ""))


def find_nearest(written: str, names: TermLabels) -> str:
    """The term whose own word or label is closest to what was written, whatever the case; empty when none is close."""
    terms = {term.casefold(): term for term in names}
    labels = {word.casefold(): term for term, label in names.items() for word in (label.fr, label.en)}
    folded = written.casefold()
    return terms.get(find_nearest_term(folded, tuple(terms)), "") or labels.get(
        find_nearest_term(folded, tuple(labels)), ""
    )
