"""The form by which a reuse is declared: what is typed goes the way of the API, nothing is lost, no key stays."""

import html
import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode

import pytest

from boas.api import ASGIApp
from boas.operations import open_operations
from boas.serving import build_application
from boas.submissions import open_desk
from tests.api.asking import Answer, ask
from tests.git_registry import GitRegistry
from tests.serving.releasing import page, release, small_site
from tests.submissions.conftest import copy_base
from tests.submissions.sending import Taking

FORM = "/en/declare.html?algorithm=exemple-regle"
TYPE = "application/x-www-form-urlencoded"
TYPED = {
    "name": "Andrea Exemple",
    "version": "1.0.0",
    "kind": "clinical-use",
    "status": "pilot",
    "purpose": "To try it, p < 0.05 & more.\r\nTwice.",
}
SITE = small_site() | {"en/declare.html": page("the page as a file"), "fr/declare.html": page("la page")}


@pytest.fixture(scope="module")
def taking(base_index_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Taking]:
    """A served site that takes submissions, with a real writer."""
    folder = tmp_path_factory.mktemp("form")
    registry = copy_base(folder / "registry")
    release(folder / "site", SITE)
    with ExitStack() as held:
        operations = open_operations(folder / "operations.sqlite")
        held.callback(operations.close)
        desk = held.enter_context(open_desk(registry.path, folder / "operations.sqlite"))
        app: ASGIApp = build_application(folder / "site", base_index_file, desk=desk)
        yield Taking(app, registry, folder / "operations.sqlite", operations)


def send(app: ASGIApp, typed: dict[str, str], to: str = FORM, kind: str = TYPE) -> Answer:
    body = urlencode(typed).encode()
    return ask(app, to, "POST", {"content-type": kind, "content-length": str(len(body))}, body=body)


def read(answer: Answer) -> str:
    return html.unescape(answer.body.decode())


def list_branches(registry: GitRegistry) -> set[str]:
    return set(registry.git("for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads/proposals").split())


def test_the_form_offers_versions_and_terms_and_no_script_is_needed(taking: Taking) -> None:
    shown = ask(taking.app, FORM)

    assert (shown.status, shown.headers["cache-control"]) == (200, "no-store")
    said = read(shown)
    assert '<form class="declare" method="post"' in said
    assert re.search(r'<option value="1\.0\.0"( selected)?>1\.0\.0</option>', said)
    assert '<option value="clinical-use" selected>Uses it in care</option>' in said
    assert "form-action 'self'" in shown.headers["content-security-policy"]
    assert "Déclarer une réutilisation" in read(ask(taking.app, FORM.replace("/en/", "/fr/")))


def test_what_is_declared_becomes_a_commit_and_twice_the_same_form_one(taking: Taking, key: str) -> None:
    token = re.findall(r'name="request" value="([0-9a-f]{32})"', read(ask(taking.app, FORM)))[0]
    typed = TYPED | {"key": key, "request": token, "id": "form-once"}

    first, second = send(taking.app, typed), send(taking.app, typed)

    assert (first.status, second.status) == (201, 201)
    assert "The declaration was taken." in read(first)
    branch = "proposals/reuse-exemple-regle-form-once"
    assert branch in read(first)
    assert branch in list_branches(taking.registry)
    made = taking.registry.git("show", f"{branch}:model_cards/algorithms/exemple-regle/reuses/form-once.yaml")
    assert "To try it, p < 0.05 & more." in made
    assert "\r" not in made
    assert taking.registry.git("rev-list", "--count", f"main..{branch}").strip() == "1"


def test_what_the_rules_find_stands_beside_what_was_typed(taking: Taking, key: str) -> None:
    refused = send(
        taking.app, TYPED | {"key": key, "id": "form-wrong", "orcid": "0000-0002-1825-0098", "since": "2026-02-30"}
    )
    said = read(refused)

    assert refused.status == 422
    assert 'role="alert"' in said
    for name, value in (("orcid", "0000-0002-1825-0098"), ("since", "2026-02-30"), ("name", "Andrea Exemple")):
        assert re.search(rf'id="{name}"[^>]*value="{value}"', said), name
    assert "To try it, p < 0.05 & more." in said
    assert "p &lt; 0.05 &amp; more" in refused.body.decode(), "what is typed is shown as text"
    assert re.search(r'id="since"[^>]*aria-invalid="true"', said)
    assert 'id="since-found"' in said
    assert "proposals/reuse-exemple-regle-form-wrong" not in list_branches(taking.registry)


@pytest.mark.parametrize("wrong", ["", "boas_000000000000_" + "A" * 43, "two words", "é" * 9])
def test_without_a_good_key_nothing_is_taken_and_nothing_typed_is_lost(taking: Taking, wrong: str) -> None:
    refused = send(taking.app, TYPED | {"key": wrong, "id": "form-keyless"})

    assert refused.status == 401
    assert "key" in read(refused)
    assert "To try it, p < 0.05 & more." in read(refused)
    assert "www-authenticate" not in refused.headers
    assert "proposals/reuse-exemple-regle-form-keyless" not in list_branches(taking.registry)


def test_no_page_and_no_log_holds_the_key(taking: Taking, key: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    for typed in ({"id": "form-secret"}, {"id": "form-secret-2", "version": "9.9.9"}, {"purpose": ""}):
        answer = send(taking.app, TYPED | typed | {"key": key})
        assert key not in answer.body.decode()
    assert key not in caplog.text


def test_a_form_that_is_none_is_refused(taking: Taking, key: str) -> None:
    typed = TYPED | {"key": key}

    assert send(taking.app, typed, kind="application/json").status == 415
    assert send(taking.app, typed | {"purpose": "x" * 65_536}).status == 413
    assert ask(taking.app, FORM, "PUT").status == 405
    assert send(taking.app, typed, to="/en/algorithms.html?algorithm=exemple-regle").status == 405


@pytest.mark.parametrize("query", ["", "?algorithm=nobody", "?algorithm=../x", "?algorithm=exemple-regle&algorithm=b"])
def test_without_a_known_algorithm_the_page_is_the_file(taking: Taking, query: str) -> None:
    assert ask(taking.app, f"/en/declare.html{query}").body == SITE["en/declare.html"]


def test_a_server_that_takes_nothing_shows_the_file_and_takes_no_form(
    taking: Taking, base_index_file: Path, tmp_path: Path, key: str
) -> None:
    release(tmp_path / "site", SITE)
    closed = build_application(tmp_path / "site", base_index_file)

    assert ask(closed, FORM).body == SITE["en/declare.html"]
    assert send(closed, TYPED | {"key": key}).status == 405
    for path, content in SITE.items():
        assert ask(taking.app, f"/{path}").body == ask(closed, f"/{path}").body == content
