"""Lists as people who work with data want them: pages that lead on, some rows, some fields, lines and tables."""

import csv
import json
import re
from datetime import timedelta
from io import StringIO
from itertools import pairwise

import pytest

from boas.api import DATA_FILES, PREFIX, ASGIApp, render_openapi
from boas.index import LIST_SHAPES
from tests.api.asking import Answer, ask
from tests.shipped import SHIPPED

LISTS = {
    **{name: name for name in ("algorithms", "notices", "data_sources", "organisations", "vocabularies", "reuses")},
    **{name: f"algorithms/avc-ait-pmsi/{name}" for name in ("versions", "evaluations", "observations")},
}


def links(answer: Answer) -> dict[str, str]:
    return {name: address for address, name in re.findall(r'<([^>]*)>; rel="(\w+)"', answer.headers["link"])}


def table(answer: Answer, delimiter: str = ",") -> list[dict[str, str]]:
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(StringIO(answer.body.decode("utf-8-sig")), delimiter=delimiter))


@pytest.mark.parametrize("query", ["limit=20", "limit=20&sort=-changed", "limit=3&q=snds", "limit=20&data_source=snds"])
def test_links_lead_through_all_pages_and_back(api: ASGIApp, query: str) -> None:
    there, seen, address = [], [], f"{PREFIX}/algorithms?{query}"
    while address:
        answer = ask(api, address)
        there.append((address, answer.body))
        seen += [row["id"] for row in answer.json()["algorithms"]]
        address = links(answer).get("next", "")
    assert len(seen) == len(set(seen)) == answer.json()["total"]
    assert len(there) > 2

    for (_, before), (here, _) in pairwise(there):
        assert ask(api, links(ask(api, here))["prev"]).body == before
    assert "prev" not in links(ask(api, there[0][0]))
    assert ask(api, links(answer)["first"]).body == there[0][1]


def list_rows(api: ASGIApp, address: str, name: str) -> list[object]:
    """All rows of a list, page after page where it has several."""
    rows: list[object] = []
    here: str | None = address
    while here:
        answer = ask(api, here)
        rows += answer.json()[name]
        here = links(answer).get("next") if "link" in answer.headers else None
    return rows


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_lines_and_a_table_with_all_of_its_rows(api: ASGIApp, name: str) -> None:
    address, shape = f"{PREFIX}/{LISTS[name]}", LIST_SHAPES[name]
    whole = list_rows(api, address, shape.rows)
    lines = ask(api, f"{address}?format=jsonl")
    rows = table(ask(api, f"{address}?format=csv"))

    assert lines.headers["content-type"] == "application/x-ndjson"
    assert [json.loads(line) for line in lines.body.splitlines()] == whole
    assert len(rows) == len(whole)


def test_a_table_has_a_column_for_each_language_and_record_whatever_its_rows_hold(api: ASGIApp) -> None:
    rows = table(ask(api, f"{PREFIX}/algorithms?format=csv"))
    few = table(ask(api, f"{PREFIX}/algorithms?format=csv&ids=avc-ait-pmsi"))

    assert few[0] in rows
    assert few[0].keys() == rows[0].keys()
    stroke = few[0]
    assert stroke["name_en"] == "Hospitalised stroke and TIA (PMSI)"
    assert stroke["headline_metric"] == "ppv"
    assert float(stroke["headline_value"]) < 1
    assert stroke["facets_runs_on"] == "snds-pmsi-mco snds"
    assert stroke["organisations"] == "registre-dijonnais-avc chu-grenoble-alpes"


def test_a_table_for_excel_has_semicolons_decimal_commas_and_a_mark(api: ASGIApp) -> None:
    answer = ask(api, f"{PREFIX}/algorithms?format=csv&dialect=excel&ids=avc-ait-pmsi")

    assert answer.body.startswith(b"\xef\xbb\xbf")
    assert re.fullmatch(r"0,\d+", table(answer, ";")[0]["headline_value"])
    assert answer.headers["content-disposition"] == 'attachment; filename="algorithms.csv"'


def test_only_the_fields_asked_for_are_given_in_that_order(api: ASGIApp) -> None:
    answer = ask(api, f"{PREFIX}/algorithms?fields=version,id&limit=2")
    rows = table(ask(api, f"{PREFIX}/organisations?fields=id,name&format=csv"))

    assert [list(row) for row in answer.json()["algorithms"]] == [["version", "id"]] * 2
    assert "next" in links(answer)
    assert list(rows[0]) == ["id", "name_fr", "name_en"]


def test_rows_are_chosen_by_id(api: ASGIApp) -> None:
    for name, ids in (
        ("algorithms", ["avc-ait-pmsi", "zimm"]),
        ("data_sources", ["snds"]),
        ("organisations", ["cnam"]),
    ):
        answer = ask(api, f"{PREFIX}/{name}?ids={','.join(ids)}").json()
        assert sorted(row["id"] for row in answer[name]) == sorted(ids)
        assert answer["total"] == len(ids)


def test_what_is_older_than_a_day_is_left_out(api: ASGIApp) -> None:
    everything = ask(api, f"{PREFIX}/algorithms").json()["total"]
    that_day, next_day = SHIPPED.date(), SHIPPED.date() + timedelta(days=1)

    assert ask(api, f"{PREFIX}/algorithms?since={that_day}").json()["total"] == everything
    assert ask(api, f"{PREFIX}/algorithms?since={next_day}").json()["total"] == 0
    assert ask(api, f"{PREFIX}/algorithms/avc-ait-pmsi/versions?since={next_day}").json()["versions"] == []


@pytest.mark.parametrize(
    ("query", "parameter", "near"),
    [
        ("algorithms?format=xml", "format", None),
        ("algorithms?format=cvs", "format", ["csv"]),
        ("algorithms?fields=nam", "fields", ["name"]),
        ("algorithms?ids=avc-ait-pmsii", "ids", ["avc-ait-pmsi", "cancer-sein-pmsi"]),
        ("algorithms?since=2026-02-30", "since", None),
        ("algorithms?since=hier", "since", None),
        ("algorithms?data_source=sndss", "data_source", ["snds", "snds-dcirs", "snds-egb"]),
        ("data_sources?since=2026-01-01", "since", None),
        ("data_sources?limit=3", "limit", None),
        ("notices?ids=a&ids=b", "ids", None),
        (f"notices?ids={'a' * 4_001}", "ids", None),
        (f"organisations?fields={'a' * 4_001}", "fields", None),
        ("algorithms?format=csv&format=json", "format", None),
        ("organisations?dialect=calc", "dialect", None),
    ],
)
def test_what_no_list_can_give_is_refused_with_near_ones(
    api: ASGIApp, query: str, parameter: str, near: list[str] | None
) -> None:
    answer = ask(api, f"{PREFIX}/{query}")

    assert answer.status == 400
    assert answer.json()["parameter"] == parameter
    assert near is None or answer.json()["near"] == near


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("algorithms/avc-ait-pmsii", "avc-ait-pmsi"),
        ("algorithms/avc-ait-pmsi/versions/1.0.9", "1.0.0"),
        ("data_sources/sndss", "snds"),
        ("organisations/cnamm", "cnam"),
        ("vocabularies/kind", "kinds"),
        ("algorithm/avc-ait-pmsi", f"{PREFIX}/algorithms/avc-ait-pmsi"),
        ("statuss", f"{PREFIX}/status"),
    ],
)
def test_what_is_not_there_is_told_with_near_ones(api: ASGIApp, address: str, near: str) -> None:
    answer = ask(api, f"{PREFIX}/{address}")

    assert answer.status == 404
    assert near in answer.json()["near"]


def test_the_start_of_the_api_tells_every_address_the_limits_and_the_licence(api: ASGIApp) -> None:
    told = ask(api, PREFIX).json()

    paths = json.loads(render_openapi())["paths"]
    assert {one["path"] for one in told["addresses"]} == {path for path, methods in paths.items() if "get" in methods}
    assert told["licence"] == "etalab-2.0"
    assert told["limits"]["rows_per_page"] == 100
    assert told["files"] == DATA_FILES


def test_a_page_elsewhere_may_ask_only_whether_something_changed(api: ASGIApp) -> None:
    asked = {"origin": "https://example.org", "access-control-request-headers": "if-none-match"}
    preflight = ask(api, f"{PREFIX}/algorithms", "OPTIONS", asked)
    first = ask(api, f"{PREFIX}/algorithms?format=csv")

    assert preflight.status == 204
    assert "If-None-Match" in preflight.headers["access-control-allow-headers"]
    assert "ETag" in first.headers["access-control-expose-headers"]
    again = ask(api, f"{PREFIX}/algorithms?format=csv", headers={"if-none-match": first.headers["etag"]})
    assert again.status == 304


def test_the_document_gives_examples_headers_and_the_other_forms_of_lists() -> None:
    document = json.loads(render_openapi())
    listed = document["paths"][f"{PREFIX}/algorithms"]["get"]

    assert {"ETag", "Link", "X-Registry-Commit"} == listed["responses"]["200"]["headers"].keys()
    assert {"application/json", "application/x-ndjson", "text/csv"} == listed["responses"]["200"]["content"].keys()
    assert next(one for one in listed["parameters"] if one["name"] == "q")["example"] == "AVC"
    assert "licence" in document["info"]["license"]["name"]
