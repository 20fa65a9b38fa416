"""Versions are taken into a lock: the newest that may be used, whole or not at all, and no other pin moves."""

import json
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import boas
from tests.git_registry import GitRegistry

REFUSAL = {"fr": "exemple-score 1.0.0 : retirée (`retrait`, 2026-02-03)", "en": "withdrawn (`retrait`, 2026-02-03)"}


def lock_of(study: Path) -> dict[str, Any]:
    lock: dict[str, Any] = json.loads((study / "boas.lock").read_bytes())
    return lock


def use(study: Path, *arguments: str, code: int = 0) -> str:
    """What the command prints, errors included; it must end so."""
    done = boas("use", *arguments, at=study)
    said = (done.stdout + done.stderr).decode()
    assert done.returncode == code, said
    assert "Traceback" not in said
    return said


def test_the_newest_version_that_nothing_speaks_against_is_chosen(study: Path, address: str) -> None:
    use(study, "exemple-regle", "--from", address)

    (pin,) = lock_of(study)["use"]
    assert (pin["id"], pin["version"], pin["range"]) == ("exemple-regle", "1.1.0", None), "2.0.0 has a safety notice"
    assert pin["files"] == {}
    assert sorted(path.name for path in study.iterdir()) == ["boas.lock"]


def test_a_served_registry_a_copy_of_its_site_and_a_clone_give_the_same_lock(
    study: Path, address: str, mirror: Path, grown_registry: GitRegistry
) -> None:
    locks = []
    for place in (address, str(mirror), str(grown_registry.path)):
        use(study, "exemple-regle@>=1.0.0,<2.0.0", "--files", "--from", place)
        locks.append(lock_of(study))
        locks[-1]["registry"].pop("url")
        for path in sorted(study.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
    assert locks[0] == locks[1] == locks[2]


def test_files_lie_beside_the_lock_with_what_proves_them(study: Path, address: str) -> None:
    use(study, "exemple-regle@1.1.0", "--files", "--from", address)
    folder, (pin,) = study / "boas-files/exemple-regle", lock_of(study)["use"]

    assert subprocess.run(["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=folder, check=False).returncode == 0
    assert pin["digest"] == f"sha256:{sha256((folder / 'SHA256SUMS').read_bytes()).hexdigest()}"
    assert set(pin["files"]) == {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "SHA256SUMS"
    }


def test_the_same_pins_are_the_same_bytes_in_whatever_order_they_came(study: Path, address: str) -> None:
    names = ("exemple-regle", "exemple-score")
    accept = ("--accept", "retrait", "--until", "2099-01-31", "--reason", "Étude en cours.")
    use(study, *names, *accept, "--from", address)
    first = (study / "boas.lock").read_bytes()
    (study / "boas.lock").unlink()
    use(study, *reversed(names), *accept, "--from", address)

    assert (study / "boas.lock").read_bytes() == first


def test_only_the_named_pin_moves_and_it_keeps_its_range_and_files(study: Path, address: str) -> None:
    use(study, "exemple-regle@1.0.0", "--files", "--from", address)
    before = lock_of(study)["use"]
    use(study, "exemple-score", *("--accept", "retrait", "--until", "2099-01-31", "--reason", "x"), "--from", address)
    assert [pin for pin in lock_of(study)["use"] if pin["id"] == "exemple-regle"] == before
    use(study, "exemple-regle", "--from", address)
    assert next(pin for pin in lock_of(study)["use"] if pin["id"] == "exemple-regle") == before[0]
    use(study, "exemple-regle@<2.0.0", "--from", address)
    moved = next(pin for pin in lock_of(study)["use"] if pin["id"] == "exemple-regle")
    assert (moved["version"], bool(moved["files"])) == ("1.1.0", True)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_withdrawn_version_is_refused_with_the_reason(study: Path, address: str, language: str) -> None:
    said = use(study, "exemple-score", "--lang", language, "--from", address, code=1)

    assert REFUSAL[language] in said
    assert "exemple-regle" in said, "what to use instead"
    assert list(study.iterdir()) == []


def test_an_acceptance_lets_it_be_used_and_stands_in_the_lock(study: Path, address: str) -> None:
    use(
        study,
        "exemple-score",
        *("--accept", "retrait", "--until", "2099-01-31", "--reason", "Étude."),
        "--from",
        address,
    )

    told = {"notice": "retrait", "until": "2099-01-31", "reason": "Étude."}
    assert lock_of(study)["use"][0]["accepted"] == [told]


def test_a_prerelease_is_taken_only_where_the_range_holds_nothing_else(study: Path, address: str) -> None:
    accept = ("--accept", "alerte", "--until", "2099-01-31", "--reason", "x")
    use(study, "exemple-regle@>=2.0.0", *accept, "--from", address)
    assert lock_of(study)["use"][0]["version"] == "2.0.0"
    use(study, "exemple-regle@>2.0.0", "--from", address)
    assert lock_of(study)["use"][0]["version"] == "2.1.0-rc.1"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("exemple-absent",), "n’a pas d’algorithme `exemple-absent`"),
        (("exemple-regle@>=9.0.0",), "n’a aucune version dans la plage >=9.0.0"),
        (("exemple-regle@latest",), "n’est ni ID, ni ID@VERSION, ni ID@PLAGE"),
        (("exemple-regle", "--accept", "x"), "vont ensemble"),
        (("exemple-regle", "--accept", "x", "--until", "2027-02-30", "--reason", "y"), "n’est pas un jour"),
        (("exemple-regle", "--accept", "X Y", "--until", "2027-02-28", "--reason", "y"), "ne peut figurer"),
    ],
)
def test_what_cannot_be_meant_is_a_sentence_and_writes_nothing(
    study: Path, address: str, arguments: tuple[str, ...], said: str
) -> None:
    assert said in use(study, *arguments, "--from", address, code=2)
    assert list(study.iterdir()) == []


def test_a_file_that_was_edited_is_never_written_over(study: Path, address: str) -> None:
    use(study, "exemple-regle@1.0.0", "--files", "--from", address)
    edited = study / "boas-files/exemple-regle/codelists/inclusion.csv"
    edited.write_text("mine\n")
    before = (study / "boas.lock").read_bytes()

    assert "codelists/inclusion.csv" in use(study, "exemple-regle@1.1.0", "--files", "--from", address, code=2)
    assert edited.read_text() == "mine\n"
    assert (study / "boas.lock").read_bytes() == before


def test_files_that_are_not_what_the_registry_names_are_not_written(study: Path, address: str, mirror: Path) -> None:
    (mirror / "files/exemple-regle/1.1.0/codelists/inclusion.csv").write_text("code\nX\n")

    said = use(study, "exemple-regle", "--files", "--from", address, code=3)
    assert "codelists/inclusion.csv\u00a0: autre contenu" in said
    assert list(study.iterdir()) == []


def test_whatever_moment_it_is_killed_at_the_lock_is_the_old_or_the_new_one(study: Path, address: str) -> None:
    use(study, "exemple-regle@1.0.0", "--files", "--from", address)
    old = (study / "boas.lock").read_bytes()
    for step in range(1, 400, 7):
        done = boas("use", "exemple-regle@1.1.0", "--files", "--from", address, at=study, dies_at=step)
        now = (study / "boas.lock").read_bytes()
        assert json.loads(now)["use"][0]["version"] in {"1.0.0", "1.1.0"}
        sums = study / "boas-files/exemple-regle/SHA256SUMS"
        if sums.exists():
            checked = subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=sums.parent, check=False)
            assert checked.returncode == 0, step
        if done.returncode == 0:
            assert now != old
            return
        use(study, "exemple-regle@1.0.0", "--files", "--from", address)
        assert (study / "boas.lock").read_bytes() == old, "the next run is not in anybody's way"
    pytest.fail("it never ended")


def test_a_file_carried_by_hand_can_pin_but_holds_no_files(study: Path, mirror: Path) -> None:
    use(study, "exemple-regle", "--from", str(mirror / "notices.json"))
    assert lock_of(study)["registry"]["url"] == "https://registre.example.org/boas"
    (mirror / "notices.json").rename(study / "carried.json")
    assert "empreintes et aucun fichier" in use(study, "exemple-regle", "--files", "--from", "carried.json", code=4)
