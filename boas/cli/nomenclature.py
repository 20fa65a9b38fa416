"""`boas nomenclature`: releases of code systems as files that codelists are held against."""

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from boas.cli._language import resolve_language
from boas.errors import UsageError
from boas.translation import Message, list_languages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boas.checks import CardSelection
    from boas.nomenclatures import BuiltRelease

_LANGUAGE = click.option(
    "--lang", type=click.Choice(list_languages()), help="Language (default: BOAS_LANG, locale, fr)."
)
_FOLDER = click.option(
    "--nomenclatures",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="BOAS_NOMENCLATURES",
    help="Folder of built releases (default: BOAS_NOMENCLATURES, then the user’s cache).",
)


@click.group("nomenclature")
def command() -> None:
    """Build releases of code systems, and look codes up in them.

    \b
    boas nomenclature build CIM-10 --release 'CIM-10 FR 2025' --from LIBCIM10MULTI.TXT
    boas nomenclature build CCAM --release 'CCAM V63' --from ccam.csv --column label=Texte
    boas nomenclature show CIM-10 I21 --release 'CIM-10 FR 2025'
    boas nomenclature expand avc-ait-pmsi > codes.csv
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"


@command.command("build")
@click.argument("system")
@click.option("--release", required=True, help="Name of the release, as codelists give it.")
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    required=True,
    help="The official list: text, CSV, gzip or XML.",
)
@click.option("--column", "columns", multiple=True, metavar="WHAT=NAME", help="Name of an unusual column of a table.")
@_FOLDER
@_LANGUAGE
def build(
    *, system: str, release: str, source: Path, columns: tuple[str, ...], folder: Path | None, lang: str | None
) -> None:
    """Build the file of one release from the official list, and print what to pin in registry.yaml.

    The file stays out of the repository: most lists may not be passed on.
    """
    from boas.nomenclatures import build_release, get_default_folder, make_release_name

    _refuse_unknown_system(system)
    built = build_release(system, release, source.read_bytes(), _parse_columns(columns))
    into = folder or get_default_folder()
    into.mkdir(parents=True, exist_ok=True)
    path = into / make_release_name(system, built.release.release)
    path.write_bytes(built.release.data)
    click.echo(_describe_build(built, path).in_(resolve_language(lang)), err=True)
    click.echo(_render_pin(built, source.name), nl=False)


@command.command("show")
@click.argument("system")
@click.argument("code")
@click.option("--release", required=True, help="Name of the release.")
@_FOLDER
def show(*, system: str, code: str, release: str, folder: Path | None) -> None:
    """Show one code of a built release, and the codes that begin with it."""
    from boas.nomenclatures import get_default_folder, make_release_name, open_release

    _refuse_unknown_system(system)
    path = (folder or get_default_folder()) / make_release_name(system, release)
    if not path.is_file():
        raise UsageError(
            Message("The release {release} of {system} is not built here.", release=release, system=system),
            Message("`boas nomenclature build` makes it in {folder}.", folder=str(path.parent)),
        )
    found = open_release(path.read_bytes())
    entries = tuple(found.iter_starting(code))
    for entry in entries:
        since = f" {entry.deleted}" if entry.deleted else ""
        click.echo(f"{entry.code}\t{entry.state}{since}\t{entry.label}")
    if not entries:
        near = ", ".join(found.suggest_codes(code))
        raise UsageError(
            Message("No code of {release} begins with `{code}`.", release=release, code=code),
            Message("Near to it: {near}.", near=near) if near else Message("Look the code up in its system."),
        )


@command.command("expand")
@click.argument("algorithm")
@click.option("--version", default="", metavar="X.Y.Z", help="Which version (default: the newest).")
@click.option("--registry", type=click.Path(path_type=Path, file_okay=False), help="Root of the registry.")
@_FOLDER
@_LANGUAGE
def expand(*, algorithm: str, version: str, registry: Path | None, folder: Path | None, lang: str | None) -> None:
    """Write as CSV every code that an algorithm selects, and those it takes out, each with the line that does it."""
    from boas.library import expand_codelists
    from boas.parsing import find_root

    selections, missing = expand_codelists(find_root(registry or Path.cwd()), algorithm, version, folder)
    language = resolve_language(lang)
    _write_expansion(selections)
    for one in selections:
        click.echo(_describe_expansion(one).in_(language), err=True)
    for release in missing:
        message = Message("{release} is not at hand: its codes are left out.", release=release)
        click.echo(message.in_(language), err=True)
    if not selections:
        raise UsageError(
            Message(
                "No pinned release of a code system is at hand for the lists of `{algorithm}`.", algorithm=algorithm
            ),
            Message("Pin one in registry.yaml and build it with `boas nomenclature build`."),
        )


def _write_expansion(selections: "Sequence[CardSelection]") -> None:
    """Rows of codes, those that are in first."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("system", "field", "code", "selected", "included_by", "excluded_by", "label"))
    for one in selections:
        chosen = one.selection
        rows = [(code, "yes", rule.code, "") for code, rule in chosen.included.items()]
        rows += [(code, "no", brought.code, taken.code) for code, (brought, taken) in chosen.excluded.items()]
        for code, *why in rows:
            entry = one.release.find(code)
            writer.writerow((one.system, one.field, code, *why, entry.label if entry else ""))


def _describe_expansion(one: "CardSelection") -> Message:
    """How many codes are in and out, and which lines select nothing."""
    chosen = one.selection
    counts = {"included": len(chosen.included), "excluded": len(chosen.excluded), "field": one.field or "–"}
    said = {"release": one.release.release, **counts}
    idle = ", ".join(rule.code for rule in chosen.idle[:_MOST_SHOWN])
    return _EXPANSION_WITH_IDLE.fill(**said, idle=idle) if idle else _EXPANSION.fill(**said)


_MOST_SHOWN = 12
_EXPANSION = Message("{release}, {field}: {included} codes in, {excluded} out.")
_EXPANSION_WITH_IDLE = Message("{release}, {field}: {included} codes in, {excluded} out; without any code: {idle}.")


def _refuse_unknown_system(system: str) -> None:
    """Raise `UsageError` for a code system that is no term of the vocabulary."""
    from boas.documents import load_vocabulary

    terms = load_vocabulary("code_systems").terms
    if system not in terms:
        raise UsageError(
            Message("There is no code system `{system}`.", system=system),
            Message("Code systems: {systems}.", systems=", ".join(terms)),
        )


def _parse_columns(written: tuple[str, ...]) -> dict[str, str]:
    """Names of columns by what they hold, from `WHAT=NAME`."""
    pairs = [one.partition("=") for one in written]
    known = ("code", "label", "parent", "type", "state", "from", "deleted")
    for what, sign, name in pairs:
        if what not in known or not sign or not name:
            raise UsageError(
                Message("`{written}` names no column.", written=f"{what}{sign}{name}"),
                Message("Write WHAT=NAME, in which WHAT is one of: {known}.", known=", ".join(known)),
            )
    return {what: name for what, _, name in pairs}


def _describe_build(built: "BuiltRelease", path: Path) -> Message:
    """What was built, and where it lies."""
    return Message(
        "{path}: {codes} codes, of which {headings} headings and {deleted} deleted.",
        path=str(path),
        codes=built.n_codes,
        headings=built.n_headings,
        deleted=built.n_deleted,
    )


def _render_pin(built: "BuiltRelease", source: str) -> str:
    """Lines for registry.yaml that pin a built release."""
    from boas.parsing import render_mapping

    release = built.release
    pin = {"system": release.system, "release": release.release, "source": source, "sha256": release.digest}
    return "".join(f"{line}\n" for line in render_mapping({"nomenclatures": [pin]}))
