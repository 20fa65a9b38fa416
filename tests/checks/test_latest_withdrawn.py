"""The hint of `latest-withdrawn`, followed to the letter, clears it: what it proposes is written and checked."""

import itertools
import re
import shutil
from pathlib import Path

import pytest

from boas.checks import check
from boas.checks._notices import write_range
from boas.documents import is_in_range
from boas.finding import Finding
from boas.parsing import read_collection, read_folder

BASE = Path(__file__).parent / "base"
DIGEST = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"
CHANGE = "changes:\n  - kind: changed\n    text:\n      en: One thing changed.\n"

SITUATIONS: dict[str, tuple[list[str], list[tuple[str, str, tuple[str, ...] | str]], str]] = {
    "one older version": (["1.0.0", "1.1.0"], [("withdrawn", "==1.1.0", ())], "1.0.0"),
    "several older ones": (["1.0.0", "1.0.1", "1.1.0"], [("withdrawn", "==1.1.0", ())], "1.0.0, 1.0.1"),
    "one between is withdrawn already": (
        ["1.0.0", "1.0.1", "1.0.2", "1.1.0"],
        [("withdrawn", "==1.1.0", ()), ("withdrawn", "==1.0.1", ())],
        "1.0.0, 1.0.2",
    ),
    "a pre-release above": (["1.0.0", "1.1.0", "2.0.0-rc.1"], [("withdrawn", "==1.1.0", ())], "1.0.0, 2.0.0-rc.1"),
    "a pre-release of the newest": (["1.1.0-rc.1", "1.1.0"], [("withdrawn", ">=1.1.0", ())], "1.1.0-rc.1"),
    "nothing but pre-releases": (["1.0.0-alpha", "1.0.0-rc.1"], [("withdrawn", "==1.0.0-rc.1", ())], "1.0.0-alpha"),
    "the newest was removed": (["1.0.0", "1.0.1"], [("removed", "==1.1.0", ("1.1.0",))], "1.0.0, 1.0.1"),
    "removed and withdrawn": (
        ["1.0.0", "1.1.0"],
        [("removed", "==1.2.0", ("1.2.0",)), ("withdrawn", "==1.1.0", ())],
        "1.0.0",
    ),
    "two notices about the newest": (
        ["1.0.0", "1.1.0"],
        [("withdrawn", "==1.1.0", ()), ("withdrawn", ">1.0.0", ())],
        "1.0.0",
    ),
    "a deprecation of some": (
        ["1.0.0", "1.0.1", "1.1.0"],
        [("deprecated", "==1.0.0", ()), ("withdrawn", "==1.1.0", ())],
        "1.0.1",
    ),
    "a deprecation that was retracted": (
        ["1.0.0", "1.1.0"],
        [("deprecated", "==1.0.0", ()), ("erratum", "==1.0.0", "retracts exemple-0"), ("withdrawn", "==1.1.0", ())],
        "1.0.0",
    ),
}


def write_notice(root: Path, number: int, kind: str, versions: str, more: object) -> None:
    folder = root / "model_cards/algorithms/exemple-score/notices"
    folder.mkdir(parents=True, exist_ok=True)
    removed = "".join(f"  - version: {one}\n    digest: {DIGEST}\n" for one in more) if isinstance(more, tuple) else ""
    retracts = f"retracts: {more.removeprefix('retracts ')}\n" if isinstance(more, str) else ""
    (folder / f"exemple-{number}.yaml").write_text(
        f'schema_version: 1\nid: exemple-{number}\nkind: {kind}\nversions: "{versions}"\nreason: safety\n'
        "text:\n  fr: Un point manquait dans l’exemple.\n"
        + retracts
        + (f"removed:\n{removed}" if removed else "")
        + "date: 2025-11-03\ndecided_by:\n  name: Camille Exemple\n  orcid: 0000-0002-1825-0097\n"
        "  organisation: exemple-chu\n"
    )


def write_registry(root: Path, versions: list[str]) -> None:
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    folder = root / "model_cards/algorithms/exemple-score/versions"
    card = (folder / "1.0.0/card.yaml").read_text()
    shutil.rmtree(folder)
    for position, version in enumerate(versions):
        (folder / version).mkdir(parents=True)
        own = card.replace("version: 1.0.0", f"version: {version}")
        (folder / version / "card.yaml").write_text(own + (CHANGE if position else ""))


def list_findings(root: Path) -> list[Finding]:
    return [one for one in check(read_collection(read_folder(root), as_of="2026-06-01")) if one.severity == "error"]


@pytest.mark.parametrize("situation", SITUATIONS)
def test_the_hint_followed_to_the_letter_clears_the_finding(situation: str, tmp_path: Path) -> None:
    versions, notices, left = SITUATIONS[situation]
    write_registry(tmp_path, versions)
    for number, (kind, held, more) in enumerate(notices):
        write_notice(tmp_path, number, kind, held, more)

    found = list_findings(tmp_path)
    assert [one.rule for one in found] == ["latest-withdrawn"]
    assert f"still offers {left}." in found[0].message.in_("en")

    for language in ("en", "fr"):
        told = re.search(r'`kind: (\w+)`.*`versions: "([^"]+)"`', found[0].help.in_(language))
        assert told, found[0].help.in_(language)
        write_notice(tmp_path, 99, told[1], told[2], ())
        assert list_findings(tmp_path) == []


def test_a_fixed_version_above_the_withdrawn_one_clears_it_too(tmp_path: Path) -> None:
    write_registry(tmp_path, ["1.0.0", "1.1.0", "1.1.1"])
    write_notice(tmp_path, 0, "withdrawn", "==1.1.0", ())

    assert list_findings(tmp_path) == []


def test_a_range_holds_the_chosen_versions_and_none_of_the_others() -> None:
    versions = ["0.9.0", "1.0.0-rc.1", "1.0.0", "1.0.1", "2.0.0-0", "2.0.0"]

    for size in range(1, len(versions) + 1):
        for chosen in itertools.combinations(versions, size):
            made = write_range(chosen, versions)
            assert tuple(one for one in versions if is_in_range(one, made)) == chosen
