"""From bytes to documents: characters, places, and the two ways in that must agree."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.documents import DOCUMENTS, RegistryPath, parse_path
from boas.parsing import (
    EMPTY_CACHE,
    MOST_OF_A_SORT,
    Cache,
    Document,
    get_size_limit,
    include_related_paths,
    locate_offset,
    read_collection,
    read_folder,
)
from boas.parsing._characters import decode, diagnose_characters
from boas.parsing._collection import read_document
from boas.tree import File, Tree

BASE = Path(__file__).parents[1] / "checks" / "base"
ORGANISATION = "model_cards/organisations/exemple.yaml"
PATHS = (
    "model_cards/registry.yaml",
    ORGANISATION,
    "model_cards/algorithms/abc/versions/1.0.0/card.yaml",
    "model_cards/algorithms/abc/versions/1.0.0/method.fr.md",
    "model_cards/algorithms/abc/versions/1.0.0/codelists/a.csv",
    "model_cards/algorithms/abc/versions/1.0.0/code/a.py",
    "model_cards/algorithms/abc/evaluations/abc/counts.csv",
)


def document(data: bytes, path: str = ORGANISATION) -> Document:
    """One file read."""
    file = File(path, "", "file", len(data))
    read = read_document(Tree({path: file}, lambda _: data), file, EMPTY_CACHE)
    assert read is not None
    return read


@given(st.binary(max_size=300), st.sampled_from(PATHS))
def test_any_bytes_become_a_document_with_a_content_or_faults(data: bytes, path: str) -> None:
    read = document(data, path)

    assert read.diagnostics or read.content is not None
    assert all(fault.line <= read.text.count("\n") + 2 for fault in read.diagnostics if read.text)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200), st.sampled_from(PATHS))
def test_any_text_becomes_a_document_with_a_content_or_faults(text: str, path: str) -> None:
    read = document(text.encode(), path)

    assert read.diagnostics or read.content is not None


SHAPES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-9, 9)
    | st.sampled_from(["a", "", "FR", "2026-01-01", "https://a.example"]),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "name", "fr", "en", "absent", "reason", "data", "sources", "safety", "x"]),
            inside,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(SHAPES, st.sampled_from([path for path in PATHS if path.endswith(".yaml")]))
def test_any_shape_is_accepted_or_told_field_by_field(value: object, path: str) -> None:
    read = document(json.dumps(value).encode(), path)

    assert read.diagnostics or read.part
    for fault in read.diagnostics:
        assert fault.message.in_("fr") != fault.message.in_("en")
        assert fault.line == 1


@given(
    st.dictionaries(
        st.sampled_from(["contry", "id", "nom", "type", "siren", "urll", "part_of"]),
        st.sampled_from(["1", "x", "[a]", "{}", "a b"]),
        min_size=1,
    )
)
def test_a_fault_about_a_field_stands_on_the_line_of_that_field(fields: dict[str, str]) -> None:
    text = "schema_version: 1\n" + "".join(f"{name}: {value}\n" for name, value in fields.items())

    read = document(text.encode())

    for fault in read.diagnostics:
        if fault.rule != "missing-field":
            assert read.get_line(fault.line).startswith(f"{fault.field}: ")
            assert read.get_line(fault.line)[fault.column - 1 :].startswith((fault.field, fields[fault.field]))


def test_a_missing_field_stands_where_it_has_to_be_added() -> None:
    read = document(b"schema_version: 1\nid: exemple\nname:\n")
    nested = document(
        (BASE / "model_cards/algorithms/exemple-score/versions/1.0.0/card.yaml")
        .read_bytes()
        .replace(b"  purpose:\n    en: Shows the least a card may hold.\n", b"  users:\n    - en: A.\n"),
        PATHS[2],
    )

    assert [(fault.rule, fault.line, fault.field) for fault in read.diagnostics] == [("wrong-type", 3, "name")]
    (fault,) = nested.diagnostics
    assert (fault.rule, fault.field, nested.get_line(fault.line)) == (
        "missing-field",
        "intended_use.purpose",
        "intended_use:",
    )


def test_everything_wrong_in_a_document_is_told_at_once() -> None:
    text = "schema_version: one\nid: No\nname: {}\ncountry: fr\nsiren: '1'\nror: x\n"
    text += "url: http://a\nunknown: 1\ntype: x\ntype: y\n"
    text += "zero: \u200b\n"

    rules = sorted(fault.rule for fault in document(text.encode()).diagnostics)

    assert rules == sorted(
        [
            "wrong-type",
            "bad-id",
            "missing-field",
            "wrong-type",
            "bad-siren",
            "bad-ror",
            "unsafe-link",
            "unknown-field",
            "unknown-field",
            "unknown-term",
            "duplicate-key",
            "bidi-control",
        ]
    )


CHARACTERS = {
    "nul": ("a\0b", [("unreadable-text", 1, 2)]),
    "escape": ("a\n\x1b[2J", [("unreadable-text", 2, 1)]),
    "next line": ("a\x85b", [("unreadable-text", 1, 2)]),
    "lone carriage return": ("a\rb\r\n", [("unreadable-text", 1, 2)]),
    "noncharacter": ("\ufffe", [("unreadable-text", 1, 1)]),
    "override": ("a\u202eb", [("bidi-control", 1, 2)]),
    "isolate": ("a\u2066b", [("bidi-control", 1, 2)]),
    "line separator": ("a\u2028b", [("bidi-control", 1, 2)]),
    "zero width": ("a\u200bb\u200d", [("bidi-control", 1, 2), ("bidi-control", 1, 4)]),
    "mark inside": ("a\ufeffb", [("bidi-control", 1, 2)]),
    "tag": ("a\U000e0041", [("bidi-control", 1, 2)]),
    "decomposed": ("a\nbcde\u0301", [("unreadable-text", 2, 4)]),
    "tab": ("a\tb\r\nc", []),
    "composed": ("é œ 日本 😀 مرحبا", []),
}


@pytest.mark.parametrize(("text", "places"), CHARACTERS.values(), ids=list(CHARACTERS))
def test_a_forbidden_character_is_told_at_its_place(text: str, places: list[tuple[str, int, int]]) -> None:
    assert [(fault.rule, fault.line, fault.column) for fault in diagnose_characters(text)] == places


def test_of_one_sort_of_character_a_hundred_and_one_are_told() -> None:
    assert len(list(diagnose_characters("\0" * 200_000))) == MOST_OF_A_SORT + 1


BYTES = {
    "latin-1": ("été".encode("latin-1"), 1, 1),
    "second line": (b"abc\nd\xe9f", 2, 2),
    "after accents": ("éé".encode() + b"\xff", 1, 3),
    "overlong": (b"a\xc0\x80", 1, 2),
    "surrogate": (b"\xed\xa0\x80", 1, 1),
    "utf-16": ("a".encode("utf-16"), 1, 1),
    "cut short": ("é".encode()[:1], 1, 1),
}


@pytest.mark.parametrize(("data", "line", "column"), BYTES.values(), ids=list(BYTES))
def test_bytes_that_are_not_utf8_are_told_at_the_first_of_them(data: bytes, line: int, column: int) -> None:
    text, (fault,) = decode(data)

    assert (text, fault.rule, fault.line, fault.column) == ("", "unreadable-text", line, column)


def test_a_byte_order_mark_is_told_and_the_rest_is_read() -> None:
    text, (fault,) = decode(b"\xef\xbb\xbfabc")

    assert (text, fault.rule, fault.line, fault.column) == ("abc", "unreadable-text", 1, 1)


@given(st.text(alphabet="ab\n", min_size=1, max_size=40), st.data())
def test_line_and_column_lead_back_to_the_place(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text) - 1))

    line, column = locate_offset(text, offset)

    assert (text.split("\n")[line - 1] + "\n")[column - 1] == text[offset]


def test_a_document_known_by_its_blob_is_the_same_as_one_that_is_parsed() -> None:
    tree = read_folder(BASE)
    named = Tree(
        {
            path: File(path, f"{number:040x}", file.mode, file.size)
            for number, (path, file) in enumerate(tree.files.items())
        },
        lambda file: tree.read(tree.files[file.path]),
    )
    parsed = read_collection(named).documents
    known = {one.file.blob: json.dumps(one.value) for one in parsed.values() if one.part}

    again = read_collection(named, cache=Cache(known, {}, {})).documents

    assert len(known) == 17
    assert {path: (one.value, one.content, one.diagnostics) for path, one in again.items()} == {
        path: (one.value, one.content, one.diagnostics) for path, one in parsed.items()
    }
    assert all(again[path].find_span(("id",)) == parsed[path].find_span(("id",)) for path in again if again[path].part)


def test_a_known_document_is_not_read_again() -> None:
    file = File(ORGANISATION, "0" * 40, "file", 1)
    good = document(b"schema_version: 1\nid: exemple\nname: {fr: Exemple}\n")

    def never(_: File) -> bytes:
        raise AssertionError

    read = read_document(Tree({ORGANISATION: file}, never), file, Cache({"0" * 40: json.dumps(good.value)}, {}, {}))

    assert read is not None
    assert read.part == good.part


@pytest.mark.parametrize("kind", ["card", "counts", "codelist", "method", "code"])
def test_a_file_past_its_size_is_not_read(kind: str) -> None:
    path = next(path for path in PATHS if (parse_path(path) or RegistryPath("", ())).kind == kind)
    for size, read in ((get_size_limit(kind), True), (get_size_limit(kind) + 1, False)):
        file = File(path, "", "file", size)
        assert (read_document(Tree({path: file}, lambda _: b""), file, EMPTY_CACHE) is not None) == read


@pytest.mark.parametrize("mode", ["symlink", "submodule"])
def test_a_link_is_never_read(mode: str) -> None:
    file = File(ORGANISATION, "", "symlink" if mode == "symlink" else "submodule", 1)

    def never(_: File) -> bytes:
        raise AssertionError

    assert read_document(Tree({ORGANISATION: file}, never), file, EMPTY_CACHE) is None


def test_neighbours_are_the_other_files_of_the_same_algorithms() -> None:
    tree = read_folder(BASE)
    chosen = "model_cards/algorithms/exemple-score/algorithm.yaml"

    assert include_related_paths(tree, [chosen]) == {
        chosen,
        chosen.replace("algorithm.yaml", "versions/1.0.0/card.yaml"),
    }
    assert include_related_paths(tree, ["model_cards/registry.yaml"]) == {"model_cards/registry.yaml"}


def test_documents_of_one_kind_come_by_path() -> None:
    collection = read_collection(read_folder(BASE))

    for kind in DOCUMENTS:
        paths = [one.path for one in collection.select_kind(kind)]
        assert paths == sorted(paths) != []
