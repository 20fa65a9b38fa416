"""Opening a checkout that belongs to somebody else."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from boas.errors import UsageError
from boas.repository._discovery import open_repository
from boas.repository._submodules import Checkout
from boas.translation import Message


@contextmanager
def open_checkout(folder: Path) -> Iterator[Checkout]:
    """What the last commit of a checkout holds, for the time of a `with`.

    Raises:
        UsageError: the folder is no checkout of its own, though it may lie in another.
        RegistryError: there is no repository, or no commit in it.
        IntegrityError: an object is missing or damaged.
    """
    with open_repository(folder) as repository:
        if repository.top.resolve() != folder.resolve():
            raise UsageError(
                Message("{folder} is not the top of a Git checkout.", folder=folder),
                Message("Give the folder that holds `.git`: what is proposed names a commit."),
            )
        yield repository.read_checkout()
