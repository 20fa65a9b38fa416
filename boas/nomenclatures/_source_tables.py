"""Official lists that are tables: CIM-10 of the ATIH, CCAM, ATC, NABM, LOINC, GHM, UCD, CIP, and any with a header.

Sources, in the form in which their owners publish them:

- ATIH, `LIBCIM10MULTI.TXT`: code, type MCO and HAD, type SSR, type PSY, short and long label, parted by `|`, no header,
  Windows-1252. Types: 0 without restriction, 1 and 2 neither main nor related diagnosis, 3 forbidden, 4 never main.
- EDS-NLP, `resources/cim10.csv.gz`: the same as CSV. Deleted codes are of type 3, with `*** SUyy ***` in the label.
- ANSM and Assurance Maladie, `CIS_CIP_bdpm.txt`: tabs, no header; CIP7 in the second column, CIP13 in the seventh.
- Regenstrief, `Loinc.csv`: LOINC_NUM, LONG_COMMON_NAME, STATUS, VersionFirstReleased.
- CCAM, NABM, ATC, LPP, GHM, UCD: tables with a header; the names of its columns are looked up in `_COLUMNS`.
"""

import csv
import gzip
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO

from boas.errors import UsageError
from boas.nomenclatures._code_entry import CodeEntry, CodeState
from boas.nomenclatures._code_forms import FORMS
from boas.nomenclatures._code_reading import normalise_code
from boas.translation import Message

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "code": (
        *("code", "loinc_num", "atc_code", "atc code", "code_atc", "code ccam", "cam_prs_ide_cod", "acte", "code_acte"),
        *("cod_acte", "code nabm", "code_nabm", "bio_prs_ide", "ghm", "code ghm", "racine", "code_ghm", "ucd", "ucd7"),
        *("code ucd", "code_ucd", "ucd13", "cip", "cip7", "cip13", "code cip", "code_cip", "code lpp", "tip_prs_ide"),
    ),
    "label": (
        *("long", "long_common_name", "label", "libelle long", "libelle_long", "libelle", "lib", "lib_ghm", "texte"),
        *("atc_name", "atc level name", "nom_court", "nom", "designation", "denomination", "libelle_ghm", "lib_acte"),
        *("libelle de l'acte", "libelle court", "name", "shortname"),
    ),
    "parent": ("parent", "code_parent", "code parent"),
    "type": ("type", "type_mco", "type mco"),
    "state": ("state", "status"),
    "from": ("valid_from", "versionfirstreleased", "date_debut", "date_creation", "date creation", "date de debut"),
    "deleted": ("deleted", "date_fin", "date_suppression", "date suppression", "date de fin"),
}
"""Names of columns by what they hold, in the order in which they are preferred."""

_TYPES: Mapping[str, CodeState] = {
    "0": "usable",
    "1": "associated",
    "2": "associated",
    "3": "heading",
    "4": "secondary",
}
"""State by the type MCO and HAD of the ATIH."""
_DELETED = re.compile(r"\*\*\* *SU([0-9]{2}) *\*\*\* *")
_CENTURY = 90
"""Two digits from which a year is one of the 1900s."""
_ACCENTS = str.maketrans("àâäéèêëîïôöùûüç", "aaaeeeeiioouuuc")
_BDPM_COLUMNS = 10


def read_table_source(system: str, data: bytes, columns: Mapping[str, str]) -> Iterator[CodeEntry]:
    """Entries of a table.

    Args:
        system: Term of the vocabulary `code_systems`.
        data: The file, plain or compressed with gzip.
        columns: Names of columns by what they hold (`code`, `label`, `parent`, `type`, `state`, `from`, `deleted`),
            where the file calls them otherwise than usual.

    Raises:
        UsageError: No column of codes can be told.
    """
    text = _decode(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data)
    rows = _split_rows(text)
    if not rows:
        return
    if system == "CIM-10" and not columns and len(rows[0]) == _ATIH_COLUMNS and _is_code(system, rows[0][0]):
        yield from (_make_entry(system, dict(zip(_ATIH_NAMES, row, strict=False))) for row in rows)
    elif system in _BDPM_PLACES and len(rows[0]) >= _BDPM_COLUMNS and _is_code(system, rows[0][_BDPM_PLACES[system]]):
        place = _BDPM_PLACES[system]
        yield from (_make_entry(system, {"code": row[place], "label": row[2]}) for row in rows if len(row) > place)
    else:
        yield from _read_named_columns(system, rows, columns)


_ATIH_NAMES = ("code", "type", "ssr", "psy", "short", "label")
_ATIH_COLUMNS = len(_ATIH_NAMES)
_BDPM_PLACES = {"CIP7": 1, "CIP13": 6}


def _decode(data: bytes) -> str:
    """The text of a file: UTF-8, or else Windows-1252 as French agencies write it."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _split_rows(text: str) -> list[list[str]]:
    """Rows of a table; what parts its columns is the sign that its first line holds most of."""
    first = text.partition("\n")[0]
    sign = max("|;\t,", key=first.count)
    reader = csv.reader(StringIO(text), delimiter=sign, quoting=csv.QUOTE_NONE if sign == "|" else csv.QUOTE_MINIMAL)
    return [[cell.strip() for cell in row] for row in reader if any(row)]


def _is_code(system: str, text: str) -> bool:
    """Whether a cell of the first row holds a code, so that there is no header."""
    form = FORMS.get(system)
    return form is not None and bool(form.whole.fullmatch(text.strip()))


def _read_named_columns(system: str, rows: list[list[str]], columns: Mapping[str, str]) -> Iterator[CodeEntry]:
    """Entries of a table whose first row names its columns."""
    header = [_fold(name) for name in rows[0]]
    places = {what: at for what in _COLUMNS if (at := _find_place(header, what, columns)) is not None}
    if "code" not in places:
        raise UsageError(
            Message("No column of this file is known to hold codes: {names}.", names=", ".join(rows[0][:12])),
            Message("Name it: `--column code=NAME`, and likewise `label`, `parent`, `type`, `from` and `deleted`."),
        )
    for row in rows[1:]:
        cells = {what: row[at] for what, at in places.items() if at < len(row)}
        if cells.get("code"):
            yield _make_entry(system, cells)


def _find_place(header: Sequence[str], what: str, columns: Mapping[str, str]) -> int | None:
    """The place of the column that holds something; nothing when there is none."""
    names: Iterable[str] = (_fold(columns[what]),) if what in columns else _COLUMNS[what]
    return next((header.index(name) for name in names if name in header), None)


def _fold(name: str) -> str:
    """A name of a column in small letters without accents."""
    return name.strip().casefold().translate(_ACCENTS)


def _make_entry(system: str, cells: Mapping[str, str]) -> CodeEntry:
    """The entry of one row."""
    label, deleted = cells.get("label", ""), cells.get("deleted", "")
    if mark := _DELETED.search(label):
        year = int(mark[1])
        label, deleted = _DELETED.sub("", label), str((1900 if year >= _CENTURY else 2000) + year)
    return CodeEntry(
        normalise_code(system, cells["code"]),
        label,
        normalise_code(system, cells.get("parent", "")),
        _read_state(cells, is_deleted=bool(deleted)),
        cells.get("from", ""),
        deleted,
    )


def _read_state(cells: Mapping[str, str], *, is_deleted: bool) -> CodeState:
    """What a code may be used for: the mark of its deletion counts before its type."""
    if is_deleted or cells.get("state", "").casefold() in {"deprecated", "deleted", "inactive"}:
        return "deleted"
    if cells.get("state", "").casefold() == "heading":
        return "heading"
    return _TYPES.get(cells.get("type", "").strip(), "usable")
