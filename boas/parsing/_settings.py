"""The registry's own settings, read from a tree without the rest of it."""

from dataclasses import replace

from boas.documents import SETTINGS, RegistrySettings
from boas.parsing._collection import read_collection
from boas.tree import Tree

DEFAULT_THRESHOLD = 11
"""Smallest count of people that is published where the settings have none."""


def read_settings(tree: Tree) -> RegistrySettings | None:
    """The settings of a tree; None when they are missing or cannot be read."""
    if SETTINGS not in tree.files:
        return None
    alone = replace(tree, files={SETTINGS: tree.files[SETTINGS]})
    contents = [document.content for document in read_collection(alone).documents.values()]
    return next((settings for settings in contents if isinstance(settings, RegistrySettings)), None)


def find_base_url(tree: Tree) -> str:
    """The address the site is published at, without its last `/`; empty when the settings name none."""
    settings = read_settings(tree)
    return ((settings.base_url if settings else None) or "").rstrip("/")


def read_threshold(tree: Tree) -> int:
    """The smallest count of people that the registry publishes."""
    settings = read_settings(tree)
    return settings.small_cell_threshold if settings else DEFAULT_THRESHOLD
