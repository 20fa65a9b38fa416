"""Tables of coefficients or points: what is read, and that whatever the bytes are, they are told and not guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.parsing import COEFFICIENT_COLUMNS, map_coefficients, read_table
from boas.parsing._coefficients import diagnose_coefficients


def told(text: str) -> list[tuple[int, int, str]]:
    data = text.encode()
    return [(one.line, one.column, one.excerpt) for one in diagnose_coefficients(read_table(data), data)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("term,value\nage,0.5\nsex,-1e-3\n", []),
        ("term,value\nage,1e400\n", [(2, 5, "1e400")]),
        ("term,value\nage,nan\n", [(2, 5, "nan")]),
        ('term,value\nage,"0,5"\n', [(2, 5, '"0,5"')]),
        ("term,value\nage,\n", [(2, 1, "age")]),
        ("term,value\n,1\n", [(2, 1, "")]),
        ("term,value\nage,1\nage,1\n", [(3, 1, "age")]),
        ("term,level,value\nage,75+,1\nage,65-74,1\n", []),
        ("term,value,ci_lower,ci_upper\nage,1,2,3\n", [(2, 5, "1")]),
        ("term,value,standard_error\nage,1,-2\n", [(2, 7, "-2")]),
        ("term,value\n", [(1, 1, "term")]),
        ("term,coef\nage,1\n", [(1, 6, "coef"), (1, 1, "term")]),
    ],
)
def test_what_cannot_be_computed_with_is_told_at_its_place(text: str, places: list[tuple[int, int, str]]) -> None:
    assert told(text) == places


def test_a_french_decimal_is_answered_with_the_number() -> None:
    data = b'term,value\nage,"1 234,5"\n'
    (found,) = diagnose_coefficients(read_table(data), data)

    assert found.replacement is not None
    assert found.replacement.text == '"1234.5"'


def test_rows_are_known_by_variant_term_and_level() -> None:
    found = map_coefficients(("term", "value", "variant"), (("age", "1", "men"), ("age", "2", "women")))

    assert found == {("men", "age", ""): {"value": "1"}, ("women", "age", ""): {"value": "2"}}


CELLS = st.sampled_from(["", "age", "0.5", "-1", "1e9", "x", "0,5", '"'])


@pytest.mark.no_cover
@given(st.lists(st.sampled_from([*COEFFICIENT_COLUMNS, "coef"]), min_size=1, unique=True), st.data())
def test_no_table_breaks_the_reading(header: list[str], data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(header), max_size=len(header)), max_size=4))
    text = "\n".join(",".join(row) for row in [header, *rows]).encode()

    assert all(one.line >= 1 and one.column >= 1 for one in diagnose_coefficients(read_table(text), text))
