"""`boas verify`: prove that a clone, or a downloaded archive, is what the ledger says.

Reads only what it is given: never the network, never an archive's paths on disk.
"""

import json
import sys
import zipfile
from pathlib import Path

import click

from boas.cli.language import language_from
from boas.documents import FOLDER, RegistrySettings
from boas.errors import IntegrityError, UsageError
from boas.finding import Language, Words
from boas.history import open_repository
from boas.reading import find_root, folder_digest, read_collection
from boas.registry import frozen_versions, ledger
from boas.reports import visible
from boas.tree import PLAIN

Versions = dict[tuple[str, str], str]
"""Digest by id and version."""

LARGEST = 64 * 1024 * 1024
"""Bytes an archive may unpack to."""


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
    """Compare digests with a ledger; exit 0 when all agree, 3 when one does not.

    \b
    boas verify                                       this clone: no published version moved
    boas verify --ledger ledger.json                  this clone against a ledger kept elsewhere
    boas verify avc-ait-pmsi-1.0.0.zip --ledger ledger.json
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    language = language_from(lang)
    if archive is not None:
        wanted = ledger_of(ledger_path) if ledger_path else clone(registry)[0]
        name, digest = digest_of_archive(archive)
        found = {name: digest}
        wrong = differences({name: wanted[name]} if name in wanted else {}, found) or unknown(name, wanted)
    else:
        found, moved = clone(registry)
        wrong = [*moved, *(differences(ledger_of(ledger_path), found) if ledger_path else [])]
    for words in wrong:
        click.echo(words.in_(language))
    if not wrong:
        click.echo(agreed(len(found), language))
    sys.exit(3 if wrong else 0)


def agreed(n: int, language: Language) -> str:
    """What was proved."""
    fr = (
        "version vérifiée : son empreinte est celle du registre."
        if n == 1
        else "versions vérifiées : aucune n’a bougé."
    )
    en = "version verified: its digest is the ledger's." if n == 1 else "versions verified: none has moved."
    return f"{n} {fr if language == 'fr' else en}"


def clone(registry: Path | None) -> tuple[Versions, list[Words]]:
    """Digests of the commit checked out, and what its own history says of versions that moved."""
    root = find_root(registry or Path.cwd())
    with open_repository(root) as repository:
        commit = repository.head()
        under = repository.cards_of(root)
        tree, past = repository.tree(commit, under), repository.past(commit, under)
        settings = read_collection(tree, [path for path in tree.files if path == f"{FOLDER}/registry.yaml"])
        contents = (document.content for document in settings.documents.values())
        frozen_from = next((one.frozen_from for one in contents if isinstance(one, RegistrySettings)), None)
        entries = ledger(tree, past)
        touched = [one for one in frozen_versions(tree, past, frozen_from, entries) if one.present != one.published]
    moved = [changed(one.folder, one.published, one.present) for one in touched]
    moved += [without_content(path) for path, file in tree.files.items() if file.mode not in PLAIN]
    return {(one.id, one.version): one.digest for one in entries.values()}, moved


def ledger_of(path: Path) -> Versions:
    """Digests a ledger file tells; raises `UsageError` for a file that is no ledger."""
    try:
        rows = json.loads(path.read_bytes())["versions"]
        return {(str(row["id"]), str(row["version"])): str(row["digest"]) for row in rows}
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(
            Words(f"{path.name} n’est pas un registre d’empreintes.", f"{path.name} is not a ledger."),
            Words("Télécharger « ledger.json » depuis le site.", "Download `ledger.json` from the site."),
        ) from error


def differences(wanted: Versions, found: Versions) -> list[Words]:
    """Versions of the ledger that are not the same, or not there, in what was found."""
    return [
        changed(f"{name} {version}", digest, found.get((name, version), ""))
        for (name, version), digest in sorted(wanted.items())
        if found.get((name, version)) != digest
    ]


def unknown(name: tuple[str, str], wanted: Versions) -> list[Words]:
    """A version the ledger does not hold."""
    if name in wanted:
        return []
    shown = " ".join(name)
    return [Words(f"{shown} : absent du registre d’empreintes.", f"{shown}: not in the ledger.")]


def without_content(path: str) -> Words:
    """A link or a submodule: what it leads to can change without any digest changing."""
    named = visible(path)
    return Words(
        f"{named} : lien ou sous-module, dont rien ne prouve le contenu.",
        f"{named}: a link or a submodule, whose content nothing proves.",
    )


def changed(what: str, before: str, now: str) -> Words:
    """One version whose digest is not the published one."""
    return Words(
        f"{what} : empreinte publiée {before}, trouvée {now or 'aucune'}.",
        f"{what}: published digest {before}, found {now or 'none'}.",
    )


def digest_of_archive(path: Path) -> tuple[tuple[str, str], str]:
    """Id, version and digest of a downloaded archive; its members are read, never unpacked.

    Raises `IntegrityError` for a file that is no archive of one version.
    """
    try:
        with zipfile.ZipFile(path) as opened:
            members = opened.infolist()
            if sum(member.file_size for member in members) > LARGEST:
                raise not_an_archive(path)
            contents = {member.filename: opened.read(member) for member in members}
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
        raise not_an_archive(path) from error
    tops = {name.split("/", 1)[0] for name in contents}
    top = tops.pop() if len(tops) == 1 else ""
    name = split_top(top)
    if not all(name):
        raise not_an_archive(path)
    return name, folder_digest({member[len(top) + 1 :]: content for member, content in contents.items()})


def split_top(top: str) -> tuple[str, str]:
    """Id and version of a folder `ID-VERSION`: the version starts at the first part like `1.0`."""
    parts = top.split("-")
    for position in range(1, len(parts)):
        if parts[position][:1].isdigit() and "." in parts[position]:
            return "-".join(parts[:position]), "-".join(parts[position:])
    return top, ""


def not_an_archive(path: Path) -> IntegrityError:
    """A file that cannot be the archive of one version."""
    return IntegrityError(
        Words(f"{path.name} n’est pas l’archive d’une version.", f"{path.name} is not the archive of one version."),
        Words("La télécharger de nouveau.", "Download it again."),
    )
