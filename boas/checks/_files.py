"""Rules about files: each in its place, plain and small, and those a document relies on are there."""

# ruff: noqa: ARG001 -- every rule takes the same two arguments, and few need both.

import re
from collections.abc import Iterator
from dataclasses import replace

from boas.checks._fields import iter_strings, list_references
from boas.checks._removal_notices import is_removed
from boas.checks._rule import document_rule, file_rule, report_at_field, report_at_file
from boas.checks._values import as_list, get_value, make_printable
from boas.documents import (
    SETTINGS,
    build_path,
    build_version_path,
    find_parent_document,
    is_version,
    list_file_names,
    parse_path,
)
from boas.finding import Finding, Message
from boas.parsing import Collection, Document, find_nearest_term, get_size_limit
from boas.tree import REGULAR_MODES, File

_SOURCE_CODE = re.compile(r".+\.(?:py|r|R|sas|sql|scala|js|jl|do|java|md|txt|toml|json|csv)")
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}")
"""A name that every disk, archive and address can carry."""

_LFS_POINTER = "version https://git-lfs.github.com/spec/"


@file_rule(
    "structure",
    what="Chaque fichier de model_cards/ a une place prévue.",
    why="Un fichier hors place n’est ni lu ni vérifié : son auteur le croit publié. Les formats exécutables ou "
    "opaques n’entrent jamais.",
    mend="Le déplacer à l’endroit prévu (voir la page Contribuer), ou hors de model_cards/ ; les poids d’un modèle "
    "restent ailleurs, désignés par leur adresse et leur empreinte.",
)
def stray_file(file: File, collection: Collection) -> Iterator[Finding]:
    """Each file of model_cards/ has a place of its own.

    Why: a file out of place is neither read nor checked, and its author believes it is published.
    Executable or opaque formats never come in.

    Mend: move it where it belongs (see the Contribute page), or outside model_cards/; a model's weights stay
    elsewhere, named by address and digest.
    """
    location = parse_path(file.path)
    if file.mode not in REGULAR_MODES:
        return  # `symlink` reports it, wherever it lies
    is_foreign = location is not None and location.name("language") not in {"", *collection.languages}
    if location is None or is_foreign:
        message = Message("Ce fichier n’a pas de place dans le registre.", "This file has no place in the registry.")
        near = _suggest_file_name(file.path, collection.languages)
        help_message = (
            Message(f"Le renommer « {near} », ou {_OUTSIDE.fr}", f"Rename it `{near}`, or {_OUTSIDE.en}")
            if near
            else _MOVE_OUT
        )
        # What was published while the registry had the language stays as it is.
        since = _LANGUAGES_SINCE if is_foreign else ""
        yield replace(report_at_file("stray-file", file.path, message, help_message, since=since), nearest=near)
    elif location.kind in {"code", "codelist"} and not all(map(_FILE_NAME.fullmatch, file.path.split("/"))):
        message = Message("Ce nom de fichier ne passe pas partout.", "This file name does not pass everywhere.")
        yield report_at_file("stray-file", file.path, message, _RENAME)
    elif location.kind == "code" and not _SOURCE_CODE.fullmatch(location.name("file")):
        message = Message("Le dossier code/ n’admet que du texte source.", "The folder code/ holds source text only.")
        yield report_at_file("stray-file", file.path, message, _MOVE_OUT)


_LANGUAGES_SINCE = "2026-11-29"
"""Day from which names of files are held to the languages that the settings name."""

_OUTSIDE = Message("le mettre hors de model_cards/.", "put it outside model_cards/.")
_MOVE_OUT = Message("Le mettre hors de model_cards/.", "Put it outside model_cards/.")
_RENAME = Message(
    "Le renommer avec des lettres sans accent, des chiffres, « . », « _ » et « - », 81 caractères au plus.",
    "Rename it with letters without accents, digits, `.`, `_` and `-`, 81 characters at most.",
)


@file_rule(
    "structure",
    what="Rien dans model_cards/ n’est un lien symbolique, un sous-module ou un exécutable.",
    why="Un lien fait lire un fichier d’ailleurs ; un sous-module change sans que la fiche change.",
    mend="Mettre le contenu lui-même dans un fichier ordinaire ; retirer le droit d’exécution (chmod -x).",
    since="2026-11-28",
)
def symlink(file: File, collection: Collection) -> Iterator[Finding]:
    """Nothing in model_cards/ is a symbolic link, a submodule or an executable.

    Why: a link makes readers read a file from elsewhere; a submodule changes without the card changing.

    Mend: put the content itself into a plain file; remove the executable bit (chmod -x).
    """
    if file.mode != "file":
        message, help_message = _MODES[file.mode]
        help_message = Message(
            *(text.replace("{path}", make_printable(file.path)) for text in (help_message.fr, help_message.en))
        )
        yield report_at_file("symlink", file.path, message, help_message)


_PLAIN_FILE = Message("Mettre un fichier ordinaire à sa place.", "Put a plain file in its place.")
_OUT_OF_GIT = Message(
    "Le retirer de Git, ce qui laisse le disque comme il est : « git rm --cached -- {path} ».",
    "Take it out of Git, which leaves the disk as it is: `git rm --cached -- {path}`.",
)
_MODES = {
    "symlink": (
        Message(
            "Ce chemin est un lien symbolique ou un fichier spécial.", "This path is a symbolic link or a special file."
        ),
        _PLAIN_FILE,
    ),
    "submodule": (Message("Ce chemin est un sous-module Git.", "This path is a Git submodule."), _OUT_OF_GIT),
    "executable": (
        Message("Ce fichier porte le droit d’exécution.", "This file has the executable bit."),
        Message("Retirer ce droit : chmod -x.", "Remove that bit: chmod -x."),
    ),
}


@file_rule(
    "structure",
    what="Un fichier reste petit : 256 Kio pour un document ou un texte, 5 Mio pour un tableau.",
    why="Chaque clone garde tout l’historique pour toujours, et une fiche longue ne se relit pas.",
    mend="Mettre les longs textes dans method.fr.md, les listes dans un CSV, et le reste ailleurs avec un lien.",
)
def file_too_large(file: File, collection: Collection) -> Iterator[Finding]:
    """A file stays small: 256 KiB for a document or text, 5 MiB for a table.

    Why: every clone keeps the whole history for ever, and nobody reviews a long card.

    Mend: put long texts into method.fr.md, lists into a CSV file, and the rest elsewhere with a link.
    """
    location = parse_path(file.path)
    if location and file.size > get_size_limit(location.kind):
        limit = get_size_limit(location.kind) // 1024
        message = Message(
            f"Le fichier fait {file.size // 1024} Kio, la limite est {limit} Kio.",
            f"The file has {file.size // 1024} KiB, the limit is {limit} KiB.",
        )
        help_message = Message(
            "Le raccourcir, ou le répartir en plusieurs fichiers.", "Shorten it, or split it into several files."
        )
        yield report_at_file("file-too-large", file.path, message, help_message)


@document_rule(
    "structure",
    what="Un fichier du registre contient ses données, pas un pointeur Git LFS.",
    why="Un pointeur n’est qu’une adresse : sans le serveur, le clone ne contient plus la preuve.",
    mend="Ajouter le fichier lui-même (git lfs untrack), il est assez petit.",
)
def lfs_pointer(document: Document, collection: Collection) -> Iterator[Finding]:
    """A file of the registry holds its data, not a Git LFS pointer.

    Why: a pointer is only an address; without the server, a clone no longer holds the evidence.

    Mend: add the file itself (git lfs untrack), it is small enough.
    """
    if (document.diagnostics or isinstance(document.content, str)) and document.text.startswith(_LFS_POINTER):
        message = Message("Le fichier est un pointeur Git LFS.", "The file is a Git LFS pointer.")
        help_message = Message("Ajouter le fichier lui-même.", "Add the file itself.")
        yield report_at_file("lfs-pointer", document.path, message, help_message)


@document_rule(
    "structure",
    what="Les fichiers qu’un document suppose sont là : la fiche a son algorithme, ses listes de codes, "
    "l’évaluation sa version.",
    why="Une fiche qui renvoie à un fichier absent ne peut être ni relue ni recalculée.",
    mend="Ajouter le fichier, ou corriger le chemin ; un chemin désigne un fichier du dossier de la version, sans "
    "« .. ».",
)
def missing_file(document: Document, collection: Collection) -> Iterator[Finding]:
    """The files a document relies on are there: a card has its algorithm and codelists, an evaluation its version.

    Why: a card that points at an absent file can be neither reviewed nor recomputed.

    Mend: add the file, or correct the path; a path names a file of the version's folder, without `..`.
    """
    algorithm, relied_on = document.location.algorithm, find_parent_document(document.path)
    if relied_on and relied_on not in collection.tree.files:
        path = make_printable(relied_on)
        message = Message(
            f"Ce fichier suppose {path}, qui n’existe pas.", f"This file relies on {path}, which is missing."
        )
        yield report_at_file("missing-file", document.path, message, Message(f"Ajouter {path}.", f"Add {path}."))
    if document.kind == "algorithm" and not (_has_version(algorithm, collection) or is_removed(collection, algorithm)):
        message = Message("L’algorithme n’a aucune version.", "The algorithm has no version.")
        help_message = Message("Ajouter versions/1.0.0/card.yaml.", "Add versions/1.0.0/card.yaml.")
        yield report_at_file("missing-file", document.path, message, help_message)
    yield from _find_missing_codelists(document, collection)
    yield from _find_missing_version(document, collection)


def find_missing_settings(collection: Collection) -> Iterator[Finding]:
    """The registry's own settings, without which nothing can be published."""
    path = SETTINGS
    if path not in collection.tree.files:
        message = Message("Les réglages du registre manquent.", "The registry's settings are missing.")
        help_message = Message(f"Ajouter {path} : titre, langues, seuil.", f"Add {path}: title, languages, threshold.")
        yield report_at_file("missing-file", path, message, help_message)


def _find_missing_codelists(document: Document, collection: Collection) -> Iterator[Finding]:
    """Codelists a card names that are not in its folder; compared by equality, never opened by path."""
    if document.kind != "card":
        return
    algorithm, version = document.location.algorithm, document.location.version
    folder = build_version_path(algorithm, version, "")
    present = tuple(path[len(folder) :] for path in collection.tree.files if path.startswith(f"{folder}codelists/"))
    for position, use in enumerate(as_list(get_value(document.value, ("logic", "codelists")))):
        path = get_value(use, ("path",))
        if isinstance(path, str) and path not in present:
            near, path = find_nearest_term(path, present), make_printable(path)
            message = Message(
                f"Aucun fichier « {path} » dans le dossier de la version.", f"No file `{path}` in the version's folder."
            )
            help_message = _suggest_codelist(near) if near else _ADD_CSV
            loc = ("logic", "codelists", position, "path")
            yield report_at_field("missing-file", document, loc, message, help_message, nearest=near)


def _suggest_codelist(near: str) -> Message:
    """What to do about a codelist that is not there while another of a like name is."""
    return Message(f"Écrire « {near} », ou ajouter ce fichier CSV.", f"Write `{near}`, or add that CSV file.")


_ADD_CSV = Message(
    "Ajouter ce fichier CSV dans le dossier codelists/ de la version.",
    "Add that CSV file to the version's folder codelists/.",
)


def _find_missing_version(document: Document, collection: Collection) -> Iterator[Finding]:
    """A version an evaluation, audit or reuse speaks of that the registry does not hold."""
    algorithm = document.location.algorithm
    for _, path in list_references(document.kind, "missing-file"):
        for loc, written in iter_strings(document.value, path):
            is_there = build_path("card", algorithm=algorithm, version=written) in collection.tree.files
            if is_version(written) and not is_there and not is_removed(collection, algorithm, f"versions/{written}"):
                message = Message(
                    f"La version {written} de cet algorithme n’existe pas.",
                    f"There is no version {written} of this algorithm.",
                )
                yield report_at_field("missing-file", document, loc, message, _WRITE_VERSION)


_WRITE_VERSION = Message("Écrire une version présente dans versions/.", "Write a version that stands in versions/.")


@document_rule(
    "structure",
    what="Une liste de codes déposée est utilisée par la fiche.",
    why="Une liste que la fiche ne cite pas ne décide de rien, mais le lecteur croit le contraire.",
    mend="La citer dans logic.codelists, ou la mettre hors de model_cards/.",
)
def unused_codelist(document: Document, collection: Collection) -> Iterator[Finding]:
    """A codelist in the folder is used by the card.

    Why: a list the card does not name decides nothing, while readers believe it does.

    Mend: name it in logic.codelists, or put it outside model_cards/.
    """
    if document.kind != "codelist":
        return
    names = document.location
    card = collection.documents.get(build_path("card", algorithm=names.algorithm, version=names.version))
    if card is None or not isinstance(card.value, dict):
        return
    own = f"codelists/{names.name('codelist')}.csv"
    if own not in {get_value(use, ("path",)) for use in as_list(get_value(card.value, ("logic", "codelists")))}:
        message = Message("La fiche ne cite pas cette liste de codes.", "The card does not name this codelist.")
        help_message = Message(
            f"Citer « {own} » dans logic.codelists, ou {_OUTSIDE.fr}",
            f"Name `{own}` in logic.codelists, or {_OUTSIDE.en}",
        )
        yield report_at_file("unused-codelist", document.path, message, help_message)


def _has_version(algorithm: str, collection: Collection) -> bool:
    """Whether an algorithm's folder holds at least one version with its card."""
    return algorithm in collection.versions


def _suggest_file_name(path: str, languages: tuple[str, ...]) -> str:
    """The file name closest to this one that is allowed in the same folder, or empty."""
    folder, _, name = path.rpartition("/")
    usual = (f"{name.removesuffix('.yml')}.yaml", *list_file_names(languages))
    return find_nearest_term(name, tuple(other for other in usual if parse_path(f"{folder}/{other}")))
