"""`boas explain RULE`: what a rule checks, why, and how to mend what it finds."""

import click

from boas.checks import RULES
from boas.cli.language import language_from
from boas.errors import UsageError
from boas.finding import Words
from boas.reading import nearest_of


@click.command("explain")
@click.argument("rule", required=False)
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Language of the text (default: BOAS_LANG, locale, fr).")
def command(rule: str | None, lang: str | None) -> None:
    """Explain one rule, or list all of them."""
    language = language_from(lang)
    if rule is None:
        for one in RULES.values():
            click.echo(f"{one.name:<26} {one.what.in_(language)}")
        return
    found = RULES.get(rule)
    if found is None:
        near = nearest_of(rule, tuple(RULES))
        raise UsageError(
            Words(f"Aucune règle « {rule} ».", f"There is no rule `{rule}`."),
            Words(f"Essayer « {near} ».", f"Try `{near}`.")
            if near
            else Words("« boas explain » les liste toutes.", "`boas explain` lists them all."),
        )
    labels = Words("Pourquoi", "Why").in_(language), Words("Corriger", "Mend").in_(language)
    click.echo(f"{found.name} ({found.family}, {found.severity})\n\n{found.what.in_(language)}\n")
    click.echo(f"{labels[0]} — {found.why.in_(language)}\n\n{labels[1]} — {found.mend.in_(language)}")
