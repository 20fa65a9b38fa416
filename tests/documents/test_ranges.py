"""Ranges of versions: in them stands what semver 2.0.0 orders between their ends, pre-releases among it."""

from importlib.metadata import version as installed

import pytest
import semver
import yaml
from hypothesis import given
from hypothesis import strategies as st
from packaging.specifiers import SpecifierSet

from boas.documents import find_package_folder, is_in_range, is_version, parse_version

READINGS = yaml.safe_load((find_package_folder("schemas") / "version_ranges.yaml").read_text())
SIGNS = ("==", "!=", "<", "<=", ">", ">=")
OPPOSITE = {"==": "!=", "<": ">=", "<=": ">"}

number = st.integers(0, 30).map(str)
part = number | st.from_regex(r"[a-c][a-c0-9-]{0,3}", fullmatch=True)
versions = st.builds(
    lambda core, pre: ".".join(core) + (f"-{'.'.join(pre)}" if pre else ""),
    st.tuples(number, number, number),
    st.lists(part, max_size=3),
).filter(is_version)
comparisons = st.tuples(st.sampled_from(SIGNS), versions)


def compare_by_the_letter(one: str, other: str) -> int:
    """Semver 2.0.0 §11, written once more from its text: numbers before words, fewer parts before more."""

    def rank(text: str) -> tuple[object, ...]:
        core, _, pre = text.partition("-")
        words = tuple((0, int(x), "") if x.isdigit() else (1, 0, x) for x in pre.split(".")) if pre else ()
        return (*map(int, core.split(".")), not pre, words)

    before, after = rank(one), rank(other)
    return (before > after) - (before < after)


@given(versions, versions)
def test_a_comparison_follows_the_order_of_semver(one: str, other: str) -> None:
    order = compare_by_the_letter(one, other)

    assert is_in_range(one, f"<{other}") == (order < 0)
    assert is_in_range(one, f"=={other}") == (order == 0)
    assert is_in_range(one, f">{other}") == (order > 0)


@given(versions, versions, st.sampled_from(tuple(OPPOSITE)))
def test_a_version_is_on_exactly_one_side_of_a_comparison(one: str, other: str, sign: str) -> None:
    assert is_in_range(one, sign + other) != is_in_range(one, OPPOSITE[sign] + other)


@given(versions, st.lists(comparisons, min_size=1, max_size=4), st.randoms())
def test_a_comma_means_and_in_any_order_and_spacing(one: str, pairs: list[tuple[str, str]], chance: object) -> None:
    each = [is_in_range(one, sign + other) for sign, other in pairs]
    chance.shuffle(pairs)  # type: ignore[attr-defined]

    assert is_in_range(one, " , ".join(f"{sign} {other}" for sign, other in pairs)) == all(each)


@given(versions)
def test_every_pre_release_of_a_version_lies_below_it_and_not_below_its_least_one(one: str) -> None:
    core = one.partition("-")[0]

    assert is_in_range(f"{core}-rc.1", f"<{core}")
    assert is_in_range(f"{core}-0", f"<{core}")
    assert not is_in_range(f"{core}-rc.1", f"<{core}-0")
    assert is_in_range(one, f">={core}-0,<={core}")


@given(versions, st.text(max_size=20))
def test_what_is_no_range_holds_nothing(one: str, text: str) -> None:
    assert is_in_range(one, f"{text},") is False
    assert is_in_range(one, f"1.0.0 {text}") is False


@pytest.mark.parametrize(
    ("held", "inside", "outside"),
    [
        ("<1.1.0", ["1.0.0", "1.1.0-rc.1"], ["1.1.0"]),
        ("<2.0.0", ["1.1.0", "2.0.0-rc.1", "2.0.0-0"], ["2.0.0"]),
        ("<2.0.0-0", ["1.1.0"], ["2.0.0-0", "2.0.0-rc.1", "2.0.0"]),
        (">=1.1.0", ["1.1.0", "2.0.0-rc.1"], ["1.1.0-rc.1"]),
    ],
)
def test_the_examples_people_are_told_are_true(held: str, inside: list[str], outside: list[str]) -> None:
    assert [one for one in (*inside, *outside) if is_in_range(one, held)] == inside


def test_what_is_kept_of_other_libraries_is_what_those_installed_here_say() -> None:
    held = {(one["library"], one["call"]): one for one in READINGS["readings"]}
    ranges, asked = READINGS["ranges"], READINGS["versions"]
    own = {one: [v for v in asked if all(semver.Version.parse(v).match(x) for x in one.split(","))] for one in ranges}

    assert held["python-semver", "Version.match"]["version"] == installed("semver")
    assert held["python-semver", "Version.match"]["holds"] == own
    assert own == {one: [v for v in asked if is_in_range(v, one)] for one in ranges}
    if held["packaging", "SpecifierSet.contains"]["version"] == installed("packaging"):
        assert held["packaging", "SpecifierSet.contains"]["holds"] == {
            one: [v for v in asked if v in SpecifierSet(one)] for one in ranges
        }


def test_the_readings_are_complete_and_their_versions_in_order() -> None:
    for one in READINGS["readings"]:
        assert list(one["holds"]) == READINGS["ranges"]
    assert sorted(READINGS["versions"], key=parse_version) == READINGS["versions"]


@pytest.mark.parametrize("folder", ["", "v1.0.0", "1.0", "latest", "1.0.0\n"])
def test_what_is_no_version_is_in_no_range(folder: str) -> None:
    assert not any(is_in_range(folder, text) for text in (">=0.0.0-0", "!=1.0.0", "<99.0.0"))
