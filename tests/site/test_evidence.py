"""A figure says how many stand behind it, and of what."""

import pytest

from boas.documents import Reported
from boas.site._evidence import describe_denominator
from boas.translation import Language


@pytest.mark.parametrize(
    ("item", "language", "said"),
    [
        ({"n": 1669}, "en", "1,669"),
        ({"n": 1669, "unit": "stays"}, "en", "1,669 stays"),
        ({"n": 12, "unit": "stays"}, "fr", "12 séjours"),
        ({"n": 12, "unit": "stays", "weighted": True}, "fr", "12 séjours, pondéré"),
        ({"weighted": True}, "en", "weighted"),
        ({}, "en", ""),
    ],
)
def test_a_figure_says_how_many_of_what_stand_behind_it(item: dict[str, object], language: Language, said: str) -> None:
    figure = Reported.model_construct(**item)  # type: ignore[arg-type]

    assert describe_denominator(figure, language) == said
