"""Lists of codes as CSV or JSON rows: OpenCodelists (code and term), HDR UK Phenotype Library (code, text, system).

An OpenCodelists file does not tell its code system; a file of the Phenotype Library holds several lists.
"""

import csv
import io
from collections.abc import Iterator, Sequence

from boas.documents import vocabulary
from boas.exchange import converting, reasons
from boas.exchange.foreign import LARGEST_LIST, json_of, refused, text_of
from boas.exchange.imported import Code, CodeList, Imported, Loss, shortened
from boas.finding import Words
from boas.reading.tables import is_formula

OPENCODELISTS, HDR_UK = "opencodelists", "hdr-uk"
CODE_NAMES = ("code", "codes", "id", "snomedct_id", "ctv3_id", "ctv3id", "icd10_code", "icd", "icd_code")
LABEL_NAMES = ("term", "description", "name", "label", "nhs_description")
HEADER = ("code", "label")
USED = {"code", "description", "coding_system", "concept_name", "concept_id"}
"""Columns of the Phenotype Library that a list keeps or is named by."""
MOST_ROWS = 100_000

Cells = dict[str, str]
"""One row by names of columns."""


def from_opencodelists(data: bytes, file: str) -> Imported:
    """A list of codes with their terms; raises `UsageError` for a file that cannot be read."""
    header, rows = table(text_of(data, file, LARGEST_LIST), file)
    code, label = column(header, CODE_NAMES), column(header, LABEL_NAMES)
    if code is None:
        raise refused(file, Words("aucune colonne de codes", "no column of codes"))
    losses = other_columns(rows, {code, label or ""}, file)
    codes, more = codes_of(((f"{n}", row.get(code, ""), row.get(label or "", "")) for n, row in rows), file)
    listed = CodeList(name_of(file), HEADER if label else HEADER[:1], codes, file=file)
    return Imported((OPENCODELISTS,), lists=(listed,), losses=(*losses, *more))


def from_hdr_uk(data: bytes, file: str) -> Imported:
    """The lists of a phenotype, one for each of its concepts; raises `UsageError` for a file that cannot be read."""
    text = text_of(data, file, LARGEST_LIST)
    rows = list(json_rows(text, file) if text.lstrip()[:1] in {"[", "{"} else table(text, file)[1])
    groups: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for origin, row in rows:
        concept = row.get("concept_name", "") or row.get("concept_id", "")
        groups.setdefault((concept, row.get("coding_system", "")), []).append(
            (origin, row.get("code", ""), row.get("description", ""))
        )
    if not rows:
        raise refused(file, Words("aucune ligne de codes", "no row of codes"))
    lists: list[CodeList] = []
    losses = other_columns(rows, USED, file)
    for (concept, system), entries in groups.items():
        codes, more = codes_of(entries, file)
        losses += more
        if not codes:
            continue
        name = unused(converting.slug(concept) or name_of(file), lists)
        lists.append(CodeList(name, HEADER, codes, system, known_system(system), file=file))
    return Imported((HDR_UK,), lists=tuple(lists), losses=tuple(losses))


def other_columns(rows: list[tuple[str, Cells]], used: set[str], file: str) -> list[Loss]:
    """A loss for each column that no list keeps, with the first thing it holds."""
    held = {name: cell for _, row in reversed(rows) for name, cell in row.items() if name and cell.strip()}
    return [Loss(file, name, shortened(held[name]), reasons.NO_FIELD) for name in sorted(held.keys() - used)]


def table(text: str, file: str) -> tuple[list[str], list[tuple[str, Cells]]]:
    """Names of the columns in lower case, and rows with their line; raises `UsageError` for what is no CSV."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise refused(file, Words("ce n’est pas du CSV", "this is no CSV")) from error
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if not rows or len(rows) > MOST_ROWS:
        raise refused(file, Words("aucune ligne, ou plus de 100 000", "no row, or more than 100,000"))
    header = [name.strip().lower() for name in rows[0]]
    return header, [(str(n), dict(zip(header, row, strict=False))) for n, row in enumerate(rows[1:], 2)]


def json_rows(text: str, file: str) -> Iterator[tuple[str, Cells]]:
    """Rows of the library's JSON, with their position; anything that is no row of texts is left empty."""
    value = json_of(text, file)
    for position, row in enumerate(value if isinstance(value, list) else []):
        cells = row if isinstance(row, dict) else {}
        system = cells.get("coding_system")
        named = system.get("name") if isinstance(system, dict) else system
        texts = {key: cell if isinstance(cell, str) else str(cell or "") for key, cell in cells.items()}
        yield f"[{position}]", texts | {"coding_system": named if isinstance(named, str) else ""}


def codes_of(
    rows: Sequence[tuple[str, str, str]] | Iterator[tuple[str, str, str]], file: str
) -> tuple[tuple[Code, ...], list[Loss]]:
    """Codes with their labels, and a loss for each row without a code, each label that cannot stand in a cell."""
    codes, losses = [], []
    for origin, code, label in rows:
        try:
            clean = converting.line(code)
        except converting.NotTakenError as refusal:
            losses.append(Loss(file, origin, shortened(code or label), refusal.reason))
            continue
        if not clean:
            losses.append(Loss(file, origin, shortened(label), reasons.NO_CODE))
            continue
        word = safe_label(label)
        if word is None:
            losses.append(Loss(file, origin, shortened(label), reasons.LABEL_LEFT_OUT))
        codes.append(Code((clean, word or ""), origin))
    return tuple(codes), losses


def safe_label(label: str) -> str | None:
    """A label as a cell may hold it; nothing when it hides something or a spreadsheet would calculate it."""
    try:
        one = converting.line(" ".join(label.split()))
    except converting.NotTakenError:
        return None
    return None if is_formula(one) else one


def column(header: list[str], names: tuple[str, ...]) -> str | None:
    """The first of several names that a header has."""
    return next((name for name in names if name in header), None)


CALLED = {"icd10": "ICD-10", "snomed ct": "SNOMED-CT", "opcs4": "OPCS-4", "read v2": "Read-v2", "loinc": "LOINC"}
"""Names the Phenotype Library gives to code systems, without its word `codes`."""


def known_system(written: str) -> str | None:
    """The registry's name of a code system, when the foreign name is exactly it, its label or a usual name of it."""
    folded = " ".join(written.casefold().split())
    terms = vocabulary("code_systems").terms
    named = {name.casefold(): one for one, label in terms.items() for name in (one, label.fr, label.en)}
    return named.get(folded) or CALLED.get(folded.replace(" codes", ""))


def name_of(file: str) -> str:
    """A name for a list, made of the name of its file."""
    return converting.slug(file.rpartition("/")[2].rpartition(".")[0]) or "codes"


def unused(name: str, lists: Sequence[CodeList]) -> str:
    """The name, with a number when another list has it already."""
    taken = {one.name for one in lists}
    number = 2
    candidate = name
    while candidate in taken:
        candidate, number = f"{name}-{number}", number + 1
    return candidate
