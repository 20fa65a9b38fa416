"""The file CODEOWNERS, here and in new registries: it names all that a proposal may not touch together with cards."""

from pathlib import Path

import pytest

from boas.proposals._guarded_files import APART, GUARDED_AT_TOP, GUARDED_HERE

ROOT = Path(__file__).parents[2]
FILES = (".github/CODEOWNERS", ".gitlab/CODEOWNERS", "ci/forge/registry/CODEOWNERS")


def rules(name: str) -> dict[str, list[str]]:
    """Owners by path; a line of a folder ends with its `/`."""
    lines = [line.split() for line in (ROOT / name).read_text().splitlines() if line and not line.startswith("#")]
    return {path: owners for path, *owners in lines}


@pytest.mark.parametrize("name", FILES)
def test_whatever_decides_what_is_checked_has_owners(name: str) -> None:
    guarded = {f"/{path}" for path in (*GUARDED_HERE, *GUARDED_AT_TOP, *APART)}

    assert {path.rstrip("/") for path in rules(name)} == guarded
    assert all(owners for owners in rules(name).values()), "a path without owners is nobody's"


@pytest.mark.parametrize("path", [path for path in rules(FILES[0]) if (ROOT / path[1:]).exists()])
def test_a_folder_is_owned_with_all_that_lies_in_it(path: str) -> None:
    assert path.endswith("/") == (ROOT / path[1:]).is_dir()


def test_both_forges_read_the_same_here() -> None:
    assert (ROOT / FILES[0]).read_bytes() == (ROOT / FILES[1]).read_bytes()
