"""Names of packages and addresses of repositories, as they are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.discovery import build_web_address, make_package_name, normalise_repository

ADDRESSES = [
    ("https://github.com/aphp/edsnlp", "https://github.com/aphp/edsnlp"),
    ("https://github.com/aphp/edsnlp.git", "https://github.com/aphp/edsnlp"),
    ("https://github.com/aphp/edsnlp/", "https://github.com/aphp/edsnlp"),
    ("git+https://github.com/aphp/edsnlp.git", "https://github.com/aphp/edsnlp"),
    ("http://GitHub.com:80/aphp/edsnlp", "https://github.com/aphp/edsnlp"),
    ("git@github.com:aphp/edsnlp.git", "https://github.com/aphp/edsnlp"),
    ("github.com:aphp/edsnlp", "https://github.com/aphp/edsnlp"),
    ("ssh://git@gitlab.com:22/group/sub/project.git", "https://gitlab.com/group/sub/project"),
    ("git://github.com/X-DataInitiative/SCALPEL-Extraction", "https://github.com/X-DataInitiative/SCALPEL-Extraction"),
    ("https://camille:key@github.com/aphp/edsnlp.git", "https://github.com/aphp/edsnlp"),
    ("https://key@github.com/aphp/edsnlp?token=1#x", "https://github.com/aphp/edsnlp"),
    ("https://forge.example.org:8443/a/b", ""),
    ("https://github.com", ""),
    ("https://localhost/a/b", ""),
    ("https://github.com/a/../b", ""),
    ("https://github.com/a/%2e%2e/b", ""),
    ("https://github.com/a b/c", ""),
    ("https://g\u0131thub.com/a/b", ""),
    ("https://github.com:x/a/b", ""),
    ("https://[::1/a", ""),
    ("file:///srv/camille/edsnlp", ""),
    ("/srv/camille/edsnlp", ""),
    ("../edsnlp.git", ""),
    ("C:\\camille\\edsnlp", ""),
    ("ext::sh -c date", ""),
    ("--upload-pack=date", ""),
    ("", ""),
    ("https://github.com/" + "a" * 2000, ""),
]


@pytest.mark.parametrize(("written", "expected"), ADDRESSES)
def test_an_address_in_any_form_of_git_becomes_one_that_people_open(written: str, expected: str) -> None:
    assert build_web_address(written) == expected


def test_addresses_compare_without_case() -> None:
    assert normalise_repository("git@GitHub.com:SNDStoolers/sndsTools.git") == "github.com/sndstoolers/sndstools"


@pytest.mark.parametrize(
    ("ecosystem", "one", "other", "is_same"),
    [
        ("pypi", "EDS_Scikit", "eds-scikit", True),
        ("pypi", "eds.scikit", "eds--scikit", True),
        ("pypi", "edsnlp", "eds-nlp", False),
        ("cran", "pmeasyr", "PMEASYR", False),
        ("conda", "EDSNLP", "edsnlp", True),
        ("conda", "eds_scikit", "eds-scikit", False),
        ("git", "https://github.com/aphp/EDSNLP.git", "git@github.com:aphp/edsnlp", True),
        ("opencodelists", "opensafely/stroke", "opensafely/Stroke", False),
    ],
)
def test_names_compare_by_the_rules_of_their_ecosystem(ecosystem: str, one: str, other: str, is_same: bool) -> None:  # noqa: FBT001 -- a column of the table
    assert (make_package_name(ecosystem, one) == make_package_name(ecosystem, other)) is is_same


@given(st.text(max_size=80))
def test_an_address_is_empty_or_https_without_credentials_and_stays_as_it_is(written: str) -> None:
    found = build_web_address(written)

    assert not found or (found.startswith("https://") and "@" not in found and found.isascii())
    assert build_web_address(found) == found
