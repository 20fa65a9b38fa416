"""What lists select together: codes in, codes out, and why; with a release, and from the texts alone."""

from hypothesis import given
from hypothesis import strategies as st

from boas.nomenclatures import (
    CodeEntry,
    SelectingCode,
    expand_selection,
    find_idle_rules,
    is_empty_selection,
    open_release,
    render_release,
)

STATES = {"I21": "heading", "I2100": "usable", "I214": "usable", "I219": "deleted", "I60": "heading", "I601": "usable"}
RELEASE = open_release(
    render_release("CIM-10", "2025", [CodeEntry(code, "Mot", state=state) for code, state in STATES.items()])  # type: ignore[arg-type]
)


def include(code: str) -> SelectingCode:
    return SelectingCode(code, is_prefix=True)


def exclude(code: str, *, is_prefix: bool = False) -> SelectingCode:
    return SelectingCode(code, is_prefix=is_prefix, is_exclusion=True)


def test_codes_are_in_or_out_with_the_line_that_does_it() -> None:
    lost = SelectingCode("I21", is_prefix=False)
    selection = expand_selection(RELEASE, [include("I21"), include("I6"), exclude("I214"), lost])

    assert selection.included == {"I2100": include("I21"), "I601": include("I6")}
    assert selection.excluded == {"I214": (include("I21"), exclude("I214"))}
    assert selection.idle == (lost,)


def test_without_a_release_a_wider_exclusion_leaves_nothing() -> None:
    assert is_empty_selection([include("I601"), exclude("I60", is_prefix=True)])
    assert is_empty_selection([SelectingCode("I601", is_prefix=False), exclude("I601")])
    assert not is_empty_selection([include("I60"), exclude("I601")])
    assert not is_empty_selection([include("I60")])
    assert not is_empty_selection([exclude("I60")])


def test_with_a_release_every_code_counts() -> None:
    assert is_empty_selection([include("I60"), exclude("I601")], RELEASE)
    assert is_empty_selection([include("I21"), exclude("I2100"), exclude("I214")], RELEASE)
    assert not is_empty_selection([include("I21"), exclude("I2100")], RELEASE)


def test_an_exclusion_that_meets_no_inclusion_is_idle_when_others_do() -> None:
    assert find_idle_rules([include("I60")], [exclude("I601"), exclude("N178")]) == (exclude("N178"),)
    assert find_idle_rules([include("I60")], [exclude("N178")]) == ()
    assert find_idle_rules([include("I60")], [exclude("I60", is_prefix=True), exclude("N178")]) == ()
    assert find_idle_rules([include("I60")], [exclude("I601"), exclude("I6", is_prefix=True)]) == ()


codes = st.from_regex(r"\A[A-C][0-1]{2}[0-1]{0,2}\Z")
rules = st.builds(SelectingCode, codes, st.booleans(), st.booleans())


@given(st.sets(codes, min_size=1), st.lists(rules, max_size=8))
def test_a_code_is_selected_when_a_line_brings_it_in_and_none_takes_it_out(
    known: set[str], lines: list[SelectingCode]
) -> None:
    release = open_release(render_release("CIM-10", "2025", [CodeEntry(code, "Mot") for code in known]))

    def meets(rule: SelectingCode, code: str) -> bool:
        return code.startswith(rule.code) if rule.is_prefix else code == rule.code

    brought = {code for code in known if any(meets(rule, code) for rule in lines if not rule.is_exclusion)}
    taken = {code for code in known if any(meets(rule, code) for rule in lines if rule.is_exclusion)}
    selection = expand_selection(release, lines)

    assert set(selection.included) == brought - taken
    assert set(selection.excluded) == brought & taken


@given(st.sets(codes, min_size=1), st.lists(rules, max_size=8))
def test_what_is_empty_by_its_texts_is_empty_in_every_release(known: set[str], lines: list[SelectingCode]) -> None:
    release = open_release(render_release("CIM-10", "2025", [CodeEntry(code, "Mot") for code in known]))

    if is_empty_selection(lines):
        assert expand_selection(release, lines).included == {}
