"""Foreign files nobody should trust: each gives one clear error or losses, never a traceback or a wrong card."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boas.errors import UsageError
from boas.formats import ImportResult
from boas.formats.importers import FORMATS, read_foreign
from boas.formats.importers._decoding import LARGEST
from boas.formats.importers._extraction import Extraction
from boas.parsing import format_path
from tests.formats.importing import CASES, FILES, USES, Use, settled

DEEP = 10_000
HOSTILE = {
    "nothing": b"",
    "no text": b"\xff\xfe\x00a",
    "utf-16": '{"name": "x"}'.encode("utf-16"),
    "a zero byte": b'{"name": "a\x00b"}',
    "no json": b"{",
    "a list": b"[]",
    "a number": b"3",
    "nan": b'{"monai_version": NaN}',
    "infinity": b'{"monai_version": -Infinity}',
    "a key twice": b'{"name": "a", "name": "b"}',
    "a very long number": b'{"n": ' + b"9" * 5_000 + b"}",
    "a deep list": b"[" * DEEP + b"]" * DEEP,
    "a deep mapping": b'{"a":' * DEEP + b"1" + b"}" * DEEP,
    "too large": b'{"a": "' + b"x" * (LARGEST + 1) + b'"}',
    "many values": b"[" + b"1," * 300_000 + b"1]",
    "yaml tag": b"---\nlicense: !!python/object/apply:os.system [true]\n---\n",
    "yaml alias": b"---\na: &x [1, 1]\nb: [*x, *x, *x]\n---\n",
    "yaml merge": b"---\na: &x {b: c}\nd:\n  <<: *x\n---\n",
    "two yaml documents": b"---\na: b\n---\nc: d\n--- \n",
    "yaml that breaks off": b"---\na: [b\n---\n",
    "one megabyte of front matter": b"---\n" + b"- a\n" * 200_000 + b"---\n",
    "one long value": b"---\na: " + b"x" * 500_000 + b"\n---\n",
    "deep yaml": b"---\na: " + b"[" * 500 + b"]" * 500 + b"\n---\n",
    "control character": b"---\na: \x01\n---\n",
    "yaml list": b"---\n- a\n---\n",
    "no front matter": b"# Title\n",
    "half a quotation": b'code,term\n"I61,x\n',
    "ragged rows": b"code,term\nI61\nI62,b,c,d\n",
    "only a header": b"code,term\n",
    "semicolons": b"code;term\nI61;x\n",
    "a formula": b"code,term\n=1+1,@SUM(A1)\n",
}


def read_by(form: str, data: bytes) -> ImportResult | None:
    """What a format makes of some bytes; nothing when it refuses them."""
    try:
        return read_foreign(data, "file", form)
    except UsageError:
        return None


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", HOSTILE)
def test_no_bytes_break_an_importer(name: str, form: str) -> None:
    found = read_by(form, HOSTILE[name])

    if found is not None:
        assert settled(found, Use()).findings == ()


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("file", ["README.md", "a.json", "a.csv", "CITATION.cff", "a.txt"])
def test_no_bytes_break_finding_out_the_format(name: str, file: str) -> None:
    try:
        found = read_foreign(HOSTILE[name], file).forms
    except UsageError as error:
        found = (error.message.in_("fr").partition(file)[1],)

    assert found[0] in {file, *FORMATS}


@pytest.mark.parametrize(
    ("data", "form", "said"),
    [
        (HOSTILE["nan"], "monai", "`NaN` is no JSON"),
        (HOSTILE["a key twice"], "codemeta", "the key `name` stands twice"),
        (HOSTILE["a deep list"], "mhub", "more than 40 levels of nesting"),
        (HOSTILE["too large"], "mhub", "more than 1024 KiB"),
        (HOSTILE["utf-16"], "mhub", "no UTF-8 text"),
        (HOSTILE["yaml tag"], "hugging-face", "line 2: A YAML tag"),
        (HOSTILE["yaml alias"], "hugging-face", "line 2: A YAML anchor"),
        (HOSTILE["one megabyte of front matter"], "hugging-face", "More than 20000 values"),
        (HOSTILE["control character"], "hugging-face", "no fields that YAML can read"),
        (HOSTILE["no front matter"], "hugging-face", "no YAML between two lines"),
        (HOSTILE["half a quotation"], "opencodelists", "this is no CSV"),
        (b"a,b\n1,2\n", "opencodelists", "no column of codes"),
        (b'{"items": 3}', "ohdsi", "no OHDSI concept set"),
    ],
)
def test_what_cannot_be_read_is_said_in_words(data: bytes, form: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read_foreign(data, "file", form)


def test_a_byte_order_mark_is_no_part_of_the_first_word() -> None:
    found = read_foreign(b"\xef\xbb\xbfcff-version: 1.2.0\ntitle: Essai\n", "CITATION.cff")

    assert [piece.to for piece in found.pieces] == ["name"]


LOST: dict[str, tuple[dict[str, object], str]] = {
    "html": ({"description": "a <b onclick='x()'>b</b>"}, "description"),
    "script": ({"description": "<script>alert(1)</script>"}, "description"),
    "a link that runs": ({"description": "[a](javascript:alert(1))"}, "description"),
    "a remote image": ({"description": "![a](https://example.org/a.png)"}, "description"),
    "bidi": ({"description": "s\u202er"}, "description"),
    "control": ({"description": "a\x07b"}, "description"),
    "half a character": ({"description": "a\ud800b"}, "description"),
    "e-mail": ({"description": "Ask someone@example.org."}, "description"),
    "filler": ({"description": "TBD"}, "description"),
    "wrong type": ({"description": {"a": 1}}, "description"),
    "long": ({"description": "x" * 30_000}, "description"),
    "plain http": ({"huggingface_url": "http://example.org"}, "huggingface_url"),
    "a key with a line end": ({"required_packages_version": {"a\nb": "1"}}, "required_packages_version.a\nb"),
}


@pytest.mark.parametrize("name", LOST)
def test_what_a_card_may_not_hold_becomes_a_loss(name: str) -> None:
    fields, path = LOST[name]
    made = settled(read_foreign(json.dumps(fields | {"monai_version": "1.0"}).encode(), "m.json", "monai"), Use())

    assert made.findings == ()
    assert path in {loss.path for loss in made.draft.imported.losses}
    assert all("someone@example.org" not in loss.value for loss in made.draft.imported.losses)


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=30)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4)),
    max_leaves=8,
)
JSON_CASES = [case for case in CASES if next((FILES / case).iterdir()).suffix == ".json"]


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 -- any JSON
    """Every path inside a JSON value."""
    yield path
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in steps:
        yield from places(child, (*path, key))


def put(value: Any, path: tuple[Any, ...], new: object) -> object:  # noqa: ANN401 -- any JSON
    """A copy of a JSON value with another value at a path."""
    if not path:
        return new
    changed = copy.deepcopy(value)
    inside = changed
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = new
    return changed


@pytest.mark.parametrize("case", JSON_CASES)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_value_at_any_place_gives_a_sound_card_or_one_clear_error(case: str, data: st.DataObject) -> None:
    (path,) = (FILES / case).iterdir()
    value = json.loads(path.read_text())
    for _ in range(2):
        value = put(value, data.draw(st.sampled_from(list(places(value)))), data.draw(JSON))
    found = read_by(case.partition("/")[0], json.dumps(value).encode())

    if found is not None:
        assert settled(found, USES.get(case, Use())).findings == ()


@pytest.mark.parametrize("form", FORMATS)
@given(value=JSON)
def test_any_json_is_read_or_refused(form: str, value: object) -> None:
    read_by(form, json.dumps(value).encode())


@pytest.mark.parametrize("form", ["citation", "hugging-face"])
@given(text=st.one_of(st.text(max_size=200), st.text("-: []{}#&*!|>'\"%@`\n abc", max_size=80)))
def test_any_yaml_is_read_or_refused(form: str, text: str) -> None:
    front = f"---\n{text}\n---\n" if form == "hugging-face" else text
    read_by(form, front.encode("utf-8", "surrogatepass"))


def is_told(path: tuple[Any, ...], told: set[str]) -> bool:
    """Whether a path, or one it lies in, was taken or lost."""
    return any(format_path(path[:depth]) in told for depth in range(1, len(path) + 1))


CITATION_KEYS = ("title", "authors", "license", "version", "doi", "keywords", "url", "repository-code", "contact")


@given(value=st.dictionaries(st.sampled_from(CITATION_KEYS), JSON))
def test_any_value_under_the_fields_of_a_citation_is_taken_or_lost(value: dict[str, object]) -> None:
    found = read_by("citation", json.dumps(value).encode())

    if found is not None:
        told = {piece.origin for piece in (*found.pieces, *found.of_algorithm)} | {loss.path for loss in found.losses}
        said = [path for path in places(value) if is_said(value, path)]
        assert [path for path in said if not is_told(path, told)] == []


def is_said(value: Any, path: tuple[Any, ...]) -> bool:  # noqa: ANN401 -- any JSON
    """Whether a scalar with something in it stands at a path."""
    for step in path:
        value = value[step]
    return value is not None and not isinstance(value, dict | list) and bool(str(value).strip())


@given(value=st.dictionaries(st.sampled_from("abc"), JSON), chosen=st.lists(st.integers(0, 20), max_size=5))
def test_nothing_of_a_foreign_file_vanishes_unsaid(value: dict[str, object], chosen: list[int]) -> None:
    taking = Extraction(value, "file")
    every = list(places(value))
    for number in chosen:
        taking.convert(every[number % len(every)], str)
    taking.finish("citation")

    assert taking.list_unread() == []
