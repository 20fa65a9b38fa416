"""`boas verify`: prove that a clone, or a downloaded archive, is what the ledger says."""

import sys
from pathlib import Path

import click

from boas.cli._language import resolve_language
from boas.documents import RECORDS, DocumentKind
from boas.finding import LANGUAGES, Language, Message
from boas.parsing import find_root
from boas.proposals import Clone, read_clone, read_ledger, verify_archive, verify_clone
from boas.reports import format_count


@click.command("verify")
@click.argument("archive", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--ledger",
    "ledger_path",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A ledger.json of the site.",
)
@click.option("--registry", type=click.Path(path_type=Path, file_okay=False), help="Root of the clone.")
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Language (default: BOAS_LANG, locale, fr).")
def command(archive: Path | None, ledger_path: Path | None, registry: Path | None, lang: str | None) -> None:
    """Compare digests of versions, notices, audits and evaluations with a ledger; exit 0 when all agree, else 3.

    \b
    boas verify                                       this clone: nothing published moved
    boas verify --ledger ledger.json                  this clone against a ledger kept elsewhere
    boas verify avc-ait-pmsi-1.0.0.zip --ledger ledger.json
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    language, told = resolve_language(lang), None
    if archive is not None and ledger_path is not None:
        done = verify_archive(archive, read_ledger(ledger_path))
    else:
        here = read_clone(find_root(registry or Path.cwd()))
        done = verify_archive(archive, here) if archive else verify_clone(here, ledger_path)
        told = None if archive else _describe_records(here)
    for words in (*done.gone, *done.wrong):
        click.echo(words.in_(language))
    if not done.wrong:
        click.echo(_describe_agreement(done.n_versions, language))
        if told:
            click.echo(told.in_(language))
    sys.exit(3 if done.wrong else 0)


def _describe_agreement(n: int, language: Language) -> str:
    """What was proved."""
    fr = (
        "version vérifiée : son empreinte est celle du registre."
        if n == 1
        else "versions vérifiées : aucune n’a bougé."
    )
    en = "version verified: its digest is the ledger's." if n == 1 else "versions verified: none has moved."
    return f"{n} {fr if language == 'fr' else en}"


def _describe_records(here: Clone) -> Message | None:
    """How many notices, audits and evaluations were verified; nothing when there are none."""
    kinds = [kind for kind, _, _ in here.records]
    if not kinds:
        return None
    counted = [(kinds.count(kind), _name_kind(RECORDS[kind])) for kind in RECORDS if kind in kinds]
    fr, en = (", ".join(format_count(n, nouns, language) for n, nouns in counted) for language in LANGUAGES)
    if here.are_records_frozen:
        return Message(f"{fr} : empreintes vérifiées, aucune n’a bougé.", f"{en}: verified, none has moved.")
    return Message(
        f"{fr} : empreintes calculées ; « records_frozen_from » n’est pas fixé, ils peuvent encore changer.",
        f"{en}: digests computed; `records_frozen_from` is not set, so they may still change.",
    )


def _name_kind(kind: DocumentKind) -> Message:
    """What one and what several of a kind are called, as `format_count` takes them."""
    return Message(f"{kind.label.fr}|{kind.plural.fr}", f"{kind.label.en}|{kind.plural.en}")
