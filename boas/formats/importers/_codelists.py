"""Lists of codes as CSV or JSON rows: OpenCodelists (code and term), HDR UK Phenotype Library (code, text, system).

An OpenCodelists file does not tell its code system; a file of the Phenotype Library holds several lists.
"""

import csv
import io
from collections.abc import Iterator, Sequence

from boas.documents import load_vocabulary
from boas.formats._import_result import CodeList, CodeRow, ImportResult, Loss, shorten_value
from boas.formats.importers import _conversion as converting
from boas.formats.importers import _loss_reasons as reasons
from boas.formats.importers._decoding import LARGEST_LIST, decode_json, decode_text, make_read_error
from boas.parsing import is_formula
from boas.translation import Message

OPENCODELISTS: str = "opencodelists"
HDR_UK: str = "hdr-uk"
CODE_NAMES = ("code", "codes", "id", "snomedct_id", "ctv3_id", "ctv3id", "icd10_code", "icd", "icd_code")
_LABEL_NAMES = ("term", "description", "name", "label", "nhs_description")
_HEADER = ("code", "label")
_USED_COLUMNS = {"code", "description", "coding_system", "concept_name", "concept_id"}
"""Columns of the Phenotype Library that a list keeps or is named by."""
_MOST_ROWS = 100_000

_Cells = dict[str, str]
"""One row by names of columns."""


def from_opencodelists(data: bytes, file: str) -> ImportResult:
    """A list of codes with their terms; raises `UsageError` for a file that cannot be read."""
    header, rows = read_table(decode_text(data, file, LARGEST_LIST), file)
    code, label = find_column(header, CODE_NAMES), find_column(header, _LABEL_NAMES)
    if code is None:
        raise make_read_error(file, Message("no column of codes"))
    losses = _list_unused_columns(rows, {code, label or ""}, file)
    codes, more = _build_codes(((f"{n}", row.get(code, ""), row.get(label or "", "")) for n, row in rows), file)
    listed = CodeList(make_list_name(file), _HEADER if label else _HEADER[:1], codes, file=file)
    return ImportResult((OPENCODELISTS,), lists=(listed,), losses=(*losses, *more))


def from_hdr_uk(data: bytes, file: str) -> ImportResult:
    """The lists of a phenotype, one for each of its concepts; raises `UsageError` for a file that cannot be read."""
    text = decode_text(data, file, LARGEST_LIST)
    rows = list(_iter_json_rows(text, file) if text.lstrip()[:1] in {"[", "{"} else read_table(text, file)[1])
    groups: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for origin, row in rows:
        concept = row.get("concept_name", "") or row.get("concept_id", "")
        groups.setdefault((concept, row.get("coding_system", "")), []).append(
            (origin, row.get("code", ""), row.get("description", ""))
        )
    if not rows:
        raise make_read_error(file, Message("no row of codes"))
    lists: list[CodeList] = []
    losses = _list_unused_columns(rows, _USED_COLUMNS, file)
    for (concept, system), entries in groups.items():
        codes, more = _build_codes(entries, file)
        losses += more
        if not codes:
            continue
        name = make_unique_name(converting.make_slug(concept) or make_list_name(file), lists)
        lists.append(CodeList(name, _HEADER, codes, system, _match_code_system(system), file=file))
    return ImportResult((HDR_UK,), lists=tuple(lists), losses=tuple(losses))


def _list_unused_columns(rows: list[tuple[str, _Cells]], used: set[str], file: str) -> list[Loss]:
    """A loss for each column that no list keeps, with the first thing it holds."""
    held = {name: cell for _, row in reversed(rows) for name, cell in row.items() if name and cell.strip()}
    return [Loss(file, name, shorten_value(held[name]), reasons.NO_FIELD) for name in sorted(held.keys() - used)]


def read_table(text: str, file: str) -> tuple[list[str], list[tuple[str, _Cells]]]:
    """Names of the columns in lower case, and rows with their line; raises `UsageError` for what is no CSV."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise make_read_error(file, Message("this is no CSV")) from error
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if not rows or len(rows) > _MOST_ROWS:
        raise make_read_error(file, Message("no row, or more than 100,000"))
    header = [name.strip().lower() for name in rows[0]]
    return header, [(str(n), dict(zip(header, row, strict=False))) for n, row in enumerate(rows[1:], 2)]


def _iter_json_rows(text: str, file: str) -> Iterator[tuple[str, _Cells]]:
    """Rows of the library's JSON, with their position; anything that is no row of texts is left empty."""
    value = decode_json(text, file)
    for position, row in enumerate(value if isinstance(value, list) else []):
        cells = row if isinstance(row, dict) else {}
        system = cells.get("coding_system")
        named = system.get("name") if isinstance(system, dict) else system
        texts = {key: cell if isinstance(cell, str) else str(cell or "") for key, cell in cells.items()}
        yield f"[{position}]", texts | {"coding_system": named if isinstance(named, str) else ""}


def _build_codes(
    rows: Sequence[tuple[str, str, str]] | Iterator[tuple[str, str, str]], file: str
) -> tuple[tuple[CodeRow, ...], list[Loss]]:
    """Codes with their labels, and a loss for each row without a code, each label that cannot stand in a cell."""
    codes, losses = [], []
    for origin, code, label in rows:
        try:
            clean = converting.convert_line(code)
        except converting.ConversionError as refusal:
            losses.append(Loss(file, origin, shorten_value(code or label), refusal.reason))
            continue
        if not clean:
            losses.append(Loss(file, origin, shorten_value(label), reasons.NO_CODE))
            continue
        word = clean_label(label)
        if word is None:
            losses.append(Loss(file, origin, shorten_value(label), reasons.LABEL_LEFT_OUT))
        codes.append(CodeRow((clean, word or ""), origin))
    return tuple(codes), losses


def clean_label(label: str) -> str | None:
    """A label as a cell may hold it; nothing when it hides something or a spreadsheet would calculate it."""
    try:
        one = converting.convert_line(" ".join(label.split()))
    except converting.ConversionError:
        return None
    return None if is_formula(one) else one


def find_column(header: list[str], names: tuple[str, ...]) -> str | None:
    """The first of several names that a header has."""
    return next((name for name in names if name in header), None)


_SYSTEM_ALIASES = {
    "icd10": "ICD-10",
    "snomed ct": "SNOMED-CT",
    "opcs4": "OPCS-4",
    "read v2": "Read-v2",
    "loinc": "LOINC",
}
"""Names the Phenotype Library gives to code systems, without its word `codes`."""


def _match_code_system(written: str) -> str | None:
    """The registry's name of a code system, when the foreign name is exactly it, its label or a usual name of it."""
    folded = " ".join(written.casefold().split())
    terms = load_vocabulary("code_systems").terms
    named = {name.casefold(): one for one, label in terms.items() for name in (one, *label.to_texts().values())}
    return named.get(folded) or _SYSTEM_ALIASES.get(folded.replace(" codes", ""))


def make_list_name(file: str) -> str:
    """A name for a list, made of the name of its file."""
    return converting.make_slug(file.rpartition("/")[2].rpartition(".")[0]) or "codes"


def make_unique_name(name: str, lists: Sequence[CodeList]) -> str:
    """The name, with a number when another list has it already."""
    taken = {one.name for one in lists}
    number = 2
    candidate = name
    while candidate in taken:
        candidate, number = f"{name}-{number}", number + 1
    return candidate
