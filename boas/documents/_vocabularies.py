"""Closed lists of terms with their labels, read from `schemas/vocabularies/*.yaml`.

Terms are data, so that a domain or a design can be added without touching code. Each list is read
once, the first time it is asked for. Never reads anything an author wrote.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

import boas
from boas.translation import Message


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One closed list: its own label and, in file order, the label of each term."""

    name: str
    label: Message
    terms: Mapping[str, Message]
    is_distinct: bool = False
    """Whether terms that look alike stand for different things: then none is proposed for another one's name."""


def find_package_folder(folder: str) -> Path:
    """The folder `schemas` or `web`: beside the package in a checkout, inside it when installed."""
    inside = Path(boas.__file__).parent / folder
    return inside if inside.is_dir() else inside.parent.parent / folder


@cache
def list_vocabularies() -> tuple[str, ...]:
    """Names of all vocabularies, sorted."""
    return tuple(sorted(path.stem for path in (find_package_folder("schemas") / "vocabularies").glob("*.yaml")))


@cache
def load_vocabulary(name: str) -> Vocabulary:
    """One vocabulary by name; raises `FileNotFoundError` for a name no file has."""
    path = find_package_folder("schemas") / "vocabularies" / f"{name}.yaml"
    # Our own file, not an author's: the plain safe loader is enough.
    content = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    terms = {term: _make_label(name, label) for term, label in content["terms"].items()}
    return Vocabulary(name, _make_label(name, content["label"]), terms, content.get("distinct", False))


def _make_label(vocabulary: str, label: str) -> Message:
    """A label of a vocabulary, translated in its own context."""
    return Message(label).use_catalogue("vocabularies", vocabulary)
