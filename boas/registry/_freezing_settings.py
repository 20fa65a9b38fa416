"""Settings that guard the registry: what they were when they were first set on the main line, and what they are now.

`frozen_from` and `records_frozen_from` name a commit once. Whoever deletes or moves such a line changes nothing
for this room: what counts is the first value that the main line ever held.
"""

from collections.abc import Iterator
from dataclasses import replace

from boas.checks import MovedSetting, check_frozen
from boas.documents import SETTINGS, RegistrySettings
from boas.errors import IntegrityError
from boas.parsing import read_settings
from boas.repository import History
from boas.tree import File, Tree

FREEZES = ("frozen_from", "records_frozen_from")


def list_rule_packages(base: Tree) -> tuple[str, ...]:
    """Packages whose rules the registry applies beside those of the program, as its main line lists them."""
    settings = read_settings(base)
    return (settings.rules or ()) if settings else ()


def read_first_freezes(tree: Tree, past: History) -> dict[str, str]:
    """The commit that each freezing setting named first on the main line of a tree, by name; none for one never set.

    A clone that lacks old commits only knows the oldest it has.
    """
    blobs = dict.fromkeys(touch.blob for touch in reversed(past.settings) if touch.blob)
    known = [read_settings(replace(tree, files={SETTINGS: File(SETTINGS, blob, "file", 0)})) for blob in blobs]
    if past.shallow or not known:
        known.append(read_settings(tree))
    found: dict[str, str] = {}
    for settings in filter(None, known):
        for name in FREEZES:
            if value := getattr(settings, name):
                found.setdefault(name, value)
    return found


def list_freezes(settings: RegistrySettings | None) -> dict[str, str]:
    """The commit that each freezing setting names in some settings, by name; none for one that is not set."""
    return {name: value for name in FREEZES if (value := getattr(settings, name, None))}


def find_moved_settings(tree: Tree, first: dict[str, str]) -> Iterator[MovedSetting]:
    """Freezing settings that are not, in a tree, what they were first."""
    settings = read_settings(tree)
    for name, value in first.items():
        present = (getattr(settings, name) if settings else None) or ""
        if present != value:
            yield MovedSetting(name, value, present)


def refuse_moved_settings(tree: Tree, past: History) -> None:
    """Raise `IntegrityError` when a freezing setting of a commit is not what it was first on its main line."""
    for finding in check_frozen(find_moved_settings(tree, read_first_freezes(tree, past))):
        raise IntegrityError(finding.message, finding.help)
