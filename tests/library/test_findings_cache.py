"""What is kept of a check on disk is taken over only where nothing has changed, and is never believed when damaged."""

import json
import os
import shutil
import signal
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boas.library import _findings_cache, check_files
from boas.library._cache_file import find_cache_file, read_cache_file, write_cache_file
from tests.checks.copied_registry import BASE
from tests.checks.test_cases import RELEASES, lay_over
from tests.cli.running import CACHES, ENVIRONMENT, boas

MOST_REGISTRIES = 16
CARD = "model_cards/algorithms/exemple-modele/versions/1.0.0/card.yaml"


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The base registry in no repository, checked by a program that has not been edited just now."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    monkeypatch.setattr(_findings_cache, "fingerprint_program", lambda: "this program")
    monkeypatch.setattr(_findings_cache, "_SETTLED", 0)
    shutil.copytree(BASE, tmp_path / "registry/model_cards")
    return tmp_path / "registry"


def kept(root: Path) -> Path:
    """The file in which something is kept of a registry."""
    place = find_cache_file(root)
    assert place is not None
    return place


def forge(root: Path, **fields: object) -> None:
    """Keep that nothing was found, in a sound file, with some fields otherwise."""
    value = read_cache_file(kept(root))
    for part in value["parts"].values():
        part[4] = []
    write_cache_file(kept(root), value | fields)


def break_card(root: Path) -> None:
    """Name an organisation that there is not, in as many letters as before."""
    text = (root / CARD).read_text("utf-8")
    assert "exemple-chu" in text
    (root / CARD).write_text(text.replace("exemple-chu", "exemple-chx"), "utf-8")


def test_the_findings_are_those_of_a_check_without_cache(registry: Path) -> None:
    for change in (list, lambda: break_card(registry), (registry / CARD).unlink, list):
        change()
        assert check_files(registry).findings == check_files(registry, cached=False).findings
    assert kept(registry).is_file()


def test_a_registry_without_settings_has_the_same_findings_too(registry: Path) -> None:
    (registry / "model_cards/registry.yaml").unlink()

    for _ in range(2):
        assert check_files(registry).findings == check_files(registry, cached=False).findings


def test_what_is_kept_of_unchanged_files_is_taken_over(registry: Path) -> None:
    break_card(registry)
    assert check_files(registry).findings
    forge(registry)

    assert check_files(registry).findings == ()
    assert check_files(registry, cached=False).findings


def test_a_release_of_codes_that_comes_changes_or_goes_is_noticed(registry: Path, tmp_path: Path) -> None:
    lay_over("unknown-code/fail-no-such-code", registry)
    folder = tmp_path / "releases"

    def check_twice() -> tuple[set[str], tuple[str, ...]]:
        runs = [check_files(registry, nomenclatures=folder) for _ in range(2)]
        anew = check_files(registry, nomenclatures=folder, cached=False)
        assert [(run.findings, run.unchecked) for run in runs] == [(anew.findings, anew.unchecked)] * 2
        return {finding.rule for finding in anew.findings}, anew.unchecked

    rules, unchecked = check_twice()
    assert "unknown-code" not in rules
    assert unchecked

    shutil.copytree(RELEASES, folder)
    rules, unchecked_now = check_twice()
    assert "unknown-code" in rules
    assert unchecked_now == ()

    for file in folder.iterdir():
        file.write_bytes(file.read_bytes() + b"\n")
    assert check_twice()[1] == unchecked

    shutil.rmtree(folder)
    assert check_twice()[1] == unchecked


def test_nothing_is_taken_over_from_another_program(registry: Path) -> None:
    break_card(registry)
    found = check_files(registry).findings
    forge(registry, program="another program")

    assert check_files(registry).findings == found


def test_nothing_is_taken_over_of_what_was_found_under_other_settings(registry: Path) -> None:
    break_card(registry)
    found = check_files(registry).findings
    forge(registry, settings="others")

    assert check_files(registry).findings == found


def test_a_program_newer_than_this_process_keeps_nothing(
    registry: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    monkeypatch.setattr("boas.STARTED", 0)
    _findings_cache.fingerprint_program.cache_clear()
    try:
        assert _findings_cache.fingerprint_program() == ""
        check_files(registry)
    finally:
        _findings_cache.fingerprint_program.cache_clear()
    assert not kept(registry).exists()


def test_an_edit_that_hides_behind_the_old_size_and_time_is_seen(registry: Path) -> None:
    path = registry / CARD
    before = path.stat()
    assert check_files(registry).findings == ()
    break_card(registry)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert path.stat().st_size == before.st_size
    assert check_files(registry).findings


def test_a_file_edited_just_now_is_read_again(registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_findings_cache, "_SETTLED", 3600_000_000_000)
    check_files(registry)

    assert read_cache_file(kept(registry))["files"] == {}


def test_a_file_that_cannot_be_read_is_left_to_what_reads_it(registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (registry / "model_cards/stray.txt").write_bytes(b"nobody reads this")
    fingerprint = vars(_findings_cache)["_fingerprint_file"]

    def refuse(path: Path, stamp: tuple[int, ...]) -> tuple[str, bool]:
        if path.name == "stray.txt":
            raise PermissionError(path)
        found: tuple[str, bool] = fingerprint(path, stamp)
        return found

    monkeypatch.setattr(_findings_cache, "_fingerprint_file", refuse)

    assert {finding.rule for finding in check_files(registry).findings} == {"stray-file"}
    assert not kept(registry).exists()


def test_a_file_that_changes_while_it_is_checked_leaves_nothing_behind(
    registry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hash_file = vars(_findings_cache)["_fingerprint_file"]

    def edit_after(path: Path, stamp: tuple[int, ...]) -> tuple[str, bool]:
        found: tuple[str, bool] = hash_file(path, stamp)
        if path == registry / CARD and "exemple-chx" not in path.read_text("utf-8"):
            break_card(registry)
        return found

    monkeypatch.setattr(_findings_cache, "_fingerprint_file", edit_after)

    assert check_files(registry).findings
    assert not kept(registry).exists()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_file_is_thrown_away(registry: Path, data: st.DataObject) -> None:
    value = {"program": "this program", "files": {"a": [[1], "b"]}, "parts": {}}
    write_cache_file(kept(registry), value)
    good = kept(registry).read_bytes()
    place = data.draw(st.integers(0, len(good) - 1))
    bad = data.draw(
        st.sampled_from([good[:place], good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :], good + b"\0", b""])
    )
    kept(registry).write_bytes(bad)

    assert read_cache_file(kept(registry)) is None


@pytest.mark.parametrize("value", [None, [], "text", {}, {"program": "this program", "files": [], "parts": 3}])
def test_a_file_of_another_shape_is_thrown_away(registry: Path, value: object) -> None:
    write_cache_file(kept(registry), value)

    assert check_files(registry).findings == ()
    assert read_cache_file(kept(registry))["program"] == "this program"


def test_a_file_that_others_may_write_or_that_is_a_link_is_not_read(registry: Path) -> None:
    write_cache_file(kept(registry), "value")
    assert read_cache_file(kept(registry)) == "value"
    kept(registry).chmod(0o622)
    assert read_cache_file(kept(registry)) is None
    kept(registry).chmod(0o600)
    kept(registry).rename(kept(registry).with_name("elsewhere"))
    kept(registry).symlink_to("elsewhere")
    assert read_cache_file(kept(registry)) is None


def test_a_cache_that_cannot_be_written_changes_nothing(registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null/caches")
    break_card(registry)
    assert check_files(registry).findings
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert find_cache_file(registry) is not None
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    monkeypatch.setenv("HOME", "relative")
    assert find_cache_file(registry) is None
    assert check_files(registry).findings


def test_only_what_was_used_last_is_kept_and_what_was_left_half_written_goes(registry: Path) -> None:
    folder = kept(registry).parent
    folder.mkdir(parents=True)
    for number in range(20):
        one = folder / f"{number:02d}.json"
        one.write_bytes(b"")
        os.utime(one, (number, number))
    (folder / ".begun-old").write_bytes(b"")
    os.utime(folder / ".begun-old", (0, 0))
    (folder / ".begun-now").write_bytes(b"")
    write_cache_file(kept(registry), "value")

    names = {one.name for one in folder.iterdir()}
    assert len(names) == MOST_REGISTRIES + 1
    assert {kept(registry).name, "19.json", ".begun-now"} <= names
    assert not {"00.json", ".begun-old"} & names


def test_somebody_else_writing_at_the_same_time_spoils_nothing(registry: Path) -> None:
    first = check_files(registry)
    break_card(registry)
    other = kept(registry).read_bytes()
    second = check_files(registry)
    kept(registry).write_bytes(other)  # the slower process writes what it saw

    assert first.findings == () != second.findings
    assert check_files(registry).findings == second.findings


KILLED = """
import sys
from tests.cli.killing import kill_at
clock = kill_at(sys.argv[1], int(sys.argv[2]))
sys.argv = ["boas", "check"]
from boas.cli.main import main
try:
    main()
finally:
    print(clock.n, file=sys.stderr)
"""


@pytest.mark.parametrize("change", [1, 2, 3, 4])
def test_a_check_that_is_killed_leaves_what_gives_the_same_findings(change: int, tmp_path: Path) -> None:
    root, caches = tmp_path / "registry", tmp_path / "caches"
    shutil.copytree(BASE, root / "model_cards")
    break_card(root)
    environment = ENVIRONMENT | {"XDG_CACHE_HOME": str(caches)}
    before = boas("check", "--format", "json", "--no-cache", at=root).stdout

    done = subprocess.run(
        [sys.executable, "-c", KILLED, caches, str(change)], cwd=root, env=environment, check=False, capture_output=True
    )

    assert done.returncode == -signal.SIGKILL or int(done.stderr.splitlines()[-1]) < change
    for _ in range(2):
        assert boas("check", "--format", "json", at=root, environment={"XDG_CACHE_HOME": str(caches)}).stdout == before


def test_the_command_keeps_something_unless_it_is_told_not_to(tmp_path: Path) -> None:
    root = tmp_path / "registry"
    shutil.copytree(BASE, root / "model_cards")
    name = f"{sha256(os.fsencode(root.resolve())).hexdigest()[:40]}.json"
    place = Path(CACHES.name, "boas", name)

    assert boas("check", "--no-cache", at=root).returncode == 0
    assert not place.exists()
    assert boas("check", at=root).returncode == 0
    assert json.loads(place.read_bytes().partition(b"\n")[2])["parts"]
