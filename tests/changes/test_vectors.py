"""What a change of test vectors asks for: the same row with another answer is a break, one more vector is a patch."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from boas.changes import VersionContent, compute_required_bump, find_changes
from tests.changes.versions_of_a_rule import BASE

PATH = "vectors/sejours"
USE = {"path": PATH, "synthetic": True, "run_by": "codelists"}
INPUT = (("row", "dgn_pal"), ("s1", "I60"), ("s2", "I21"))
EXPECTED = (("row", "score"), ("s1", "0.50"), ("s2", "0"))

Rows = Sequence[Sequence[str]]


def with_vector(given: Rows = INPUT, expected: Rows = EXPECTED, **use: object) -> VersionContent:
    tables = {f"{PATH}/input.csv": given, f"{PATH}/expected.csv": expected}
    return replace(BASE, card={**BASE.card, "vectors": [USE | use]}, vectors=tables)


@pytest.mark.parametrize(
    ("old", "new", "bump", "sentence"),
    [
        (BASE, with_vector(), "patch", "vectors/sejours: test vector added."),
        (with_vector(), BASE, "minor", "vectors/sejours: test vector removed."),
        (
            with_vector(),
            with_vector(expected=(*EXPECTED[:2], ("s2", "1"))),
            "major",
            "vectors/sejours: another answer is expected of rows that stay the same: 1.",
        ),
        (
            with_vector(),
            with_vector(((*INPUT[:2], ("s3", "I21"))), (*EXPECTED[:2], ("s3", "1"))),
            "major",
            "vectors/sejours: another answer is expected of rows that stay the same: 1.",
        ),
        (
            with_vector(),
            with_vector((*INPUT, ("s3", "I63")), (*EXPECTED, ("s3", "1"))),
            "patch",
            "vectors/sejours: other rows.",
        ),
        (
            with_vector(),
            with_vector(expected=(EXPECTED[0], ("s1", "0.5"), ("s2", "0.0"))),
            "patch",
            "vectors/sejours: other rows.",
        ),
        (
            with_vector(),
            with_vector(absolute_tolerance=0.1),
            "minor",
            "vectors/sejours: answers may lie further from those expected, or the registry runs it no more.",
        ),
        (
            with_vector(),
            with_vector(run_by="command"),
            "minor",
            "vectors/sejours: answers may lie further from those expected, or the registry runs it no more.",
        ),
        (
            with_vector(relative_tolerance=0.1),
            with_vector(relative_tolerance=0.01),
            "patch",
            "vectors/sejours: described otherwise.",
        ),
        (
            with_vector(),
            with_vector(description={"en": "Edges."}),
            "patch",
            "vectors/sejours: described otherwise.",
        ),
    ],
)
def test_each_change_of_a_vector_asks_for_its_step(
    old: VersionContent, new: VersionContent, bump: str, sentence: str
) -> None:
    (change,) = find_changes(old, new)

    assert (change.bump, change.sentence.in_("en")) == (bump, sentence)
    assert change.affects_results is (bump == "major")


def test_the_name_of_a_row_is_not_the_row() -> None:
    renamed = with_vector((INPUT[0], ("a", "I60"), ("b", "I21")), (EXPECTED[0], ("a", "0.50"), ("b", "0")))

    assert compute_required_bump(find_changes(with_vector(), renamed)) == "patch"
