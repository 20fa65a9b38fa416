"""Files of versions on the site: byte for byte those of Git, each at an address, with the file that proves them."""

import json
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

from boas.api import ASGIApp
from boas.index import Index
from boas.serving import build_application
from tests.api.asking import ask
from tests.site.versioned_registry import VECTOR

VERSION = "algorithms/exemple-regle/versions/2.0.0"


@pytest.fixture(scope="session")
def served(versioned: Path) -> ASGIApp:
    """The application over that release, without an index."""
    return build_application(versioned.parent, versioned.parent / "no.sqlite")


def test_each_version_lists_its_files_and_their_bytes_lie_where_it_says(
    versioned: Path, versioned_index: Index
) -> None:
    answer = json.loads(versioned_index.read_body(VERSION) or b"")

    names = [one["path"] for one in answer["files"]]
    assert names == sorted(names)
    assert {"card.yaml", "code/exemple.sql", "codelists/exclusion.csv", "codelists/inclusion.csv"} < {*names}
    for one in answer["files"]:
        assert len((versioned / unquote(one["address"])).read_bytes()) == one["size"]


def test_the_list_beside_them_satisfies_sha256sum_and_is_what_the_digest_is_of(
    versioned: Path, versioned_index: Index
) -> None:
    folder = versioned / "files/exemple-regle/2.0.0"
    checked = subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=folder, check=False)
    printed = subprocess.run(["sha256sum", "SHA256SUMS"], cwd=folder, check=True, capture_output=True, text=True)

    assert checked.returncode == 0
    assert printed.stdout.split()[0] == json.loads(versioned_index.read_body(VERSION) or b"")["digest"]


def test_the_machine_file_stands_at_the_root(versioned: Path, versioned_index: Index) -> None:
    assert (versioned / "notices.json").read_bytes() == versioned_index.read_body("bulletin")
    assert json.loads((versioned / "notices.json").read_bytes())["registry"]["url"].startswith("https://")


@pytest.mark.parametrize(
    ("path", "media_type"),
    [("card.yaml", "text/plain; charset=utf-8"), ("codelists/inclusion.csv", "text/csv; charset=utf-8")],
)
def test_a_file_is_served_as_text_that_no_browser_second_guesses(
    served: ASGIApp, versioned: Path, path: str, media_type: str
) -> None:
    answer = ask(served, f"/files/exemple-regle/2.0.0/{path}")

    assert answer.status == 200
    assert (answer.headers["content-type"], answer.headers["x-content-type-options"]) == (media_type, "nosniff")
    assert answer.body == (versioned / f"files/exemple-regle/2.0.0/{path}").read_bytes()


def test_nothing_else_lies_among_them(versioned: Path) -> None:
    versions = json.loads((versioned / "notices.json").read_bytes())["versions"]
    listed = {
        f"files/{one['id']}/{one['version']}/{path}" for one in versions for path in (*one["files"], "SHA256SUMS")
    }

    assert {
        path.relative_to(versioned).as_posix() for path in (versioned / "files").rglob("*") if path.is_file()
    } == listed


def test_a_card_names_its_test_vectors_and_links_their_files(versioned: Path, versioned_index: Index) -> None:
    page = (versioned / "en/algorithms/exemple-regle.html").read_text()
    answer = json.loads(versioned_index.read_body(VERSION) or b"")

    assert "vectors/sejours" in page
    assert "boas vectors exemple-regle@2.0.0 --command" in page
    for name, text in VECTOR.items():
        address = f"files/exemple-regle/2.0.0/vectors/sejours/{name}"
        assert f'href="../../{address}"' in page
        assert (versioned / address).read_text() == text
    assert answer["vectors"]["vectors/sejours/input.csv"]["rows"] == [["s1", "I610"]]
    assert answer["card"]["vectors"][0]["synthetic"] is True
