"""Manifests and locks of Python: `pyproject.toml`, `uv.lock`, `poetry.lock`."""

import pytest

from tests.discovery.reading import read_lines

COMMIT = "5216afcb0e392393ddc15ba199465b6ee7767ce7"

PYPROJECTS = [
    ('[project]\ndependencies = ["edsnlp>=0.19"]', ["pypi:edsnlp range >=0.19"]),
    ('[project.optional-dependencies]\nnlp = ["edsnlp[ml]==0.6.1"]', ["pypi:edsnlp version 0.6.1"]),
    (
        '[dependency-groups]\ndev = ["edsteva", {include-group = "nlp"}]\nnlp = ["edsnlp<1"]',
        ["pypi:edsteva", "pypi:edsnlp range <1"],
    ),
    ('[tool.uv]\ndev-dependencies = ["edsteva"]', ["pypi:edsteva"]),
    (
        """[project]
dependencies = ["EDSNLP>=0.19"]
[tool.uv.sources]
edsnlp = {git = "https://github.com/aphp/edsnlp.git", branch = "classif_head"}
""",
        ["pypi:edsnlp git:github.com/aphp/edsnlp range classif_head"],
    ),
    (
        f"""[project]
dependencies = ["edsnlp"]
[tool.uv.sources]
edsnlp = [{{path = "../edsnlp", marker = "x"}}, {{git = "git@github.com:aphp/edsnlp", rev = "{COMMIT}"}}]
""",
        ["pypi:edsnlp git:github.com/aphp/edsnlp commit 5216afc"],
    ),
    (
        '[project]\ndependencies = ["edsnlp"]\n[tool.uv.sources]\nedsnlp = {workspace = true}',
        ["pypi:edsnlp"],
    ),
    ('[tool.poetry.dependencies]\npython = "^3.8"\nedsnlp = "^0.7.0"', ["pypi:edsnlp range ^0.7.0"]),
    ('[tool.poetry.dependencies]\nedsteva = "0.2.4"', ["pypi:edsteva version 0.2.4"]),
    ('[tool.poetry.dependencies]\nedsteva = "==0.2.4"\nedsnlp = "*"', ["pypi:edsteva version 0.2.4", "pypi:edsnlp"]),
    ('[tool.poetry.dependencies]\nedsteva = "0.2.*"', ["pypi:edsteva range 0.2.*"]),
    (
        '[tool.poetry.group.dev.dependencies]\nedspdf = {version = ">=0.10,<1", extras = ["mupdf"]}',
        ["pypi:edspdf range >=0.10,<1"],
    ),
    (
        '[tool.poetry.dev-dependencies]\nedspdf = {git = "https://github.com/aphp/edspdf.git", tag = "v0.10.0"}',
        ["pypi:edspdf git:github.com/aphp/edspdf version v0.10.0"],
    ),
    (
        """[tool.poetry.dependencies]
edsnlp = [{version = "0.6.1", python = "<3.8"}, {version = "^0.9", python = ">=3.8"}]
""",
        ["pypi:edsnlp version 0.6.1", "pypi:edsnlp range ^0.9"],
    ),
    ('[tool.poetry.dependencies]\nedsnlp = {path = "../edsnlp", develop = true}', []),
    ('\ufeff[project]\r\ndependencies = ["edsnlp"]\r\n', ["pypi:edsnlp"]),
    ("", []),
    ('project = "edsnlp"\ntool = 3', []),
    ('[project]\ndependencies = "edsnlp"', []),
    ('[project]\ndependencies = [1, ["edsnlp"], {}]', []),
    ("[dependency-groups]\ndev = {a = 1}", []),
    ('[tool]\npoetry = "edsnlp"', []),
    ("[tool.poetry.dependencies]\nedsnlp = 3\nedspdf = {git = 4}", ["pypi:edsnlp", "pypi:edspdf"]),
    (
        '[project]\ndependencies = ["edsnlp", "not a name"]',
        ["pypi:edsnlp", "! 0: `not a name` is no requirement of Python."],
    ),
    ("[project]\ndependencies = [", ["! 0: Unreadable TOML: Invalid value (at end of document)."]),
    ("a = 1\na = 2\n", ["! 2: Unreadable TOML: Cannot overwrite a value (at line 2, column 6)."]),
    ("a = " + "[" * 100_000, ["! 0: Unreadable TOML: nested too deeply."]),
    ("x" + ".x" * 301 + " = 1", ["! 1: This line has more than 300 dots."]),
]


@pytest.mark.parametrize(("text", "expected"), PYPROJECTS, ids=range(len(PYPROJECTS)))
def test_each_table_of_a_pyproject_is_read(text: str, expected: list[str]) -> None:
    assert read_lines("pyproject.toml", text) == expected


UV_LOCK = f"""
version = 1
revision = 3
requires-python = ">=3.11"

[[package]]
name = "study"
version = "0.1.0"
source = {{ editable = "." }}
dependencies = [{{ name = "edsnlp", extra = ["ml"] }}]

[[package]]
name = "member"
version = "0.1.0"
source = {{ virtual = "packages/member" }}

[[package]]
name = "edsnlp"
version = "0.22.0.dev0"
source = {{ git = "https://github.com/aphp/edsnlp.git?branch=classif_head#{COMMIT}" }}

[[package]]
name = "edspdf"
version = "0.10.0"
source = {{ git = "https://github.com/aphp/edspdf?tag=v0.10.0#{COMMIT}" }}

[[package]]
name = "eds-scikit"
version = "0.1.8"
source = {{ registry = "https://index.example.org/simple" }}
resolution-markers = ["sys_platform == 'win32'"]

[[package]]
name = "eds-scikit"
version = "0.1.7"
source = {{ registry = "https://index.example.org/simple" }}
"""


def test_a_lock_of_uv_names_what_is_not_in_the_project_itself() -> None:
    """A lock of uv lists the project and its workspace as packages, and one package twice when platforms differ."""
    assert read_lines("uv.lock", UV_LOCK) == [
        "pypi:edsnlp git:github.com/aphp/edsnlp range classif_head commit 5216afc locked",
        "pypi:edspdf git:github.com/aphp/edspdf version v0.10.0 commit 5216afc locked",
        "pypi:eds-scikit version 0.1.8 locked",
        "pypi:eds-scikit version 0.1.7 locked",
    ]


def test_the_label_of_a_package_built_from_a_branch_is_not_taken_for_a_release() -> None:
    """partages-cu1 locks edsnlp at a commit eight after v0.19.0, where the package still calls itself 0.19.0."""
    source = f'{{ git = "https://github.com/aphp/edsnlp#{COMMIT}" }}'
    lock = f'[[package]]\nname = "edsnlp"\nversion = "0.19.0"\nsource = {source}'

    assert read_lines("uv.lock", lock) == ["pypi:edsnlp git:github.com/aphp/edsnlp commit 5216afc locked"]


POETRY_LOCK = f"""
[[package]]
name = "EDSNLP"
version = "0.7.4"
optional = false
files = [{{file = "edsnlp-0.7.4.tar.gz", hash = "sha256:ab"}}]

[[package]]
name = "edspdf"
version = "0.9.0"

[package.source]
type = "git"
url = "https://github.com/aphp/edspdf.git"
reference = "main"
resolved_reference = "{COMMIT}"

[[package]]
name = "own"
version = "0.1.0"

[package.source]
type = "directory"
url = "../own"

[metadata]
lock-version = "2.0"
"""


def test_a_lock_of_poetry_names_versions_and_commits() -> None:
    assert read_lines("poetry.lock", POETRY_LOCK) == [
        "pypi:edsnlp version 0.7.4 locked",
        "pypi:edspdf git:github.com/aphp/edspdf range main commit 5216afc locked",
    ]


@pytest.mark.parametrize("name", ["uv.lock", "poetry.lock"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "package = 3",
        'package = ["edsnlp"]',
        "[[package]]\nname = 3",
        '[[package]]\nversion = "1"',
        '[[package]]\nname = ""\nversion = "1"',
        'package = [[{name = "x"}]]',
    ],
)
def test_a_lock_of_other_types_than_expected_names_nothing(name: str, text: str) -> None:
    assert read_lines(name, text) == []
