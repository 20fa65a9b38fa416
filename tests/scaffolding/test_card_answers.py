"""Answers become the draft of a card without a terminal; what is missing or wrong is a value."""

import shutil
from pathlib import Path

import pytest

from boas.errors import UsageError
from boas.formats.importers import merge_imports
from boas.parsing import read_folder
from boas.scaffolding import (
    ImportChoices,
    NewCardSession,
    build_draft,
    check_free_id,
    check_version_number,
    find_wrong_answers,
    list_missing_fields,
    parse_list_choices,
    read_catalogue,
    write_draft,
)
from tests.cli.running import BASE, boas
from tests.formats.importing import ANSWERS


@pytest.fixture
def work(tmp_path: Path) -> NewCardSession:
    """A registry to begin an algorithm in."""
    shutil.copytree(BASE / "model_cards", tmp_path / "model_cards")
    tree = read_folder(tmp_path)
    return NewCardSession(tmp_path, tree, "fr", "1.0.0", read_catalogue(tree))


def test_full_answers_make_files_that_pass_the_check(work: NewCardSession) -> None:
    answers = ANSWERS | {"id": "essai-neuf", "kind": "rule"}

    settled = build_draft(work, answers, merge_imports([]), ImportChoices({}, {}, {}, None))

    assert list_missing_fields(answers) == ()
    assert settled.findings == ()
    assert "model_cards/algorithms/essai-neuf/versions/1.0.0/card.yaml" in write_draft(work.root, settled.draft)
    assert boas("check", at=work.root).returncode == 0


def test_a_wrong_answer_is_named_by_its_field(work: NewCardSession) -> None:
    answers = ANSWERS | {"id": "essai-neuf", "kind": "rule", "ownership.organisations": ["nobody-here"]}

    settled = build_draft(work, answers, merge_imports([]), ImportChoices({}, {}, {}, None))

    assert find_wrong_answers(answers, settled.findings) == {"ownership.organisations"}


def test_numbers_and_ids_that_cannot_be_used_are_refused(work: NewCardSession) -> None:
    with pytest.raises(UsageError, match="is not a version number"):
        check_version_number("1.0")
    with pytest.raises(UsageError, match="is not an id"):
        check_free_id(work.root, "No Id")
    with pytest.raises(UsageError, match="exists already"):
        check_free_id(work.root, "exemple-score")


def test_code_systems_are_told_by_their_foreign_name() -> None:
    written = ("CIM-10", "ICD10 codes=CIM-10")

    assert parse_list_choices("--list-system", written, "code_systems") == {"": "CIM-10", "ICD10 codes": "CIM-10"}
