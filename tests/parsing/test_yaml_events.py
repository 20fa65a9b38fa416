"""The one loader of author YAML: what it refuses, what it reads, and that no text makes it fail."""

import math
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from boas.parsing import YamlText, format_path, read_yaml
from boas.parsing._yaml_events import MAX_DEPTH, MAX_KEY, MAX_NODES, MAX_SCALAR

ALIASES = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdef", "bcdefg", strict=True))
MERGES = "m0: &m0 {x: 1}\n" + "".join(f"m{n}: &m{n} {{<<: [*m{n - 1}, *m{n - 1}]}}\n" for n in range(1, 40))

REFUSED: dict[str, tuple[str, list[tuple[str, int, int]]]] = {
    "Y1 alias": ("a: &a [x]\nb: *a\n", [("unreadable-yaml", 1, 4), ("unreadable-yaml", 2, 4)]),
    "Y2 merge key": ("a: 1\n<<: {b: 2}\n", [("unreadable-yaml", 2, 1)]),
    "Y3 depth": ("[" * (MAX_DEPTH + 1), [("unreadable-yaml", 1, MAX_DEPTH + 1)]),
    "Y3 depth of thirty thousand": ("{a: " * 30_000, [("unreadable-yaml", 1, 4 * MAX_DEPTH + 1)]),
    "Y4 duplicate key": ("a: 1\nb: 2\na: 3\n", [("duplicate-key", 3, 1)]),
    "Y4 duplicate of a quoted key": ('a: 1\n"a": 3\n', [("duplicate-key", 2, 1)]),
    "Y6 many digits": ("a: 1234567890123456789\n", [("unreadable-yaml", 1, 4)]),
    "Y6 infinite": ("a: 1e999\n", [("unreadable-yaml", 1, 4)]),
    "Y7 python tag": ("a: !!python/object/apply:os.system [id]\n", [("unreadable-yaml", 1, 4)]),
    "Y7 binary": ("a: !!binary RlI=\n", [("unreadable-yaml", 1, 4)]),
    "Y7 set": ("!!set {a, b}\n", [("unreadable-yaml", 1, 1)]),
    "Y7 verbatim tag": ("!<tag:example.org,2026:a> x\n", [("unreadable-yaml", 1, 1)]),
    "Y7 bare exclamation mark": ("a: ! 12\n", [("unreadable-yaml", 1, 4)]),
    "Y7 tag directive": ("%TAG ! tag:example.org,2026:\n---\na: 1\n", [("unreadable-yaml", 1, 1)]),
    "Y7 version directive": ("%YAML 1.1\n---\na: 1\n", [("unreadable-yaml", 1, 1)]),
    "Y7 second document": ("a: 1\n---\nb: 2\n", [("unreadable-yaml", 2, 1)]),
    "Y8 escaped nul": ('a: "\\0"\n', [("unreadable-text", 1, 4)]),
    "Y8 escaped escape": ('a: "\\e[2J"\n', [("unreadable-text", 1, 4)]),
    "Y8 escaped half of a pair": ('a: "\\uD800"\n', [("unreadable-yaml", 1, 7)]),
    "Y8 tab as indent": ("a:\n\tb: 1\n", [("unreadable-yaml", 2, 1)]),
    "Y9 escaped bidi": ('a: "\\u202E"\n', [("bidi-control", 1, 4)]),
    "Y9 escaped bidi in a key": ('"\\u202E": 1\n', [("bidi-control", 1, 1)]),
    "Y10 long scalar": (f"a: {'x' * (MAX_SCALAR + 1)}\n", [("unreadable-yaml", 1, 4)]),
    "Y10 long key": (f"{'k' * (MAX_KEY + 1)}: 1\nb: 2\n", [("unreadable-yaml", 1, 1)]),
    "Y10 many nodes": ("".join(f"k{n}: 1\n" for n in range(MAX_NODES)), [("unreadable-yaml", MAX_NODES // 2, 8)]),
    "Y11 recursion": ("a: &a [*a]\n", [("unreadable-yaml", 1, 4), ("unreadable-yaml", 1, 8)]),
    "key that is a list": ("[a]: 1\n", [("unreadable-yaml", 1, 1)]),
    "key that is an alias": ("a: &a x\n*a : 1\n", [("unreadable-yaml", 1, 4), ("unreadable-yaml", 2, 1)]),
    "unclosed brace": ("a: {b: 1\n", [("unreadable-yaml", 2, 1)]),
    "unclosed quote": ('a: "b\n', [("unreadable-yaml", 2, 1)]),
    "colon inside a value": ("a: b: c\n", [("unreadable-yaml", 1, 5)]),
    "at sign": ("a: @b\n", [("unreadable-yaml", 1, 4)]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "places"), REFUSED.values(), ids=list(REFUSED))
def test_what_the_strict_subset_lacks_is_refused_at_its_place(text: str, places: list[tuple[str, int, int]]) -> None:
    faults = read_yaml(text).diagnostics

    assert [(fault.rule, fault.line, fault.column) for fault in faults] == places
    assert all(
        fault.message.in_("fr") != fault.message.in_("en") and fault.help.in_("fr") != fault.help.in_("en")
        for fault in faults
    )


@pytest.mark.parametrize("text", [ALIASES, MERGES], ids=["aliases", "merges"])
def test_a_bomb_is_never_walked(text: str) -> None:
    read = read_yaml(text)

    assert read.diagnostics
    assert count(read.value) < 400


def count(value: object) -> int:
    """How many values a value is made of."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + sum(count(child) for child in inside)


SCALARS: dict[str, object] = {
    "NO": "NO",
    "no": "no",
    "yes": "yes",
    "on": "on",
    "True": "True",
    "true": True,
    "false": False,
    "null": None,
    "": None,
    "~": "~",
    "1.10": 1.1,
    "'1.10'": "1.10",
    "1.10.0": "1.10.0",
    "01000": "01000",
    "010000024": "010000024",
    "0x1F": "0x1F",
    "0o17": "0o17",
    "1_000": "1_000",
    "12:30": "12:30",
    "1:30:00": "1:30:00",
    "1e3": 1000.0,
    "1E10": 1e10,
    "-0": 0,
    "+1": "+1",
    ".5": ".5",
    "5.": "5.",
    ".nan": ".nan",
    ".inf": ".inf",
    "-.inf": "-.inf",
    "2026-02-30": "2026-02-30",
    "2026-03-02": "2026-03-02",
    "٣": "٣",
    "=": "=",
    "I21.0": "I21.0",
    "1E10.0": "1E10.0",
    "123456789012345678": 123456789012345678,
    "| ": "",
}


@pytest.mark.parametrize(("written", "value"), SCALARS.items())
def test_a_plain_scalar_is_json_or_text(written: str, value: object) -> None:
    read = read_yaml(f"a: {written}\n")

    assert read.diagnostics == []
    assert read.value == {"a": value}
    assert type(read.value["a"]) is type(value)


@pytest.mark.parametrize("key", ["on", "1", "true", "null", "1.10", "2026-03-02", "", "é"])
def test_a_key_is_always_text(key: str) -> None:
    assert read_yaml(f"{key or '? '}: 1\n").value == {key: 1} if key else True


def test_the_value_of_a_key_written_twice_is_the_first_and_its_own_faults_are_told() -> None:
    read = read_yaml("a: {b: 1}\na: {c: !!x 2, d: 1, d: 2}\n")

    assert read.value == {"a": {"b": 1}}
    assert [(fault.rule, fault.line, fault.column) for fault in read.diagnostics] == [
        ("duplicate-key", 2, 1),
        ("unreadable-yaml", 2, 8),
        ("duplicate-key", 2, 21),
    ]
    assert [fault.field for fault in read.diagnostics if fault.rule == "duplicate-key"] == ["a", "a.d"]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_no_text_makes_the_loader_fail(text: str) -> None:
    read = read_yaml(text)

    assert isinstance(read, YamlText)
    for fault in read.diagnostics:
        assert (
            1
            <= fault.line
            <= text.count("\n")
            + text.count("\r")
            + text.count("\x85")
            + text.count("\u2028")
            + text.count("\u2029")
            + 2
        )


@given(st.text(alphabet="ab:- \n{}[]\"'#&*!|>%@`,?0.~<\\\t", max_size=60))
def test_no_play_with_yaml_signs_makes_the_loader_fail(text: str) -> None:
    read = read_yaml(text)

    assert isinstance(read, YamlText)
    if not read.diagnostics:
        assert_same_shape(read.value, yaml.load(text, Loader=Referee))  # noqa: S506 -- a safe loader


class Referee(yaml.CSafeLoader):
    """The library's own safe loader; the lone signs of YAML 1.1, which it has no value for, are texts as for us."""


def as_text(loader: Referee, node: yaml.ScalarNode) -> str:
    return str(loader.construct_scalar(node))


for sign in ("merge", "value"):
    Referee.add_constructor(f"tag:yaml.org,2002:{sign}", as_text)


def test_a_lone_sign_of_yaml_is_a_text() -> None:
    assert [read_yaml(sign).value for sign in ("<<", "=")] == ["<<", "="]


def assert_same_shape(ours: object, theirs: object) -> None:
    """Both loaders see the same mappings and lists, whatever each makes of a scalar."""
    if isinstance(ours, dict):
        assert isinstance(theirs, dict)
        assert len(ours) == len(theirs)
        for mine, other in zip(ours.values(), theirs.values(), strict=True):
            assert_same_shape(mine, other)
    elif isinstance(ours, list):
        assert isinstance(theirs, list)
        for mine, other in zip(ours, theirs, strict=True):
            assert_same_shape(mine, other)
    else:
        assert not isinstance(theirs, dict | list)


WRITABLE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Cn", "Co"]), max_size=30)
NUMBERS = st.integers(-(10**17), 10**17)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | WRITABLE,
    lambda inside: (
        st.lists(inside, max_size=4) | st.dictionaries(WRITABLE.filter(lambda key: key != "<<"), inside, max_size=4)
    ),
    max_leaves=20,
)


@given(VALUES)
def test_what_is_written_is_read_back(value: object) -> None:
    text = yaml.dump(value, Dumper=Quoting, allow_unicode=True, width=10_000, default_flow_style=False)

    read = read_yaml(text)

    assert read.diagnostics == []
    assert read.value == value


class Quoting(yaml.SafeDumper):
    """Writes every text between quotes, so that only numbers, true, false and null stand bare."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 -- the signature it has in the dumper
        """Write a value that stands twice twice."""
        return True


def quoted(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')


Quoting.add_representer(str, quoted)


@given(st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_a_finite_number_is_read_back(number: float) -> None:
    written = f"{number:.6e}"

    assert math.isclose(read_yaml(written).value, number, rel_tol=1e-5, abs_tol=1e-40)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), VALUES, min_size=1, max_size=4))
def test_every_place_told_is_where_the_key_and_the_value_stand(value: dict[str, Any]) -> None:
    text = yaml.dump(value, Dumper=Quoting, allow_unicode=True, width=10_000, default_flow_style=False)
    lines = text.split("\n")

    read = read_yaml(text)

    for loc, spot in read.keys.items():
        written = lines[spot.line - 1][spot.column - 1 :]
        assert written.startswith((str(loc[-1]), '"', "? ")), (loc, written)
        assert value_of(value, loc[:-1]) is not None
    for loc, spot in read.values.items():
        written = lines[spot.line - 1][spot.column - 1 :]
        held = value_of(value, loc)
        if isinstance(held, bool | int) and not isinstance(held, str):
            assert written.startswith(str(held).lower())
            assert spot.length == len(str(held))
        elif isinstance(held, str):
            assert written.startswith('"')


def value_of(value: Any, loc: tuple[str | int, ...]) -> Any:  # noqa: ANN401 -- whatever a document may hold
    for step in loc:
        value = value[step]
    return value


def test_a_path_is_written_as_people_write_it() -> None:
    assert format_path(("data", "sources", 0, "source")) == "data.sources[0].source"
    assert format_path(()) == ""
