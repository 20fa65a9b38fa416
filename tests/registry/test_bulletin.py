"""The bulletin: what one file says of every version, and a log of notices that proves itself."""

import json
import subprocess
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.parsing import compute_folder_digest, compute_listing_digest, format_listing
from boas.registry import (
    Bulletin,
    build_bulletin,
    build_file_address,
    compute_entry_digest,
    read_bulletin,
    read_registry,
)
from boas.repository import open_repository
from tests.git_registry import GitRegistry
from tests.shipped import shipped_copy
from tests.site.versioned_registry import GONE, RULE, SCORE, grown, notice

ALERT = f"{RULE}/notices/alerte.yaml"


def read(path: Path) -> Bulletin:
    """The bulletin of the commit checked out."""
    with open_repository(path) as history:
        commit = history.read_head()
        return read_bulletin(history.read_tree_of(commit), history.read_history_of(commit))


@pytest.fixture
def registry(tmp_path: Path) -> GitRegistry:
    return grown(tmp_path / "registry")


def prove(bulletin: Bulletin) -> None:
    """The log and the notices agree, by nothing but the file and a library of JSON."""
    before: str | None = None
    last: dict[tuple[str, str], str | None] = {}
    for n, entry in enumerate(bulletin.log or (), start=1):
        told = json.loads(json.dumps(asdict(entry)))
        own = told.pop("digest")
        text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert (own, entry.n, entry.previous) == (sha256(text.encode()).hexdigest(), n, before)
        before = own
        last |= {(change.algorithm, change.notice): change.digest for change in entry.changes}
    there = {(one.algorithm, one.id): one.digest for one in bulletin.notices}
    assert {name: digest for name, digest in last.items() if digest} == there
    for one in bulletin.notices:
        text = json.dumps(one.document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert sha256(text.encode()).hexdigest() == one.digest


def test_one_commit_that_gives_notices_is_one_entry(registry: GitRegistry) -> None:
    bulletin = read(registry.path)

    prove(bulletin)
    first, entry = bulletin.log or ()
    assert (first.previous, entry.previous) == (None, first.digest)
    assert entry.commit == registry.git("rev-parse", "HEAD")
    assert [(one.algorithm, one.notice) for one in entry.changes] == [
        ("exemple-ancien", "fin"),
        ("exemple-regle", "alerte"),
        ("exemple-regle", "vieux"),
        ("exemple-score", "retrait"),
    ]


def test_a_notice_that_is_altered_or_taken_away_adds_an_entry_and_the_first_ones_stay(registry: GitRegistry) -> None:
    first = read(registry.path).log or ()
    registry.edit(ALERT, "Avis alerte.", "Avis changé.")
    registry.commit("Alter")
    registry.write(f"{RULE}/algorithm.yaml", (registry.path / RULE / "algorithm.yaml").read_text() + "# a word\n")
    registry.commit("Something else")
    (registry.path / ALERT).unlink()
    registry.commit("Take away")
    bulletin = read(registry.path)

    prove(bulletin)
    assert (bulletin.log or ())[:2] == first
    altered, gone = (bulletin.log or ())[2:]
    assert altered.changes[0].digest not in {None, first[1].changes[1].digest}
    assert gone.changes[0].digest is None
    assert "alerte" not in {one.id for one in bulletin.notices}


def test_only_the_content_of_a_notice_counts_not_how_its_file_is_laid_out(registry: GitRegistry) -> None:
    before = read(registry.path)
    registry.write(ALERT, "# a remark\n" + (registry.path / ALERT).read_text())
    registry.commit("A remark")
    after = read(registry.path)

    prove(after)
    assert after.notices == before.notices
    assert (after.log or ())[2].changes[0].digest == (before.log or ())[1].changes[1].digest


def test_a_notice_that_cannot_be_read_has_no_digest_until_it_is_mended(registry: GitRegistry) -> None:
    text = (registry.path / ALERT).read_text()
    for content in (text + "kind: [", text):
        registry.write(ALERT, content)
        registry.commit("Break or mend")
    log = read(registry.path).log or ()

    assert [entry.changes[0].digest for entry in log[2:]] == [None, log[1].changes[1].digest]
    prove(read(registry.path))


def test_every_version_has_its_status_its_files_and_a_digest_that_follows_from_them(registry: GitRegistry) -> None:
    rows = {(one.id, one.version): one for one in read(registry.path).versions}

    assert {name: one.status for name, one in rows.items() if one.status != "active"} == {
        ("exemple-ancien", "1.0.0"): "removed",
        ("exemple-regle", "1.0.0"): "deprecated",
        ("exemple-score", "1.0.0"): "withdrawn",
    }
    for (name, version), one in rows.items():
        folder = registry.path / "model_cards/algorithms" / name / "versions" / version
        files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        assert one.files == {path: sha256(file.read_bytes()).hexdigest() for path, file in files.items()}
        assert one.digest == compute_listing_digest(one.files)
    assert {"card.yaml", "codelists/inclusion.csv"} < rows["exemple-regle", "2.0.0"].files.keys()


def test_codes_of_a_list_are_told_whatever_their_order_in_the_file(registry: GitRegistry) -> None:
    bulletin = read(registry.path)
    files = next(one.files for one in bulletin.versions if (one.id, one.version) == ("exemple-regle", "2.0.0"))
    told = {one.sha256: one for one in bulletin.codelists}[files["codelists/inclusion.csv"]]
    codes = ("I60", "I61", "I620", "I64")

    assert (told.n, told.codes) == (4, codes)
    assert told.digest == sha256("\n".join(codes).encode()).hexdigest()
    registry.write(f"{RULE}/versions/2.0.0/codelists/inclusion.csv", "code\nI64\nI620\nI61\nI60\n")
    registry.write(f"{RULE}/versions/2.0.0/codelists/exclusion.csv", "code\n" + "".join(f"Z{n}\n" for n in range(5001)))
    registry.commit("Sort otherwise")
    after = read(registry.path).codelists
    assert {one.digest for one in after if one.sha256 != told.sha256} >= {told.digest}
    assert [(one.n, one.codes) for one in after if one.codes is None] == [(5001, None)]


def test_a_notice_names_the_versions_it_reaches_and_what_retracts_it(registry: GitRegistry) -> None:
    registry.write(f"{RULE}/notices/retour.yaml", notice("retour", "erratum", ">=2.0.0", "2026-02-05", retracts="x"))
    text = (registry.path / f"{RULE}/notices/retour.yaml").read_text()
    registry.write(f"{RULE}/notices/retour.yaml", text + "retracts: alerte\n")
    registry.edit(f"{RULE}/notices/retour.yaml", "  organisation: exemple-chu", "  orcid: 0000-0002-1825-0097")
    registry.edit(ALERT, "  organisation: exemple-chu", "  orcid: 0000-0002-1825-0097")
    registry.commit("Take it back")
    found = {(one.algorithm, one.id): one for one in read(registry.path).notices}

    assert found["exemple-regle", "alerte"].retracted_by == "retour"
    assert found["exemple-regle", "alerte"].reaches == ("2.0.0", "2.1.0-rc.1")
    assert found["exemple-regle", "vieux"].reaches == ("1.0.0",)
    assert found["exemple-score", "retrait"].retracted_by is None


def test_a_removed_version_keeps_its_digest_and_nothing_else(registry: GitRegistry) -> None:
    was = next(one for one in read(registry.path).versions if one.id == "exemple-ancien")
    removed = f"removed:\n  - version: 1.0.0\n    digest: {was.digest}\n"
    registry.write(f"{GONE}/notices/fin.yaml", notice("fin", "removed", "==1.0.0", "2026-02-04") + removed)
    registry.git("rm", "-r", "--quiet", f"{GONE}/versions", f"{GONE}/algorithm.yaml")
    registry.commit("Remove")
    bulletin = read(registry.path)

    prove(bulletin)
    assert next(one for one in bulletin.versions if one.id == "exemple-ancien") == replace(was, files={})
    assert next(one for one in bulletin.notices if one.id == "fin").reaches == ("1.0.0",)


def test_the_bulletin_of_the_snapshot_is_the_one_read_without_rules(registry: GitRegistry, tmp_path: Path) -> None:
    for path in (registry.path, shipped_copy(tmp_path / "shipped").path):
        with open_repository(path) as history:
            commit = history.read_head()
            tree, past = history.read_tree_of(commit), history.read_history_of(commit)
            assert build_bulletin(read_registry(tree, past)) == read_bulletin(tree, past)


def test_a_clone_without_old_commits_knows_no_log(registry: GitRegistry, tmp_path: Path) -> None:
    command = ["git", "clone", "--quiet", "--depth=1", f"file://{registry.path}", str(tmp_path / "shallow")]
    subprocess.run(command, check=True)

    shallow, whole = read(tmp_path / "shallow"), read(registry.path)
    assert shallow.log is None
    assert shallow.notices == whole.notices
    assert shallow.versions == whole.versions


def test_the_date_never_goes_back_when_the_newest_file_is_deleted(registry: GitRegistry) -> None:
    registry.write("model_cards/organisations/exemple-neuf.yaml", "x")
    registry.commit("Add")
    before = read(registry.path)
    (registry.path / "model_cards/organisations/exemple-neuf.yaml").unlink()
    registry.commit("Delete")
    after = read(registry.path)

    assert after.date > before.date
    assert after.commit == registry.git("rev-parse", "HEAD")


def test_who_uses_a_version_is_named_unless_it_is_disputed(registry: GitRegistry) -> None:
    assert [(one.algorithm, one.reuse) for one in read(registry.path).uses] == [
        (path.parts[-3], path.stem) for path in sorted((registry.path / "model_cards").rglob("reuses/*.yaml"))
    ]
    assert [one.version for one in read(registry.path).uses] == ["1.0.0"]
    registry.edit(
        f"{RULE}/reuses/exemple-reprise.yaml", "organisation: exemple-universite", "organisation: exemple-absent"
    )
    registry.commit("Somebody unknown")
    assert [one.name for one in read(registry.path).uses] == [{"fr": "exemple-absent", "en": "exemple-absent"}]

    registry.edit(f"{RULE}/reuses/exemple-reprise.yaml", "state: confirmed", "state: disputed")
    registry.commit("Dispute it")
    assert read(registry.path).uses == ()


def test_an_entry_made_to_look_older_has_another_digest(registry: GitRegistry) -> None:
    entry = (read(registry.path).log or ())[-1]

    assert compute_entry_digest(entry) == entry.digest
    assert compute_entry_digest(replace(entry, date="2020-01-01T00:00:00+00:00")) != entry.digest
    assert compute_entry_digest(replace(entry, changes=entry.changes[1:])) != entry.digest


@given(st.dictionaries(st.text(min_size=1, max_size=8), st.binary(max_size=8), max_size=5))
def test_a_listing_has_the_digest_of_the_folder_it_lists(contents: dict[str, bytes]) -> None:
    contents = {path: data for path, data in contents.items() if not any(0xD800 <= ord(c) <= 0xDFFF for c in path)}
    sums = {path: sha256(data).hexdigest() for path, data in contents.items()}

    assert sha256(format_listing(sums)).hexdigest() == compute_folder_digest(contents)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("card.yaml", "files/a/1.0.0/card.yaml"),
        ("codelists/avc aigu.csv", "files/a/1.0.0/codelists/avc%20aigu.csv"),
        ("code/é?#%.py", "files/a/1.0.0/code/%C3%A9%3F%23%25.py"),
        *((path, None) for path in ("code/page.HTML", "code/x.svg", "code/.htaccess", "code/../../x", "/x", "a//b")),
        *((path, None) for path in ("code/a\\b", "code/a\nb", "code/c:x", "SHA256SUMS", "code/x.xml", "code/x\u202e")),
    ],
)
def test_a_name_becomes_an_address_only_when_no_host_could_take_it_for_more(path: str, address: str | None) -> None:
    assert build_file_address("a", "1.0.0", path) == address


def test_a_score_that_was_withdrawn_says_so(registry: GitRegistry) -> None:
    found = [one for one in read(registry.path).notices if one.document["kind"] == "withdrawn"]

    assert [(one.algorithm, one.document["text"]) for one in found] == [
        ("exemple-score", {"fr": "Avis retrait.", "en": "Notice retrait."})
    ]
    assert SCORE.endswith(found[0].algorithm)


def test_a_use_named_by_the_producers_version_is_a_use_of_the_version_that_stands_for_it(registry: GitRegistry) -> None:
    registry.edit(
        f"{RULE}/versions/1.0.0/card.yaml", "kind: rule\n", "upstream_version: v2.1 (2025-01-02)\nkind: rule\n"
    )
    reuse = f"{RULE}/reuses/exemple-reprise.yaml"
    registry.edit(reuse, "version: 1.0.0\n", 'upstream:\n  version: "2.1"\n')
    registry.commit("Name the version as its producers do")
    assert [one.version for one in read(registry.path).uses] == ["1.0.0"]

    registry.edit(reuse, 'version: "2.1"', 'version: "2.2"')
    registry.commit("Name one that is not here")
    assert [one.version for one in read(registry.path).uses] == [None]
