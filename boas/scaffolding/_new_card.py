"""The files of a new algorithm in the registry: judged before they are written, written once, never over another."""

import shlex
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from boas.checks import check
from boas.documents import build_algorithm_folder
from boas.errors import RegistryError, UsageError
from boas.finding import Finding
from boas.formats import AlgorithmDraft, RuleCheck, build_card_path, build_files
from boas.parsing import read_collection
from boas.repository import find_work_branch, open_repository, write_new
from boas.translation import Language, Message
from boas.tree import File, Tree


def make_judge(tree: Tree) -> RuleCheck:
    """Gives the errors of new files as they would stand in a registry."""
    today = datetime.now(tz=UTC).date().isoformat()

    def check_new_files(new: Mapping[str, bytes]) -> tuple[Finding, ...]:
        added = {path: File(path, "", "file", len(content)) for path, content in new.items()}
        whole = Tree(
            dict(sorted({**tree.files, **added}.items())),
            lambda file: new[file.path] if file.path in new else tree.read(file),
        )
        findings = check(read_collection(whole, added, as_of=today), added.values())
        return tuple(finding for finding in findings if finding.severity == "error")

    return check_new_files


def check_unused_id(root: Path, algorithm: str) -> None:
    """Raises `UsageError` when the registry has an algorithm of this id."""
    if (root / build_algorithm_folder(algorithm)).exists():
        raise _make_taken_error(algorithm)


def _make_taken_error(algorithm: str) -> UsageError:
    """The id is in use."""
    return UsageError(
        Message("The algorithm `{algorithm}` exists already.", algorithm=algorithm),
        Message("Choose another id; `boas release` prepares a new version."),
    )


def write_draft(root: Path, draft: AlgorithmDraft) -> tuple[str, ...]:
    """Write the files of a draft and give their paths; raises before the first one when any of them exists.

    The algorithm's folder comes last and whole: without it a command that was interrupted can be run again.
    """
    files = build_files(draft)
    try:
        write_new(root, files, whole=build_algorithm_folder(draft.id).rstrip("/"))
    except FileExistsError as error:
        raise UsageError(
            Message("The file {filename} exists already.", filename=error.filename),
            Message("Choose another id."),
        ) from error
    return tuple(files)


def describe_next_steps(root: Path, draft: AlgorithmDraft, paths: tuple[str, ...], language: Language) -> str:
    """What was written, and the commands that lead from here to a pull request."""
    card = build_card_path(draft)
    folder = build_algorithm_folder(draft.id).rstrip("/")
    others = [path for path in paths if not path.startswith(f"{folder}/")]
    message = Message("Add {id} {version}", id=draft.id, version=draft.version).in_(language)
    commands = [
        f"boas check {folder}",
        *([] if _find_branch(root) else [f"git switch --create {draft.id}"]),
        f"git add {' '.join((folder, *others))}",
        f'git commit --message "{message}"',
        "git push --set-upstream origin HEAD",
    ]
    if Path.cwd() != root:
        commands = [f"cd {shlex.quote(str(root))}", *commands]
    written = Message("Written:").in_(language)
    then = Message("Next: fill in {card} (what is asked for stands there in comments), then:", card=card).in_(language)
    return (
        "\n".join(("", written, *(f"  {path}" for path in paths), "", then, *(f"  {one}" for one in commands))) + "\n"
    )


def _find_branch(root: Path) -> str:
    """The branch on which somebody already works; empty on the main line, and outside a repository."""
    try:
        with open_repository(root) as repository:
            return find_work_branch(repository)
    except RegistryError:
        return ""
