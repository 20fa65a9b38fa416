"""What is counted stands beside how many, in the number that the language asks for."""

import pytest

from boas.documents import load_vocabulary
from boas.site._units import format_count
from boas.translation import list_languages


@pytest.mark.parametrize(
    ("n", "unit", "french", "english"),
    [
        (1234, "stays", "1\u202f234 séjours", "1,234 stays"),
        (1, "stays", "1 séjour", "1 stay"),
        (0, "persons", "0 personne", "0 persons"),
        (2, "series", "2 séries d’images", "2 image series"),
        (1, "time-windows", "1 fenêtre de temps", "1 time window"),
        (1234, "", "1\u202f234", "1,234"),
        (3, "of-a-newer-registry", "3 of-a-newer-registry", "3 of-a-newer-registry"),
    ],
)
def test_a_number_says_what_it_counts(n: int, unit: str, french: str, english: str) -> None:
    assert format_count(n, unit, "fr") == french
    assert format_count(n, unit, "en") == english


@pytest.mark.parametrize("language", list_languages())
def test_every_unit_has_a_form_for_one_and_for_many(language: str) -> None:
    units = load_vocabulary("units").terms

    assert {unit for unit in units if unit in format_count(1, unit, language) and language == "fr"} <= {"images"}
    assert all(format_count(5, unit, language).startswith("5 ") for unit in units)
