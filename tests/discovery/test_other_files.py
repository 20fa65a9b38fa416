"""Environments of conda, code lists of OpenSAFELY, locks of a registry."""

import json

import pytest

from tests.discovery.reading import read_lines

ENVIRONMENTS = [
    ("dependencies: [edsnlp]", ["conda:edsnlp"]),
    ("dependencies:\n  - conda-forge::EdsNLP==0.19.0", ["conda:edsnlp version 0.19.0"]),
    ("dependencies:\n  - edsnlp=0.19.0=py_0", ["conda:edsnlp version 0.19.0"]),
    ("dependencies:\n  - edsnlp=0.19", ["conda:edsnlp range =0.19"]),
    ("dependencies:\n  - edsnlp 0.19.*", ["conda:edsnlp range 0.19.*"]),
    ("dependencies:\n  - edsnlp>=0.17,<1", ["conda:edsnlp range >=0.17,<1"]),
    ("dependencies:\n  - edsnlp[version='>=0.17']", ["conda:edsnlp"]),
    ("dependencies:\n  - edsnlp  # [linux]", ["conda:edsnlp"]),
    (
        "dependencies:\n  - pip\n  - pip:\n    - edsnlp==0.6.1\n    - -r requirements.txt",
        ["conda:pip", "pypi:edsnlp version 0.6.1", "+ requirements.txt"],
    ),
    ("dependencies:", []),
    ("dependencies: edsnlp", []),
    ("dependencies: [1, null, [], {pip: 3}, {pip: [4]}]", []),
    ("", []),
    ("- edsnlp", []),
    ("dependencies:\n\t- edsnlp", ["! 2: Unreadable YAML here: a tab serves as indent."]),
]


@pytest.mark.parametrize(("text", "expected"), ENVIRONMENTS, ids=range(len(ENVIRONMENTS)))
def test_each_form_of_an_environment_is_read(text: str, expected: list[str]) -> None:
    """A single `=` of conda stands for a beginning, unless a build follows."""
    assert read_lines("environment.yml", text) == expected


LISTS = [
    ("opensafely/stroke/2020-07-17", ["opencodelists:opensafely/stroke version 2020-07-17 locked"]),
    ("user/camille/asplenia/1a2b3c4d/", ["opencodelists:user/camille/asplenia version 1a2b3c4d locked"]),
    (
        "https://www.opencodelists.org/codelist/opensafely/stroke/1/",
        ["opencodelists:opensafely/stroke version 1 locked"],
    ),
    ("# opensafely/stroke/1\r\n\r\n", []),
    ("opensafely/stroke", ["! 1: `opensafely/stroke` names no version of a code list."]),
    ("user/camille/asplenia", ["! 1: `user/camille/asplenia` names no version of a code list."]),
    ("opensafely//1", ["! 1: `opensafely//1` names no version of a code list."]),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_each_line_of_a_study_names_a_version_of_a_list(text: str, expected: list[str]) -> None:
    assert read_lines("codelists/codelists.txt", text) == expected


def test_only_the_file_where_studies_keep_them_is_read() -> None:
    assert read_lines("codelists.txt", "opensafely/stroke/1") == []


USE = {"id": "avc-ait-pmsi", "range": ">=1.0.0", "version": "1.0.0", "digest": "sha256:ab"}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"lock_version": 1, "use": [USE]}, ["boas:avc-ait-pmsi version 1.0.0 locked"]),
        ({"lock_version": 1, "use": [3, {"id": "x"}, {"id": 4, "version": "1.0.0"}]}, []),
        ({"lock_version": 1, "use": {}}, []),
        ({"lock_version": 2, "use": [USE]}, ["! 0: This lock has a format that is not known here."]),
        ({}, ["! 0: This lock has a format that is not known here."]),
    ],
)
def test_a_lock_of_a_registry_names_its_versions(content: object, expected: list[str]) -> None:
    assert read_lines("study/boas.lock", json.dumps(content)) == expected
