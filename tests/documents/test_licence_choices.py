"""The ways to take a licence expression: which licences apply together, and where one may choose."""

import pytest

from boas.documents import list_licence_choices


@pytest.mark.parametrize(
    ("expression", "choices"),
    [
        ("MIT", ["MIT"]),
        ("MIT OR Apache-2.0", ["MIT", "Apache-2.0"]),
        ("MIT AND Apache-2.0", ["Apache-2.0 MIT"]),
        ("MIT AND Apache-2.0 OR ISC", ["Apache-2.0 MIT", "ISC"]),
        ("MIT AND (Apache-2.0 OR ISC)", ["Apache-2.0 MIT", "ISC MIT"]),
        ("(MIT OR ISC) AND (0BSD OR Zlib)", ["0BSD MIT", "MIT Zlib", "0BSD ISC", "ISC Zlib"]),
        ("GPL-2.0-only WITH Classpath-exception-2.0", ["GPL-2.0-only"]),
        ("LicenseRef-a AND MIT", ["LicenseRef-a MIT"]),
    ],
)
def test_an_expression_is_taken_in_each_of_its_ways(expression: str, choices: list[str]) -> None:
    assert [" ".join(sorted(one)) for one in list_licence_choices(expression)] == choices
