"""The example of a kind of document, in which every field stands, changed at one place and judged by itself."""

import copy
import json
from collections.abc import Callable
from typing import Any

from boas.checks import check
from boas.documents import DOCUMENTS, build_path, load_example
from boas.finding import Finding
from boas.parsing import FieldPath, read_collection, read_yaml
from boas.tree import File, Tree

Value = Any
"""A plain value, or a part of one."""


def findings_of(kind: str, rule: str, change: Callable[[Value], None]) -> tuple[Finding, ...]:
    """What a rule says of the example of a kind of document once it is changed in place."""
    value: Value = copy.deepcopy(read_yaml(load_example(kind, "en")).value)
    change(value)
    own = {name: value[field] for field, name in DOCUMENTS[kind].path_fields.items() if field in value}
    path = build_path(kind, **{"algorithm": "exemple-un", **own})
    text = json.dumps(value, ensure_ascii=False, indent=1).encode()
    tree = Tree({path: File(path, "0" * 40, "file", len(text))}, lambda _: text)
    return tuple(finding for finding in check(read_collection(tree)) if finding.rule == rule)


def put(value: Value, loc: FieldPath, change: Callable[[Value], Value]) -> None:
    """Replace what stands at a path, the first item of every list on the way, by what a function makes of it."""
    for step in loc[:-1]:
        value = value[0 if step == "*" else step]
    last = 0 if loc[-1] == "*" else loc[-1]
    value[last] = change(value.get(last) if isinstance(value, dict) else value[last])
