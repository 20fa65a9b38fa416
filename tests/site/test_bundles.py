"""The bundle of a version: its files as in Git, every export, and a digest of each; its archive stays as it was."""

from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from boas.index import Index
from boas.serving import build_application
from boas.site import build
from tests.api.asking import ask
from tests.site.conftest import OPENAPI, RULES

NAME = "exemple-regle-2.0.0"


def members(body: bytes) -> dict[str, bytes]:
    """What a ZIP file holds."""
    with ZipFile(BytesIO(body)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def test_it_holds_the_files_of_the_archive_beside_every_export_in_each_language(versioned: Path) -> None:
    bundle = members((versioned / f"bundles/{NAME}.zip").read_bytes())
    archive = members((versioned / f"archives/{NAME}.zip").read_bytes())

    kept = {name.partition("/")[2]: content for name, content in archive.items()}
    assert {f"{NAME}/version/{name}": content for name, content in kept.items()}.items() <= bundle.items()
    for language in ("fr", "en"):
        bibtex = (versioned / f"{language}/algorithms/exemple-regle/versions/2.0.0.bib").read_bytes()
        assert bundle[f"{NAME}/exports/{language}/{NAME}.bib"] == bibtex
    codes = (versioned / f"codelists/exemple-regle/{NAME}.codes.csv").read_bytes()
    assert codes in bundle.values()
    answer = (versioned / "fr/algorithms/exemple-regle/versions/2.0.0.json").read_bytes()
    assert bundle[f"{NAME}/version.json"] == answer


def test_its_list_of_digests_is_that_of_all_its_other_members(versioned: Path) -> None:
    bundle = members((versioned / f"bundles/{NAME}.zip").read_bytes())
    listed = bundle.pop(f"{NAME}/SHA256SUMS").decode()

    lines = dict(line.split("  ", 1)[::-1] for line in listed.splitlines())
    assert {f"{NAME}/{name}": digest for name, digest in lines.items()} == {
        name: sha256(content).hexdigest() for name, content in bundle.items()
    }


def test_it_is_made_of_the_same_bytes_again(versioned: Path, versioned_index: Index, tmp_path: Path) -> None:
    build(versioned_index, RULES, OPENAPI, tmp_path, progress=lambda _done, _total: None)

    for path in (versioned / "bundles").iterdir():
        assert path.read_bytes() == (tmp_path / "current/bundles" / path.name).read_bytes()


def test_that_of_a_version_taken_out_for_good_is_answered_as_its_archive_is(versioned: Path) -> None:
    served = build_application(versioned.parent, versioned.parent / "no.sqlite")

    assert ask(served, f"/bundles/{NAME}.zip").status == 200
    assert ask(served, "/bundles/exemple-regle-9.9.9.zip").status == 404
