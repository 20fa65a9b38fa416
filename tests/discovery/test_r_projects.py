"""Files of projects in R: `DESCRIPTION`, `renv.lock`."""

import json

import pytest

from tests.discovery.reading import read_lines

COMMIT = "af0c012ec133bb4a2186c1c8ca408c4c2120a1f4"

DESCRIPTIONS = [
    ("Package: dim\nImports: pmeasyr", ["cran:pmeasyr"]),
    (
        "Depends:\n    R (>= 3.5),\n    pmeasyr (>= 0.5),\n    nomensland\n",
        ["cran:pmeasyr range >=0.5", "cran:nomensland"],
    ),
    ("Imports: pmeasyr (== 0.5.1)", ["cran:pmeasyr version 0.5.1"]),
    ("Suggests:\n\tpmeasyr,\n\tnomensland,\n", ["cran:pmeasyr", "cran:nomensland"]),
    ("LinkingTo: a.b\nEnhances: cd", ["cran:a.b", "cran:cd"]),
    ("Imports: Pmeasyr, pmeasyr", ["cran:Pmeasyr", "cran:pmeasyr"]),
    ("imports: pmeasyr", ["cran:pmeasyr"]),
    ("Imports: nomensland\nTitle: x\nImports: pmeasyr", ["cran:pmeasyr"]),
    ("\n\nPackage: dim\nImports: pmeasyr", ["cran:pmeasyr"]),
    ("Package: dim\n\nImports: pmeasyr\n   \n  , nomensland\n\n", ["cran:pmeasyr", "cran:nomensland"]),
    ("Description: one\n  two: three\n  .\n  four\nImports: pmeasyr", ["cran:pmeasyr"]),
    ("\ufeffImports: pmeasyr\r\nTitle: x\r\n", ["cran:pmeasyr"]),
    ("Remotes: GuillaumePressiat/pmeasyr", ["git:github.com/guillaumepressiat/pmeasyr"]),
    ("Remotes: github::GuillaumePressiat/pmeasyr@v0.5.1", ["git:github.com/guillaumepressiat/pmeasyr version v0.5.1"]),
    ("Remotes: pmeasyr=GuillaumePressiat/pmeasyr@dev", ["git:github.com/guillaumepressiat/pmeasyr range dev"]),
    (f"Remotes: o/pmeasyr@{COMMIT}", ["git:github.com/o/pmeasyr commit af0c012"]),
    ("Remotes: o/pmeasyr/sub/folder, o/other#12, o/third@*release", [
        "git:github.com/o/pmeasyr", "git:github.com/o/other", "git:github.com/o/third range release",
    ]),
    ("Remotes: gitlab::a/b/c, gitlab@forge.example.org::a/b", ["git:gitlab.com/a/b/c", "git:forge.example.org/a/b"]),
    ("Remotes: git::https://github.com/o/pmeasyr.git, git::git@github.com:o/second.git", [
        "git:github.com/o/pmeasyr", "git:github.com/o/second",
    ]),
    ("Remotes: url::https://x.example.org/y.zip, bioc::limma, local::../pmeasyr, svn::x/y, pmeasyr", []),
    ("", []),
    ("Imports:", []),
    ("Imports: , ,, (>= 1), 1x, pmeasyr (>=), p m", []),
    (
        "Package: dim\nnot a field\nImports: pmeasyr",
        ["! 2: Line `not a field` is neither a field nor the rest of one."],
    ),
    ("Package: dim\nAuthor: Camille Fran\ufffdois\nImports: pmeasyr", ["cran:pmeasyr"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DESCRIPTIONS, ids=range(len(DESCRIPTIONS)))
def test_each_field_of_a_description_is_read(text: str, expected: list[str]) -> None:
    """Of a field that stands twice, `read.dcf` of R takes the last; renv reads over empty lines."""
    assert read_lines("DESCRIPTION", text) == expected


def test_a_description_in_latin_1_is_read() -> None:
    text = "Package: dim\nAuthor: François\nEncoding: latin1\nImports: pmeasyr"

    assert read_lines("DESCRIPTION", text.encode("latin-1")) == ["cran:pmeasyr"]


RECORDS = [
    ({"Package": "dplyr", "Version": "1.1.4", "Source": "Repository"}, ["cran:dplyr version 1.1.4 locked"]),
    (
        {
            "Package": "pmeasyr",
            "Version": "0.5.1",
            "Source": "GitHub",
            "RemoteType": "github",
            "RemoteHost": "api.github.com",
            "RemoteUsername": "GuillaumePressiat",
            "RemoteRepo": "pmeasyr",
            "RemoteRef": "HEAD",
            "RemoteSha": COMMIT,
        },
        ["cran:pmeasyr git:github.com/guillaumepressiat/pmeasyr commit af0c012 locked"],
    ),
    (
        {"Package": "pmeasyr", "Version": "0.5.1", "RemoteType": "gitlab", "RemoteHost": "https://forge.example.org",
         "RemoteUsername": "dim/outils", "RemoteRepo": "pmeasyr", "RemoteRef": "v0.5.1", "RemoteSha": COMMIT},
        ["cran:pmeasyr git:forge.example.org/dim/outils/pmeasyr version v0.5.1 commit af0c012 locked"],
    ),
    (
        {"Package": "pmeasyr", "Version": "0.5.1", "RemoteType": "git2r", "RemoteUrl": "git@github.com:o/pmeasyr.git"},
        ["cran:pmeasyr git:github.com/o/pmeasyr locked"],
    ),
    ({"Package": "own", "Version": "0.1", "Source": "Local", "RemoteType": "local"}, []),
    ({"Version": "0.5.1"}, ["cran:key version 0.5.1 locked"]),
    ("0.5.1", ["cran:key locked"]),
]  # fmt: skip


@pytest.mark.parametrize(("record", "expected"), RECORDS, ids=range(len(RECORDS)))
def test_each_record_of_renv_gives_a_version_or_a_commit(record: object, expected: list[str]) -> None:
    assert read_lines("renv.lock", json.dumps({"R": {"Version": "4.4.1"}, "Packages": {"key": record}})) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{}", []),
        ('{"Packages": []}', []),
        ("[]", ["! 1: The file holds no JSON object."]),
        ("", ["! 1: Unreadable JSON: Expecting value: line 1 column 1 (char 0)."]),
        ('{"Packages": {"a": {"Version": ', ["! 1: Unreadable JSON: Expecting value: line 1 column 32 (char 31)."]),
        ("[" * 200_000, ["! 0: Unreadable JSON: nested too deeply."]),
    ],
)
def test_a_lock_that_is_none_says_so(text: str, expected: list[str]) -> None:
    assert read_lines("renv.lock", text) == expected
