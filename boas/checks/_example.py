"""An example of each rule: lines it reports, what `boas check` then prints, the fixed lines, and lines that pass.

They lie in `examples/`, one file a rule, as TOML so that spaces and tabs stay as they are. What is printed
stands there too; a test compares it with the findings about these very lines.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from boas.translation import Message

FOLDER = Path(__file__).parent / "examples"


@dataclass(frozen=True, slots=True)
class Snippet:
    """Lines of one file, or commands that change files."""

    path: str
    """The file, from the registry's root."""
    text: str


@dataclass(frozen=True, slots=True)
class Example:
    """One mistake that a rule finds, the same without it, and something alike that is no mistake."""

    rule: str
    wrong: Snippet
    mended: Snippet
    passes: Snippet
    by_command: bool
    """Whether the three are commands, to be run in `model_cards/`, instead of lines of the file."""
    told: Message
    """What `boas check` prints of the wrong one."""
    fields: tuple[str, ...]
    """Fields that the rule reads by itself, as patterns `kind:path`."""
    everywhere: bool
    """Whether it reads every field there is."""
    brings: tuple[str, ...]
    """Other rules with a finding about the same lines."""
    given: str
    """Commands that make what the lines need around them; not shown."""
    instead: str
    """What the lines stand in place of in the registry of the tests; not shown."""


@cache
def load_examples() -> Mapping[str, Example]:
    """Every example by the name of its rule."""
    return {path.stem: _read_example(path) for path in sorted(FOLDER.glob("*.toml"))}


def _read_example(path: Path) -> Example:
    """The example in one file."""
    said = tomllib.loads(path.read_text("utf-8"))
    wrong, fixed, passes = (
        Snippet(f"model_cards/{said.get(f'path_{name}', said['path'])}", said[name])
        for name in ("wrong", "mended", "passes")
    )
    return Example(
        path.stem,
        wrong,
        fixed,
        passes,
        said.get("by_command", False),
        Message(said.get("en", "")).use_catalogue("rules", "example"),
        tuple(said.get("fields", ())),
        said.get("everywhere", False),
        tuple(said.get("brings", ())),
        said.get("given", ""),
        said.get("instead", fixed.text),
    )
