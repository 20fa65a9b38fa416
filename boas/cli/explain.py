"""`boas explain NAME`: what a rule checks and how to mend what it finds, or what a field of a document means."""

import click

from boas.checks import RULES
from boas.cli.language import language_from
from boas.documents import DOCUMENTS
from boas.documents.guide import fields
from boas.errors import UsageError
from boas.finding import Language, Words
from boas.reading import nearest_of
from boas.reports.explained import text_field, text_rule


@click.command("explain")
@click.argument("name", required=False, metavar="[RULE|FIELD]")
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Language of the text (default: BOAS_LANG, locale, fr).")
def command(name: str | None, lang: str | None) -> None:
    """Explain one rule or one field, or list all rules.

    \b
    boas explain                        all rules
    boas explain unknown-term           one rule, with an example
    boas explain data.sources.role      one field, of any kind of document
    boas explain evaluation:reported    one field of that kind
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    language = language_from(lang)
    if name is None:
        for one in RULES.values():
            click.echo(f"{one.name:<26} {one.what.in_(language)}")
    elif name in RULES:
        click.echo(text_rule(RULES[name], language), nl=False)
    else:
        click.echo(text_fields(name, language), nl=False)


def text_fields(name: str, language: Language) -> str:
    """Every field of that path; raises `UsageError` when there is none and no rule of that name either."""
    kind, _, path = name.rpartition(":")
    found = [(one, field) for one in DOCUMENTS if kind in {"", one} for field in fields(one) if field.path == path]
    if found:
        return "\n".join(text_field(one, field, language) for one, field in found)
    near = nearest_of(name, names_of(kind))
    raise UsageError(
        Words(f"Ni règle ni champ « {name} ».", f"There is neither a rule nor a field `{name}`."),
        Words(f"Essayer « {near} ».", f"Try `{near}`.")
        if near
        else Words("« boas explain » liste toutes les règles.", "`boas explain` lists all rules."),
    )


def names_of(kind: str) -> tuple[str, ...]:
    """All rules and fields that may have been meant; after the name of a kind of document, its fields alone."""
    if kind in DOCUMENTS:
        return tuple(f"{kind}:{field.path}" for field in fields(kind))
    return (*RULES, *dict.fromkeys(field.path for one in DOCUMENTS for field in fields(one)))
