"""`boas release ID`: edits of the newest version become a new one, numbered by what changed in it.

The author edits the published folder in place; this moves the edits to a folder of their own, with
number and list of changes, and puts the published folder back. Nothing is ever overwritten.
"""

from dataclasses import dataclass
from pathlib import Path

import click

from boas.changes import BUMPS, Bump, Change, compare, content_of, next_version, required_bump
from boas.cli.diff import collection_of
from boas.cli.language import language_from
from boas.documents import FOLDER, is_version, version_order, version_path
from boas.errors import MachineError, UsageError
from boas.finding import Language, Words
from boas.history import open_repository
from boas.reading import find_root, read_collection, with_changes, with_version
from boas.reports import BUMP_WORDS, visible
from boas.tree import Tree


@click.command("release")
@click.argument("algorithm")
@click.option("--bump", type=click.Choice(["patch", "minor", "major"]), help="At least this step, also without edits.")
@click.option("--registry", type=click.Path(path_type=Path, file_okay=False), help="Root of the registry.")
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Language (default: BOAS_LANG, locale, fr).")
def command(algorithm: str, bump: Bump | None, registry: Path | None, lang: str | None) -> None:
    """Make a new version of the edits in the newest one.

    \b
    1. edit model_cards/algorithms/ID/versions/NEWEST/ in place
    2. boas release ID            moves the edits to the next version and restores the published folder
    3. read the list of changes it wrote, then commit
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    root = find_root(registry or Path.cwd())
    draft = draft_of(root, algorithm, bump or "none")
    write(root, draft)
    click.echo(told(draft, language_from(lang)), nl=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """A new version about to be written."""

    algorithm: str
    old: str
    new: str
    changes: tuple[Change, ...]
    edited: dict[str, bytes]
    """Files of the new folder by their path inside it."""
    published: dict[str, bytes]
    """Files the old folder is put back to."""


def draft_of(root: Path, algorithm: str, at_least: Bump) -> Draft:
    """The next version of an algorithm; raises `UsageError` when there is nothing to make it of."""
    collection = collection_of(root, algorithm)
    old = max(filter(is_version, collection.versions[algorithm]), key=version_order)
    folder = version_path(algorithm, old, "")
    with open_repository(root) as repository:
        under = repository.cards_of(root)
        committed = repository.tree(repository.head(), under)
        published, edited = files_in(committed, folder), files_in(collection.tree, folder)
        before = content_of(
            read_collection(committed, [p for p in committed.files if p.startswith(folder)]), algorithm, old
        )
    after = content_of(collection, algorithm, old)
    if before is None or after is None:
        raise not_ready(old, is_committed=bool(published))
    changes = compare(before, after)
    if not changes and at_least == "none":
        raise nothing_edited(folder)
    step = max(required_bump(changes), at_least, key=BUMPS.index)
    return Draft(algorithm, old, next_version(old, step), changes, edited, published)


def files_in(tree: Tree, folder: str) -> dict[str, bytes]:
    """Bytes of a folder's plain files by their path inside it."""
    inside = (
        file for path, file in tree.files.items() if path.startswith(folder) and file.mode in {"file", "executable"}
    )
    return {file.path[len(folder) :]: tree.read(file) for file in inside}


def write(root: Path, draft: Draft) -> None:
    """Write the new folder, then put the old one back; raises before anything is touched when the new one exists."""
    target, source = (root / version_path(draft.algorithm, version, "") for version in (draft.new, draft.old))
    if target.exists():
        raise UsageError(
            Words(
                f"Le dossier de la version {draft.new} existe déjà.",
                f"The folder of version {draft.new} already exists.",
            ),
            Words("L’éditer directement, ou le supprimer d’abord.", "Edit it in place, or delete it first."),
        )
    try:
        for path, content in draft.edited.items():
            put(target / path, numbered(content, draft) if path == "card.yaml" else content)
        for path in draft.edited.keys() - draft.published.keys():
            (source / path).unlink()
        for path, content in draft.published.items():
            put(source / path, content)
    except OSError as error:
        raise MachineError(
            Words(f"Écriture impossible : {error.strerror}", f"Cannot write: {error.strerror}"),
            Words("Vérifier l’espace disque et les droits.", "Check disk space and permissions."),
        ) from error


def put(path: Path, content: bytes) -> None:
    """Write one file, unless it already holds these bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_bytes() != content:
        path.write_bytes(content)


def numbered(card: bytes, draft: Draft) -> bytes:
    """The edited card with its new number and its list of changes."""
    listed = [(KINDS.get(change.kind, "changed"), change.sentence) for change in draft.changes]
    text = with_version(card.decode("utf-8"), draft.new)
    return with_changes(text, listed or [("changed", TO_BE_TOLD)]).encode("utf-8")


KINDS = {"added": "added", "removed": "removed", "changed": "changed", "moved": "changed"}

TO_BE_TOLD = Words("à compléter", "to be completed")
"""Refused by the rule `placeholder-text`, so that a version without edits cannot be published without a word."""


def told(draft: Draft, language: Language) -> str:
    """What was made, and what to do next."""
    lines = [f"{draft.algorithm} {draft.old} → {draft.new}"]
    lines += [
        f"  {BUMP_WORDS[one.bump].in_(language):<9} {visible(one.sentence.in_(language))}" for one in draft.changes
    ]
    path = version_path(draft.algorithm, draft.new, "card.yaml")
    check = f"boas check {FOLDER}/algorithms/{draft.algorithm}"
    after = Words(f"Relire « changes » dans {path}, puis : {check}", f"Read `changes` in {path} again, then: {check}")
    return "\n".join((*lines, after.in_(language))) + "\n"


def nothing_edited(folder: str) -> UsageError:
    """The newest version is as it was published."""
    return UsageError(
        Words(f"Rien n’a changé dans {folder}.", f"Nothing changed in {folder}."),
        Words("Y faire d’abord les modifications, ou donner --bump.", "Make the edits there first, or give --bump."),
    )


def not_ready(version: str, *, is_committed: bool) -> UsageError:
    """The newest version is not published yet, or has errors."""
    if not is_committed:
        return UsageError(
            Words(
                f"La version {version} n’est pas encore publiée : elle peut être modifiée.",
                f"Version {version} is not published yet: it may be edited.",
            ),
            Words("La committer d’abord.", "Commit it first."),
        )
    return UsageError(
        Words(f"La fiche {version} contient des erreurs.", f"The card {version} has errors."),
        Words("Lancer d’abord « boas check ».", "Run `boas check` first."),
    )
