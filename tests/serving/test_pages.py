"""Files of a release: exactly those of the manifest, with headers that let them be kept and nothing else be run."""

import os
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boas.api import ASGIApp
from boas.serving import build_application
from boas.serving._current_build import CurrentRelease
from tests.api.asking import ask
from tests.serving.releasing import STYLE, page, release, small_site


@pytest.mark.parametrize("url", sorted(small_site()))
def test_every_file_of_a_release_is_given_as_it_is(app: ASGIApp, url: str) -> None:
    answer = ask(app, f"/{url}")

    assert (answer.status, answer.body) == (200, small_site()[url])
    assert answer.headers["etag"] == f'"{sha256(answer.body).hexdigest()}"'
    assert answer.headers["x-registry-commit"] == sha256(b"un").hexdigest()[:40]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    is_data = url.endswith((".json", ".csv"))
    assert answer.headers["cross-origin-resource-policy"] == ("cross-origin" if is_data else "same-origin")
    assert ("access-control-allow-origin" in answer.headers) == is_data


@pytest.mark.parametrize("url", sorted(small_site()))
def test_head_and_conditions_are_honoured(app: ASGIApp, url: str) -> None:
    got = ask(app, f"/{url}")
    head = ask(app, f"/{url}", "HEAD")
    again = ask(app, f"/{url}", headers={"If-None-Match": got.headers["etag"]})

    assert (head.status, head.headers, head.body) == (200, got.headers, b"")
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize(
    ("url", "type_"),
    [
        ("fr/index.html", "text/html; charset=utf-8"),
        ("fr/status.json", "application/json"),
        (STYLE, "text/css; charset=utf-8"),
        (".well-known/security.txt", "text/plain; charset=utf-8"),
    ],
)
def test_a_file_says_its_type(app: ASGIApp, url: str, type_: str) -> None:
    assert ask(app, f"/{url}").headers["content-type"] == type_


def test_only_what_is_named_by_its_content_is_kept_for_ever(app: ASGIApp) -> None:
    assert "immutable" in ask(app, f"/{STYLE}").headers["cache-control"]
    assert {ask(app, f"/{url}").headers["cache-control"] for url in small_site() if url != STYLE} == {"no-cache"}


@pytest.mark.parametrize(
    ("accepted", "to"), [("", "/fr/"), ("en-US,en;q=0.9", "/en/"), ("de,fr;q=0.5", "/fr/"), ("de", "/fr/")]
)
def test_the_root_leads_to_the_readers_language(app: ASGIApp, accepted: str, to: str) -> None:
    answer = ask(app, "/", headers={"Accept-Language": accepted} if accepted else {})

    assert (answer.status, answer.headers["location"], answer.headers["vary"]) == (307, to, "Accept-Language")
    assert ask(app, to).body == small_site()[f"{to[1:]}index.html"]


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/fr", "/fr/"),
        ("/fr/algorithms/a", "/fr/algorithms/a.html"),
        ("/fr/algorithms/", "/fr/algorithms.html"),
        ("/fr/algorithms?q=a+b&kind=%C3%A9", "/fr/algorithms.html?q=a+b&kind=%C3%A9"),
    ],
)
def test_an_address_without_its_ending_leads_to_the_page(app: ASGIApp, path: str, to: str) -> None:
    answer = ask(app, path)

    assert (answer.status, answer.headers["location"]) == (308, to)


def test_a_redirection_cannot_be_given_another_header(app: ASGIApp) -> None:
    answer = ask(app, b"/fr/algorithms?a\r\nSet-Cookie: b=\xff")

    assert answer.headers["location"] == "/fr/algorithms.html?a%0D%0ASet-Cookie:%20b=%FF"


@pytest.mark.parametrize(
    ("path", "language", "accepted"),
    [
        ("/fr/nothing.html", "fr", "en"),
        ("/en/nothing", "en", "fr"),
        ("/nothing", "fr", ""),
        ("/nothing", "en", "en"),
        ("/de/index.html", "fr", "de"),
        ("/static/", "fr", ""),
    ],
)
def test_what_is_not_there_is_said_in_the_right_language(app: ASGIApp, path: str, language: str, accepted: str) -> None:
    answer = ask(app, path, headers={"Accept-Language": accepted} if accepted else {})

    assert (answer.status, answer.body) == (404, small_site()[f"{language}/404.html"])
    assert "etag" not in answer.headers


@pytest.mark.parametrize(
    "path",
    [
        "/../site/current/manifest.json",
        "/fr/../../../../../../etc/passwd",
        "/fr/%2e%2e/%2e%2e/manifest.json",
        "/fr/..%2f..%2fmanifest.json",
        "/fr\\..\\index.html",
        "//etc/passwd",
        "/fr//index.html",
        "/./fr/index.html",
        "/FR/index.html",
        "/fr/Index.html",
        "/fr/index.html/",
        "/fr/index.html%20",
        "/fr/index.html::$DATA",
        "/manifest.json",
        "/.git/config",
        "/.lock",
        "/current/fr/index.html",
        "/fr/index.html%2500",
        "/apix/v1/status",
    ],
)
def test_only_exact_addresses_of_the_manifest_lead_anywhere(app: ASGIApp, path: str) -> None:
    assert ask(app, path).status == 404


@pytest.mark.parametrize(
    "path", [b"/%00", b"/fr/index.html%00", b"/%ff", b"/%zz", b"/%", b"/a%0a", b"/" + b"a" * 5_000]
)
def test_bytes_that_are_no_address_are_refused(app: ASGIApp, path: bytes) -> None:
    assert ask(app, path).status == 400


@given(st.binary(max_size=40).filter(lambda raw: b"?" not in raw))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_ever_make_it_fail_or_give_what_is_not_released(app: ASGIApp, raw: bytes) -> None:
    answer = ask(app, b"/" + raw)

    assert answer.status in {200, 307, 308, 400, 404}
    assert answer.status != 200 or answer.body in small_site().values()


def test_a_file_put_into_a_release_afterwards_is_not_given(app: ASGIApp, site: Path) -> None:
    (site / "current" / "fr" / "secret.html").write_text("secret")
    (site / "current" / "fr" / "link.html").symlink_to("/etc/passwd")

    assert ask(app, "/fr/secret.html").status == 404
    assert ask(app, "/fr/link.html").status == 404


def test_a_released_file_is_not_given_once_it_is_not_what_was_released(
    app: ASGIApp, site: Path, tmp_path: Path
) -> None:
    released = site / "current" / "fr" / "algorithms" / "a.html"
    secret = tmp_path / "secret"
    secret.write_bytes(released.read_bytes())
    spoilt: dict[str, Any] = {
        "gone": released.exists,
        "changed": lambda: released.write_bytes(b"x" * secret.stat().st_size),
        "longer": lambda: released.write_bytes(secret.read_bytes() + b" "),
        "a link to the same bytes": lambda: released.symlink_to(secret),
        "a queue that never ends": partial(os.mkfifo, released),
        "a folder": released.mkdir,
    }
    for how, spoil in spoilt.items():
        released.unlink(missing_ok=True)
        spoil()
        answer = ask(app, "/fr/algorithms/a.html")
        assert (answer.status, answer.headers["retry-after"]) == (503, "2"), how
        assert b"site" not in answer.body, how


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_pages_can_only_be_read(app: ASGIApp, method: str) -> None:
    answer = ask(app, "/fr/index.html", method)

    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", ["/fr/index.html", "/api/v1/health"])
@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("LOCALHOST:8000", 200),
        ("127.0.0.1:8000", 200),
        ("[::1]:8000", 200),
        ("registry.example", 200),
        ("Registry.Example:443", 200),
        ("evil.example", 400),
        ("localhost.evil.example", 400),
        ("localhost@evil.example", 400),
        ("", 400),
        ("[", 400),
    ],
)
def test_it_answers_under_its_own_names_only(app: ASGIApp, path: str, host: str, status: int) -> None:
    assert ask(app, path, host=host).status == status


@pytest.mark.parametrize(
    "headers",
    [{"Host": "localhost"}, {"Transfer-Encoding": "chunked", "Content-Length": "3"}],
    ids=["two hosts", "two ends"],
)
def test_a_request_that_may_be_read_in_two_ways_is_refused(app: ASGIApp, headers: dict[str, str]) -> None:
    assert ask(app, "/fr/index.html", headers=headers).status == 400


def test_before_the_first_build_it_says_so(tmp_path: Path) -> None:
    answer = ask(build_application(tmp_path / "site", tmp_path / "index.sqlite"), "/fr/index.html")

    assert (answer.status, answer.headers["retry-after"]) == (503, "2")


def test_a_fault_of_ours_is_told_without_its_reasons(
    app: ASGIApp, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(CurrentRelease, "__call__", broken)
    answer = ask(app, "/fr/index.html")

    assert answer.status == 500
    assert b"ZeroDivision" not in answer.body
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/files/avc/1.0.0/codelists/i.csv", 410),
        ("/files/avc/1.0.0/SHA256SUMS", 410),
        ("/archives/avc-1.0.0.zip", 410),
        ("/archives/gone-2.0.0-rc.1.zip", 410),
        ("/files/gone/1.0.0/card.yaml", 410),
        ("/files/avc/1.1.0/card.yaml", 404),
        ("/archives/avc-1.1.0.zip", 404),
        ("/files/a/1.0.0/card.yaml", 404),
    ],
)
def test_files_of_what_was_taken_out_for_good_are_gone_and_not_unknown(tmp_path: Path, url: str, status: int) -> None:
    gone = {"fr/algorithms/avc/versions/1.0.0.html": page("retiré"), "fr/algorithms/gone.html": page("retiré")}
    release(tmp_path / "site", small_site(), gone)
    app = build_application(tmp_path / "site", tmp_path / "index.sqlite")

    answer = ask(app, url)

    assert answer.status == status
    if status == 410:
        assert "text/plain" in answer.headers["content-type"]
        assert any(f"/{path}" in answer.body.decode() for path in gone)
