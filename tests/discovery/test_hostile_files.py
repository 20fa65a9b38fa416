"""Whatever lies in a project, reading it ends, and ends in an answer."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.discovery import find_reader, read_project_file

PATHS = [
    *("requirements.txt", "pyproject.toml", "uv.lock", "poetry.lock", "renv.lock", "DESCRIPTION", "environment.yml"),
    *("codelists/codelists.txt", "boas.lock"),
]

SIGNS = st.sampled_from(
    [
        *("edsnlp", "==", ">=0.1", "[", "]", "{", "}", '"', "'", "#", "\\", "\n", "\r", " ", "\t", ":", ",", "=", "-"),
        *("-r ", "-e ", "git+https://github.com/aphp/edsnlp.git", "@", "package", "project", "dependencies", "1", "."),
        *("Imports: ", "Remotes: ", "github::", "\ufeff", "\u202e", "\x00", "é", "file://", "https://[", "(", ")", ";"),
        *(
            "use",
            "Packages",
            "null",
            "true",
            "- ",
            "pip:",
            "tool",
            "poetry",
            "uv",
            "sources",
            "&a ",
            "*a",
            "%",
            "+",
            "!",
        ),
    ]
)


@pytest.mark.parametrize("path", PATHS)
@given(data=st.one_of(st.binary(max_size=200), st.lists(SIGNS, max_size=40).map("".join).map(str.encode)))
def test_no_content_makes_a_reader_raise(path: str, data: bytes) -> None:
    found = read_project_file(path, data)

    assert all(one.packages and all(name.name for name in one.packages) for one in found.dependencies)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5) | st.just("edsnlp"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    *("Packages", "pmeasyr", "Package", "Version", "RemoteUrl", "RemoteRef", "RemoteSha", "RemoteType"),
                    *("RemoteRepo", "RemoteUsername", "Source", "lock_version", "use", "id", "version", "digest"),
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@pytest.mark.parametrize("path", ["renv.lock", "boas.lock"])
@given(value=VALUES)
def test_no_type_of_a_value_makes_a_reader_of_json_raise(path: str, value: object) -> None:
    found = read_project_file(path, json.dumps(value).encode())

    assert all(isinstance(one.version, str) and isinstance(one.commit, str) for one in found.dependencies)


LONG = [
    ("requirements.txt", "edsnlp " + "/" * 500_000 + "@", 0, 1),
    ("requirements.txt", "edsnlp\\\n" * 100_000, 0, 1),
    ("requirements.txt", "git+https://" + "a@" * 200_000, 0, 0),
    ("requirements.txt", "edsnlp" + " -" * 300_000, 0, 1),
    ("requirements.txt", "edsnlp\n" * 300_000, 1, 0),
    ("pyproject.toml", '[tool.poetry.dependencies]\nx = "' + "1a" * 300_000 + ' !"', 1, 0),
    ("uv.lock", '[[package]]\nname = "x"\nsource = {git = "https://a.b/c?rev=v1.' + "1a" * 300_000 + ' !"}', 1, 0),
    ("renv.lock", '{"Packages": {"x": {"RemoteUrl": "git@' + "a." * 300_000 + '"}}}', 1, 0),
    ("DESCRIPTION", "Imports: " + "a." * 400_000 + "(", 0, 0),
    ("DESCRIPTION", "Remotes: " + "a@b:" * 200_000, 0, 0),
    ("DESCRIPTION", "\n".join(f"F{n}: x" for n in range(100_000)), 0, 0),
    ("environment.yml", "dependencies: ['" + "a:" * 30_000 + "']", 0, 0),
    ("codelists/codelists.txt", "a/" * 500_000, 0, 1),
]
"""Texts that a pattern could take for ever over, with how many dependencies and problems they give."""


@pytest.mark.parametrize(("path", "text", "n_found", "n_problems"), LONG, ids=range(len(LONG)))
def test_a_long_file_is_read_to_its_end(path: str, text: str, n_found: int, n_problems: int) -> None:
    found = read_project_file(path, text.encode())

    assert (len(found.dependencies), len(found.problems)) == (n_found, n_problems)


def test_a_file_that_no_reader_knows_gives_nothing() -> None:
    assert find_reader("setup.py") is None
    assert read_project_file("setup.py", b"import os").dependencies == ()
