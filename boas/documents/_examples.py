"""A whole example of each kind of document, in which every field stands, and the lines of one field.

The files lie in `schemas/examples/`; what they tell is invented. A test holds them to the models.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest

import yaml

from boas.documents._vocabularies import find_package_folder
from boas.translation import SOURCE_LANGUAGE, Language

_BILINGUAL_TEXT = re.compile(r"^( *)(- )?fr: (?P<fr>.*)\n +en: (?P<en>.*)\n", re.MULTILINE)
"""A text in two languages, one a line."""


@cache
def load_example(kind: str, language: Language) -> str:
    """A whole document with its texts under one language, in English where the example has none in it.

    Raises `FileNotFoundError` for a kind no file has.
    """
    text = (find_package_folder("schemas") / "examples" / f"{kind}.yaml").read_text("utf-8")
    words = language if language in _BILINGUAL_TEXT.groupindex else SOURCE_LANGUAGE
    return _BILINGUAL_TEXT.sub(lambda found: f"{found[1]}{found[2] or ''}{language}: {found[words]}\n", text)


def find_field_example(kind: str, path: str, language: Language) -> str:
    """The lines of one field, of the first item of a list that has it; empty when the example does not hold it."""
    lines, node = load_example(kind, language).splitlines(), _parse_example(kind, language)
    start, column, end = 0, 0, len(lines)
    for name in path.split("."):
        found = next(((one, later) for one, later in _iter_key_pairs(node, end) if one[0].value == name), None)
        if found is None:
            return ""
        (key, node), end = found
        start, column = key.start_mark.line, key.start_mark.column
    return "".join(f"{line[column:]}\n" for line in lines[start:end])


@cache
def _parse_example(kind: str, language: Language) -> yaml.Node | None:
    """A whole document as nodes that know their places."""
    return yaml.compose(load_example(kind, language), Loader=yaml.CSafeLoader)


def _iter_key_pairs(node: yaml.Node | None, end: int) -> Iterator[tuple[tuple[yaml.Node, yaml.Node], int]]:
    """Keys with their values, of a mapping or of the items of a list, and the line where each pair ends."""
    items: list[yaml.Node] = node.value if isinstance(node, yaml.SequenceNode) else [node] if node else []
    starts = [item.start_mark.line for item in items[1:]]
    for item, item_end in zip(items, [*starts, end], strict=True):
        own = item.value if isinstance(item, yaml.MappingNode) else []
        for pair, later in zip_longest(own, own[1:]):
            yield pair, later[0].start_mark.line if later else item_end
