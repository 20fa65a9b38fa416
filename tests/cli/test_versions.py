"""Comparing, releasing and verifying versions, and checking what a pull request adds, as people run them."""

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from boas.parsing import compute_folder_digest
from tests.cli.running import BASE, boas
from tests.git_registry import GitRegistry

RULE = "model_cards/algorithms/exemple-regle"
SCORE = "model_cards/algorithms/exemple-score"
FIRST = f"{SCORE}/versions/1.0.0"


@pytest.fixture
def registry(tmp_path: Path) -> GitRegistry:
    """The small registry without fault, published."""
    repository = GitRegistry(tmp_path / "registry")
    shutil.copytree(BASE / "model_cards", repository.path / "model_cards")
    repository.commit("Set up")
    return repository


@pytest.fixture
def frozen(registry: GitRegistry) -> GitRegistry:
    """The same, frozen from its first commit."""
    start = registry.git("rev-parse", "HEAD")
    settings = (registry.path / "model_cards/registry.yaml").read_text()
    registry.write("model_cards/registry.yaml", settings + f"frozen_from: {start}\n")
    registry.commit("Freeze")
    return registry


def test_edits_become_a_new_version_and_the_published_one_is_put_back(frozen: GitRegistry) -> None:
    before = (frozen.path / FIRST / "card.yaml").read_bytes()
    frozen.edit(f"{FIRST}/card.yaml", "Shows the least a card may hold.", "Shows something else. # not a comment")

    done = boas("release", "exemple-score", "--lang", "en", at=frozen.path)

    assert done.returncode == 0
    assert b"exemple-score 1.0.0 \xe2\x86\x92 2.0.0" in done.stdout
    assert (frozen.path / FIRST / "card.yaml").read_bytes() == before
    card = (frozen.path / SCORE / "versions/2.0.0/card.yaml").read_text()
    assert "version: 2.0.0\n" in card
    assert "Shows something else. # not a comment" in card
    assert "  - kind: changed\n" in card
    assert boas("check", "--since", "HEAD", at=frozen.path).returncode == 0


def test_changes_that_read_alike_because_they_are_cut_short_are_told_once(frozen: GitRegistry) -> None:
    page = "https://regle.example.org/a-page-with-an-address-so-long-that-only-its-start-is-told-in-a-sentence"
    sources = "".join(f"    - url: {page}/{number}\n" for number in range(3))
    with (frozen.path / FIRST / "card.yaml").open("a") as card:
        card.write(f"\nreferences:\n  sources:\n    - url: {page}\n")
    assert boas("release", "exemple-score", at=frozen.path).returncode == 0
    frozen.commit("Release")
    second = f"{SCORE}/versions/1.0.1/card.yaml"
    frozen.edit(second, f"    - url: {page}\n", f"    - url: {page}\n{sources}")

    assert boas("release", "exemple-score", at=frozen.path).returncode == 0
    assert (frozen.path / SCORE / "versions/1.0.2/card.yaml").read_text().count("  - kind: added\n") == 1
    assert boas("check", "--since", "HEAD", at=frozen.path).returncode == 0


def test_comments_and_quotes_of_the_author_survive_a_release(frozen: GitRegistry) -> None:
    frozen.edit(f"{FIRST}/card.yaml", "version: 1.0.0", 'version: "1.0.0" # as the folder')
    frozen.edit(f"{FIRST}/card.yaml", "Does not exist.", "Does not exist yet.")

    assert boas("release", "exemple-score", at=frozen.path).returncode == 0
    assert 'version: "1.1.0" # as the folder\n' in (frozen.path / SCORE / "versions/1.1.0/card.yaml").read_text()


def test_a_release_never_overwrites(frozen: GitRegistry) -> None:
    frozen.write(f"{SCORE}/versions/1.1.0/notes.txt", "mine\n")
    frozen.edit(f"{FIRST}/card.yaml", "Does not exist.", "Does not exist yet.")
    edited = (frozen.path / FIRST / "card.yaml").read_bytes()

    done = boas("release", "exemple-score", at=frozen.path)

    assert done.returncode == 2
    assert "existe déjà".encode() in done.stderr
    assert (frozen.path / FIRST / "card.yaml").read_bytes() == edited


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["exemple-score"], "Rien n’a changé"),
        (["exemple-scor"], "Essayer « exemple-score »"),
        (["inconnu"], "Aucun algorithme"),
    ],
)
def test_a_release_of_nothing_says_what_to_do(frozen: GitRegistry, arguments: list[str], said: str) -> None:
    done = boas("release", *arguments, at=frozen.path)

    assert done.returncode == 2
    assert said.encode() in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_version_made_without_edits_cannot_be_published_without_a_word(frozen: GitRegistry) -> None:
    assert boas("release", "exemple-score", "--bump", "patch", at=frozen.path).returncode == 0

    done = boas("check", f"{SCORE}/versions/1.0.1", at=frozen.path)

    assert done.returncode == 1
    assert b"placeholder-text" in done.stdout


def test_a_difference_is_told_to_people_and_programs(frozen: GitRegistry) -> None:
    frozen.edit(f"{FIRST}/card.yaml", "Does not exist.", "Does not exist yet.")
    assert boas("release", "exemple-score", at=frozen.path).returncode == 0

    text = boas("diff", "exemple-score", at=frozen.path)
    told = json.loads(boas("diff", "exemple-score", "1.0.0", "--format", "json", at=frozen.path).stdout)
    table = boas("diff", "exemple-score", "--format", "markdown", "--lang", "en", at=frozen.path)

    assert "version demandée : mineure, prise : mineure.".encode() in text.stdout
    assert (told["before"], told["after"], told["required_bump"]) == ("1.0.0", "1.1.0", "minor")
    assert {change["path"] for change in told["changes"]} == {"safety.limitations"}
    assert table.stdout.decode().splitlines()[2:4] == ["| Change | Asks for |", "|---|---|"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["exemple-score"], "n’a qu’une version"),
        (["exemple-score", "9.9.9"], "n’a pas de version 9.9.9"),
        (["exemple-scores"], "Essayer « exemple-score »"),
    ],
)
def test_a_difference_of_nothing_says_why(registry: GitRegistry, arguments: list[str], said: str) -> None:
    done = boas("diff", *arguments, at=registry.path)

    assert done.returncode == 2
    assert said.encode() in done.stderr


def test_an_edit_of_a_frozen_version_is_found_with_both_digests_before_it_is_committed(frozen: GitRegistry) -> None:
    published = compute_folder_digest({"card.yaml": (frozen.path / FIRST / "card.yaml").read_bytes()})
    frozen.edit(f"{FIRST}/card.yaml", "Does not exist.", "Does not exist yet.")
    now = compute_folder_digest({"card.yaml": (frozen.path / FIRST / "card.yaml").read_bytes()})

    done = boas("check", "--since", "HEAD", at=frozen.path)

    assert done.returncode == 1
    assert b"[frozen-version-changed]" in done.stdout
    assert published.encode() in done.stdout
    assert now.encode() in done.stdout


def test_before_it_is_frozen_a_version_may_be_edited(registry: GitRegistry) -> None:
    registry.edit(f"{FIRST}/card.yaml", "Does not exist.", "Does not exist yet.")

    assert boas("check", "--since", "HEAD", at=registry.path).returncode == 0


def test_only_what_a_pull_request_adds_is_checked(frozen: GitRegistry) -> None:
    frozen.write("model_cards/organisations/exemple-chu.yaml", "kind: wrong\n")
    frozen.commit("Break something on the main line")
    frozen.git("switch", "--quiet", "--create", "proposal")
    frozen.write("model_cards/data_sources/exemple-neuf.yaml", "schema_version: 1\nid: exemple-neuf\n")

    done = boas("check", "--since", "main", "--format", "json", at=frozen.path)

    assert {finding["path"] for finding in json.loads(done.stdout)["findings"]} == {
        "model_cards/data_sources/exemple-neuf.yaml"
    }


def test_a_version_that_was_never_on_the_main_line_stays_its_author_s_to_edit(frozen: GitRegistry) -> None:
    frozen.git("switch", "--quiet", "--create", "proposal")
    frozen.edit(f"{FIRST}/card.yaml", "Does not exist.", "Does not exist yet.")
    assert boas("release", "exemple-score", at=frozen.path).returncode == 0
    frozen.commit("Propose a version")
    frozen.edit(f"{SCORE}/versions/1.1.0/card.yaml", "Does not exist yet.", "Does not exist so far.")

    checked = boas("check", at=frozen.path)
    previewed = boas("build", "--working-tree", at=frozen.path)
    released = boas("release", "exemple-score", at=frozen.path)

    assert (checked.returncode, previewed.returncode) == (0, 0)
    assert b"frozen-version-changed" not in checked.stdout + previewed.stdout
    assert released.returncode == 2
    assert "n’est pas encore publiée : elle peut être modifiée".encode() in released.stderr
    assert "so far" in (frozen.path / SCORE / "versions/1.1.0/card.yaml").read_text()


@pytest.mark.parametrize("is_committed", [True, False], ids=["committed", "not committed"])
def test_edits_of_a_published_version_are_told_alike_and_no_remedy_loses_them(
    frozen: GitRegistry, *, is_committed: bool
) -> None:
    frozen.git("switch", "--quiet", "--create", "proposal")
    frozen.edit(f"{FIRST}/card.yaml", "Does not exist.", "Does not exist yet.")
    frozen.write(f"{FIRST}/code/extra.py", "1\n")
    if is_committed:
        frozen.commit("Edit a published version")

    told = [
        boas(*command, "--lang", "en", at=frozen.path).stdout.decode()
        for command in (["check"], ["check", "--since", "main"], ["build", "--working-tree"])
    ]

    assert all("error[frozen-version-changed]" in said for said in told)
    (remedy,) = {line for said in told for line in said.splitlines() if "boas release" in line}
    release, aside, back = re.findall(r"`([^`]+)`", remedy)
    frozen.git(*aside.split()[1:])
    frozen.git(*back.split()[1:])
    assert boas("check", at=frozen.path).returncode == 0
    if not is_committed:
        frozen.git("stash", "pop", "--quiet")
        assert "Does not exist yet." in (frozen.path / FIRST / "card.yaml").read_text()
        assert boas(*release.split()[1:], at=frozen.path).returncode == 0
        assert "Does not exist yet." in (frozen.path / SCORE / "versions/1.1.0/card.yaml").read_text()
        assert boas("check", at=frozen.path).returncode == 0


@pytest.mark.parametrize("revision", ["nowhere", "--upload-pack=x", "HEAD:x", ""])
def test_an_unknown_revision_is_refused_in_one_line(frozen: GitRegistry, revision: str) -> None:
    done = boas("check", f"--since={revision}", at=frozen.path)

    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_a_clone_in_which_nothing_moved_verifies(frozen: GitRegistry) -> None:
    done = boas("verify", at=frozen.path)

    assert done.returncode == 0
    assert "aucune n’a bougé".encode() in done.stdout


def test_a_clone_in_which_a_published_version_moved_does_not_verify(frozen: GitRegistry) -> None:
    frozen.edit(f"{FIRST}/card.yaml", "Does not exist.", "Does not exist yet.")
    frozen.commit("Edit a published version")

    done = boas("verify", at=frozen.path)

    assert done.returncode == 3
    assert f"{FIRST}/".encode() in done.stdout


def ledger(path: Path, digest: str) -> Path:
    row = {"id": "exemple-score", "version": "1.0.0", "digest": digest}
    path.write_text(json.dumps({"versions": [row]}))
    return path


def archive(path: Path, card: bytes, top: str = "exemple-score-1.0.0") -> Path:
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(f"{top}/card.yaml", card)
    return path


def test_a_clone_and_an_archive_are_proved_against_a_ledger(frozen: GitRegistry, tmp_path: Path) -> None:
    card = (frozen.path / FIRST / "card.yaml").read_bytes()
    good = ledger(tmp_path / "ledger.json", compute_folder_digest({"card.yaml": card}))
    bad = ledger(tmp_path / "other.json", "0" * 64)
    sound = archive(tmp_path / "sound.zip", card)
    tampered = archive(tmp_path / "tampered.zip", card + b"\n")
    stranger = archive(tmp_path / "stranger.zip", card, "autre-1.0.0")

    codes = [
        boas("verify", *arguments, at=frozen.path).returncode
        for arguments in (
            ["--ledger", good],
            ["--ledger", bad],
            [sound, "--ledger", good],
            [sound],
            [tampered, "--ledger", good],
            [stranger, "--ledger", good],
        )
    ]

    assert codes == [0, 3, 0, 0, 3, 3]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"no archive", 3), (b"", 3), (b"PK\x05\x06" + b"\0" * 18, 3)],
    ids=["text", "empty file", "empty archive"],
)
def test_what_is_no_archive_of_a_version_is_refused_in_one_line(
    frozen: GitRegistry, tmp_path: Path, content: bytes, code: int
) -> None:
    (tmp_path / "odd.zip").write_bytes(content)

    done = boas("verify", tmp_path / "odd.zip", at=frozen.path)

    assert done.returncode == code
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("content", ["[]", "{", '{"versions": [1]}', '{"versions": 3}'])
def test_what_is_no_ledger_is_refused_in_one_line(frozen: GitRegistry, tmp_path: Path, content: str) -> None:
    (tmp_path / "odd.json").write_text(content)

    done = boas("verify", "--ledger", tmp_path / "odd.json", at=frozen.path)

    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
