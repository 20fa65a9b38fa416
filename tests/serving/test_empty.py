"""A registry that was just made holds nothing yet, and serves all the same."""

import json

import pytest

from boas.api import ASGIApp
from boas.serving import build_application
from tests.api.asking import ask
from tests.cli.running import boas
from tests.git_registry import GitRegistry

PAGES = ("index", "algorithms", "data_sources", "organisations", "audit_matrix", "status", "contribute", "rules", "api")
ANSWERS = ("algorithms", "data_sources", "organisations", "vocabularies", "audit_matrix", "ledger", "status", "ready")


@pytest.fixture(scope="module", params=["published", "preview without a commit"])
def app(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> ASGIApp:
    """The application over a new registry: built from its first commit, or previewed before there is any."""
    folder = tmp_path_factory.mktemp("empty")
    made = boas("init", "new", "--title", "Registre d’essai", "--licence", "etalab-2.0", at=folder)
    assert made.returncode == 0, made.stderr.decode()
    registry = GitRegistry(folder / "new")
    preview = request.param != "published"
    if not preview:
        registry.commit("Open the registry")
    done = boas("build", *(["--working-tree"] if preview else []), at=registry.path)
    assert done.returncode == 0, done.stderr.decode()
    state = registry.path / ".boas" / ("working-tree" if preview else "")
    return build_application(state / "site", state / "index.sqlite", preview=preview)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_an_empty_registry_is_there(app: ASGIApp, language: str, page: str) -> None:
    answer = ask(app, f"/{language}/{page}.html")

    assert answer.status == 200
    assert b"Registre d\xe2\x80\x99essai" in answer.body


def test_a_list_of_nothing_can_be_asked_for_anything(app: ASGIApp) -> None:
    for query in ("q=diabète", "kind=score", "sort=-changed", "after=x"):
        assert ask(app, f"/fr/algorithms.html?{query}".encode()).status == 200


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_about_an_empty_registry_is_there(app: ASGIApp, path: str) -> None:
    assert ask(app, f"/api/v1/{path}").status == 200


def test_an_empty_registry_counts_nothing_and_finds_nothing_wrong(app: ASGIApp) -> None:
    status = json.loads(ask(app, "/api/v1/status").body)

    assert {status[name] for name in status if name.startswith("n_") and name != "n_by_level"} == {0}
    assert status["findings"] == []
