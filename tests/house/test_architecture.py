"""The page that explains the house says what the code is."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / ".github/ARCHITECTURE.md"


def read_floors() -> list[str]:
    """The floors as the import contract has them, highest first."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract.get("containers") == ["boas"])
    return list(layers)


def split_section(title: str) -> str:
    """The text of one section of the page."""
    return PAGE.read_text().partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def list_rows(section: str) -> list[str]:
    """First cells of the rows of a section's table."""
    return re.findall(r"^\| ((?!---|Room|Word)[^|]+?) \|", split_section(section), re.MULTILINE)


def test_the_drawing_is_the_contract() -> None:
    drawn = re.search(r"```floors\n(.*?)```", PAGE.read_text(), re.DOTALL)

    assert drawn
    assert drawn.group(1).split("\n")[:-1] == read_floors()


def test_each_room_is_explained_once() -> None:
    rooms = re.findall(r"\w+", " ".join(read_floors()))

    assert sorted(re.findall(r"\w+", " ".join(list_rows("Floors")))) == sorted(rooms)


def test_the_glossary_is_sorted_and_says_each_word_once() -> None:
    words = list_rows("Glossary")

    assert words == sorted(set(words), key=str.casefold)


def test_every_decision_is_linked_and_every_link_leads_somewhere() -> None:
    linked = set(re.findall(r"\(decisions/([\w-]+\.md)\)", PAGE.read_text()))

    assert linked == {path.name for path in (PAGE.parent / "decisions").iterdir()}
