"""Abbreviations and the words they stand for, from `schemas/abbreviations.yaml`, which names the source of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import yaml

from boas.documents._vocabularies import find_package_folder


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """One thing that people search by an abbreviation."""

    short: tuple[str, ...]
    """Its abbreviations, in whichever language."""
    long: Mapping[str, str]
    """The words they stand for, by language."""
    source: str
    """Address of the page where that was read."""


@cache
def load_abbreviations() -> tuple[Abbreviation, ...]:
    """Every abbreviation, in the order of the file."""
    content = yaml.load((find_package_folder("schemas") / "abbreviations.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    sources = content["sources"]
    return tuple(
        Abbreviation(tuple(one["short"]), one["long"], sources[one["source"]]["url"])
        for one in content["abbreviations"]
    )
