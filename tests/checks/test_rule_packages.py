"""Rules of other packages: beside those of the program, never in their place, and none can stop the rest."""

from pathlib import Path

import pytest

from boas.checks import RULES, RuleFamily, check, find_rule, list_package_versions, list_rules
from boas.errors import RegistryError
from boas.parsing import read_collection, read_folder
from tests.rule_package import SOURCE, install

BASE = Path(__file__).parent / "base"


def test_a_rule_of_a_package_runs_where_it_is_listed_and_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(install(tmp_path, "west-one"))
    collection = read_collection(read_folder(BASE))

    listed = [one for one in check(collection, packages=["West_One"]) if one.rule == "western-keywords"]

    assert listed
    assert {one.severity for one in listed} == {"error"}
    assert not [one for one in check(collection) if one.rule == "western-keywords"]
    rule = list_rules(["west-one"])["western-keywords"]
    assert (rule.package, rule.family) == ("west-one 1.2", RuleFamily.IDENTITY)
    assert list_package_versions(["west-one"]) == ("west-one 1.2",)
    assert "western-keywords" not in RULES
    assert find_rule("western-keywords")
    assert list(list_rules(["west-one"]))[: len(RULES)] == list(RULES)


def test_a_package_that_is_not_installed_is_one_sentence_and_a_remedy() -> None:
    with pytest.raises(RegistryError) as told:
        list_rules(["boas-nowhere"])

    assert "`boas-nowhere`, which is not installed" in told.value.message.in_("en")
    assert "pip install boas-nowhere" in told.value.help.in_("en")


@pytest.mark.parametrize(
    ("package", "source", "said"),
    [
        pytest.param(
            "west-shadow",
            SOURCE.replace("western_keywords", "unknown_term"),
            "`west-shadow 1.2` names a rule `unknown-term`, which is a rule of `boas` already",
            id="it has the name of one of ours",
        ),
        pytest.param("west-syntax", "def", "`west-syntax 1.2` cannot be loaded (SyntaxError", id="it is no Python"),
        pytest.param("west-raise", "1 / 0", "(ZeroDivisionError: division by zero)", id="it fails when imported"),
        pytest.param(
            "west-family",
            SOURCE.replace('"identity"', '"geography"'),
            "(ValueError: 'geography' is not a valid RuleFamily)",
            id="its family is none",
        ),
        pytest.param(
            "west-part",
            SOURCE.replace("    Help: add `keywords`.\n", ""),
            "lacks its three parts",
            id="it explains less",
        ),
    ],
)
def test_a_package_whose_rules_cannot_be_taken_is_named(
    package: str, source: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(install(tmp_path, package, source))

    with pytest.raises(RegistryError) as told:
        list_rules([package])

    assert said in told.value.message.in_("en")
    assert package in told.value.message.in_("fr")


def test_two_packages_cannot_name_a_rule_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(install(tmp_path / "two", "west-two"))
    monkeypatch.syspath_prepend(install(tmp_path / "three", "west-three"))

    with pytest.raises(RegistryError, match=r"`west-three 1.2` names a rule `western-keywords`, which is a rule of"):
        list_rules(["west-two", "west-three"])


@pytest.mark.parametrize(
    ("package", "instead", "reason"),
    [
        ("west-fails", "1 / 0", "ZeroDivisionError: division by zero"),
        ("west-tells", 'yield "nothing"', "TypeError: no finding of western-keywords"),
        ("west-unknown", "report_nothing()", "NameError: name 'report_nothing' is not defined"),
    ],
)
def test_a_rule_that_fails_is_a_finding_that_names_its_package(
    package: str, instead: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = SOURCE.replace("yield report_at_field(", f"{instead}\n        yield report_at_field(")
    monkeypatch.syspath_prepend(install(tmp_path, package, broken))
    collection = read_collection(read_folder(BASE))

    found = check(collection, packages=[package])

    failed = [one for one in found if one.rule == "western-keywords"]
    assert failed
    for one in failed:
        assert one.severity == "error"
        assert one.message.in_("en") == f"This rule of the package `{package} 1.2` failed on this file ({reason})."
        assert "take it out of `rules`" in one.help.in_("en")
    assert [one for one in found if one not in failed] == list(check(collection))
