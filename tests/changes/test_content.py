"""What a version on disk holds, as versions are compared: the same names for `boas diff` and for the index."""

from dataclasses import replace
from pathlib import Path

from boas.changes import build_version_content, find_changes
from boas.parsing import read_collection, read_folder

BASE = Path(__file__).parents[1] / "checks" / "base"


def test_files_of_code_are_named_once_by_their_folder() -> None:
    content = build_version_content(read_collection(read_folder(BASE)), "exemple-regle", "1.0.0")

    assert content is not None
    assert list(content.code) == ["exemple.sql"]
    assert [change.path for change in find_changes(content, replace(content, code={}))] == ["code/exemple.sql"]


def test_a_card_that_cannot_be_read_has_no_content() -> None:
    assert build_version_content(read_collection(read_folder(BASE)), "exemple-regle", "9.9.9") is None
