"""The documents of one algorithm, read from the folder of a registry."""

from pathlib import Path

from boas.documents import build_algorithm_folder
from boas.errors import UsageError
from boas.parsing._collection import Collection, read_collection
from boas.parsing._folder import read_folder
from boas.parsing._term_matching import find_nearest_term
from boas.translation import Message


def read_algorithm(root: Path, algorithm: str) -> Collection:
    """The documents of one algorithm; raises `UsageError` when there is none of that name."""
    tree = read_folder(root)
    start = build_algorithm_folder(algorithm)
    collection = read_collection(tree, [path for path in tree.files if path.startswith(start)])
    if algorithm not in collection.versions:
        near = find_nearest_term(algorithm, tuple(collection.versions))
        raise UsageError(
            Message("No algorithm `{algorithm}` in this registry.", algorithm=algorithm),
            Message("Try `{near}`.", near=near) if near else Message("See model_cards/algorithms/."),
        )
    return collection
