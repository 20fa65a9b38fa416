"""Packages of Python and R as drafts: persons by their roles, licences as each language writes them."""

import pytest

from boas.errors import UsageError
from boas.formats import ImportResult
from boas.formats._source_language import localise_texts
from boas.formats.importers import _loss_reasons as reasons
from boas.formats.importers import read_foreign


def values(found: ImportResult, to: str) -> list[object]:
    return [localise_texts(piece.value, "en", bare=True) for piece in found.pieces if piece.to == to]


def r_package(fields: str) -> ImportResult:
    return read_foreign(f"Package: a\n{fields}\n".encode(), "DESCRIPTION")


@pytest.mark.parametrize(
    ("written", "expression"),
    [
        ("GPL-3", "GPL-3.0-only"),
        ("GPL (>= 2)", "GPL-2.0-or-later"),
        ("GPL-2 | GPL-3", "GPL-2.0-only OR GPL-3.0-only"),
        ("MIT + file LICENSE", "MIT"),
        ("Apache License (== 2.0)", "Apache-2.0"),
    ],
)
def test_a_licence_is_read_as_r_means_it(written: str, expression: str) -> None:
    assert values(r_package(f"License: {written}"), "licence.code") == [expression]


@pytest.mark.parametrize("written", ["GPL", "file LICENSE", "Unlimited"])
def test_a_licence_that_r_leaves_open_is_lost(written: str) -> None:
    found = r_package(f"License: {written}")

    assert values(found, "licence.code") == []
    assert [loss.path for loss in found.losses] == ["License"]


def test_only_persons_who_are_authors_are_authors() -> None:
    persons = (
        'c(person("Ana", "B", , "someone@example.org", c("aut", "cre"), c(ORCID = "0000-0002-1694-233x")),\n'
        '  person(given = "Claire", family = "D", role = "ctb"), person("CHU Exemple", role = "aut"))'
    )

    found = r_package(f"Authors@R: {persons}\nMaintainer: Ana B <someone@example.org>")

    assert values(found, "ownership.authors") == [{"name": "Ana B", "orcid": "0000-0002-1694-233X"}]
    assert {reasons.CONTRIBUTOR, reasons.NOT_PERSON, reasons.PERSONAL} <= {loss.reason for loss in found.losses}
    assert all("example.org" not in loss.value for loss in found.losses)


def test_one_text_of_authors_is_no_list_of_persons() -> None:
    found = r_package("Author: Ana B and others")

    assert [(loss.path, loss.reason) for loss in found.losses] == [("Author", reasons.TEXT_OF_AUTHORS)]


@pytest.mark.parametrize(
    ("text", "said"),
    [("[project", "this is no TOML"), ("[tool.a]\nb = 1\n", "no table `project`"), ("a" * 50, "this is no TOML")],
)
def test_what_describes_no_python_package_is_said(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read_foreign(text.encode(), "pyproject.toml")


def test_a_licence_of_an_older_pyproject_is_read_in_its_table() -> None:
    text = '[project]\nname = "a"\nlicense = {text = "BSD-3-Clause"}\n'

    assert values(read_foreign(text.encode(), "pyproject.toml"), "licence.code") == ["BSD-3-Clause"]
