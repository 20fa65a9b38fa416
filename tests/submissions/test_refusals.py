"""What is sent wrongly gets a problem that says all that is wrong with it, and leaves nothing behind."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from boas.operations import make_key
from tests.api.asking import ask
from tests.submissions.sending import (
    COUNTS,
    EVALUATIONS,
    ORGANISATION,
    OTHER_ORGANISATION,
    REUSES,
    Taking,
    make_evaluation,
    make_reuse,
)


def state_of(taking: Taking) -> tuple[str, list[str]]:
    """Everything that a refused submission must leave as it is: branches, and what waits."""
    spool = taking.file.with_name(f"{taking.file.name}.spool")
    waiting = [path.name for path in spool.iterdir()] if spool.exists() else []
    return taking.registry.git("for-each-ref"), waiting


ALL_FOR_ANOTHER = [
    pytest.param(make_reuse("chu-tiers", organisation=OTHER_ORGANISATION), REUSES, id="organisation"),
    pytest.param(
        make_reuse("chu-tiers", declared_by={"name": "A", "organisation": OTHER_ORGANISATION}), REUSES, id="declarer"
    ),
    pytest.param(
        make_reuse("chu-tiers", project={"name": "Suivi", "organisations": [OTHER_ORGANISATION]}), REUSES, id="project"
    ),
    pytest.param(
        make_reuse("chu-tiers", confirmation={"state": "confirmed", "by": {"organisation": OTHER_ORGANISATION}}),
        REUSES,
        id="who confirms",
    ),
    pytest.param(
        make_evaluation("chu-tiers", evaluator={"name": "A", "organisation": OTHER_ORGANISATION}),
        EVALUATIONS,
        id="evaluator",
    ),
]


@pytest.mark.parametrize(("document", "to"), ALL_FOR_ANOTHER)
def test_nobody_speaks_for_another_organisation(taking: Taking, key: str, document: Any, to: str) -> None:  # noqa: ANN401 -- a document
    before = state_of(taking)
    answer = taking.send(key, document, to=to)

    assert (answer.status, answer.json()["code"]) == (403, "other-organisation")
    assert OTHER_ORGANISATION in answer.json()["detail"]
    assert state_of(taking) == before


def good(taking: Taking) -> str:
    return make_key(taking.operations, ORGANISATION, ("reuses", "evaluations"), "2100-01-01", "2026-01-01")


def expired(taking: Taking) -> str:
    return make_key(taking.operations, ORGANISATION, ("reuses",), "2026-01-01", "2025-01-01")


def for_evaluations(taking: Taking) -> str:
    return make_key(taking.operations, ORGANISATION, ("evaluations",), "2100-01-01", "2026-01-01")


@pytest.mark.parametrize(
    ("make", "headers", "status", "code"),
    [
        pytest.param(good, {"authorization": ""}, 401, "key-missing", id="no key"),
        pytest.param(good, {"authorization": "Basic YTpi"}, 401, "key-missing", id="a password"),
        pytest.param(good, {"authorization": "Bearer"}, 401, "key-missing", id="an empty key"),
        pytest.param(good, {"authorization": "Bearer a b"}, 401, "key-missing", id="a key with a space"),
        pytest.param(good, {"authorization": "Bearer nonsense"}, 401, "key-unknown", id="nonsense"),
        pytest.param(lambda one: good(one)[:-3] + "abc", {}, 401, "key-unknown", id="another secret"),
        pytest.param(expired, {}, 401, "key-expired", id="expired"),
        pytest.param(for_evaluations, {}, 403, "out-of-scope", id="for something else"),
        pytest.param(good, {"content-type": ""}, 415, "unsupported-type", id="no type"),
        pytest.param(good, {"content-type": "application/yaml"}, 415, "unsupported-type", id="YAML"),
        pytest.param(
            good, {"content-type": "text/plain"}, 415, "unsupported-type", id="what a form of another site sends"
        ),
        pytest.param(good, {"idempotency-key": ""}, 400, "idempotency-key-missing", id="no name"),
        pytest.param(good, {"idempotency-key": '""'}, 400, "idempotency-key-bad", id="an empty name"),
        pytest.param(good, {"idempotency-key": "a" * 129}, 400, "idempotency-key-bad", id="a name without end"),
        pytest.param(good, {"idempotency-key": '"a"b"'}, 400, "idempotency-key-bad", id="a broken name"),
        pytest.param(good, {"idempotency-key": "é"}, 400, "idempotency-key-bad", id="a name with an accent"),
    ],
)
def test_a_request_must_say_who_asks_and_what_it_is(
    taking: Taking, make: Callable[[Taking], str], headers: dict[str, str], status: int, code: str
) -> None:
    before = state_of(taking)
    answer = taking.send(make(taking), make_reuse("chu-demande"), headers=headers)

    assert (answer.status, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert ("www-authenticate" in answer.headers) == (status == 401)
    assert state_of(taking) == before


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"id: chu", id="YAML"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b'"text"', id="a text"),
        pytest.param(b"null", id="null"),
        pytest.param(b"{}", id="an empty object"),
        pytest.param(b'{"id": NaN}', id="no number"),
        pytest.param(b'{"n": Infinity}', id="infinity"),
        pytest.param(b'{"n": 1e999}', id="a number without end"),
        pytest.param(b'{"n": ' + b"9" * 5000 + b"}", id="digits without end"),
        pytest.param(b'{"id": "a", "id": "b"}', id="a key twice"),
        pytest.param(b'{"declared_by": {"name": "a", "name": "b"}}', id="a key twice inside"),
        pytest.param(b'{"id": "\xff"}', id="not UTF-8"),
        pytest.param(b"\xef\xbb\xbf{}", id="a byte order mark"),
        pytest.param(b'{"id": "\\ud800"}', id="half a character"),
        pytest.param(b'{"id": "a\\u0000b"}', id="a null byte"),
        pytest.param(b'{"id": "a\\u001b[2J"}', id="an escape sequence"),
        pytest.param(b'{"id": "a\\u2028b"}', id="a line separator"),
        pytest.param(b'{"id": "a\\rb"}', id="a carriage return"),
        pytest.param(b'{"a\\u0007": 1}', id="a bell in a key"),
        pytest.param(b'{"a": ' + b"[" * 60 + b"]" * 60 + b"}", id="too deep"),
        pytest.param(b"[" * 30_000, id="deeper than the reader"),
        pytest.param(b'{"a":' * 12_000, id="deeper in objects"),
        pytest.param(json.dumps(make_reuse("chu-anonyme", declared_by=None)).encode(), id="nobody declares it"),
        pytest.param(json.dumps(make_reuse("chu-anonyme", declared_by="A")).encode(), id="a text declares it"),
        pytest.param(json.dumps(make_reuse("chu-compile", origin="compiled")).encode(), id="nobody declared it"),
    ],
)
def test_a_body_must_be_one_document_in_json(taking: Taking, key: str, body: bytes) -> None:
    before = state_of(taking)
    answer = taking.send(key, body)

    assert (answer.status, answer.json()["code"]) == (400, "bad-body")
    assert state_of(taking) == before


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(make_reuse("chu-forme"), id="a document without its envelope"),
        pytest.param({"document": []}, id="a list for a document"),
        pytest.param(make_evaluation("chu-forme") | {"more": 1}, id="something more"),
        pytest.param(make_evaluation("chu-forme") | {"tables": []}, id="a list of tables"),
        pytest.param(make_evaluation("chu-forme") | {"tables": {"counts.csv": [1]}}, id="a table that is no text"),
        pytest.param(make_evaluation("chu-forme") | {"tables": {"../../x.csv": ""}}, id="a path for a table"),
        pytest.param(make_evaluation("chu-forme") | {"tables": {"evaluation.yaml": ""}}, id="a document as a table"),
        pytest.param(make_evaluation("chu-forme", evaluator=None), id="nobody measured"),
    ],
)
def test_an_evaluation_has_its_shape(taking: Taking, key: str, body: object) -> None:
    answer = taking.send(key, body, to=EVALUATIONS)

    assert (answer.status, answer.json()["code"]) == (400, "bad-body")


@pytest.mark.parametrize(
    "own",
    [
        "../chu",
        "../../../../.git/hooks/post-checkout",
        "a/b",
        ".git",
        "aux",
        "CHU",
        "chu..sud",
        "chu.lock",
        "-chu",
        "chu sud",
        "chu\nsud",
        "é" * 3,
        "x" * 65,
        "",
        5,
        None,
        ["chu"],
        {"a": "b"},
    ],
)
def test_an_id_is_an_id_and_never_a_path(taking: Taking, key: str, own: object) -> None:
    before = state_of(taking)
    answer = taking.send(key, make_reuse("x") | {"id": own})

    assert (answer.status, answer.json()["code"]) == (422, "refused")
    assert any(one["pointer"] == "#/id" for one in answer.json()["findings"])
    assert state_of(taking) == before


@pytest.mark.parametrize(
    "algorithm",
    ["unknown-algorithm", "..%2F..%2Forganisations", "%2e%2e", "exemple-regle%00", "exemple-regle%2F..", "a" * 500],
)
def test_an_algorithm_is_one_of_the_registry(taking: Taking, key: str, algorithm: str) -> None:
    before = state_of(taking)
    answer = taking.send(key, make_reuse("chu-ailleurs"), to=f"/api/v1/algorithms/{algorithm}/reuses")

    assert answer.status in {400, 404}
    assert state_of(taking) == before


@pytest.mark.parametrize(
    ("size", "status"), [pytest.param(64 * 1024, 400, id="64 KiB"), pytest.param(64 * 1024 + 1, 413, id="a byte more")]
)
def test_a_body_holds_64_kib(taking: Taking, key: str, size: int, status: int) -> None:
    answer = taking.send(key, b'{"a": "' + b"x" * (size - 9) + b'"}')

    assert answer.status == status
    assert answer.json()["code"] == ("too-large" if status == 413 else "bad-body")


def find_pointers(answer: Any) -> dict[str, str]:  # noqa: ANN401 -- an answer
    return {one["pointer"]: one["rule"] for one in answer.json()["findings"]}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_all_that_is_wrong_is_said_at_once_each_at_its_place(taking: Taking, key: str, language: str) -> None:
    document = make_reuse(
        "chu-fautes",
        version="9.9.9",
        status="sometimes",
        declared_by={"name": "Andrea Exemple", "orcid": "0000-0000"},
        setting={"xx": "?"},
        **{"a.b/c~d": 1},
    )
    answer = taking.send(key, document, language=language)
    found = find_pointers(answer)

    assert answer.status == 422
    assert {"#/version", "#/status", "#/declared_by/orcid", "#/a.b~1c~0d"} <= found.keys()
    assert any(pointer.startswith("#/setting") for pointer in found)
    assert all(one["message"] and one["help"] for one in answer.json()["findings"])
    assert answer.headers["content-language"] == language


def test_both_languages_say_the_same_problem(taking: Taking, key: str) -> None:
    document = make_reuse("chu-langues", status="sometimes")
    english, french = (taking.send(key, document, named='"two"', language=one).json() for one in ("en", "fr"))

    assert english["detail"] != french["detail"]
    assert english["findings"][0]["message"] != french["findings"][0]["message"]
    assert [one["rule"] for one in english["findings"]] == [one["rule"] for one in french["findings"]]


@pytest.mark.parametrize(
    ("counts", "rule"),
    [
        pytest.param("tp,fp,fn,tn\n3,20,20,780\n", "small-cell", id="a small count"),
        pytest.param("tp,fp\n180,20\n", "missing-field", id="a column that is not there"),
        pytest.param("tp,fp,fn,tn\n=1+1,20,20,780\n", "", id="a formula"),
        pytest.param("", "", id="an empty table"),
    ],
)
def test_tables_are_held_to_the_rules_too(taking: Taking, key: str, counts: str, rule: str) -> None:
    answer = taking.send(key, make_evaluation("chu-tableau", counts), to=EVALUATIONS)
    found = {one["pointer"]: one for one in answer.json()["findings"]}

    assert answer.status == 422
    assert "#/tables/counts.csv" in found
    assert rule in found["#/tables/counts.csv"]["rule"]


def test_an_evaluation_is_about_the_algorithm_of_its_address(taking: Taking, key: str) -> None:
    document = make_evaluation("chu-autre", COUNTS, subject={"id": "exemple-modele", "version": "1.0.0"})
    answer = taking.send(key, document, to=EVALUATIONS)

    assert answer.status == 422
    assert "#/document/subject/id" in find_pointers(answer)


@pytest.mark.parametrize(
    ("document", "to", "code"),
    [
        pytest.param(make_reuse("exemple-reprise"), REUSES, "exists", id="a reuse that is published"),
        pytest.param(make_evaluation("exemple-relecture"), EVALUATIONS, "exists", id="an evaluation that is published"),
        pytest.param(make_reuse("chu-branche"), REUSES, "branch-exists", id="a branch of that name"),
    ],
)
def test_what_is_there_is_not_overwritten(taking: Taking, key: str, document: Any, to: str, code: str) -> None:  # noqa: ANN401 -- a document
    if code == "branch-exists":
        taking.registry.git("branch", "proposals/reuse-exemple-regle-chu-branche", "main")
    before = state_of(taking)
    answer = taking.send(key, document, to=to)

    assert (answer.status, answer.json()["code"]) == (409, code)
    assert state_of(taking) == before


def test_findings_about_other_files_do_not_count(taking: Taking, key: str) -> None:
    path = "model_cards/algorithms/exemple-regle/reuses/exemple-casse.yaml"
    taking.registry.write(path, "schema_version: 1\nid: something-else\n")
    taking.registry.commit("Break another file")

    answer = taking.send(key, make_reuse("chu-entoure"))

    assert (answer.status, answer.json()["findings"]) == (201, [])
    (taking.registry.path / path).unlink()
    taking.registry.commit("Mend it")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_named_by_allow(taking: Taking, method: str) -> None:
    answer = ask(taking.app, EVALUATIONS, method)

    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, POST, OPTIONS")


def test_a_key_may_not_submit_without_end(taking: Taking, key: str) -> None:
    answers = [taking.send(key, b"[]") for _ in range(61)]

    assert [one.status for one in answers[:60]] == [400] * 60
    assert answers[60].status == 429
    assert 0 < int(answers[60].headers["retry-after"]) <= 60
    assert taking.send(good(taking), b"[]").status == 400
