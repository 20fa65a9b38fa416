"""A range told as OSV's events holds the very versions that it holds here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.documents import is_in_range, parse_version
from boas.formats.advisories import VersionSpan, list_spans
from boas.formats.advisories._version_events import FROM_THE_START, find_next_version
from tests.documents.test_ranges import comparisons, versions


def is_inside(version: str, spans: tuple[VersionSpan, ...]) -> bool:
    """OSV's own way of evaluating events: in from `introduced` on, out from `fixed` on."""
    own = parse_version(version)
    return any(
        (one.first == FROM_THE_START or own >= parse_version(one.first))
        and (not one.end or own < parse_version(one.end))
        for one in spans
    )


@given(versions, st.lists(comparisons, min_size=1, max_size=4))
def test_a_range_and_its_events_hold_the_same_versions(version: str, pairs: list[tuple[str, str]]) -> None:
    text = ",".join(sign + other for sign, other in pairs)
    spans = list_spans(text)

    for asked in (version, *(other for _, other in pairs), *(find_next_version(other) for _, other in pairs)):
        assert is_inside(asked, spans) == is_in_range(asked, text), (asked, text, spans)


@given(versions, versions)
def test_nothing_lies_between_a_version_and_the_next_one(one: str, other: str) -> None:
    after = parse_version(find_next_version(one))

    assert parse_version(one) < after
    assert not parse_version(one) < parse_version(other) < after


@given(st.lists(comparisons, min_size=1, max_size=4))
def test_stretches_are_in_order_and_do_not_touch(pairs: list[tuple[str, str]]) -> None:
    spans = list_spans(",".join(sign + other for sign, other in pairs))

    ends = [end for one in spans for end in (one.first, one.end)]
    assert FROM_THE_START not in ends[1:]
    assert "" not in ends[:-1]
    known = [parse_version(end) for end in ends if end not in {"", FROM_THE_START}]
    assert known == sorted(known)
    assert len(set(map(str, known))) == len(known)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("<1.1.0", [("0", "1.1.0")]),
        (">=1.0.0,<2.0.0-0", [("1.0.0", "2.0.0-0")]),
        ("==1.0.0", [("1.0.0", "1.0.1-0")]),
        ("<=1.0.0-rc.1", [("0", "1.0.0-rc.1.0")]),
        (">1.0.0", [("1.0.1-0", "")]),
        ("!=1.0.0", [("0", "1.0.0"), ("1.0.1-0", "")]),
        (">=1.0.0,!=1.1.0,<2.0.0", [("1.0.0", "1.1.0"), ("1.1.1-0", "2.0.0")]),
        (">=2.0.0,<1.0.0", []),
        ("no range", []),
    ],
)
def test_ranges_people_write(text: str, spans: list[tuple[str, str]]) -> None:
    assert [(one.first, one.end) for one in list_spans(text)] == spans
