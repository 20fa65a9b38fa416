"""Codes written out in a pinned release: each with the row that stands for it, its label only where that may be."""

import csv
import json
import shutil
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest

from boas.api import PREFIX, create_api_app
from boas.documents import PinnedNomenclature
from boas.formats import CODELIST_EXPORTERS, ExportView, ListedCodes, list_codelist_exporters, open_pinned_releases
from boas.nomenclatures import CodeEntry, NomenclatureFolder, make_release_name, open_release, render_release
from boas.site import build
from tests.api.asking import ask
from tests.cli.running import BASE, boas
from tests.formats.codelists.stays import TWELVE, view_of
from tests.formats.exporters.views import view
from tests.git_registry import GitRegistry
from tests.site.versioned_registry import index_of

OLD = [CodeEntry("I63", "Infarctus", state="heading"), CodeEntry("I639", "Infarctus, sans précision")]
NEW = [
    *OLD,
    CodeEntry("I631", "=Embolie"),
    CodeEntry("I638", "Ancien", state="deleted"),
    CodeEntry("I64", "AVC"),
    CodeEntry("0592", "Zéro devant"),
]


def pin(folder: Path, release: str, entries: list[CodeEntry], **facts: str) -> PinnedNomenclature:
    data = render_release("CIM-10", release, entries)
    (folder / make_release_name("CIM-10", release)).write_bytes(data)
    known = {"system": "CIM-10", "release": release, "source": "invented", "sha256": open_release(data).digest} | facts
    return PinnedNomenclature.model_validate(known)


def view_with(folder: Path, *lists: ListedCodes, licence: str = "MIT") -> ExportView:
    pins = [pin(folder, "CIM-10 FR 2025", NEW, licence=licence), pin(folder, "CIM-10 FR 2019", OLD, licence=licence)]
    return view(codelists=lists, releases=open_pinned_releases(pins, NomenclatureFolder(folder)))


def one_list(*codes: str, match: str = "prefix", release: str = "", role: str = "include") -> ListedCodes:
    rows = tuple((code,) for code in codes)
    return ListedCodes("codelists/avc.csv", "CIM-10", role, match, release, "DGN_PAL", ("code",), rows)


def read_rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode())))


def test_a_start_of_codes_becomes_the_codes_that_data_may_hold_with_its_row(tmp_path: Path) -> None:
    content, losses = CODELIST_EXPORTERS["expanded-csv"].export(view_with(tmp_path, one_list("i63", "I639", "I99")))

    rows = read_rows(content)
    assert [(one["row_code"], one["code"], one["label"]) for one in rows] == [
        ("i63", "I631", "'=Embolie"),
        ("i63", "I639", "Infarctus, sans précision"),
    ]
    assert {(one["release"], one["role"], one["match"], one["list"]) for one in rows} == {
        ("CIM-10 FR 2025", "include", "prefix", "codelists/avc.csv")
    }
    assert losses == ()


@pytest.mark.parametrize(
    ("release", "used", "codes"),
    [
        ("CIM-10 FR 2019", "CIM-10 FR 2019", ["I639"]),
        ("CIM-10 FR 2020", "CIM-10 FR 2025", ["I631", "I639"]),
        ("", "CIM-10 FR 2025", ["I631", "I639"]),
    ],
)
def test_the_release_that_a_list_names_counts_and_otherwise_the_newest(
    release: str, used: str, codes: list[str], tmp_path: Path
) -> None:
    content, _ = CODELIST_EXPORTERS["expanded-csv"].export(view_with(tmp_path, one_list("I63", release=release)))

    assert [(one["release"], one["code"]) for one in read_rows(content)] == [(used, code) for code in codes]


def test_whole_codes_stand_for_themselves_where_data_may_hold_them(tmp_path: Path) -> None:
    lists = one_list("I63", "I638", "I64", "0592", match="exact", role="exclude")
    content, _ = CODELIST_EXPORTERS["expanded-csv"].export(view_with(tmp_path, lists))

    assert [(one["code"], one["role"]) for one in read_rows(content)] == [("0592", "exclude"), ("I64", "exclude")]


@pytest.mark.parametrize("licence", ["CC-BY-NC-4.0", "CC-BY-ND-4.0", "OGL-UK-3.0"])
def test_labels_stay_out_where_the_licence_is_not_known_to_let_them_pass(licence: str, tmp_path: Path) -> None:
    content, losses = CODELIST_EXPORTERS["expanded-csv"].export(view_with(tmp_path, one_list("I63"), licence=licence))

    assert {one["label"] for one in read_rows(content)} == {""}
    assert [loss.path for loss in losses] == ["logic.codelists.label"]


def test_a_list_of_another_system_is_left_out_and_that_is_told(tmp_path: Path) -> None:
    acts = ListedCodes("codelists/actes.csv", "CCAM", "include", "exact", "", "CDC_ACT", ("code",), (("EAQH001",),))
    content, losses = CODELIST_EXPORTERS["expanded-csv"].export(view_with(tmp_path, one_list("I64"), acts))

    assert {one["system"] for one in read_rows(content)} == {"CIM-10"}
    assert [loss.path for loss in losses] == ["logic.codelists.path"]


def test_the_table_schema_takes_every_column_for_text_and_knows_the_file(tmp_path: Path) -> None:
    made = view_with(tmp_path, one_list("I63"))
    content, _ = CODELIST_EXPORTERS["expanded-csv"].export(made)
    (resource,) = json.loads(CODELIST_EXPORTERS["expanded-schema"].export(made)[0])["resources"]

    assert resource["hash"] == f"sha256:{sha256(content).hexdigest()}"
    assert resource["path"] == CODELIST_EXPORTERS["expanded-csv"].name_file(made.card.id, made.card.version)
    assert [field["name"] for field in resource["schema"]["fields"]] == content.decode().splitlines()[0].split(",")
    assert {field["type"] for field in resource["schema"]["fields"]} == {"string"}


def test_without_a_release_at_hand_the_form_is_not_there(tmp_path: Path) -> None:
    missing = pin(tmp_path, "CIM-10 FR 2025", NEW, sha256="0" * 64)
    releases = open_pinned_releases([missing], NomenclatureFolder(tmp_path))
    names = {one.name for one in list_codelist_exporters(view_of(*TWELVE))}

    assert releases == ()
    assert set(CODELIST_EXPORTERS) - names == {"expanded-csv", "expanded-schema"}
    assert {one.name for one in list_codelist_exporters(view_with(tmp_path, *TWELVE))} == set(CODELIST_EXPORTERS)


def test_site_api_and_command_write_the_same_where_the_release_is_at_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = tmp_path / "built"
    built.mkdir()
    pinned = pin(built, "CIM-10 FR 2025", NEW, licence="MIT").model_dump()
    repository = GitRegistry(tmp_path / "registry")
    left_out = shutil.ignore_patterns("exemple-modele", "exemple-score")
    shutil.copytree(BASE / "model_cards", repository.path / "model_cards", ignore=left_out)
    with (repository.path / "model_cards/registry.yaml").open("a") as settings:
        settings.write(f"nomenclatures:\n  - {json.dumps(pinned)}\n")
    repository.commit("Publish")
    asked = ("export", "exemple-regle", "--format", "expanded-csv", "--lang", "en")
    with index_of(repository, tmp_path / "index.sqlite") as index:
        api = create_api_app(lambda: index)
        address = f"{PREFIX}/algorithms/exemple-regle/versions/1.0.0/export/expanded-csv"
        monkeypatch.setattr("boas.api._export._open_folder", lambda: NomenclatureFolder(built))
        answer = ask(api, address)
        monkeypatch.setattr("boas.api._export._open_folder", lambda: NomenclatureFolder(tmp_path))
        none = ask(api, address)
        out = tmp_path / "site"
        build(
            index, (), {"paths": {}}, out, progress=lambda _done, _total: None, nomenclatures=NomenclatureFolder(built)
        )
    done = boas(*asked, at=repository.path, environment={"BOAS_NOMENCLATURES": str(built)})
    absent = boas(*asked, at=repository.path, environment={"BOAS_NOMENCLATURES": str(tmp_path)})

    kept = out / "current/codelists/exemple-regle/exemple-regle-1.0.0.expanded.csv"
    page = (out / "current/en/algorithms/exemple-regle.html").read_text()
    assert kept.read_bytes() == answer.body == done.stdout
    assert {one["code"] for one in read_rows(done.stdout)} == {"I631", "I639"}
    assert f'href="../../{kept.relative_to(out / "current").as_posix()}"' in page
    assert kept.with_name("exemple-regle-1.0.0.expanded.datapackage.json").is_file()
    assert (none.status, absent.returncode) == (404, 2)
    assert b"No pinned release" in absent.stderr


def test_a_page_says_why_codes_are_not_written_out(site: Path) -> None:
    page = (site / "en/algorithms/exemple-regle/versions/2.0.0.html").read_text()

    assert "no pinned release of these code systems was at hand" in page
    assert "expanded" not in page
