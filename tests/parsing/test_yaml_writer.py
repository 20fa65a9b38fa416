"""Values as YAML come back the same through the strict reader, whatever they hold."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.parsing import QuotedText, quote_value, read_yaml, render_mapping

SURROGATE = re.compile("[\ud800-\udfff]")
TEXTS = st.one_of(
    st.text(max_size=300).filter(lambda text: not SURROGATE.search(text)),
    st.text("ab :#-'\"\n\u00a0é…", max_size=300),
    st.lists(st.sampled_from(["mot", "plus", "long", "#", "-", "a:", "«\u00a0b\u00a0»"]), max_size=60).map(" ".join),
    st.sampled_from(["true", "No", "1.10", "1.0.0", "~", "2021-05-12", "null", " x", "x ", "---", "- a", "? b", "&a"]),
)
KEYS = st.one_of(st.sampled_from(["name", "n", "ci", "age_band"]), st.text("abc: #é\n-0", min_size=1, max_size=20))
SCALARS = st.one_of(TEXTS, st.integers(-(10**9), 10**9), st.booleans(), st.floats(-1e6, 1e6).map(lambda x: round(x, 6)))
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).filter(lambda items: not any(isinstance(one, list) for one in items)),
        st.dictionaries(KEYS, inner, min_size=1, max_size=4),
    ),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_what_is_written_reads_the_same(value: dict[str, object]) -> None:
    read = read_yaml("\n".join(render_mapping(value)))

    assert read.value == value
    assert {fault.rule for fault in read.diagnostics} <= {"unreadable-text", "bidi-control"}


@given(TEXTS)
def test_a_quoted_text_stands_on_one_line_between_quotation_marks_and_reads_the_same(text: str) -> None:
    (line,) = render_mapping({"a": QuotedText(text)})

    assert line == f"a: {quote_value(text)}"
    assert line[3] == line[-1] == '"'
    assert read_yaml(line).value == {"a": text}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"version": "1.0.0"}, "version: 1.0.0"),
        ({"url": "https://example.org/a?b=c"}, "url: https://example.org/a?b=c"),
        ({"name": {"fr": "Séjours"}}, "name:\n  fr: Séjours"),
        ({"a": "b: c"}, 'a: "b: c"'),
        ({"a": "no"}, 'a: "no"'),
        ({"n": [1, 2.5]}, "n:\n  - 1\n  - 2.5"),
        ({"a": [{"b": "c", "d": ["e"]}]}, "a:\n  - b: c\n    d:\n      - e"),
        ({"a": "b\n\nc"}, "a: |-\n  b\n\n  c"),
        ({"a": "\u200b"}, 'a: "\\u200b"'),
    ],
)
def test_values_are_written_as_people_would(value: dict[str, object], text: str) -> None:
    assert "\n".join(render_mapping(value)) == text


def test_a_long_text_is_folded() -> None:
    lines = render_mapping({"summary": {"fr": "mot " * 59 + "mot"}})

    assert lines[:2] == ["summary:", "  fr: >-"]
    assert all(line.startswith("    mot") and len(line) <= 100 for line in lines[2:])
