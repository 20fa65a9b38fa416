"""Which foreign format a file has, told from its name and content, and the importer of each format."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from boas.errors import UsageError
from boas.formats._import_result import ImportResult
from boas.formats.importers import (
    _cff as citation,
)
from boas.formats.importers import (
    _chai as chai,
)
from boas.formats.importers import (
    _codelists as codelists,
)
from boas.formats.importers import (
    _codemeta as codemeta,
)
from boas.formats.importers import (
    _concept_sets as concept_sets,
)
from boas.formats.importers import (
    _cyclonedx as cyclonedx,
)
from boas.formats.importers import (
    _hugging_face as hugging_face,
)
from boas.formats.importers import (
    _mhub as mhub,
)
from boas.formats.importers import (
    _monai as monai,
)
from boas.formats.importers import (
    _python_package as python_package,
)
from boas.formats.importers import (
    _r_package as r_package,
)
from boas.formats.importers._column_names import SYSTEM_NAMES
from boas.formats.importers._decoding import LARGEST_LIST, decode_json, decode_text
from boas.formats.importers._table_columns import find_header, has_code_column
from boas.formats.importers._table_reading import read_raw_table
from boas.translation import Message


@dataclass(frozen=True, slots=True)
class _ImportFormat:
    """A foreign format: what people call it, and what reads it."""

    label: Message
    read: Callable[[bytes, str, Mapping[str, str]], ImportResult]
    """From the bytes of a file, its name, and what its author says of its columns."""


def _ignore_columns(
    read: Callable[[bytes, str], ImportResult],
) -> Callable[[bytes, str, Mapping[str, str]], ImportResult]:
    """The reader of a format that has no columns."""
    return lambda data, file, _: read(data, file)


FORMATS: Mapping[str, _ImportFormat] = {
    hugging_face.FORM: _ImportFormat(
        Message("Hugging Face model card"), _ignore_columns(hugging_face.from_hugging_face)
    ),
    monai.FORM: _ImportFormat(Message("metadata of a MONAI bundle"), _ignore_columns(monai.from_monai)),
    mhub.FORM: _ImportFormat(Message("metadata of an MHub model"), _ignore_columns(mhub.from_mhub)),
    chai.FORM: _ImportFormat(Message("CHAI applied model card"), _ignore_columns(chai.from_chai)),
    cyclonedx.FORM: _ImportFormat(Message("CycloneDX ML-BOM"), _ignore_columns(cyclonedx.from_cyclonedx)),
    citation.FORM: _ImportFormat(Message("citation file (CFF)"), _ignore_columns(citation.from_citation)),
    codemeta.FORM: _ImportFormat(Message("CodeMeta description"), _ignore_columns(codemeta.from_codemeta)),
    python_package.FORM: _ImportFormat(
        Message("description of a Python package"), _ignore_columns(python_package.from_python_package)
    ),
    r_package.FORM: _ImportFormat(Message("description of an R package"), _ignore_columns(r_package.from_r_package)),
    codelists.OPENCODELISTS: _ImportFormat(Message("OpenCodelists codelist"), codelists.from_opencodelists),
    concept_sets.FORM: _ImportFormat(Message("OHDSI concept set"), _ignore_columns(concept_sets.from_concept_sets)),
    codelists.TABLE: _ImportFormat(Message("table of codes"), codelists.from_table),
    codelists.HDR_UK: _ImportFormat(Message("HDR UK Phenotype Library codelists"), codelists.from_hdr_uk),
}

FOLDER_FILES = (
    *("meta.json", "configs/metadata.json", "metadata.json", "README.md", "codemeta.json", "CITATION.cff"),
    *("pyproject.toml", "DESCRIPTION"),
)
"""Files looked for in a folder, the one that says most about the algorithm first."""


def read_foreign(data: bytes, file: str, form: str = "", columns: Mapping[str, str] | None = None) -> ImportResult:
    """What a foreign file gives, read as the format named, else as the one it has.

    Args:
        data: the file.
        file: its name.
        form: its format; empty to have it found out.
        columns: names or numbers of the columns of a table, by what they hold: `code`, `label`, `system` or `list`.

    Raises:
        UsageError: a file that cannot be read, or whose format is not known.
    """
    found = form or detect_format(data, file)
    if found not in FORMATS:
        known = ", ".join(FORMATS)
        raise UsageError(
            Message("The format of {file} is not known.", file=file),
            Message("Name it with --format: {known}.", known=known),
        )
    return FORMATS[found].read(data, file, columns or {})


def detect_format(data: bytes, file: str) -> str:
    """Name of the format a file has; empty when none is known."""
    name = file.rpartition("/")[2].lower()
    ending = name.rpartition(".")[2]
    if name in _PACKAGE_FILES:
        return _PACKAGE_FILES[name]
    if ending == "cff":
        return citation.FORM
    if ending == "md":
        return hugging_face.FORM if data.removeprefix(b"\xef\xbb\xbf").startswith(b"---") else ""
    if ending == "xml":
        return chai.FORM if chai.holds_chai_card(data) else ""
    if ending in _TABLE_ENDINGS:
        return _detect_table_format(data, file, ending)
    return _detect_json_format(data, file) if ending == "json" else ""


_PACKAGE_FILES = {"pyproject.toml": python_package.FORM, "description": r_package.FORM}
_TABLE_ENDINGS = ("csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods")


def _detect_table_format(data: bytes, file: str, ending: str) -> str:
    """Which of the formats of lists a table has, by the names of its columns; a text may be no table at all."""
    table = read_raw_table(data, file)
    header = [name.strip().lower() for name in find_header(table, {})[1]]
    if {"code", "coding_system"} <= set(header):
        return codelists.HDR_UK
    is_plain = ending == "csv" and table.separator == "," and not table.encoding
    if is_plain and _OPENCODELISTS_NAMES & set(header) and not SYSTEM_NAMES & set(header):
        return codelists.OPENCODELISTS
    return codelists.TABLE if ending != "txt" or has_code_column(table) else ""


_OPENCODELISTS_NAMES = frozenset({"code", "id", "snomedct_id", "ctv3_id", "ctv3id", "icd10_code", "icd", "icd_code"})
"""Names of the column of codes in files that OpenCodelists gives."""


def _detect_json_format(data: bytes, file: str) -> str:
    """Which format a JSON file has, by the fields only that format has."""
    value = decode_json(decode_text(data, file, LARGEST_LIST), file)
    if concept_sets.holds_concept_sets(value):
        return concept_sets.FORM
    if isinstance(value, list):
        first = value[0] if value else None
        return codelists.HDR_UK if isinstance(first, dict) and {"code", "coding_system"} <= set(first) else ""
    keys = set(value) if isinstance(value, dict) else set()
    return next((form for form, needed in _SIGNS if needed <= keys), "")


_SIGNS: tuple[tuple[str, set[str]], ...] = (
    (codemeta.FORM, {"@context", "name"}),
    (cyclonedx.FORM, {"bomFormat", "specVersion"}),
    (mhub.FORM, {"summary", "details", "info"}),
    (monai.FORM, {"monai_version"}),
    (monai.FORM, {"network_data_format"}),
)
"""Fields that tell one format of metadata from the others."""
