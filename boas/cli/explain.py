"""`boas explain NAME`: what a rule checks and how to fix what it finds, or what a field of a document means."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from boas.checks import Rule, list_rules
from boas.cli._language import resolve_language
from boas.documents import DOCUMENTS, list_fields
from boas.errors import RegistryError, UsageError
from boas.library import find_packages
from boas.parsing import find_nearest_term, find_root
from boas.reports import render_field, render_rule
from boas.translation import Language, Message, list_languages


@click.command("explain")
@click.argument("name", required=False, metavar="[RULE|FIELD]")
@click.option(
    "--lang", type=click.Choice(list_languages()), help="Language of the text (default: BOAS_LANG, locale, fr)."
)
def command(name: str | None, lang: str | None) -> None:
    """Explain one rule or one field, or list all rules.

    \b
    boas explain                        all rules
    boas explain unknown-term           one rule, with an example
    boas explain data.sources.role      one field, of any kind of document
    boas explain evaluation:reported    one field of that kind
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    language = resolve_language(lang)
    rules = _list_rules()
    if name is None:
        for one in rules.values():
            click.echo(f"{one.name:<26} {one.what.in_(language)}")
    elif name in rules:
        click.echo(render_rule(rules[name], language), nl=False)
    else:
        click.echo(_render_fields(name, language, rules), nl=False)


def _list_rules() -> Mapping[str, Rule]:
    """Every rule of the program and, inside a registry, of the packages it lists."""
    try:
        root = find_root(Path.cwd())
    except RegistryError:
        return list_rules()
    return list_rules(find_packages(root))


def _render_fields(name: str, language: Language, rules: Iterable[str]) -> str:
    """Every field of that path; raises `UsageError` when there is none and no rule of that name either."""
    kind, _, path = name.rpartition(":")
    found = [(one, field) for one in DOCUMENTS if kind in {"", one} for field in list_fields(one) if field.path == path]
    if found:
        return "\n".join(render_field(one, field, language) for one, field in found)
    near = find_nearest_term(name, _list_names(kind, rules))
    raise UsageError(
        Message("There is neither a rule nor a field `{name}`.", name=name),
        Message("Try `{near}`.", near=near) if near else Message("`boas explain` lists all rules."),
    )


def _list_names(kind: str, rules: Iterable[str]) -> tuple[str, ...]:
    """All rules and fields that may have been meant; after the name of a kind of document, its fields alone."""
    if kind in DOCUMENTS:
        return tuple(f"{kind}:{field.path}" for field in list_fields(kind))
    return (*rules, *dict.fromkeys(field.path for one in DOCUMENTS for field in list_fields(one)))
