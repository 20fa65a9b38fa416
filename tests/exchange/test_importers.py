"""Each public format in the shapes projects really use: the card that comes out, and every loss, as kept in `golden/`.

Written anew by `BOAS_WRITE_GOLDEN=1 python -m pytest tests/exchange/test_importers.py`, and read as a difference.
"""

import os
from pathlib import Path

import pytest

from boas.exchange import FORMATS
from tests.exchange.importing import CASES, GOLDEN, USES, Use, read_case, settled, shown


def golden(case: str) -> dict[str, str]:
    folder = GOLDEN / case
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


@pytest.mark.parametrize("case", CASES)
def test_what_comes_of_a_foreign_file_is_as_kept(case: str) -> None:
    made = shown(settled(read_case(case), USES.get(case, Use())))
    if os.environ.get("BOAS_WRITE_GOLDEN"):
        write(GOLDEN / case, made)

    assert made == golden(case)


@pytest.mark.parametrize("case", CASES)
def test_a_card_made_of_a_foreign_file_has_no_error_once_the_questions_are_answered(case: str) -> None:
    assert settled(read_case(case), USES.get(case, Use())).findings == ()


def test_every_format_has_its_files() -> None:
    assert {case.partition("/")[0] for case in CASES} == set(FORMATS)


@pytest.mark.parametrize("case", CASES)
def test_the_format_of_a_file_is_found_out(case: str) -> None:
    assert read_case(case).forms == (case.partition("/")[0],)
