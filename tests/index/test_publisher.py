"""Who published: as the registry's settings say, otherwise as the commit does, and never as a mail map does."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from boas.index import open_index
from tests.git_registry import SETTINGS
from tests.index.conftest import fill_from
from tests.registry.proving import Proving

COMMITTER = "Camille Martin"
MAP = "Sacha Intruse <sacha@example.org> <camille.martin@example.org>\n"


@pytest.fixture
def proving(tmp_path: Path) -> Proving:
    return Proving(tmp_path / "registry")


def answers(proving: Proving) -> dict[str, str]:
    """Every answer about the registry as it is committed now."""
    proving.settle()
    file = proving.path.parent / "index.sqlite"
    fill_from(proving, file)
    with closing(open_index(file)) as index:
        return {path: (index.read_body(path) or b"").decode() for path, _ in index.list_keys()}


def authors(value: Any) -> set[str]:  # noqa: ANN401 -- any JSON
    """Who published anything in an answer."""
    if isinstance(value, list):
        return {name for one in value for name in authors(one)}
    if not isinstance(value, dict):
        return set()
    own = {value["author"]} if {"commit", "author", "date"} <= value.keys() and value["author"] else set()
    return own | {name for one in value.values() for name in authors(one)}


def test_the_commit_names_who_published_where_the_settings_do_not(proving: Proving) -> None:
    told = {path: authors(json.loads(body)) for path, body in answers(proving).items() if not path.endswith(".csv")}

    assert told["status"] == {COMMITTER}
    assert set().union(*told.values()) == {COMMITTER}


def test_no_answer_holds_a_committer_s_name_where_the_settings_give_another(proving: Proving) -> None:
    proving.write(SETTINGS, f"{(proving.path / SETTINGS).read_text()}maintainers_name: L’équipe du registre\n")

    told = answers(proving)

    assert authors(json.loads(told["status"])) == {"L’équipe du registre"}
    assert authors(json.loads(told["algorithms/exemple-regle/versions"])) == {"L’équipe du registre"}
    assert [path for path, body in told.items() if COMMITTER in body] == []


def test_a_mail_map_lends_nobody_a_name_and_changes_no_independence(proving: Proving) -> None:
    proving.audit("externe", auditor={"name": "Sacha Intruse", "organisation": "exemple-universite"})
    before = answers(proving)
    proving.write(".mailmap", MAP)
    proving.git("config", "log.mailmap", "true")

    after = answers(proving)

    assert authors(json.loads(after["status"])) == {COMMITTER}
    assert (
        json.loads(before["algorithms/exemple-regle"])["audits"]
        == json.loads(after["algorithms/exemple-regle"])["audits"]
    )
