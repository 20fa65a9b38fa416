"""The files of a new algorithm in the registry: judged before they are written, written once, never over another."""

import shlex
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from boas.checks import check
from boas.cli.writing import write_new
from boas.documents import FOLDER
from boas.errors import UsageError
from boas.exchange import Draft, Judge, card_path, files_of
from boas.finding import Finding, Language, Words
from boas.reading import read_collection
from boas.tree import File, Tree


def judge_of(tree: Tree) -> Judge:
    """Gives the errors of new files as they would stand in a registry."""
    today = datetime.now(tz=UTC).date().isoformat()

    def judge(new: Mapping[str, bytes]) -> tuple[Finding, ...]:
        added = {path: File(path, "", "file", len(content)) for path, content in new.items()}
        whole = Tree(
            dict(sorted({**tree.files, **added}.items())),
            lambda file: new[file.path] if file.path in new else tree.read(file),
        )
        findings = check(read_collection(whole, added, as_of=today), added.values())
        return tuple(finding for finding in findings if finding.severity == "error")

    return judge


def must_not_exist(root: Path, algorithm: str) -> None:
    """Raises `UsageError` when the registry has an algorithm of this id."""
    if (root / FOLDER / "algorithms" / algorithm).exists():
        raise taken(algorithm)


def taken(algorithm: str) -> UsageError:
    """The id is in use."""
    return UsageError(
        Words(f"L’algorithme « {algorithm} » existe déjà.", f"The algorithm `{algorithm}` exists already."),
        Words(
            "Choisir un autre identifiant ; « boas release » prépare une nouvelle version.",
            "Choose another id; `boas release` prepares a new version.",
        ),
    )


def write(root: Path, draft: Draft) -> tuple[str, ...]:
    """Write the files of a draft and give their paths; raises before the first one when any of them exists.

    The algorithm's folder comes last and whole: without it a command that was interrupted can be run again.
    """
    files = files_of(draft)
    try:
        write_new(root, files, whole=f"{FOLDER}/algorithms/{draft.id}")
    except FileExistsError as error:
        raise UsageError(
            Words(f"Le fichier {error.filename} existe déjà.", f"The file {error.filename} exists already."),
            Words("Choisir un autre identifiant.", "Choose another id."),
        ) from error
    return tuple(files)


def next_steps(root: Path, draft: Draft, paths: tuple[str, ...], language: Language) -> str:
    """What was written, and the commands that lead from here to a pull request."""
    card = card_path(draft)
    folder = f"{FOLDER}/algorithms/{draft.id}"
    others = [path for path in paths if not path.startswith(f"{folder}/")]
    message = Words(f"Ajoute {draft.id} {draft.version}", f"Add {draft.id} {draft.version}").in_(language)
    commands = [
        f"boas check {folder}",
        f"git switch --create {draft.id}",
        f"git add {' '.join((folder, *others))}",
        f'git commit --message "{message}"',
        f"git push --set-upstream origin {draft.id}",
    ]
    if Path.cwd() != root:
        commands = [f"cd {shlex.quote(str(root))}", *commands]
    written = Words("Écrit :", "Written:").in_(language)
    then = Words(
        f"Ensuite : compléter {card} (les champs attendus y sont en commentaires), puis :",
        f"Next: fill in {card} (what is asked for stands there in comments), then:",
    ).in_(language)
    return (
        "\n".join(("", written, *(f"  {path}" for path in paths), "", then, *(f"  {one}" for one in commands))) + "\n"
    )
