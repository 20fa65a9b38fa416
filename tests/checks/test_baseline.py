"""What the main line holds is only warned about by rules that came later."""

from dataclasses import replace

from boas.checks import warn_of_inherited
from boas.finding import Finding, Location
from tests.bilingual import Bilingual

ERROR = Finding("bad-date", "error", Location("model_cards/a.yaml", 1), Bilingual("fr", "en"), Bilingual("fr", "en"))
NEWER = replace(ERROR, since="2026-11-28")


def test_an_error_of_a_newer_rule_about_an_inherited_file_is_a_warning() -> None:
    assert [one.severity for one in warn_of_inherited([NEWER], lambda _path: True)] == ["warning"]


def test_an_error_of_a_newer_rule_about_an_added_file_stays_an_error() -> None:
    assert warn_of_inherited([NEWER], lambda _path: False) == (NEWER,)


def test_an_error_of_a_rule_that_was_always_there_stays_an_error() -> None:
    assert warn_of_inherited([ERROR], lambda _path: True) == (ERROR,)


def test_the_history_is_asked_once_for_each_file_and_only_about_errors_of_newer_rules() -> None:
    asked: list[str] = []

    def is_inherited(path: str) -> bool:
        asked.append(path)
        return True

    warn_of_inherited([NEWER, NEWER, ERROR, replace(NEWER, severity="warning")], is_inherited)
    assert asked == [NEWER.location.path]


def test_a_published_version_is_mended_in_the_next_one() -> None:
    in_version = replace(NEWER, location=Location("model_cards/algorithms/a/versions/1.0.0/card.yaml", 3))
    warned = warn_of_inherited([in_version], lambda _path: True)[0]
    assert warned.help.in_("en") == "This version stays as it was published; in the next one: en"
    assert warned.replacement is None


def test_a_rule_that_blames_whichever_came_second_says_nothing_of_what_was_there_first() -> None:
    told = replace(NEWER, rule="missing-changes")

    assert warn_of_inherited([told], lambda _path: True) == ()
    assert warn_of_inherited([told], lambda _path: False) == (told,)
