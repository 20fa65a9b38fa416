"""`boas codes`: whose lists hold codes, for people and for programs."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from boas.api import PREFIX, create_api_app
from tests.api.asking import ask
from tests.cli.running import BASE, ENVIRONMENT, PROGRAM, boas
from tests.git_registry import GitRegistry
from tests.site.versioned_registry import index_of


@pytest.fixture
def registry(tmp_path: Path) -> GitRegistry:
    """The small registry without fault, committed."""
    repository = GitRegistry(tmp_path / "registry")
    shutil.copytree(BASE / "model_cards", repository.path / "model_cards")
    repository.commit("Set up")
    return repository


def test_each_code_is_told_with_its_lists_and_the_rule(registry: GitRegistry) -> None:
    done = boas("codes", "I63.9", "I620", "Z999", "--lang", "en", at=registry.path)

    assert done.returncode == 0, done.stderr
    assert done.stdout.decode() == (
        "I639 (CIM-10) – 1 list\n"
        "  exemple-regle 1.0.0 · include · codelists/inclusion.csv · I63* · DGN_PAL\n"
        "I620 (CIM-10) – 1 list\n"
        "  exemple-regle 1.0.0 · exclude · codelists/exclusion.csv · DGN_PAL\n"
        "In no list of this registry: Z999.\n"
    )


def test_codes_can_be_piped_in_and_other_systems_left_out(registry: GitRegistry) -> None:
    asked = [sys.executable, "-c", PROGRAM, "codes", "-", "--format", "json"]
    piped = subprocess.run(
        asked, cwd=registry.path, env=ENVIRONMENT, input=b"I620;\nI61", capture_output=True, check=False
    )
    other = boas("codes", "I61", "--system", "ATC", "--format", "json", at=registry.path)

    assert [one["code"] for one in json.loads(piped.stdout)["found"]] == ["I620", "I61"]
    assert json.loads(other.stdout) == {"found": [], "not_found": ["I61"]}


def test_the_api_gives_the_same_answer(registry: GitRegistry, tmp_path: Path) -> None:
    done = boas("codes", "I63.9", "I620", "--format", "json", at=registry.path)
    with index_of(registry, tmp_path / "index.sqlite") as index:
        api = create_api_app(lambda: index)
        answer = ask(api, f"{PREFIX}/code_search?code=I63.9,I620")
        overview = ask(api, f"{PREFIX}/codes").json()
        shard = ask(api, f"{PREFIX}/codes/CIM-10/{overview['systems'][0]['shards']['']}")
        none = ask(api, f"{PREFIX}/codes/CIM-10/ZZ")
        many = ask(api, f"{PREFIX}/code_search?code={','.join(f'A{number:02d}' for number in range(101))}")
        long = ask(api, f"{PREFIX}/code_search?code={'A' * 41}")
        other = ask(api, f"{PREFIX}/code_search?codes=I63")

    assert answer.json() == json.loads(done.stdout)
    assert [one["code"] for one in shard.json()["codes"]] == ["I60", "I61", "I620", "I63"]
    assert none.status == 404
    assert [one.status for one in (many, long, other)] == [400, 400, 400]
    assert other.json()["parameter"] == "codes"
