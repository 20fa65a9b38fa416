"""A number is what JSON says it is, and the same number in YAML and in CSV."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.parsing import read_yaml
from boas.parsing._numbers import is_number, parse_number


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("0", 0),
        ("-0", 0),
        ("12", 12),
        ("-3.50", -3.5),
        ("1e3", 1000.0),
        ("1E-2", 0.01),
        ("0e0", 0.0),
        ("9" * 18, 10**18 - 1),
        ("0.0013484774799788607", 0.0013484774799788607),
        ("1e" + "0" * 30 + "1", 10.0),
    ],
)
def test_numbers_follow_json(cell: str, value: float) -> None:
    assert parse_number(cell) == value
    assert type(parse_number(cell)) is type(value)


@pytest.mark.parametrize(
    "cell",
    [
        "",
        " 1",
        "1 ",
        "01",
        ".5",
        "1.",
        "+1",
        "1_000",
        "0x1",
        "nan",
        "inf",
        "Infinity",
        "1e400",
        "1e-400",
        "9" * 19,
        "0.1234567890123456789",
        "9" * 5_000,
        "\u0661\u0662",
        "\uff11",
        "0,85",
        "1 000",
        "1\n",
    ],
)
def test_nothing_else_is_a_number(cell: str) -> None:
    assert parse_number(cell) is None


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**17), 10**17))
def test_every_number_written_by_python_is_read_back(value: float) -> None:
    assert parse_number(repr(value)) == value


@given(
    st.floats(allow_nan=False, allow_infinity=False).map(repr)
    | st.from_regex(r"-?[0-9]{1,25}(\.[0-9]{1,25})?", fullmatch=True)
)
def test_a_number_is_the_same_in_yaml(text: str) -> None:
    read = read_yaml(text)

    assert (read.value == parse_number(text)) == (not read.diagnostics and is_number(text))
    assert bool(read.diagnostics) == (is_number(text) and parse_number(text) is None)
