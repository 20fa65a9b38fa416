"""The lock files pin everything by digest, name no address, and agree with each other and the project."""

import itertools
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUN, TEST = ROOT / "ci" / "requirements.txt", ROOT / "ci" / "requirements-test.txt"

PIN = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[0-9][0-9a-z.+!]*)( ; [a-zA-Z0-9_' =!<>.()]+)? \\")
DIGEST = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?P<more> \\)?")


def pins(path: Path) -> dict[str, str]:
    found = (PIN.fullmatch(line) for line in path.read_text().splitlines())
    return {pin["name"]: pin["version"] for pin in found if pin}


def normal(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match, requirement
    return re.sub(r"[-_.]+", "-", match[0]).lower()


@pytest.mark.parametrize("path", [RUN, TEST], ids=lambda path: path.name)
def test_a_lock_file_holds_pins_and_digests_only(path: Path) -> None:
    lines = path.read_text().splitlines()

    assert lines
    assert [line for line in lines if not PIN.fullmatch(line) and not DIGEST.fullmatch(line)] == []


@pytest.mark.parametrize("path", [RUN, TEST], ids=lambda path: path.name)
def test_every_pin_has_a_digest(path: Path) -> None:
    lines = [*path.read_text().splitlines(), ""]

    assert [
        line for line, following in itertools.pairwise(lines) if PIN.match(line) and not DIGEST.match(following)
    ] == []


def test_tests_run_on_the_packages_that_users_get() -> None:
    assert pins(RUN).items() <= pins(TEST).items()


def test_every_declared_dependency_is_pinned() -> None:
    about = tomllib.loads((ROOT / "pyproject.toml").read_text())
    needed = about["project"]["dependencies"] + about["build-system"]["requires"]

    assert {normal(name) for name in needed} <= pins(RUN).keys()
    assert {normal(name) for name in about["project"]["optional-dependencies"]["test"]} <= pins(TEST).keys()
