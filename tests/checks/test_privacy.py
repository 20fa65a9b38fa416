"""Comments of a YAML text are searched for identifiers like its values."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from boas.checks._privacy import iter_comments


@pytest.mark.no_cover
@given(text=st.text(alphabet="#ab \t\n\r'", max_size=30))
@example(text="#")
@example(text="a#b #c #d\n # e")
def test_a_comment_begins_at_a_hash_after_a_blank_and_ends_with_its_line(text: str) -> None:
    comments = [(match.start(), match[0]) for match in re.finditer(r"(?m)(?:^|(?<=[ \t]))#[^\n]*", text)]

    assert list(iter_comments(text)) == comments
