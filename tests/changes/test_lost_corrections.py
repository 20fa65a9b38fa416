"""What one version corrected is lost in a later one that was not made from it, and in no other."""

import pytest

from boas.changes import find_lost_changes
from tests.changes.versions_of_a_rule import BASE, Overlay, with_changes

PURPOSE = {"intended_use.purpose": {"fr": "Compter des séjours d’adultes."}}
LATER = {"intended_use.purpose": {"fr": "Compter des séjours de tous."}}
CODE = {"codelists/inclusion.csv": {"I63": "Infarctus", "I64": "AVC"}}
SCRIPT = {"code/regle.sql": "corrected"}


@pytest.mark.parametrize(
    ("corrected", "newer", "lost"),
    [
        (PURPOSE, {"name": {"fr": "Autre nom"}}, ["intended_use.purpose"]),
        (PURPOSE, LATER, []),
        (PURPOSE, PURPOSE, []),
        (PURPOSE | {"name": {"fr": "Autre nom"}}, {"name": {"fr": "Autre nom"}}, []),
        (PURPOSE | {"name": {"fr": "Autre nom"}}, LATER, ["name"]),
        (SCRIPT, {"name": {"fr": "Autre nom"}}, ["code/regle.sql"]),
        (SCRIPT, {"code/regle.sql": "corrected otherwise"}, []),
        ({}, PURPOSE, []),
    ],
    ids=["undone", "changed-again", "kept", "one-kept", "one-undone", "file-undone", "file-changed-again", "nothing"],
)
def test_only_what_stands_again_as_before_is_lost(corrected: Overlay, newer: Overlay, lost: list[str]) -> None:
    found = find_lost_changes(BASE, with_changes(corrected), with_changes(newer))

    assert [change.path for change in found] == lost
