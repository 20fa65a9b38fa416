"""From a path to what it is, and back."""

import pytest

from boas.documents import (
    FOLDER,
    build_algorithm_path,
    build_data_source_path,
    build_organisation_path,
    build_path,
    build_version_path,
    describe_path,
    find_algorithm,
    find_main_document,
    find_parent_document,
    find_record,
    find_version_folder,
    get_file_name,
    list_file_names,
    parse_path,
    parse_place,
)

A = f"{FOLDER}/algorithms/regle"
E = f"{A}/evaluations/ev"

PLACES = {
    f"{FOLDER}/registry.yaml": ("registry", {}),
    f"{FOLDER}/reviewers.yaml": ("reviewers", {}),
    f"{A}/algorithm.yaml": ("algorithm", {"algorithm": "regle"}),
    f"{A}/versions/1.0.0/card.yaml": ("card", {"algorithm": "regle", "version": "1.0.0"}),
    f"{A}/versions/1.0.0/method.fr.md": ("method", {"algorithm": "regle", "version": "1.0.0", "language": "fr"}),
    f"{A}/versions/1.0.0/codelists/a.csv": ("codelist", {"algorithm": "regle", "version": "1.0.0", "codelist": "a"}),
    f"{A}/versions/1.0.0/code/a/b.py": ("code", {"algorithm": "regle", "version": "1.0.0", "file": "a/b.py"}),
    f"{A}/evaluations/ev/evaluation.yaml": ("evaluation", {"algorithm": "regle", "evaluation": "ev"}),
    f"{A}/evaluations/ev/counts.csv": ("counts", {"algorithm": "regle", "evaluation": "ev"}),
    f"{A}/evaluations/ev/scores.csv": ("scores", {"algorithm": "regle", "evaluation": "ev"}),
    f"{A}/audits/au.yaml": ("audit", {"algorithm": "regle", "audit": "au"}),
    f"{A}/reuses/re.yaml": ("reuse", {"algorithm": "regle", "reuse": "re"}),
    f"{A}/notices/no.yaml": ("notice", {"algorithm": "regle", "notice": "no"}),
    f"{FOLDER}/data_sources/ds.yaml": ("data_source", {"data_source": "ds"}),
    f"{FOLDER}/organisations/og.yaml": ("organisation", {"organisation": "og"}),
}

NO_PLACES = (
    "",
    "registry.yaml",
    f"{FOLDER}/registry.yml",
    f"{FOLDER}/reviewers-yaml",
    f"{FOLDER}/Registry.yaml",
    f"x/{FOLDER}/registry.yaml",
    f"{FOLDER}/registry.yaml\n",
    f"{A}/card.yaml",
    f"{A}/versions/card.yaml",
    f"{A}/versions/1.0.0/card.yaml/x",
    f"{A}/versions/1.0.0/sub/card.yaml",
    f"{A}/versions/1.0.0/method.xx.md",
    f"{A}/versions/1.0.0/method.md",
    f"{A}/versions/1.0.0/codelists/a/b.csv",
    f"{A}/versions/1.0.0/codelists/a.tsv",
    f"{A}/versions/1.0.0/code/",
    f"{A}/evaluations/ev/other.csv",
    f"{FOLDER}/organisations/.yaml",
    f"{FOLDER}/organisations/a/b.yaml",
)


@pytest.mark.parametrize(("path", "kind", "names"), [(path, *place) for path, place in PLACES.items()])
def test_a_path_says_what_it_is_and_the_names_it_carries(path: str, kind: str, names: dict[str, str]) -> None:
    location = parse_path(path)

    assert location is not None
    assert (location.kind, dict(location.names)) == (kind, names)
    assert location.name("nothing") == ""


@pytest.mark.parametrize("path", NO_PLACES)
def test_any_other_path_has_no_place(path: str) -> None:
    assert parse_path(path) is None


def test_paths_are_made_as_they_are_read() -> None:
    made = (
        build_algorithm_path("regle"),
        build_version_path("regle", "1.0.0", "card.yaml"),
        build_data_source_path("ds"),
        build_organisation_path("og"),
    )

    assert set(made) <= set(PLACES)


@pytest.mark.parametrize(("path", "kind", "names"), [(path, *place) for path, place in PLACES.items()])
def test_a_kind_and_its_names_give_the_path_again(path: str, kind: str, names: dict[str, str]) -> None:
    assert build_path(kind, **names) == path


@pytest.mark.parametrize(
    ("path", "algorithm", "version", "record", "parent"),
    [
        (f"{A}/algorithm.yaml", "regle", None, None, None),
        (f"{A}/stray.txt", "regle", None, None, f"{A}/algorithm.yaml"),
        (f"{A}/versions/1.0.0/card.yaml", "regle", f"{A}/versions/1.0.0/", None, f"{A}/algorithm.yaml"),
        (f"{A}/versions/1.0.0/code/a/b.py", "regle", f"{A}/versions/1.0.0/", None, f"{A}/versions/1.0.0/card.yaml"),
        (
            f"{A}/evaluations/ev/counts.csv",
            "regle",
            None,
            f"{A}/evaluations/ev/",
            f"{A}/evaluations/ev/evaluation.yaml",
        ),
        (f"{E}/evaluation.yaml", "regle", None, f"{E}/", f"{A}/algorithm.yaml"),
        (f"{A}/audits/au.yaml", "regle", None, f"{A}/audits/au.yaml", f"{A}/algorithm.yaml"),
        (f"{A}/notices/no.yaml", "regle", None, f"{A}/notices/no.yaml", f"{A}/algorithm.yaml"),
        (f"{A}/audits/deeper/au.yaml", "regle", None, None, f"{A}/algorithm.yaml"),
        (f"{A}/reuses/re.yaml", "regle", None, None, f"{A}/algorithm.yaml"),
        (f"{FOLDER}/organisations/og.yaml", "", None, None, None),
        (f"{FOLDER}/algorithms/file.yaml", "", None, None, None),
    ],
)
def test_a_path_says_what_it_is_a_part_of(
    path: str, algorithm: str, version: str | None, record: str | None, parent: str | None
) -> None:
    assert find_algorithm(path) == algorithm
    assert find_version_folder(path) == version
    assert find_record(path) == record
    assert find_parent_document(path) == parent


@pytest.mark.parametrize(
    ("place", "main", "kind", "name"),
    [
        (f"{A}/versions/1.0.0/", f"{A}/versions/1.0.0/card.yaml", "card", "1.0.0"),
        (f"{A}/evaluations/ev/", f"{A}/evaluations/ev/evaluation.yaml", "evaluation", "ev"),
        (f"{A}/audits/au.yaml", f"{A}/audits/au.yaml", "audit", "au"),
    ],
)
def test_a_place_has_one_document_that_makes_it_what_it_is(place: str, main: str, kind: str, name: str) -> None:
    location = parse_place(place)

    assert find_main_document(place) == main
    assert (location.kind, location.algorithm, location.id or location.version) == (kind, "regle", name)


def test_a_folder_without_such_a_document_is_no_place() -> None:
    with pytest.raises(ValueError, match="neither a version nor a record"):
        parse_place(f"{A}/codes/")


def test_the_path_of_each_kind_is_told_with_names_in_capitals() -> None:
    assert describe_path("evaluation") == f"{FOLDER}/algorithms/ID/evaluations/EVALUATION/evaluation.yaml"
    assert describe_path("data_source") == f"{FOLDER}/data_sources/ID.yaml"
    assert describe_path("registry") == f"{FOLDER}/registry.yaml"


def test_names_that_files_always_have_are_known() -> None:
    assert {"card.yaml", "counts.csv", "method.fr.md", "method.en.md"} <= set(list_file_names())
    assert get_file_name("card") == "card.yaml"
