"""`boas verify`: prove that a clone, or a downloaded archive, is what the ledger says.

Reads only what it is given: never the network, never an archive's paths on disk.
"""

import json
import sys
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import click

from boas.checks import FrozenRecord, FrozenVersion, Removal, check_frozen, is_rightly_gone, removals_in
from boas.cli.language import language_from
from boas.documents import vocabulary
from boas.errors import IntegrityError, UsageError
from boas.finding import LANGUAGES, Language, Words
from boas.history import open_repository, shallow
from boas.reading import find_root, folder_digest
from boas.registry import KINDS, freezes, frozen_records, frozen_versions, ledger, moved_settings, records
from boas.reports import visible
from boas.reports.text import count
from boas.tree import PLAIN

Versions = dict[tuple[str, str], str]
"""Digest by id and version."""

Records = dict[tuple[str, str, str], str]
"""Digest of notices, audits and evaluations by kind, algorithm and id."""

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
    """Compare digests of versions, notices, audits and evaluations with a ledger; exit 0 when all agree, else 3.

    \b
    boas verify                                       this clone: nothing published moved
    boas verify --ledger ledger.json                  this clone against a ledger kept elsewhere
    boas verify avc-ait-pmsi-1.0.0.zip --ledger ledger.json
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    language, told = language_from(lang), None
    if archive is not None:
        known = ledger_of(ledger_path) if ledger_path else clone(registry)
        name, digest = digest_of_archive(archive)
        n, gone = 1, [words for one, words in known.gone.items() if one == name]
        wanted = known.versions
        wrong = differences({name: wanted[name]} if name in wanted else {}, {name: digest}) or unknown(name, wanted)
    else:
        here = known = clone(registry)
        n, gone = len(here.versions) - len(here.gone), [*here.gone.values(), *here.gone_records]
        wrong = [*here.moved, *(against(ledger_path, here) if ledger_path else [])]
        told = records_agreed(here)
    for words in (*gone, *wrong):
        click.echo(words.in_(language))
    if not wrong:
        click.echo(agreed(n, language))
        if told:
            click.echo(told.in_(language))
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


def records_agreed(here: "Clone") -> Words | None:
    """How many notices, audits and evaluations were verified; nothing when there are none."""
    kinds = [kind for kind, _, _ in here.records]
    if not kinds:
        return None
    counted = [(kinds.count(kind), COUNTED[kind]) for kind in KINDS if kind in kinds]
    fr, en = (", ".join(count(n, nouns, language) for n, nouns in counted) for language in LANGUAGES)
    if here.are_records_frozen:
        return Words(f"{fr} : empreintes vérifiées, aucune n’a bougé.", f"{en}: verified, none has moved.")
    return Words(
        f"{fr} : empreintes calculées ; « records_frozen_from » n’est pas fixé, ils peuvent encore changer.",
        f"{en}: digests computed; `records_frozen_from` is not set, so they may still change.",
    )


COUNTED = {
    "notice": Words("avis|avis", "notice|notices"),
    "audit": Words("audit|audits", "audit|audits"),
    "evaluation": Words("évaluation|évaluations", "evaluation|evaluations"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """What a ledger file says of versions."""

    versions: Versions
    """Digests, of removed versions too."""
    gone: Mapping[tuple[str, str], Words]
    """Removed versions, with the day and the reason."""


@dataclass(frozen=True, slots=True)
class Clone:
    """What a clone holds at the commit checked out."""

    versions: Versions
    """Digests, of removed versions too."""
    records: Records
    """Digests, of removed evaluations and audits too."""
    gone: Mapping[tuple[str, str], Words]
    """Removed versions, with the day and the reason."""
    gone_records: tuple[Words, ...]
    """The same of removed evaluations and audits."""
    moved: tuple[Words, ...]
    """What its own history says of versions, records and settings that moved."""
    are_records_frozen: bool


def clone(registry: Path | None) -> Clone:
    """Digests of the commit checked out, and what its whole history says of what moved.

    Raises `IntegrityError` when this clone lacks a part of the history.
    """
    root = find_root(registry or Path.cwd())
    with open_repository(root) as repository:
        commit = repository.read_head()
        under = repository.find_cards_folder(root)
        tree, past = repository.read_tree_of(commit, under), repository.read_history_of(commit, under)
        if past.shallow:
            raise shallow()
        first, entries, beside = freezes(tree, past), ledger(tree, past), records(tree, past)
        settings = [finding.message for finding in check_frozen(moved_settings(tree, first))]
        versions = frozen_versions(tree, past, first.get("frozen_from"), entries)
        removals = removals_in(tree)
        others = frozen_records(tree, past, first.get("records_frozen_from"), beside)
        moved = [
            *(changed(one.folder, one.published, one.present) for one in still(versions, removals)),
            *(changed(one.path, one.published, one.present) for one in still(others, removals)),
            *(without_content(path) for path, file in tree.files.items() if file.mode not in PLAIN),
        ]
    gone = {(one.algorithm, one.name): one for one in removals.values() if one.kind == "version"}
    others_gone = [one for one in removals.values() if one.kind != "version"]
    return Clone(
        {(one.id, one.version): one.digest for one in entries.values()}
        | {name: one.digest for name, one in gone.items()},
        {(one.kind, one.algorithm, one.id): one.digest for one in beside.values()}
        | {(one.kind, one.algorithm, one.name): one.digest for one in others_gone},
        {name: removed(name, one.notice.date, one.notice.reason) for name, one in gone.items()},
        tuple(removed((one.algorithm, one.what), one.notice.date, one.notice.reason) for one in others_gone),
        (*settings, *moved),
        "records_frozen_from" in first,
    )


def against(path: Path, here: Clone) -> list[Words]:
    """What a ledger file tells otherwise than a clone; an older one knows of no records."""
    return [*differences(ledger_of(path).versions, here.versions), *differences(records_of(path), here.records)]


def records_of(path: Path) -> Records:
    """Digests of records a ledger file tells; none in an older one. Raises `UsageError` for one that cannot be read."""
    try:
        rows = json.loads(path.read_bytes()).get("records", [])
        return {(str(row["kind"]), str(row["algorithm"]), str(row["id"])): str(row["digest"]) for row in rows}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise no_ledger(path) from error


Moved = TypeVar("Moved", FrozenVersion, FrozenRecord)


def still(moved: Iterable[Moved], removals: Mapping[str, Removal]) -> list[Moved]:
    """Of versions or records that somebody touched, those that moved and were not rightly removed."""
    return [one for one in moved if one.present != one.published and not is_rightly_gone(one, removals)]


def removed(name: tuple[str, str], day: str, reason: str) -> Words:
    """Something whose bytes were taken away for good: that its digest alone is left is as it should be."""
    said = vocabulary("notice_reasons").terms.get(reason, Words(reason, reason))
    shown = visible(" ".join(name))
    return Words(
        f"{shown} : supprimé le {visible(day)} ({visible(said.fr)}).",
        f"{shown}: removed on {visible(day)} for {visible(said.en)}.",
    )


def ledger_of(path: Path) -> Known:
    """What a ledger file tells; raises `UsageError` for a file that is no ledger."""
    try:
        told = json.loads(path.read_bytes())
        gone = [row for row in told.get("removed", ()) if row["version"]]
        return Known(
            {(str(row["id"]), str(row["version"])): str(row["digest"]) for row in (*told["versions"], *gone)},
            {
                (name := (str(row["id"]), str(row["version"]))): removed(name, str(row["date"]), str(row["reason"]))
                for row in gone
            },
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise no_ledger(path) from error


def no_ledger(path: Path) -> UsageError:
    """A file that is no ledger."""
    return UsageError(
        Words(f"{path.name} n’est pas un registre d’empreintes.", f"{path.name} is not a ledger."),
        Words("Télécharger « ledger.json » depuis le site.", "Download `ledger.json` from the site."),
    )


Name = TypeVar("Name", bound=tuple[str, ...])


def differences(wanted: Mapping[Name, str], found: Mapping[Name, str]) -> list[Words]:
    """Versions or records of the ledger that are not the same, or not there, in what was found."""
    return [
        changed(" ".join(name), digest, found.get(name, ""))
        for name, digest in sorted(wanted.items())
        if found.get(name) != digest
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
