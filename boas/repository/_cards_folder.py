"""Names of files: from a path inside the repository to a path inside the registry.

A registry may be a sub-folder of a larger repository. Git names `health/boas/model_cards/x`, every
room above knows `model_cards/x`: the last part of the cards' folder stays, what is before it goes.
"""

import os
from dataclasses import dataclass

from boas.errors import UsageError
from boas.translation import Message


@dataclass(frozen=True, slots=True)
class CardsFolder:
    """The cards' folder, as a path inside the repository with `/`."""

    folder: str

    def __post_init__(self) -> None:
        """Refuse a folder that is not a plain path inside the repository."""
        if any(part in ("", ".", "..") for part in self.folder.split("/")) or "\0" in self.folder:
            raise UsageError(
                Message("`{folder}` is not a folder of the repository.", folder=self.folder),
                Message("Give a path from the repository's top, for instance `model_cards`."),
            )

    def to_card_path(self, path: bytes) -> str | None:
        """The registry's name of a repository path; None for a path outside the folder.

        Git does not promise UTF-8. Bytes that are not UTF-8 survive as lone surrogates: such a name
        is an error of the author, so a rule reports it, and reading the tree must not fail on it.
        """
        whole = os.fsencode(self.folder)
        if path != whole and not path.startswith(whole + b"/"):
            return None
        return path[whole.rfind(b"/") + 1 :].decode("utf-8", "surrogateescape")


class _WholeRepository(CardsFolder):
    """The whole repository: every path is its own name."""

    def __post_init__(self) -> None:
        """Nothing to refuse."""

    def to_card_path(self, path: bytes) -> str:
        """The path as text; bytes that are not UTF-8 survive as lone surrogates."""
        return path.decode("utf-8", "surrogateescape")


WHOLE_REPOSITORY = _WholeRepository(".")


def escape_path(path: str) -> str:
    r"""A path for a message: what is not UTF-8 is written `\udcxx`, so that it can be printed."""
    return path.encode("utf-8", "backslashreplace").decode()
