"""What is asked wrongly gets a problem that says what is wrong, in the reader's language; never a 5xx."""

import json
from collections.abc import Iterable
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.api import PREFIX, ASGIApp, create_api_app
from boas.index import Index, StoredAnswer
from tests.api.asking import Answer, ask

LIST = f"{PREFIX}/algorithms"


def problem(answer: Answer) -> dict[str, object]:
    said: dict[str, object] = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert said["type"] == "about:blank"
    assert said["status"] == answer.status
    assert {"title", "detail", "code"} <= said.keys()
    assert "Traceback" not in answer.body.decode()
    return said


@pytest.mark.parametrize(
    "words",
    [
        "CIM-10",
        "J44.1",
        '"',
        "NEAR(",
        "a AND",
        "OR OR",
        "(" * 200,
        "name:x",
        "*",
        "a* b*",
        "^a",
        "-a",
        "'; DROP TABLE x; --",
        "%",
        "_",
        "\\",
        "é" * 200,
        "🫀",
        "ﬁ",
        "مرض",
        "{a b}",
        "a + b",
        " ".join("abcdefghijklmnopqrstuvwxyz"),
    ],
)
def test_any_words_may_be_searched(api: ASGIApp, words: str) -> None:
    assert ask(api, f"{LIST}?q={quote(words)}").status == 200


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        pytest.param("sort=title;drop", "sort", id="an order that is SQL"),
        pytest.param("sort=name+desc", "sort", id="an order with a direction"),
        pytest.param("sort=--name", "sort", id="an order turned round twice"),
        pytest.param("limit=-1", "limit", id="a negative number"),
        pytest.param("limit=0", "limit", id="zero"),
        pytest.param("limit=101", "limit", id="too many"),
        pytest.param("limit=1e3", "limit", id="an exponent"),
        pytest.param("limit=1_0", "limit", id="an underscore"),
        pytest.param("limit=+1", "limit", id="a space before"),
        pytest.param("limit=%D9%A1", "limit", id="an Arabic digit"),
        pytest.param("limit=" + "9" * 150, "limit", id="a number without end"),
        pytest.param("limit=", "limit", id="no number"),
        pytest.param("after=abc", "after", id="a cursor of nobody"),
        pytest.param("after=" + quote("../../etc/passwd"), "after", id="a path as cursor"),
        pytest.param("q=a&q=b", "q", id="words twice"),
        pytest.param("sort=name&sort=name", "sort", id="an order twice"),
        pytest.param("utm_source=x", "utm_source", id="an unknown parameter"),
        pytest.param("Q=a", "Q", id="a parameter in capitals"),
        pytest.param("filter%5Borg%5D=a'+or+1=1", "filter[org]", id="a filter that is SQL"),
        pytest.param("q=" + "a" * 201, "q", id="words without end"),
    ],
)
def test_a_parameter_that_cannot_be_understood_is_named(api: ASGIApp, query: str, parameter: str) -> None:
    said = problem(ask(api, f"{LIST}?{query}"))

    assert (said["status"], said["code"], said["parameter"]) == (400, "bad-parameter", parameter)


@pytest.mark.parametrize(
    "place", ["algorithms?q=%s", "algorithms?%s=a", "algorithms/%s", "data_sources/%s", "%s", "status?%s"]
)
@pytest.mark.parametrize(
    ("hostile", "code"),
    [
        pytest.param(b"%00", "bad-character", id="NUL"),
        pytest.param(b"a%0d%0aSet-Cookie:x", "bad-character", id="CR LF"),
        pytest.param(b"%1b[2J", "bad-character", id="escape"),
        pytest.param(b"%c2%85", "bad-character", id="C1"),
        pytest.param(b"%ef%bf%bf", "bad-character", id="a noncharacter"),
        pytest.param(b"%ff", "bad-encoding", id="no UTF-8"),
        pytest.param(b"%ed%a0%80", "bad-encoding", id="half a character"),
        pytest.param(b"%c0%af", "bad-encoding", id="an overlong slash"),
        pytest.param(b"%zz", "bad-encoding", id="no hexadecimal"),
        pytest.param(b"abc%", "bad-encoding", id="a percent sign at the end"),
        pytest.param(b"\xff", "bad-encoding", id="a raw byte"),
        pytest.param(b"a" * 9_000, "too-long", id="no end"),
    ],
)
def test_bytes_that_are_no_text_are_refused_everywhere(api: ASGIApp, place: str, hostile: bytes, code: str) -> None:
    said = problem(ask(api, f"{PREFIX}/{place}".encode().replace(b"%s", hostile)))

    assert (said["status"], said["code"]) == (400, code)


@pytest.mark.parametrize(
    "path",
    ["algorithms/avc-ait-pmsi", "data_sources/snds", "vocabularies/kinds", "status", "health", "ready", "openapi.json"],
)
def test_addresses_without_parameters_take_none(api: ASGIApp, path: str) -> None:
    said = problem(ask(api, f"{PREFIX}/{path}?utm=1"))

    assert (said["status"], said["code"], said["parameter"]) == (400, "unknown-parameter", "utm")


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("algorithms/avc-ait-pmsy", "avc-ait-pmsi"),
        ("algorithms/avc-ait-pmsy/versions", "avc-ait-pmsi"),
        ("data_sources/snd", "snds"),
        ("vocabularies/kind", "kinds"),
        ("algorithms/avc-ait-pmsi/versions/99.0.0", "1.0.0"),
    ],
)
def test_an_unknown_id_is_answered_with_those_that_come_close(api: ASGIApp, path: str, near: str) -> None:
    said = problem(ask(api, f"{PREFIX}/{path}"))

    assert (said["status"], said["code"]) == (404, "unknown-id")
    assert near in said["near"]  # type: ignore[operator]
    assert near in str(said["detail"])


@pytest.mark.parametrize(
    "path", ["", "nothing", "algorithms/a/b", "algorithms/a/versions/1/x", "../status", "/status", "status/"]
)
def test_an_unknown_address_is_a_problem_too(api: ASGIApp, path: str) -> None:
    said = problem(ask(api, f"{PREFIX}/{path}"))

    assert (said["status"], said["code"]) == (404, "unknown-address")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_what_is_not_reading_is_refused(api: ASGIApp, method: str) -> None:
    answer = ask(api, LIST, method)

    assert (answer.status, problem(answer)["code"]) == (405, "method-not-allowed")
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert "access-control-allow-origin" not in answer.headers


def test_options_names_what_may_be_done_and_opens_only_reading(api: ASGIApp) -> None:
    answer = ask(api, LIST, "OPTIONS", {"Origin": "https://evil.example"})

    assert (answer.status, answer.headers["allow"]) == (204, "GET, HEAD, OPTIONS")
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD"
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "fr"),
        ("en", "en"),
        ("en-GB,en;q=0.9,fr;q=0.8", "en"),
        ("fr-CA, en;q=0.9", "fr"),
        ("de, en;q=0.5", "en"),
        ("de", "fr"),
        ("en;q=0, fr;q=0", "fr"),
        ("en;q=nan", "fr"),
        ("en;q=1e9,fr;q=0.1", "fr"),
        ("*", "fr"),
        ("," * 5_000, "fr"),
    ],
)
def test_a_problem_speaks_the_language_of_its_reader(api: ASGIApp, accepted: str, language: str) -> None:
    answer = ask(api, f"{LIST}?limit=x", headers={"Accept-Language": accepted} if accepted else {})

    assert answer.headers["content-language"] == language
    assert answer.headers["vary"] == "Accept-Language"
    assert str(problem(answer)["detail"]).startswith("« limit »" if language == "fr" else "`limit`")


def test_a_fault_of_ours_is_told_without_its_reasons(index: Index, caplog: pytest.LogCaptureFixture) -> None:
    class Broken(Index):
        def find_answer(self, path: str) -> StoredAnswer | None:
            raise ZeroDivisionError(path)

    broken = Broken(index.engine, index.filled_from, index.commit, index.recipe, index.languages)
    answer = ask(create_api_app(lambda: broken), f"{PREFIX}/status")

    assert (answer.status, problem(answer)["code"]) == (500, "internal-error")
    assert b"ZeroDivision" not in answer.body
    assert "ZeroDivisionError" in caplog.text


NAMES = st.sampled_from(["q", "kind", "level", "sort", "limit", "after", "data_source", "x"]) | st.text(max_size=8)


@given(st.lists(st.tuples(NAMES, st.text(max_size=40)), max_size=5))
def test_no_parameters_ever_make_the_service_fail(api: ASGIApp, pairs: Iterable[tuple[str, str]]) -> None:
    query = urlencode([(name, value) for name, value in pairs], errors="surrogatepass")

    assert ask(api, f"{LIST}?{query}").status in {200, 400}


@given(st.binary(max_size=60))
def test_no_bytes_ever_make_the_service_fail(api: ASGIApp, raw: bytes) -> None:
    assert ask(api, f"{LIST}?".encode() + raw).status in {200, 400}


@given(st.binary(max_size=60).filter(lambda raw: b"?" not in raw))
def test_no_path_ever_makes_the_service_fail(api: ASGIApp, raw: bytes) -> None:
    answer = ask(api, f"{PREFIX}/".encode() + raw)

    assert answer.status in {200, 400, 404}
    json.loads(answer.body)
