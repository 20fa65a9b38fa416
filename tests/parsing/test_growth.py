"""Whether a later form of a document only adds to the end of one list."""

import pytest

from boas.parsing import has_only_grown

OPEN = b"text: It is so.\n"
ONE = OPEN + b"states:\n  - state: confirmed\n"
TWO = ONE + b"  - state: fixed\n"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(OPEN, OPEN, True, id="the same"),
        pytest.param(OPEN, ONE, True, id="a first entry"),
        pytest.param(ONE, TWO, True, id="another entry"),
        pytest.param(ONE, b"# words\nstates: [{state: confirmed}]\ntext: It is so.\n", True, id="written otherwise"),
        pytest.param(TWO, ONE, False, id="an entry less"),
        pytest.param(ONE, OPEN, False, id="the list gone"),
        pytest.param(ONE, OPEN + b"states:\n  - state: fixed\n  - state: confirmed\n", False, id="put before"),
        pytest.param(ONE, OPEN + b"states:\n  - state: contested\n", False, id="an entry changed"),
        pytest.param(OPEN, b"text: It was so.\n", False, id="something else changed"),
        pytest.param(OPEN, ONE + b"more: 1\n", False, id="something else came"),
        pytest.param(OPEN, OPEN + b"states: fixed\n", False, id="no list"),
        pytest.param(OPEN, b"text: [\n", False, id="unreadable"),
        pytest.param(b"\xff\n", b"\xff\n", False, id="no text"),
        pytest.param(b"", b"", False, id="nothing at all"),
    ],
)
def test_only_entries_at_the_end_are_growth(before: bytes, after: bytes, *, expected: bool) -> None:
    assert has_only_grown(before, after, "states") is expected
