"""`boas verify`: prove that a clone, a downloaded archive, or what a lock pins, is what the registry says."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from boas.cli._language import resolve_language
from boas.errors import UsageError
from boas.translation import Language, Message, join_messages, list_languages, make_plural

if TYPE_CHECKING:
    from boas.documents import DocumentKind
    from boas.proposals import Clone


@click.command("verify")
@click.argument("archive", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--ledger",
    "ledger_path",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A ledger.json of the site.",
)
@click.option("--registry", type=click.Path(path_type=Path, file_okay=False), help="Root of the clone.")
@click.option(
    "--lock",
    "locks",
    is_flag=False,
    flag_value="boas.lock",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Verify the pins of a lock (default: boas.lock); may be repeated.",
)
@click.option("--from", "place", help="With --lock: address of the registry, a clone, or its notices.json.")
@click.option("--max-age", type=click.IntRange(min=0), metavar="DAYS", help="With --lock: how old an answer may be.")
@click.option("--strict", is_flag=True, help="With --lock: deprecations, errata and newer versions count too.")
@click.option("--as-of", metavar="DAY", help="With --lock: day that it is held against (default: today).")
@click.option("--lang", type=click.Choice(list_languages()), help="Language (default: BOAS_LANG, locale, fr).")
def command(
    *,
    archive: Path | None,
    ledger_path: Path | None,
    registry: Path | None,
    locks: tuple[Path, ...],
    place: str | None,
    max_age: int | None,
    strict: bool,
    as_of: str | None,
    lang: str | None,
) -> None:
    """Compare digests of versions, notices, audits and evaluations with a ledger; exit 0 when all agree, else 3.

    With --lock, pins: exit 3 when a file or the registry is not what was pinned, 1 when a notice speaks against a
    pin, 4 when nobody could be asked, else 0. Everything is looked at; the gravest counts.

    \b
    boas verify                                       this clone: nothing published moved
    boas verify --ledger ledger.json                  this clone against a ledger kept elsewhere
    boas verify avc-ait-pmsi-1.0.0.zip --ledger ledger.json
    boas verify --lock                                what boas.lock pins, against its registry
    boas verify --lock --from notices.json            the same where there is no network
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    language = resolve_language(lang)
    if locks:
        if archive or ledger_path or registry:
            raise UsageError(
                Message("--lock goes with neither an archive nor --ledger nor --registry."),
                Message("Run the command once for each."),
            )
        sys.exit(_verify_locks(locks, place, (as_of, strict, max_age), language))
    sys.exit(_verify_published(archive, ledger_path, registry, language))


def _verify_locks(
    locks: tuple[Path, ...], place: str | None, strictness: tuple[str | None, bool, int | None], language: Language
) -> int:
    """Print what comes of every lock; gives the exit code."""
    from boas.cli._outcomes import CONCLUSIONS, print_outcomes
    from boas.pinning import ask_and_verify, make_terms, read_lock, select_gravest_code

    terms = make_terms(*strictness)
    read = {path: read_lock(path) for path in locks}
    codes: set[int] = set()
    for path, lock in read.items():
        if len(read) > 1:
            click.echo(f"{path}")
        outcomes = ask_and_verify(lock, path.parent, place, terms)
        print_outcomes(outcomes, language)
        codes |= {one.code for one in outcomes}
    code = select_gravest_code(codes)
    click.echo(CONCLUSIONS[code].in_(language))
    return code


def _verify_published(archive: Path | None, ledger_path: Path | None, registry: Path | None, language: Language) -> int:
    """Print what comes of holding a clone or an archive against a ledger; gives the exit code."""
    from boas.parsing import find_root
    from boas.proposals import read_clone, read_ledger, verify_archive, verify_clone

    told = None
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
    return 3 if done.wrong else 0


def _describe_agreement(n: int, language: Language) -> str:
    """What was proved."""
    return make_plural(
        "{n} version verified: its digest is the ledger's.", "{n} versions verified: none has moved.", n
    ).in_(language)


def _describe_records(here: "Clone") -> Message | None:
    """How many notices, audits and evaluations were verified; nothing when there are none."""
    from boas.documents import RECORDS

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


def _name_kind(kind: "DocumentKind", n: int) -> Message:
    """What one, or what several of a kind are called."""
    return kind.label if n == 1 else kind.plural
