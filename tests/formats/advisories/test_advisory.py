"""Advisories are valid by OSV's own schema, say all that a notice says, and are the same bytes every time."""

import json
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from jsonschema import Draft202012Validator

from boas.formats.advisories import AdvisoryView, combine_advisories, export_advisory

SCHEMA = json.loads((Path(__file__).parent / "osv.schema.json").read_text())
JUDGE = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
OWN_DATABASE = re.compile(r"x_[A-Za-z0-9._-]+")
"""What releases of the schema since 1.7 ask of an id that no list of databases knows."""

VIEW = AdvisoryView(
    algorithm="avc-ait-pmsi",
    name={"fr": "AVC et AIT", "en": "Stroke and TIA"},
    notice="retrait-i64",
    kind="safety",
    reason="safety",
    range=">=1.0.0,<1.1.0",
    versions=("1.0.0", "1.1.0-rc.1"),
    removed=(),
    is_about_versions=True,
    text={"fr": "Le code **I64** manquait.", "en": "Code **I64** was missing."},
    affected_groups=({"fr": "Personnes âgées", "en": "Old people"},),
    date="2026-06-01",
    published="2026-06-02T10:00:00+02:00",
    retracted="",
    decided_by="Camille Exemple",
    evidence_url="https://revue.example.org/avc",
    page="https://registre.example.org/fr/algorithms/avc-ait-pmsi.html",
    more={"replacement": "avc-2"},
)
VIEWS = {
    "safety": VIEW,
    "withdrawn": replace(VIEW, kind="withdrawn"),
    "retracted": replace(VIEW, retracted="2026-07-01T08:00:00+00:00"),
    "removed": replace(VIEW, kind="removed", removed=("1.0.0",), versions=("1.0.0",), range="==1.0.0"),
    "evaluation removed": replace(VIEW, kind="removed", is_about_versions=False, versions=()),
    "one language, no commit": replace(VIEW, text={"fr": "Un mot."}, published="", affected_groups=()),
    "no address": replace(VIEW, page="", evidence_url=""),
    "empty range": replace(VIEW, range=">=2.0.0,<1.0.0", versions=()),
    "several stretches": replace(VIEW, range=">=1.0.0,!=1.0.1,<=2.0.0"),
    "a kind to come": replace(VIEW, kind="recall", reason="another"),
}


def read(view: AdvisoryView) -> dict[str, Any]:
    advisory: dict[str, Any] = json.loads(export_advisory(view).content)
    return advisory


@pytest.mark.parametrize("name", VIEWS)
def test_an_advisory_is_valid_by_the_schema_of_osv(name: str) -> None:
    made = read(VIEWS[name])

    assert [error.message for error in JUDGE.iter_errors(made)] == []
    assert OWN_DATABASE.fullmatch(str(made["id"]))
    assert all("package" not in one for one in made["affected"])


def test_the_schema_would_have_found_a_fault() -> None:
    assert list(JUDGE.iter_errors(read(VIEW) | {"modified": "2026-06-01"}))
    assert list(JUDGE.iter_errors(read(VIEW) | {"status": "withdrawn"}))


def test_withdrawn_is_said_of_the_advisory_and_never_of_the_algorithm() -> None:
    assert "withdrawn" not in read(VIEWS["withdrawn"])
    retracted = read(VIEWS["retracted"])
    assert (retracted["withdrawn"], retracted["modified"]) == ("2026-07-01T08:00:00Z", "2026-07-01T08:00:00Z")


def test_times_are_those_of_commits_in_utc_or_else_the_day_of_the_decision() -> None:
    assert (read(VIEW)["published"], read(VIEW)["modified"]) == ("2026-06-02T08:00:00Z", "2026-06-02T08:00:00Z")
    assert read(VIEWS["one language, no commit"])["published"] == "2026-06-01T00:00:00Z"


def test_every_language_is_told_and_markdown_stays() -> None:
    assert read(VIEW)["details"] == (
        "## fr\n\nLe code **I64** manquait.\n\n- Personnes âgées\n\n## en\n\nCode **I64** was missing.\n\n- Old people"
    )
    assert read(VIEWS["one language, no commit"])["details"] == "Un mot."
    assert read(VIEW)["summary"] == "Safety: Stroke and TIA (avc-ait-pmsi, versions >=1.0.0,<1.1.0)"


def test_versions_are_told_as_ranges_and_one_by_one() -> None:
    (affected,) = read(VIEW)["affected"]
    assert affected["versions"] == ["1.0.0", "1.1.0-rc.1"]
    assert affected["ranges"][0]["events"] == [{"introduced": "1.0.0"}, {"fixed": "1.1.0"}]
    assert read(VIEWS["evaluation removed"])["affected"] == []
    (removed,) = read(VIEWS["removed"])["affected"]
    assert removed["ranges"][0]["events"] == [{"introduced": "1.0.0"}, {"fixed": "1.0.1-0"}]


def test_ids_of_different_notices_differ_however_their_names_are_cut() -> None:
    one, other = replace(VIEW, algorithm="a-b", notice="c"), replace(VIEW, algorithm="a", notice="b-c")

    assert export_advisory(one).id != export_advisory(other).id


def test_the_archive_has_the_same_bytes_in_whatever_order_it_is_made() -> None:
    made = [export_advisory(replace(VIEW, notice=f"avis-{number}")) for number in range(5)]

    packed = combine_advisories(made)
    assert packed == combine_advisories(reversed(made))
    with ZipFile(BytesIO(packed)) as archive:
        assert archive.namelist() == [f"x_BOAS-avc-ait-pmsi_avis-{number}.json" for number in range(5)]
        assert archive.read(archive.namelist()[0]) == made[0].content
    with ZipFile(BytesIO(combine_advisories([]))) as empty:
        assert empty.namelist() == []
