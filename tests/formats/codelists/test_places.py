"""Where readers get the codes of a version: the page, the site, the API and the command give the same bytes.

`golden/` keeps each form of twelve codes; `BOAS_WRITE_GOLDEN=1 pytest tests/formats/codelists` writes them anew.
"""

import os
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from boas.api import PREFIX, create_api_app
from boas.formats import CODELIST_EXPORTERS, CodelistExporter, list_codelist_exporters
from boas.index import Index
from boas.site import read_manifest
from tests.api.asking import ask
from tests.cli.running import boas
from tests.formats.codelists.stays import TWELVE, view_of
from tests.git_registry import GitRegistry

GOLDEN = Path(__file__).parent / "golden"
VERSION = "algorithms/exemple-regle/versions/2.0.0"
PLAIN = list_codelist_exporters(view_of(*TWELVE))
"""Forms that need no release of a code system."""
FORMS = [pytest.param(one, id=one.name) for one in PLAIN]


@pytest.mark.parametrize("form", FORMS)
def test_twelve_codes_make_the_file_that_is_kept(form: CodelistExporter) -> None:
    content, losses = form.export(view_of(*TWELVE))
    lost = "".join(f"{loss.reason.in_('en')} {loss.path}\n" for loss in losses)
    made = f"{content.decode()}--- left out\n{lost}"
    kept = GOLDEN / f"{form.name}.txt"
    if os.environ.get("BOAS_WRITE_GOLDEN"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(made)

    assert made == kept.read_text()


@pytest.mark.parametrize("form", FORMS)
def test_site_api_and_command_give_the_same_file(
    form: CodelistExporter, registry: GitRegistry, index: Index, site: Path
) -> None:
    with ZipFile(site / "codelists/exemple-regle/exemple-regle-2.0.0-codes.zip") as opened:
        kept = opened.read(f"exemple-regle-2.0.0-codes/exemple-regle-2.0.0.{form.suffix}")
    answer = ask(
        create_api_app(lambda: index), f"{PREFIX}/{VERSION}/export/{form.name}", headers={"Accept-Language": "fr"}
    )
    done = boas("export", "exemple-regle@2.0.0", "--format", form.name, "--lang", "fr", at=registry.path)

    assert (answer.status, answer.headers["content-type"]) == (200, form.media_type)
    assert done.returncode == 0, done.stderr
    assert kept == answer.body == done.stdout


def test_the_page_links_table_schema_and_archive_and_they_are_there(site: Path) -> None:
    page = (site / f"fr/{VERSION}.html").read_text()
    types = {url: one.type for url, one in read_manifest(site).items() if url.startswith("codelists/")}

    for ending in (".codes.csv", ".codes.datapackage.json", "-codes.zip"):
        assert f'href="../../../../codelists/exemple-regle/exemple-regle-2.0.0{ending}"' in page
    assert len(types) == 3 * 4 + 3  # four versions of one algorithm have codelists, with three steps between them
    assert types["codelists/exemple-regle/exemple-regle-2.0.0.codes.csv"] == "text/csv; charset=utf-8"
    assert "codelists/" not in (site / "fr/algorithms/exemple-score.html").read_text()


def test_one_codelist_alone_is_given_by_command_and_api(registry: GitRegistry, index: Index) -> None:
    asked = ("export", "exemple-regle@2.0.0", "--format", "codes-csv", "--codelist", "exclusion")
    done = boas(*asked, "--lang", "fr", at=registry.path)
    api = create_api_app(lambda: index)
    answer = ask(api, f"{PREFIX}/{VERSION}/codelists/exclusion/export/codes-csv", headers={"Accept-Language": "fr"})
    none = ask(api, f"{PREFIX}/{VERSION}/codelists/autre/export/codes-csv")
    no_form = ask(api, f"{PREFIX}/{VERSION}/codelists/exclusion/export/bibtex")

    assert done.stdout == answer.body
    assert [line.rpartition(",")[0].rpartition(",")[2] for line in answer.body.decode().splitlines()] == ["code", "I63"]
    assert (none.status, none.json()["near"]) == (404, ["inclusion", "exclusion"])
    assert (no_form.status, no_form.json()["near"]) == (404, [form.name for form in PLAIN])


@pytest.mark.parametrize(
    ("asked", "said", "help"),
    [
        (
            ("exemple-regle@2.0.0", "--format", "sas", "--codelist", "autre"),
            "`exemple-regle` 2.0.0 has no codelist `autre`.",
            "Codelists that are there: inclusion, exclusion.",
        ),
        (
            ("exemple-score", "--format", "sas"),
            "`exemple-score` 1.0.0 has no codelist.",
            "Formats that are: bibtex, cff, codemeta.",
        ),
        (
            ("exemple-regle", "--format", "cff", "--codelist", "inclusion"),
            "Only forms of codes take `--codelist`.",
            f"Formats that are: {', '.join(CODELIST_EXPORTERS)}.",
        ),
    ],
)
def test_what_is_not_there_is_one_line_and_a_remedy(
    registry: GitRegistry,
    asked: tuple[str, ...],
    said: str,
    help: str,  # noqa: A002
) -> None:
    done = boas("export", *asked, "--lang", "en", at=registry.path)

    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == f"boas: {said}\n  → {help}\n"


def test_the_archive_of_a_site_can_be_read(site: Path) -> None:
    content = (site / "codelists/exemple-regle/exemple-regle-1.0.0-codes.zip").read_bytes()

    with ZipFile(BytesIO(content)) as opened:
        assert opened.testzip() is None
