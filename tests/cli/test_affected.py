"""`boas affected`: whom a notice reaches, told for people, for a spreadsheet and for a program."""

import csv
import json
import shutil
from io import StringIO
from pathlib import Path

import pytest

from tests.cli.running import BASE, boas

RULE = "model_cards/algorithms/exemple-regle"
NOTICE = """schema_version: 1
id: alerte
kind: {kind}
versions: "{versions}"
reason: safety
text:
  fr: Un code manquait.
date: 2026-02-01
decided_by:
  name: Camille Exemple
  organisation: exemple-chu
"""
COMPILED = """schema_version: 1
id: public
kind: depends
origin: compiled
project:
  name: =Projet
  url: https://git.example.org/projet
  organisations: [exemple-chu]
{version}date: 2026-01-10
purpose:
  fr: Dépend de l’exemple.
sources:
  - repository: https://git.example.org/projet
    path: requirements.txt
    commit: "{commit}"
    seen: 2026-01-09
"""


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "registry")
    return tmp_path / "registry"


def write(registry: Path, kind: str = "safety", versions: str = "<1.1.0", version: str = "version: 1.0.0\n") -> None:
    (registry / RULE / "notices/alerte.yaml").write_text(NOTICE.format(kind=kind, versions=versions))
    (registry / RULE / "reuses/public.yaml").write_text(COMPILED.format(version=version, commit="0" * 40))


def test_algorithms_that_rest_on_it_are_told_with_the_way_the_notice_comes(registry: Path) -> None:
    write(registry)
    card = registry / "model_cards/algorithms/exemple-score/versions/1.0.0/card.yaml"
    card.write_text(
        card.read_text() + "lineage:\n  - id: exemple-regle\n    version: 1.0.0\n    relation: depends-on\n"
    )

    assert "1 algorithm rests on it:\n- exemple-score 1.0.0 (exemple-regle)\n" in ask(registry, "--lang", "en")
    assert "- exemple-score 1.0.0 (exemple-regle)\n" in ask(registry, "--lang", "fr")
    told = json.loads(ask(registry, "--format", "json"))["descendants"]
    path = "model_cards/algorithms/exemple-score/versions/1.0.0/card.yaml"
    assert [(one["id"], one["version"], one["way"], one["is_certain"], one["path"]) for one in told] == [
        ("exemple-score", "1.0.0", ["exemple-regle"], True, path)
    ]
    table = list(csv.DictReader(StringIO(ask(registry, "--format", "csv"))))
    assert [(one["what"], one["affected_id"], one["way"]) for one in table] == [
        ("reuse", "", ""),
        ("reuse", "", ""),
        ("algorithm", "exemple-score", "exemple-regle"),
    ]
    assert [one["id"] for one in told[0]["organisations"]] == table[-1]["organisations"].split()
    assert table[-1]["names"], "its producers are whom to call"


def ask(registry: Path, *arguments: str) -> str:
    done = boas("affected", "exemple-regle/alerte", *arguments, at=registry)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode()


def test_every_reuse_in_the_range_is_listed_with_whom_to_ask(registry: Path) -> None:
    write(registry)

    told = ask(registry, "--lang", "en")

    assert told == (
        "Safety: exemple-regle <1.1.0, 2026-02-01 (Safety)\n"
        "Versions in its range: 1.0.0\n"
        "\n"
        "2 reuses are concerned:\n"
        "- =Projet · CHU d’exemple (exemple-chu)\n"
        "  version 1.0.0 · read in public sources\n"
        "  https://git.example.org/projet\n"
        "  https://git.example.org/projet requirements.txt\n"
        "- Université d’exemple (exemple-universite)\n"
        "  version 1.0.0 · Pilot · confirmed by its user\n"
        "  Dominique Exemple\n"
    )
    assert "2 réutilisations sont concernées" in ask(registry)


def test_a_reuse_out_of_the_range_is_not_listed_and_silence_is_no_proof(registry: Path) -> None:
    write(registry, versions=">=2.0.0")

    assert "That is not to say that nobody uses it." in ask(registry, "--lang", "en")


@pytest.mark.parametrize(("kind", "listed"), [("safety", True), ("withdrawn", True), ("erratum", False)])
def test_where_nobody_told_the_version_a_grave_notice_may_concern_it(registry: Path, kind: str, listed: bool) -> None:  # noqa: FBT001 -- a table
    write(registry, kind=kind, version="")

    found = json.loads(ask(registry, "--format", "json"))["reuses"]

    assert [(one["project"], one["is_certain"]) for one in found if one["project"]] == [("=Projet", False)] * listed
    assert [one["version"] for one in found if one["is_certain"]] == ["1.0.0"]


def test_a_spreadsheet_gets_terms_and_no_formula(registry: Path) -> None:
    write(registry)

    rows = list(csv.DictReader(StringIO(ask(registry, "--format", "csv"))))

    assert [(row["organisations"], row["project"], row["known_by"]) for row in rows] == [
        ("exemple-chu", "'=Projet", "compiled"),
        ("exemple-universite", "", "confirmed"),
    ]
    assert {row["notice"] for row in rows} == {"alerte"}


def test_the_notice_may_be_named_by_its_path(registry: Path) -> None:
    write(registry)
    path = f"{RULE}/notices/alerte.yaml"

    assert boas("affected", path, at=registry).stdout.decode() == ask(registry)
    assert boas("affected", registry / path, at=registry).stdout.decode() == ask(registry)


def test_a_notice_that_was_retracted_says_so_first(registry: Path) -> None:
    write(registry)
    orcid = "  orcid: 0000-0002-1825-0097\n"
    alarm = registry / RULE / "notices/alerte.yaml"
    alarm.write_text(alarm.read_text() + orcid)
    back = alarm.read_text().replace("id: alerte", "id: retour").replace("date:", "retracts: alerte\ndate:")
    (registry / RULE / "notices/retour.yaml").write_text(back)

    assert "It was retracted by `retour`" in ask(registry, "--lang", "en")


def test_an_unknown_notice_is_refused_and_those_there_are_named(registry: Path) -> None:
    done = boas("affected", "exemple-regle/rien", "--lang", "en", at=registry)

    assert done.returncode == 2
    assert b"exemple-regle/exemple-erratum" in done.stderr
    assert b"Traceback" not in done.stderr
