"""A whole example of each kind of document, in which every field stands, and the lines of one field.

The files lie in `schemas/examples/`; what they tell is invented. A test holds them to the models.
"""

import re
from functools import cache

import yaml

from boas.documents.vocabularies import packaged
from boas.finding import Language

BOTH = re.compile(r"^( *)(- )?fr: (?P<fr>.*)\n +en: (?P<en>.*)\n", re.MULTILINE)
"""A text in two languages, one a line."""


@cache
def sample(kind: str, language: Language) -> str:
    """A whole document with its texts in one language; raises `FileNotFoundError` for a kind no file has."""
    text = (packaged("schemas") / "examples" / f"{kind}.yaml").read_text("utf-8")
    return BOTH.sub(lambda found: f"{found[1]}{found[2] or ''}{language}: {found[language]}\n", text)


def sample_of(kind: str, path: str, language: Language) -> str:
    """The lines of one field, those of its section left out; empty when the example does not hold it."""
    lines = sample(kind, language).splitlines()
    node = yaml.compose("\n".join(lines), Loader=yaml.CSafeLoader)
    start, end = 0, len(lines)
    for name in path.split("."):
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        found = [(key, value) for key, value in pairs if key.value == name]
        if not found:
            return ""
        key, node = found[0]
        start = key.start_mark.line
        end = next((later.start_mark.line for later, _ in pairs if later.start_mark.line > start), end)
    indent = len(lines[start]) - len(lines[start].lstrip())
    return "".join(f"{line[indent:]}\n" for line in lines[start:end])
