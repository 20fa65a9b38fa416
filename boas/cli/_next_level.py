"""What the first level still asks of a card, as the last line of a check of one algorithm without errors."""

from collections.abc import Sequence
from pathlib import Path

from boas.documents import (
    Card,
    build_path,
    compute_completeness,
    find_algorithm,
    is_version,
    load_vocabulary,
    parse_version,
)
from boas.parsing import read_collection
from boas.translation import Language, Message, change_case, join_messages
from boas.tree import Tree

_MOST_NAMED = 6


def describe_next_level(root: Path, paths: Sequence[Path], tree: Tree, language: Language) -> str:
    """How much of what level 1 asks the newest card fills; empty unless it is one algorithm that lacks something."""
    names = {find_algorithm(f"{_make_relative(path, root)}/") for path in paths}
    algorithm = names.pop() if len(names) == 1 else ""
    known = filter(is_version, read_collection(tree, []).versions.get(algorithm, ()))
    newest = max(known, key=parse_version, default=None)
    if newest is None:
        return ""
    path = build_path("card", algorithm=algorithm, version=newest)
    card = read_collection(tree, [path]).documents[path].content
    found = compute_completeness(card) if isinstance(card, Card) else None
    if found is None or not found.missing:
        return ""
    words = load_vocabulary("card_fields").terms
    labels = [change_case(words[field], "inside") if field in words else field for field in found.missing]
    return _ASKED.fill(
        level=load_vocabulary("levels").terms["1"],
        filled=found.filled,
        expected=found.expected,
        names=join_messages(labels[:_MOST_NAMED]),
        more="…" if len(labels) > _MOST_NAMED else "",
        algorithm=algorithm,
    ).in_(language)


_ASKED = Message(
    "Level 1 ({level}) asks for {expected} fields, {filled} of {expected} are filled. "
    "Still asked: {names}{more} – `boas level {algorithm}` lists them."
)


def _make_relative(path: Path, root: Path) -> str:
    """A path from the registry's root; empty for one outside."""
    place, top = path.resolve(), root.resolve()
    return place.relative_to(top).as_posix() if place.is_relative_to(top) else ""
