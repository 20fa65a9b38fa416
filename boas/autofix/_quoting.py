"""Quotation marks around a value that YAML would take apart, such as `Note : a text` or one that starts with @."""

import json
import re

from boas.parsing import YamlText, read_yaml

_KEY_AND_VALUE = re.compile(
    r"(?P<key>\s*(?:- +)*[A-Za-z_][A-Za-z0-9_]*:[ \t]+)(?P<value>[^\s\"'\[{|>&*!#].*?)(?P<end>\s+#.*|\s*)"
)
"""A line with a field and a value in no quotation marks; what follows ` #` is a comment."""
_MOST_QUOTED = 20
"""Lines quoted on trial to parse the rest of a text."""


def quote_line(line: str, column: int) -> str | None:
    """The line with its value in quotation marks, when the place complained of is inside that value."""
    match = _KEY_AND_VALUE.fullmatch(line)
    if match is None or column <= len(match["key"]):
        return None
    return f"{match['key']}{json.dumps(match['value'], ensure_ascii=False)}{match['end']}"


def read_with_quotes(text: str) -> YamlText:
    """Parse a text with quotation marks added to the values that only lack them."""
    lines = text.split("\n")
    for _ in range(_MOST_QUOTED):
        read = read_yaml("\n".join(lines))
        if read.value is not None or not read.diagnostics or len(lines) < (last := read.diagnostics[-1]).line:
            break
        quoted = quote_line(lines[last.line - 1], last.column)
        if quoted is None:
            break
        lines[last.line - 1] = quoted
    return read
