"""Rules about files: each in its place, plain and small, and those a document relies on are there."""

import re
from collections.abc import Iterator

from boas.checks.rule import at_field, at_file, document_rule, file_rule
from boas.checks.values import listed, shown, value_at
from boas.documents import FOLDER, algorithm_path, is_version, locate, version_path
from boas.finding import Finding, Words
from boas.reading import Collection, Document, largest, nearest_of
from boas.tree import File

SOURCE_CODE = re.compile(r".+\.(?:py|r|R|sas|sql|scala|js|jl|do|java|md|txt|toml|json|csv)")
LFS_POINTER = "version https://git-lfs.github.com/spec/"


@file_rule(
    "structure",
    what="Chaque fichier de model_cards/ a une place prévue.",
    why="Un fichier hors place n’est ni lu ni vérifié : son auteur le croit publié. Les formats exécutables ou opaques n’entrent jamais.",
    mend="Le déplacer à l’endroit prévu (voir la page Contribuer) ou le supprimer ; les poids d’un modèle restent ailleurs, désignés par leur adresse et leur empreinte.",
)
def stray_file(file: File, collection: Collection) -> Iterator[Finding]:
    """Each file of model_cards/ has a place of its own.

    Why: a file out of place is neither read nor checked, and its author believes it is published.
    Executable or opaque formats never come in.

    Mend: move it where it belongs (see the Contribute page) or delete it; a model's weights stay
    elsewhere, named by address and digest.
    """
    location = locate(file.path)
    if location is None:
        message = Words("Ce fichier n’a pas de place dans le registre.", "This file has no place in the registry.")
        near = nearest_of(file.path, tuple(sorted(places(file.path))))
        mend = (
            Words(f"Le renommer « {near} », ou le supprimer.", f"Rename it `{near}`, or delete it.") if near else DELETE
        )
        yield at_file("stray-file", shown(file.path), message, mend, nearest=near)
    elif location.kind == "code" and not SOURCE_CODE.fullmatch(location.name("file")):
        message = Words("Le dossier code/ n’admet que du texte source.", "The folder code/ holds source text only.")
        yield at_file("stray-file", shown(file.path), message, DELETE)


DELETE = Words("Le supprimer, ou le mettre hors de model_cards/.", "Delete it, or put it outside model_cards/.")


@file_rule(
    "structure",
    what="Rien dans model_cards/ n’est un lien symbolique, un sous-module ou un exécutable.",
    why="Un lien fait lire un fichier d’ailleurs ; un sous-module change sans que la fiche change.",
    mend="Mettre le contenu lui-même dans un fichier ordinaire ; retirer le droit d’exécution (chmod -x).",
)
def symlink(file: File, collection: Collection) -> Iterator[Finding]:
    """Nothing in model_cards/ is a symbolic link, a submodule or an executable.

    Why: a link makes readers read a file from elsewhere; a submodule changes without the card changing.

    Mend: put the content itself into a plain file; remove the executable bit (chmod -x).
    """
    if file.mode != "file":
        what = {"symlink": ("un lien symbolique", "a symbolic link"), "submodule": ("un sous-module", "a submodule")}
        fr, en = what.get(file.mode, ("un exécutable", "an executable"))
        message = Words(f"Ce chemin est {fr}.", f"This path is {en}.")
        mend = Words("Mettre un fichier ordinaire à sa place.", "Put a plain file in its place.")
        yield at_file("symlink", shown(file.path), message, mend)


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
    location = locate(file.path)
    if location and file.size > largest(location.kind):
        limit = largest(location.kind) // 1024
        message = Words(
            f"Le fichier fait {file.size // 1024} Kio, la limite est {limit} Kio.",
            f"The file has {file.size // 1024} KiB, the limit is {limit} KiB.",
        )
        mend = Words("Le raccourcir ou le partager.", "Shorten or split it.")
        yield at_file("file-too-large", shown(file.path), message, mend)


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
    if document.kind != "code" and document.text.startswith(LFS_POINTER):
        message = Words("Le fichier est un pointeur Git LFS.", "The file is a Git LFS pointer.")
        mend = Words("Ajouter le fichier lui-même.", "Add the file itself.")
        yield at_file("lfs-pointer", document.path, message, mend)


@document_rule(
    "structure",
    what="Les fichiers qu’un document suppose sont là : la fiche a son algorithme, ses listes de codes, l’évaluation sa version.",
    why="Une fiche qui renvoie à un fichier absent ne peut être ni relue ni recalculée.",
    mend="Ajouter le fichier, ou corriger le chemin ; un chemin désigne un fichier du dossier de la version, sans « .. ».",
)
def missing_file(document: Document, collection: Collection) -> Iterator[Finding]:
    """The files a document relies on are there: a card has its algorithm and codelists, an evaluation its version.

    Why: a card that points at an absent file can be neither reviewed nor recomputed.

    Mend: add the file, or correct the path; a path names a file of the version's folder, without `..`.
    """
    algorithm = document.location.name("algorithm")
    if document.kind == "card" and algorithm_path(algorithm) not in collection.tree.files:
        message = Words(
            "Le dossier de l’algorithme n’a pas de algorithm.yaml.", "The algorithm's folder has no algorithm.yaml."
        )
        yield at_file("missing-file", document.path, message, Words("Ajouter ce fichier.", "Add that file."))
    if document.kind == "algorithm" and not has_version(algorithm, collection):
        message = Words("L’algorithme n’a aucune version.", "The algorithm has no version.")
        mend = Words("Ajouter versions/1.0.0/card.yaml.", "Add versions/1.0.0/card.yaml.")
        yield at_file("missing-file", document.path, message, mend)
    yield from missing_codelists(document, collection)
    yield from missing_version(document, collection)


def missing_codelists(document: Document, collection: Collection) -> Iterator[Finding]:
    """Codelists a card names that are not in its folder; compared by equality, never opened by path."""
    if document.kind != "card":
        return
    algorithm, version = document.location.name("algorithm"), document.location.name("version")
    folder = version_path(algorithm, version, "")
    present = tuple(path[len(folder) :] for path in collection.tree.files if path.startswith(f"{folder}codelists/"))
    for position, use in enumerate(listed(value_at(document.value, ("logic", "codelists")))):
        path = value_at(use, ("path",))
        if isinstance(path, str) and path not in present:
            near = nearest_of(path, present)
            message = Words(
                f"Aucun fichier « {path} » dans le dossier de la version.", f"No file `{path}` in the version's folder."
            )
            mend = (
                Words(f"Écrire « {near} ».", f"Write `{near}`.")
                if near
                else Words("Ajouter ce fichier CSV.", "Add that CSV file.")
            )
            yield at_field(
                "missing-file", document, ("logic", "codelists", position, "path"), message, mend, nearest=near
            )


def missing_version(document: Document, collection: Collection) -> Iterator[Finding]:
    """A version an evaluation, audit or reuse speaks of that the registry does not hold."""
    loc = {"evaluation": ("subject", "version"), "audit": ("subject", "version"), "reuse": ("version",)}.get(
        document.kind
    )
    written = value_at(document.value, loc) if loc else None
    if loc and isinstance(written, str) and is_version(written):
        algorithm = document.location.name("algorithm")
        if version_path(algorithm, written, "card.yaml") not in collection.tree.files:
            message = Words(
                f"La version {written} de cet algorithme n’existe pas.",
                f"There is no version {written} of this algorithm.",
            )
            mend = Words("Écrire une version présente dans versions/.", "Write a version that stands in versions/.")
            yield at_field("missing-file", document, loc, message, mend)


@document_rule(
    "structure",
    what="Une liste de codes déposée est utilisée par la fiche.",
    why="Une liste que la fiche ne cite pas ne décide de rien, mais le lecteur croit le contraire.",
    mend="La citer dans logic.codelists, ou la supprimer.",
)
def unused_codelist(document: Document, collection: Collection) -> Iterator[Finding]:
    """A codelist in the folder is used by the card.

    Why: a list the card does not name decides nothing, while readers believe it does.

    Mend: name it in logic.codelists, or delete it.
    """
    if document.kind != "codelist":
        return
    names = document.location
    card = collection.documents.get(version_path(names.name("algorithm"), names.name("version"), "card.yaml"))
    if card is None or not isinstance(card.value, dict):
        return
    own = f"codelists/{names.name('codelist')}.csv"
    if own not in {value_at(use, ("path",)) for use in listed(value_at(card.value, ("logic", "codelists")))}:
        message = Words("La fiche ne cite pas cette liste de codes.", "The card does not name this codelist.")
        mend = Words(
            f"Citer « {own} » dans logic.codelists, ou le supprimer.", f"Name `{own}` in logic.codelists, or delete it."
        )
        yield at_file("unused-codelist", document.path, message, mend)


def has_version(algorithm: str, collection: Collection) -> bool:
    """Whether an algorithm's folder holds at least one version."""
    start = f"{FOLDER}/algorithms/{algorithm}/versions/"
    return any(path.startswith(start) for path in collection.tree.files)


def places(path: str) -> Iterator[str]:
    """Paths near this one that have a place, for a proposal."""
    folder, _, _ = path.rpartition("/")
    names = (
        "card.yaml",
        "algorithm.yaml",
        "evaluation.yaml",
        "counts.csv",
        "scores.csv",
        "method.fr.md",
        "method.en.md",
    )
    return (f"{folder}/{name}" for name in names if locate(f"{folder}/{name}"))
