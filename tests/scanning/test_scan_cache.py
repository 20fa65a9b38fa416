"""A scan is remembered as it came out, unless another try may come out otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.scanning import REASONS, SCANS, Scan, Unscanned, make_cache_entry, make_scan_key, scan_files
from boas.scanning._scan_cache import TRANSIENT_REASONS

ONE = (("code/a.py", "1" * 40),)
STRAY = "code/caf\udce9.py"
"""A name that is not UTF-8, as Git hands it over."""


@given(st.from_type(Scan))
def test_a_scan_comes_back_as_it_was(found: Scan) -> None:
    assert SCANS.read(SCANS.write(found)) == found


def test_what_bandit_says_of_a_file_with_a_stray_name_comes_back_too() -> None:
    found = scan_files({STRAY: b"assert 1\n", "code/b.py": b"def (:\n"})

    assert {one.path for one in found.weaknesses} == {STRAY}
    assert SCANS.read(SCANS.write(found)) == found


@pytest.mark.parametrize("reason", REASONS)
def test_a_scan_cut_short_by_time_or_memory_is_tried_again(reason: str) -> None:
    found = Scan((), (Unscanned("code/a.py", 0, "syntax"), Unscanned("code/b.py", 0, reason)), 1)

    assert (make_cache_entry(ONE, found) is None) == (reason in TRANSIENT_REASONS)


@pytest.mark.parametrize(
    "contents",
    [
        pytest.param((("code/b.py", "1" * 40),), id="another name"),
        pytest.param((("code/a.py", "2" * 40),), id="other bytes"),
        pytest.param((*ONE, ("code/b.py", "1" * 40)), id="one more file"),
        pytest.param((), id="no file"),
    ],
)
def test_a_scan_is_that_of_these_names_and_bytes_alone(contents: tuple[tuple[str, str], ...]) -> None:
    assert make_scan_key(contents) != make_scan_key(ONE)
