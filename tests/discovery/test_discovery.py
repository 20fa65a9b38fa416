"""From checkouts to proposed reuses: what each example shows, what is known already, what is written."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from boas.checks import check
from boas.discovery import (
    Discovery,
    ReuseProposal,
    UsedVersion,
    discover_reuses,
    render_discovery_json,
    render_discovery_text,
    write_reuses,
)
from boas.documents import Reuse
from boas.errors import UsageError
from boas.parsing import read_collection, read_folder
from tests.discovery.example_projects import ADDRESSES, PROJECTS, make_project
from tests.discovery.example_registry import make_registry
from tests.git_registry import GitRegistry

DAY = "2026-01-06"
BY_HAND = """schema_version: 1
id: by-hand
kind: depends
origin: compiled
date: 2026-01-05
purpose: {fr: Objet, en: Purpose}
"""
REUSES = "model_cards/algorithms/{}/reuses"


@pytest.fixture
def registry(tmp_path: Path) -> GitRegistry:
    """The small registry."""
    return make_registry(tmp_path / "registry")


@pytest.fixture
def project(tmp_path: Path) -> GitRegistry:
    """An empty checkout with a remote."""
    made = GitRegistry(tmp_path / "study")
    made.git("remote", "add", "origin", "https://forge.example.org/chu/study.git")
    return made


def discover(registry: GitRegistry, *projects: GitRegistry) -> Discovery:
    return discover_reuses(registry.path, [one.path for one in projects], DAY)


def iter_proposals(found: Discovery) -> Iterator[ReuseProposal]:
    for project in found.projects:
        yield from project.proposals


def find_one(registry: GitRegistry, project: GitRegistry) -> ReuseProposal:
    (one,) = iter_proposals(discover(registry, project))
    return one


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_an_example_shows_what_its_golden_file_says(name: str, registry: GitRegistry, tmp_path: Path) -> None:
    found = discover(registry, make_project(name, tmp_path / name))
    golden = PROJECTS / f"{name}.found.txt"
    said = render_discovery_text(found, "en", is_written=False)
    if os.environ.get("BOAS_WRITE_GOLDEN"):
        golden.write_text(said)

    assert said == golden.read_text()


def test_all_examples_written_pass_the_check_of_the_registry(registry: GitRegistry, tmp_path: Path) -> None:
    found = discover(registry, *(make_project(name, tmp_path / name) for name in ADDRESSES))
    write_reuses(registry.path, found)
    tree = read_folder(registry.path)
    collection = read_collection(tree, as_of=DAY)
    findings = check(collection, [tree.files[path] for path in found.files])

    assert len(found.files) == 11
    assert [finding for finding in findings if finding.severity == "error"] == []
    written = [collection.documents[path].content for path in found.files]
    assert all(isinstance(one, Reuse) and one.origin == "discovered" and one.sources for one in written)


def test_what_was_written_is_known_from_then_on(registry: GitRegistry, tmp_path: Path) -> None:
    projects = [make_project(name, tmp_path / name) for name in ADDRESSES]
    write_reuses(registry.path, discover(registry, *projects))

    again = discover(registry, *projects)

    assert again.files == {}
    assert {(one.is_known, one.is_changed) for one in iter_proposals(again)} == {(True, False)}


def test_the_order_of_projects_does_not_matter(registry: GitRegistry, tmp_path: Path) -> None:
    projects = [make_project(name, tmp_path / name) for name in ADDRESSES]

    one, other = discover(registry, *projects), discover(registry, *reversed(projects))

    assert render_discovery_json(one, "fr") == render_discovery_json(other, "fr")


def test_a_project_that_moved_to_another_version_gives_lines_and_no_file(
    registry: GitRegistry, project: GitRegistry
) -> None:
    project.write("requirements.txt", "edsnlp==0.19.0\n")
    project.commit("Begin")
    write_reuses(registry.path, discover(registry, project))
    path = REUSES.format("edsnlp") + "/study.yaml"
    before = (registry.path / path).read_bytes()
    project.write("requirements.txt", "edsnlp==0.20.0\n")
    project.commit("Move")

    found = discover(registry, project)
    write_reuses(registry.path, found)

    assert found.files == {}
    assert (registry.path / path).read_bytes() == before
    said = render_discovery_text(found, "en", is_written=False)
    assert "already known as `study`, which says another version; put these lines in:" in said
    assert '    |   version: "0.20.0"' in said


@pytest.mark.parametrize(
    "known",
    [
        "project: {name: Study, url: 'https://forge.example.org/CHU/Study'}\n",
        """organisation: exemple-chu
sources: [{repository: 'https://forge.example.org/chu/study.git', seen: 2026-01-05}]
""",
    ],
)
@pytest.mark.parametrize(
    ("version", "is_changed"),
    [
        ("version: 1.0.0\n", False),
        ("upstream: {version: v0.19.0}\n", False),
        ("upstream: {version: 0.20.0}\n", True),
        ("version: 1.1.0\n", True),
        ("", True),
    ],
)
def test_a_reuse_that_anybody_wrote_of_the_same_project_is_not_proposed_again(
    known: str,
    version: str,
    is_changed: bool,  # noqa: FBT001 -- a column of the table
    registry: GitRegistry,
    project: GitRegistry,
) -> None:
    registry.write(f"{REUSES.format('edsnlp')}/by-hand.yaml", BY_HAND + known + version)
    project.write("requirements.txt", "edsnlp==0.19.0\n")
    project.commit("Begin")

    one = find_one(registry, project)

    assert (one.id, one.is_known, one.is_changed) == ("by-hand", True, is_changed)


FILES = [
    ({"requirements.txt": "edsnlp\n"}, UsedVersion()),
    ({"requirements.txt": "edsnlp>=0.17\n", "pyproject.toml": '[project]\ndependencies = ["edsnlp<1"]'},
     UsedVersion(upstream_range="<1 | >=0.17")),
    ({"requirements.txt": "edsnlp>=0.17\n", "a/requirements.txt": "edsnlp==0.19.0\n"},
     UsedVersion(upstream_version="0.19.0")),
    ({"requirements.txt": "edsnlp==0.6.1\n", "uv.lock": '[[package]]\nname = "edsnlp"\nversion = "0.19.0"'},
     UsedVersion(upstream_version="0.19.0")),
    ({"uv.lock": '[[package]]\nname = "edsnlp"\nversion = "0.19.0"\n[[package]]\nname = "edsnlp"\nversion = "0.20.0"'},
     UsedVersion(upstream_range="0.19.0 | 0.20.0")),
    ({"requirements.txt": "edsnlp @ git+https://github.com/aphp/edsnlp@main\n"}, UsedVersion(upstream_range="main")),
    ({"requirements.txt": "git+https://github.com/aphp/edsnlp@" + "ab" * 20 + "\n"},
     UsedVersion(upstream_commit="ab" * 20)),
    ({"requirements.txt": "edsnlp @ git+https://forge.example.org/fork/edsnlp@v0.19.0\n"}, UsedVersion()),
    ({"uv.lock": '[[package]]\nname = "edsnlp"\nversion = "0.19.0\\u202e"'}, UsedVersion()),
]  # fmt: skip


@pytest.mark.parametrize(("files", "used"), FILES, ids=range(len(FILES)))
def test_what_was_resolved_counts_before_what_is_asked_for(
    files: dict[str, str], used: UsedVersion, registry: GitRegistry, project: GitRegistry
) -> None:
    for path, text in files.items():
        project.write(path, text)
    project.commit("Begin")

    one = find_one(registry, project)

    assert one.used == used
    assert one.paths == tuple(sorted(files))


def test_a_fork_is_named_and_says_nothing_of_the_version(registry: GitRegistry, project: GitRegistry) -> None:
    project.write("requirements.txt", "edsnlp @ git+https://forge.example.org/fork/edsnlp@v0.19.0\n")
    project.commit("Begin")

    assert [note.in_("en") for note in find_one(registry, project).notes] == [
        "`requirements.txt` takes it from another repository, forge.example.org/fork/edsnlp: perhaps a fork."
    ]


def test_the_own_repository_of_an_algorithm_does_not_reuse_it(registry: GitRegistry, project: GitRegistry) -> None:
    project.git("remote", "set-url", "origin", "git@github.com:aphp/EDSNLP.git")
    project.write("requirements.txt", "edsnlp==0.19.0\nedsteva\n")
    project.commit("Begin")

    assert [one.algorithm for one in iter_proposals(discover(registry, project))] == ["edsteva"]


def test_a_file_that_is_there_is_not_overwritten_and_another_id_is_taken(
    registry: GitRegistry, project: GitRegistry
) -> None:
    registry.write(f"{REUSES.format('edsnlp')}/study.yaml", "not: a reuse\n")
    project.write("requirements.txt", "edsnlp==0.19.0\n")
    project.commit("Begin")

    found = discover(registry, project)
    assert list(found.files) == [f"{REUSES.format('edsnlp')}/chu-study.yaml"]
    registry.write(f"{REUSES.format('edsnlp')}/chu-study.yaml", "somebody was faster\n")
    with pytest.raises(UsageError):
        write_reuses(registry.path, found)
    assert (registry.path / REUSES.format("edsnlp") / "chu-study.yaml").read_text() == "somebody was faster\n"


def test_two_projects_of_one_name_get_ids_of_their_own(registry: GitRegistry, tmp_path: Path) -> None:
    projects = []
    for owner in ("b", "a", "c"):
        made = GitRegistry(tmp_path / owner)
        made.git("remote", "add", "origin", f"https://forge.example.org/{owner}/nlp")
        made.write("requirements.txt", "edsnlp\n")
        made.commit("Begin")
        projects.append(made)

    assert [one.id for one in iter_proposals(discover(registry, *projects))] == ["nlp", "b-nlp", "c-nlp"]


def test_two_checkouts_of_one_repository_are_one_project(registry: GitRegistry, tmp_path: Path) -> None:
    one, other = (make_project("python-study", tmp_path / name) for name in ("one", "other"))

    found = discover(registry, one, other)

    assert len(found.projects) == 1
    assert [unread.folder for unread in found.unread] == [str(other.path)]


def test_a_project_without_public_address_is_told_and_not_proposed(registry: GitRegistry, tmp_path: Path) -> None:
    made = GitRegistry(tmp_path / "alone")
    made.git("remote", "add", "origin", "/srv/git/alone.git")
    made.write("requirements.txt", "edsnlp\n")
    made.commit("Begin")

    found = discover(registry, made)

    assert (list(iter_proposals(found)), found.files) == ([], {})
    assert "cannot be cited, and nothing is proposed" in render_discovery_text(found, "en", is_written=False)


def test_nothing_of_a_project_reaches_a_terminal_as_a_command(registry: GitRegistry, project: GitRegistry) -> None:
    project.write("x\x1b[31m/requirements.txt", "edsnlp\nb\x1b]0;ad d\n")
    project.write("requirements.txt", "edsnlp==0.19.0\na\u202ed d\x07\n")
    project.commit("Begin")

    found = discover(registry, project)

    for said in (render_discovery_text(found, "fr", is_written=False), render_discovery_json(found, "fr")):
        assert all(character.isprintable() or character == "\n" for character in said)


def test_the_use_of_a_withdrawn_version_is_not_kept_out(registry: GitRegistry, project: GitRegistry) -> None:
    notice = "schema_version: 1\nid: retrait\nkind: withdrawn\nversions: '==1.0.0'\nreason: safety\ndate: 2026-01-05\n"
    text = "text: {fr: Se trompait.}\ndecided_by: {name: Camille Exemple, organisation: exemple-chu}\n"
    registry.write("model_cards/algorithms/edsnlp/notices/retrait.yaml", notice + text)
    project.write("requirements.txt", "edsnlp==0.19.0\n")
    project.commit("Begin")

    found = discover(registry, project)
    write_reuses(registry.path, found)

    assert list(found.files) == [f"{REUSES.format('edsnlp')}/study.yaml"]
    tree = read_folder(registry.path)
    findings = check(read_collection(tree, as_of=DAY), [tree.files[path] for path in found.files])
    assert {(one.rule, one.severity) for one in findings if "withdrawn" in one.rule} == {
        ("reuse-of-withdrawn", "warning")
    }


def test_texts_are_in_the_languages_of_the_registry(registry: GitRegistry, project: GitRegistry) -> None:
    registry.edit("model_cards/registry.yaml", "languages:\n  - fr\n  - en\n", "languages:\n  - fr\n")
    project.write("requirements.txt", "edsnlp\n")
    project.commit("Begin")

    (text,) = discover(registry, project).files.values()

    assert "purpose:\n  fr: " in text.decode()
    assert "  en: " not in text.decode()
