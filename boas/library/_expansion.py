"""What the codelists of one version select together, against the releases that the registry pins."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from boas.checks import CardSelection, expand_card
from boas.documents import build_path, is_version, parse_version
from boas.errors import UsageError
from boas.nomenclatures import NomenclatureFolder, get_default_folder
from boas.parsing import read_algorithm
from boas.translation import Message


def expand_codelists(
    root: Path, algorithm: str, version: str = "", nomenclatures: Path | None = None
) -> tuple[Sequence[CardSelection], Sequence[str]]:
    """The codes that a version selects, and names of pinned releases that are not at hand.

    Args:
        root: Folder that holds `model_cards/`.
        algorithm: Id of the algorithm.
        version: Which version; the newest one when none is given.
        nomenclatures: Folder of built releases; the usual one when none is given.

    Raises:
        UsageError: There is no such algorithm or version.
    """
    releases = NomenclatureFolder(nomenclatures or get_default_folder())
    collection = replace(read_algorithm(root, algorithm), releases=releases)
    versions = sorted(filter(is_version, collection.versions[algorithm]), key=parse_version)
    chosen = version or versions[-1]
    card = collection.documents.get(build_path("card", algorithm=algorithm, version=chosen))
    if card is None:
        raise UsageError(
            Message("There is no version `{version}` of `{algorithm}`.", version=chosen, algorithm=algorithm),
            Message("Versions: {versions}.", versions=", ".join(versions)),
        )
    found = expand_card(card, collection)
    return found, tuple(release for _, release in releases.missing)
