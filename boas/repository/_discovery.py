"""Finding the Git repository of a folder, and making sure that it is this person's to read.

A card's folder can hold what looks like a bare repository with commands in its settings. So only a
`.git` entry counts on the way up, which Git refuses to store; a bare repository counts when it was
named itself and no work tree is around it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from boas.errors import MachineError, RegistryError
from boas.repository._git_repository import GitRepository
from boas.translation import Message

if TYPE_CHECKING:
    from git import Git, Repo


def open_repository(folder: Path) -> GitRepository:
    """The repository that a folder belongs to, from any depth.

    Raises RegistryError when there is none, when it belongs to another user who is not trusted, or
    when GIT_DIR names another one; MachineError when Git itself is missing.
    """
    require_git()
    place = folder.resolve()
    repo = _find_work_tree(place) or _find_bare(place)
    if repo is None:
        raise _make_no_repository_error(place)
    try:
        _check_environment(repo)
        git = _make_git_commands(Path(repo.working_dir))
        _check_owner(git, str(repo.working_dir))
        return GitRepository(repo, git, Path(repo.working_dir))
    except BaseException:
        repo.close()
        raise


def require_git() -> None:
    """Make sure that Git is there: GitPython runs it as soon as it is imported, hence here and not at the top.

    Raises MachineError when it is missing.
    """
    try:
        import git  # noqa: F401, PLC0415
    except ModuleNotFoundError:
        raise  # GitPython itself is missing: a broken installation, not a machine without Git
    except ImportError as error:
        raise MachineError(
            Message("The git command cannot be found."),
            Message("Install Git (2.38 or later) and put it on the PATH."),
        ) from error


def _find_work_tree(place: Path) -> Repo | None:
    tops = (top for top in (place, *place.parents) if os.path.lexists(top / ".git"))
    return next((repo for repo in map(_open_repo, tops) if repo is not None), None)


def _find_bare(place: Path) -> Repo | None:
    repo = _open_repo(place)
    return repo if repo is not None and repo.bare else None


def _open_repo(place: Path) -> Repo | None:
    from git import InvalidGitRepositoryError, NoSuchPathError, Repo  # noqa: PLC0415

    try:
        return Repo(place, expand_vars=False)
    except (InvalidGitRepositoryError, NoSuchPathError):
        return None


def _check_environment(repo: Repo) -> None:
    """Inside a hook Git sets GIT_DIR; elsewhere a forgotten one would lead to another history."""
    named = os.environ.get("GIT_DIR")
    if named is None or Path(named).resolve() == Path(repo.git_dir).resolve():
        return
    raise RegistryError(
        Message("The variable GIT_DIR names another repository than {working_dir}.", working_dir=repo.working_dir),
        Message("Clear it: `unset GIT_DIR`."),
    )


def _make_git_commands(top: Path) -> Git:
    """Commands for a folder as it is spelled; those of a GitPython `Repo` expand a `$` in its name."""
    from git import Git  # noqa: PLC0415

    return Git(top)


def _check_owner(git: Git, top: str) -> None:
    """Ask Git under the person's own settings, the only ones where `safe.directory` counts."""
    status, _, complaint = git.rev_parse("--git-dir", with_extended_output=True, with_exceptions=False)
    if status == 0:
        return
    if "ownership" in complaint:
        raise _make_owner_error(top)
    first = next(iter(complaint.splitlines()), "git")
    raise RegistryError(
        Message("Git refuses to open {top} ({first}).", top=top, first=first),
        Message("Run `git status` in that folder and do what Git says."),
    )


def _make_owner_error(top: str) -> RegistryError:
    command = f"git config --global --add safe.directory {top}"
    return RegistryError(
        Message("The repository {top} belongs to another user.", top=top),
        Message("If you trust it, run `{command}`.", command=command),
    )


def _make_no_repository_error(place: Path) -> RegistryError:
    return RegistryError(
        Message("No Git repository contains {place}.", place=place),
        Message("Go into a clone of the registry, or start one with `git init`."),
    )
