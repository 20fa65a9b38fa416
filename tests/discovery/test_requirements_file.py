"""Requirements files, as pip reads them."""

import pytest

from tests.discovery.reading import read_lines

COMMIT = "4bb5b4ab47dcb1393fc92a6e0852a4acb50a81c2"

LINES = [
    ("edsnlp", ["pypi:edsnlp"]),
    ("edsnlp==0.6.1", ["pypi:edsnlp version 0.6.1"]),
    ("edsnlp===0.6.1", ["pypi:edsnlp version 0.6.1"]),
    ("edsnlp==0.6.*", ["pypi:edsnlp range ==0.6.*"]),
    ("edsnlp>=0.17.0", ["pypi:edsnlp range >=0.17.0"]),
    ("edsnlp (>=0.9)", ["pypi:edsnlp range >=0.9"]),
    ("EDS_Scikit[spark] ~= 0.1", ["pypi:eds-scikit range ~=0.1"]),
    ("eds...scikit", ["pypi:eds-scikit"]),
    ('edsnlp>=0.9 ; python_version < "3.12"  # pipeline', ["pypi:edsnlp range >=0.9"]),
    ("edsnlp==0.6.1 --hash=sha256:ab \\\n    --hash=sha256:cd", ["pypi:edsnlp version 0.6.1"]),
    ("# edsnlp==0.6.1", []),
    ("# a comment that ends in a backslash \\\nedsnlp==0.6.1", ["pypi:edsnlp version 0.6.1"]),
    ("\n\n   \n", []),
    ("", []),
    ("-r base.txt\n--requirement=deps/more.in", ["+ base.txt", "+ deps/more.in"]),
    ("-c constraints.txt\n--index-url https://index.example.org/simple", []),
    ("-e .\n./edsnlp\n../edsnlp-0.6.1.tar.gz\nC:\\wheels\\edsnlp.whl\nwheels/edsnlp-0.6.1-py3-none-any.whl", []),
    ("file:///srv/camille/edsnlp", []),
    ("edsnlp @ file:///srv/conda/edsnlp_1/work", ["pypi:edsnlp"]),
    (
        f"edsnlp @ git+https://github.com/aphp/edsnlp.git@{COMMIT}",
        ["pypi:edsnlp git:github.com/aphp/edsnlp commit 4bb5b4a"],
    ),
    (
        "-e git+https://github.com/APHP/EDSNLP.git@wedsak_1#egg=edsnlp[ml]&subdirectory=x",
        ["pypi:edsnlp git:github.com/aphp/edsnlp range wedsak_1"],
    ),
    (
        "git+https://github.com/aphp/edsnlp.git@feature/pseudonymisation",
        ["git:github.com/aphp/edsnlp range feature/pseudonymisation"],
    ),
    ("git+ssh://git@github.com/aphp/edsnlp.git@v0.19.0", ["git:github.com/aphp/edsnlp version v0.19.0"]),
    (
        "git+https://${FORGE_USER}:${FORGE_KEY}@github.com/aphp/edsnlp.git",
        ["git:github.com/aphp/edsnlp"],
    ),
    (
        "https://github.com/aphp/edsnlp/archive/refs/tags/v0.19.0.tar.gz",
        ["git:github.com/aphp/edsnlp version v0.19.0"],
    ),
    (f"https://github.com/aphp/edsnlp/archive/{COMMIT}.zip", ["git:github.com/aphp/edsnlp commit 4bb5b4a"]),
    ("https://files.example.org/edsnlp-0.19.0-py3-none-any.whl", ["pypi:edsnlp version 0.19.0"]),
    ("https://files.example.org/edsnlp-0.19.0.tar.gz#sha256=ab", ["pypi:edsnlp version 0.19.0"]),
    ("https://files.example.org/archive", []),
    ("edsnlp\nedsnlp\nEDSNLP", ["pypi:edsnlp"]),
    ("edsnlp==0.6.1\nedsnlp==0.7.4", ["pypi:edsnlp version 0.6.1", "pypi:edsnlp version 0.7.4"]),
    ("données-santé==1.0", ["! 1: `données-santé==1.0` is no requirement of Python."]),
    (
        "numpy\nedsnlp = 0.6.1\npandas",
        ["pypi:numpy", "pypi:pandas", "! 2: `edsnlp = 0.6.1` is no requirement of Python."],
    ),
    ("edsnlp==0.6.1\r\nnumpy\r\n", ["pypi:edsnlp version 0.6.1", "pypi:numpy"]),
    ("edsnlp==0.6.1\rnumpy", ["pypi:edsnlp version 0.6.1", "pypi:numpy"]),
    ("a" * 3000, [f"! 1: `{'a' * 60}` is no requirement of Python."]),
    ("edsnlp ; " + "(" * 1500, [f"! 1: `edsnlp ; {'(' * 51}` is no requirement of Python."]),
]


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_each_form_of_a_requirement_gives_its_names_and_how_exactly_it_pins(text: str, expected: list[str]) -> None:
    assert read_lines("requirements.txt", text) == expected


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_of_an_encoding_is_followed(encoding: str) -> None:
    """PowerShell's `pip freeze > requirements.txt` writes UTF-16 with a mark; pip reads it (pip, req_file.py)."""
    assert read_lines("requirements.txt", "edsnlp==0.6.1\r\n".encode(encoding)) == ["pypi:edsnlp version 0.6.1"]


def test_a_file_in_latin_1_is_read_all_the_same() -> None:
    assert read_lines("requirements.txt", "# données\nedsnlp==0.6.1".encode("latin-1")) == ["pypi:edsnlp version 0.6.1"]


def test_an_included_file_is_looked_for_beside_the_one_that_names_it() -> None:
    assert read_lines("env/requirements-dev.txt", "-r ../base.in\n-r 'more.txt'") == ["+ base.in", "+ env/more.txt"]


@pytest.mark.parametrize(
    "path", ["requirements.txt", "a/requirements-dev.txt", "requirements_gpu.txt", "requirements/test.txt"]
)
def test_files_named_for_their_requirements_are_read(path: str) -> None:
    assert read_lines(path, "edsnlp") == ["pypi:edsnlp"]


@pytest.mark.parametrize(
    "path", ["constraints.txt", "notes/requirements.md", "my-requirements.txt.bak", "Requirements.TXT"]
)
def test_other_files_are_not(path: str) -> None:
    assert read_lines(path, "edsnlp") == []
