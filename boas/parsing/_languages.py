"""The languages of a registry, read from its settings before anything else of it."""

from functools import lru_cache

from boas.documents import DEFAULT_LANGUAGES, SETTINGS, find_languages
from boas.parsing._characters import decode
from boas.parsing._yaml_events import read_yaml
from boas.tree import REGULAR_MODES, Tree


def read_languages(tree: Tree) -> tuple[str, ...]:
    """Languages that the texts of a tree are written in, first one first; those of most when it does not say."""
    file = tree.files.get(SETTINGS)
    if file is None or file.mode not in REGULAR_MODES or file.size > _LONGEST_SETTINGS:
        return DEFAULT_LANGUAGES
    return _parse_languages(tree.read(file))


_LONGEST_SETTINGS = 262_144
"""Bytes of settings that are read at all, as of any document."""


@lru_cache(maxsize=16)
def _parse_languages(data: bytes) -> tuple[str, ...]:
    """Languages that the bytes of settings name: the same settings are asked for again and again."""
    return find_languages(read_yaml(decode(data)[0]).value)
