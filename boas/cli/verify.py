"""`boas verify`: prove that a clone, or a downloaded archive, is what the ledger says."""

import sys
from pathlib import Path

import click

from boas.cli._language import resolve_language
from boas.documents import RECORDS, DocumentKind
from boas.parsing import find_root
from boas.proposals import Clone, read_clone, read_ledger, verify_archive, verify_clone
from boas.translation import Language, Message, join_messages, list_languages, make_plural


@click.command("verify")
@click.argument("archive", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--ledger",
    "ledger_path",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A ledger.json of the site.",
)
@click.option("--registry", type=click.Path(path_type=Path, file_okay=False), help="Root of the clone.")
@click.option("--lang", type=click.Choice(list_languages()), help="Language (default: BOAS_LANG, locale, fr).")
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
    return make_plural(
        "{n} version verified: its digest is the ledger's.", "{n} versions verified: none has moved.", n
    ).in_(language)


def _describe_records(here: Clone) -> Message | None:
    """How many notices, audits and evaluations were verified; nothing when there are none."""
    kinds = [kind for kind, _, _ in here.records]
    if not kinds:
        return None
    counted = [
        Message("{n} {kind}", n=kinds.count(kind), kind=_name_kind(RECORDS[kind], kinds.count(kind)))
        for kind in RECORDS
        if kind in kinds
    ]
    found = join_messages(counted)
    if here.are_records_frozen:
        return Message("{found}: verified, none has moved.", found=found)
    return Message(
        "{found}: digests computed; `records_frozen_from` is not set, so they may still change.", found=found
    )


def _name_kind(kind: DocumentKind, n: int) -> Message:
    """What one, or what several of a kind are called."""
    return kind.label if n == 1 else kind.plural
