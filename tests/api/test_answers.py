"""Every address gives the bytes the index stores, with headers that let them be kept and checked."""

from hashlib import sha256
from pathlib import Path

import pytest

from boas.api import PREFIX, ASGIApp, create_api_app, render_openapi
from boas.documents import find_package_folder
from boas.errors import MachineError
from boas.index import Index, format_matrix_csv, open_index
from tests.api.asking import Answer, ask
from tests.bilingual import Bilingual

AVC = "algorithms/avc-ait-pmsi"
STORED = [
    AVC,
    f"{AVC}/versions",
    f"{AVC}/evaluations",
    f"{AVC}/evidence",
    f"{AVC}/bias",
    "audit_matrix",
    "data_sources",
    "data_sources/snds",
    "organisations",
    "organisations/cnam",
    "vocabularies",
    "vocabularies/kinds",
    "status",
    "ledger",
]
LISTS = ["algorithms", "algorithms?q=avc", "algorithms?kind=rule&kind=score&sort=-level&limit=3"]
TIMELESS = ["openapi.json"]


def no_index() -> Index:
    raise MachineError(
        Bilingual("Illisible : secret.sqlite", "Unreadable: secret.sqlite"), Bilingual("Refaire.", "Make anew.")
    )


def test_every_stored_answer_is_given_byte_for_byte(api: ASGIApp, index: Index) -> None:
    for path, key in sorted(index.list_keys()):
        answer = ask(api, f"{PREFIX}/{path}")
        assert (answer.status, answer.body) == (200, index.read_body(path)), path
        assert answer.headers["etag"] == f'"{key}"', path


@pytest.mark.parametrize("path", STORED + LISTS + TIMELESS)
def test_an_answer_says_what_it_is(api: ASGIApp, index: Index, path: str) -> None:
    answer = ask(api, f"{PREFIX}/{path}")

    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["content-length"] == str(len(answer.body))
    assert answer.headers["etag"] == f'"{sha256(answer.body).hexdigest()}"'
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    assert answer.headers.get("x-registry-commit") == (None if path in TIMELESS else index.commit)
    answer.json()


@pytest.mark.parametrize("path", STORED + LISTS + TIMELESS + ["health", "ready"])
def test_head_gives_the_headers_of_get_and_no_body(api: ASGIApp, path: str) -> None:
    got, head = ask(api, f"{PREFIX}/{path}"), ask(api, f"{PREFIX}/{path}", "HEAD")

    assert (head.status, dict(head.headers), head.body) == (got.status, dict(got.headers), b"")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("path", STORED + LISTS + TIMELESS)
def test_who_has_these_bytes_gets_304(api: ASGIApp, path: str, method: str) -> None:
    tag = ask(api, f"{PREFIX}/{path}").headers["etag"]

    for condition in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = ask(api, f"{PREFIX}/{path}", method, {"If-None-Match": condition})
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
        assert "content-length" not in again.headers
    assert ask(api, f"{PREFIX}/{path}", method, {"If-None-Match": '"other"'}).status == 200


def test_the_same_question_in_another_order_gets_the_same_bytes(api: ASGIApp) -> None:
    first = ask(api, f"{PREFIX}/algorithms?kind=rule&kind=score&q=avc")

    assert ask(api, f"{PREFIX}/algorithms?q=avc&kind=score&kind=rule").body == first.body


def test_a_list_is_walked_to_its_end_by_its_cursor(api: ASGIApp) -> None:
    seen, after = [], ""
    while True:
        answer = ask(api, f"{PREFIX}/algorithms?limit=30" + (f"&after={after}" if after else "")).json()
        seen += [row["id"] for row in answer["algorithms"]]
        after = answer["next"]
        if not after:
            break

    assert len(seen) == len(set(seen)) == answer["total"]


def test_plus_and_percent_mean_the_same_space(api: ASGIApp) -> None:
    plus, percent = (ask(api, f"{PREFIX}/algorithms?q=accident{space}vasculaire") for space in ("+", "%20"))

    assert plus.json()["query"]["q"] == "accident vasculaire"
    assert plus.body == percent.body


def problem_of(answer: Answer) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == answer.status
    return answer.status, answer.json()["code"]


def test_without_an_index_the_service_runs_but_is_not_ready() -> None:
    api = create_api_app(no_index)

    assert ask(api, f"{PREFIX}/health").json() == {"status": "ok"}
    for path in ("ready", "status", "algorithms", AVC):
        answer = ask(api, f"{PREFIX}/{path}")
        assert problem_of(answer) == (503, "not-ready")
        assert answer.headers["retry-after"] == "2"
        assert b"secret" not in answer.body


def test_with_an_index_the_service_is_ready_and_says_from_which_commit(api: ASGIApp, index: Index) -> None:
    answer = ask(api, f"{PREFIX}/ready")

    assert answer.json() == {"status": "ready", "commit": index.commit}
    assert answer.headers["cache-control"] == "no-store"


def test_an_index_that_becomes_unsound_makes_the_service_not_ready(shipped_index_file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "index.sqlite"
    copy.write_bytes(shipped_index_file.read_bytes())
    index = open_index(copy)
    with copy.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (copy.stat().st_size - 4096))

    assert problem_of(ask(create_api_app(lambda: index), f"{PREFIX}/ready")) == (503, "not-ready")
    index.close()


def test_the_committed_document_is_the_one_the_handlers_make() -> None:
    committed = (find_package_folder("schemas") / "openapi.json").read_text(encoding="utf-8")

    assert committed == render_openapi(), "write it anew: boas schema --write"


def test_the_service_gives_the_committed_document(api: ASGIApp) -> None:
    assert ask(api, f"{PREFIX}/openapi.json").body == (find_package_folder("schemas") / "openapi.json").read_bytes()


@pytest.mark.parametrize("path", ["/schema", "/schema/openapi.json", "/schema/swagger", "/docs"])
def test_no_interface_of_the_framework_is_served(api: ASGIApp, path: str) -> None:
    assert problem_of(ask(api, path)) == (404, "unknown-address")


def test_any_two_versions_are_compared(api: ASGIApp) -> None:
    answer = ask(api, f"{PREFIX}/algorithms/irc-depistage-biologique/compare/1.0.0...2.0.0")

    assert answer.status == 200
    told = answer.json()
    assert (told["before"], told["after"], told["required_bump"]) == ("1.0.0", "2.0.0", "major")
    assert {change["path"] for change in told["changes"]} >= {"data.sources"}


def test_versions_are_compared_backwards_and_with_themselves(api: ASGIApp) -> None:
    back = ask(api, f"{PREFIX}/algorithms/irc-depistage-biologique/compare/2.0.0...1.0.0")
    same = ask(api, f"{PREFIX}/algorithms/irc-depistage-biologique/compare/2.0.0...2.0.0")

    assert back.json()["required_bump"] == "major"
    assert (same.json()["changes"], same.json()["required_bump"]) == ([], "none")


@pytest.mark.parametrize("pair", ["1.0.0...9.9.9", "9.9.9...1.0.0", "1.0.0", "...", "1.0.0...2.0.0...2.0.0"])
def test_a_comparison_with_a_version_that_is_not_there_is_404(api: ASGIApp, pair: str) -> None:
    assert ask(api, f"{PREFIX}/algorithms/irc-depistage-biologique/compare/{pair}").status == 404


@pytest.mark.parametrize("what", ["evidence", "bias"])
def test_evidence_about_an_unknown_algorithm_is_404_and_names_those_that_come_close(api: ASGIApp, what: str) -> None:
    answer = ask(api, f"{PREFIX}/algorithms/avc-ait-pmsy/{what}")

    assert problem_of(answer) == (404, "unknown-id")
    assert "avc-ait-pmsi" in answer.json()["near"]


def test_the_audit_matrix_comes_as_csv_too(api: ASGIApp, index: Index) -> None:
    answer = ask(api, f"{PREFIX}/audit_matrix.csv")

    assert (answer.status, answer.headers["content-type"]) == (200, "text/csv; charset=utf-8")
    assert answer.body == format_matrix_csv(index.read_body("audit_matrix") or b"", ("fr", "en"))
    assert ask(api, f"{PREFIX}/audit_matrix.csv", headers={"If-None-Match": answer.headers["etag"]}).status == 304


def test_without_an_index_there_is_no_csv_either() -> None:
    assert problem_of(ask(create_api_app(no_index), f"{PREFIX}/audit_matrix.csv")) == (503, "not-ready")
