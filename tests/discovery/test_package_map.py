"""Which algorithm a name stands for, by what the algorithms' documents say."""

from pathlib import Path

import pytest

from boas.discovery import PackageMap, build_package_map, make_package_name
from boas.parsing import read_collection
from boas.tree import File, Tree
from tests.discovery.example_registry import CARD


def build(algorithms: dict[str, str], packages: dict[str, str] | None = None) -> PackageMap:
    """The map of a registry in memory: lines of each card by `id version`, lines of each algorithm's file by id."""
    contents = {}
    for key, more in algorithms.items():
        algorithm, _, version = key.partition(" ")
        version = version or "1.0.0"
        path = f"model_cards/algorithms/{algorithm}/versions/{version}/card.yaml"
        contents[path] = CARD.format(id=algorithm, version=version, more=more)
    for algorithm, more in (packages or {}).items():
        contents[f"model_cards/algorithms/{algorithm}/algorithm.yaml"] = (
            f"schema_version: 1\nid: {algorithm}\norigin: compiled\npackages:\n{more}"
        )
    files = {path: File(path, f"{n:040}", "file", len(text)) for n, (path, text) in enumerate(sorted(contents.items()))}
    return build_package_map(read_collection(Tree(files, lambda file: contents[file.path].encode())))


def lies_in(address: str, label: str = "") -> str:
    label = f"upstream_version: '{label}'\n" if label else ""
    return f"{label}deployment: {{repository: {{url: 'https://github.com/{address}'}}}}"


def find(found: PackageMap, ecosystem: str, name: str) -> str:
    return found.find((make_package_name(ecosystem, name),))


def test_a_repository_stands_for_the_algorithm_that_has_its_versions() -> None:
    found = build({"edsnlp": lies_in("aphp/edsnlp", "v0.19.0"), "edsnlp-negation": lies_in("aphp/edsnlp")})

    assert find(found, "git", "git@github.com:APHP/EDSNLP.git") == "edsnlp"
    assert found.parts == {}


def test_a_repository_stands_for_the_algorithm_that_is_called_like_it() -> None:
    found = build({"snds-omop": lies_in("hdh/snds_omop")})

    assert find(found, "git", "https://github.com/hdh/snds_omop") == "snds-omop"


def test_parts_are_not_taken_for_the_whole_of_their_repository() -> None:
    found = build({"programme-a": lies_in("hdh/programmes"), "programme-b": lies_in("hdh/programmes")})

    assert find(found, "git", "https://github.com/hdh/programmes") == ""
    assert found.parts == {
        make_package_name("git", "https://github.com/hdh/programmes"): ("programme-a", "programme-b")
    }


def test_two_that_each_have_versions_are_told_apart_by_what_they_claim() -> None:
    cards = {"first": lies_in("hdh/both", "1.0"), "second": lies_in("hdh/both", "2.0")}
    claim = "  - {ecosystem: git, name: 'https://github.com/hdh/both.git'}\n"

    assert find(build(cards), "git", "https://github.com/hdh/both") == ""
    claimed = build(cards, {"second": claim})
    assert find(claimed, "git", "https://github.com/hdh/both") == "second"
    assert claimed.parts == {}


def test_the_newest_card_says_where_the_code_lies() -> None:
    found = build({"moved 1.9.0": lies_in("old/moved", "1"), "moved 1.10.0": lies_in("new/moved", "2")})

    assert (find(found, "git", "https://github.com/old/moved"), find(found, "git", "https://github.com/new/moved")) == (
        "",
        "moved",
    )


def test_a_claimed_name_is_compared_as_its_ecosystem_does() -> None:
    found = build({"eds-scikit": ""}, {"eds-scikit": "  - {ecosystem: pypi, name: EDS_Scikit}\n"})

    assert find(found, "pypi", "eds.scikit") == "eds-scikit"
    assert find(found, "conda", "eds-scikit") == ""


def test_of_two_that_claim_one_name_the_first_by_id_has_it() -> None:
    claim = "  - {ecosystem: cran, name: pmeasyr}\n"

    assert find(build({"aaa": "", "bbb": ""}, {"bbb": claim, "aaa": claim}), "cran", "pmeasyr") == "aaa"


def test_the_id_of_an_algorithm_is_its_name_in_locks_of_registries() -> None:
    assert find(build({"exemple": ""}), "boas", "exemple") == "exemple"


@pytest.mark.parametrize(("name", "algorithm"), [("edsnlp", "edsnlp"), ("edsteva", "edsteva"), ("spacy", "")])
def test_the_shipped_registry_knows_names_of_packages_that_a_source_shows(name: str, algorithm: str) -> None:
    from boas.parsing import read_folder  # noqa: PLC0415 -- only here

    tree = read_folder(Path(__file__).parents[2])
    chosen = [path for path in tree.files if path.endswith(("/algorithm.yaml", "/card.yaml"))]

    assert find(build_package_map(read_collection(tree, chosen)), "pypi", name) == algorithm
