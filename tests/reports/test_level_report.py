"""Where a version stands, as text: other commands at each level, and nothing after the last one."""

import pytest

from boas.reports import LevelStatus, render_text_level
from boas.reports._level_report import list_next_commands
from boas.translation import list_languages
from tests.bilingual import Bilingual

ASKED = (Bilingual("Ajouter une évaluation.", "Add an evaluation."),)


def standing(level: int, *, is_published: bool = False) -> LevelStatus:
    lacking = ("licence.code", "safety.risks") if level == 0 else ()
    return LevelStatus("avc", "1.0.0", level, ASKED if level < 4 else (), lacking, "ab" * 32, is_published)


@pytest.mark.parametrize(
    ("level", "commands"),
    [
        (0, ["boas explain licence.code", "boas check model_cards/algorithms/avc"]),
        (1, ["boas evaluation new avc", "boas evidence avc", "boas check model_cards/algorithms/avc"]),
        (2, ["boas evaluation new avc", "boas evidence avc", "boas check model_cards/algorithms/avc"]),
        (3, [f"digest: {'ab' * 32}", "boas check model_cards/algorithms/avc"]),
    ],
)
def test_each_level_has_its_commands(level: int, commands: list[str]) -> None:
    assert [command for command, _ in list_next_commands(standing(level))] == commands
    for language in list_languages():
        told = render_text_level(standing(level), language)
        assert [command for command in commands if command not in told] == []
        assert ASKED[0].in_(language) in told


def test_a_published_version_is_released_anew_first() -> None:
    assert next(iter(list_next_commands(standing(0, is_published=True))))[0] == "boas release avc"


def test_nothing_comes_after_the_highest_level() -> None:
    assert render_text_level(standing(4), "en").endswith("\n\nNo level is higher.\n")


def test_columns_stand_under_each_other_and_nothing_breaks_the_line() -> None:
    rows = [line for line in render_text_level(standing(0), "fr").splitlines() if line.startswith("      ")]

    assert rows == [
        "      licence.code  Licence du programme.",
        "      safety.risks  Ce qui peut mal tourner.",
    ]
