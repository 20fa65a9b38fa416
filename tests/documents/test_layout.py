"""From a path to what it is, and back."""

import pytest

from boas.documents import (
    FOLDER,
    build_algorithm_path,
    build_data_source_path,
    build_organisation_path,
    build_version_path,
    parse_path,
)

A = f"{FOLDER}/algorithms/regle"

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
    f"{A}/versions/1.0.0/method.de.md",
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
