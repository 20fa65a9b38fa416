"""A registry of any number of algorithms: copies of the worked examples, each under an id of its own."""

import re
from pathlib import Path

from tests.git_registry import SETTINGS

BASE = Path(__file__).parent / "base/model_cards"
ALGORITHM = re.compile(r"\bexemple-(modele|regle|score|entrepot)\b")


def name_copy(number: int) -> str:
    """Syllables that no rule takes for those of another number."""
    return "".join("bada"[int(bit) * 2 :][:2] for bit in f"{number:010b}")


def write_copies(root: Path, n: int) -> None:
    """The base registry with `n` copies of each of its three algorithms, each on a data source of its own."""
    for path in (path for path in BASE.rglob("*") if path.is_file()):
        place = path.relative_to(BASE).as_posix()
        for number in range(n if place.startswith(("algorithms/", "data_sources/")) else 1):
            end = f"-{name_copy(number)}" if number else ""
            target = root / "model_cards" / ALGORITHM.sub(rf"exemple-\1{end}", place)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(ALGORITHM.sub(rf"exemple-\1{end}", path.read_text("utf-8")), "utf-8")
    assert (root / SETTINGS).is_file()
