"""Which foreign format a file has, told from its name and content, and the importer of each format."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from boas.errors import UsageError
from boas.formats._import_result import ImportResult
from boas.formats.importers import (
    _cff as citation,
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
    _hugging_face as hugging_face,
)
from boas.formats.importers import (
    _mhub as mhub,
)
from boas.formats.importers import (
    _monai as monai,
)
from boas.formats.importers._decoding import LARGEST_LIST, decode_json, decode_text
from boas.translation import Message


@dataclass(frozen=True, slots=True)
class _ImportFormat:
    """A foreign format: what people call it, and what reads it."""

    label: Message
    read: Callable[[bytes, str], ImportResult]


FORMATS: Mapping[str, _ImportFormat] = {
    hugging_face.FORM: _ImportFormat(Message("Hugging Face model card"), hugging_face.from_hugging_face),
    monai.FORM: _ImportFormat(Message("metadata of a MONAI bundle"), monai.from_monai),
    mhub.FORM: _ImportFormat(Message("metadata of an MHub model"), mhub.from_mhub),
    citation.FORM: _ImportFormat(Message("citation file (CFF)"), citation.from_citation),
    codemeta.FORM: _ImportFormat(Message("CodeMeta description"), codemeta.from_codemeta),
    codelists.OPENCODELISTS: _ImportFormat(Message("OpenCodelists codelist"), codelists.from_opencodelists),
    concept_sets.FORM: _ImportFormat(Message("OHDSI concept set"), concept_sets.from_concept_sets),
    codelists.HDR_UK: _ImportFormat(Message("HDR UK Phenotype Library codelists"), codelists.from_hdr_uk),
}

FOLDER_FILES = ("meta.json", "configs/metadata.json", "metadata.json", "README.md", "codemeta.json", "CITATION.cff")
"""Files looked for in a folder, the one that says most about the algorithm first."""


def read_foreign(data: bytes, file: str, form: str = "") -> ImportResult:
    """What a foreign file gives, read as the format named, else as the one it has.

    Raises `UsageError` for a file that cannot be read, or whose format is not known.
    """
    found = form or detect_format(data, file)
    if found not in FORMATS:
        known = ", ".join(FORMATS)
        raise UsageError(
            Message("The format of {file} is not known.", file=file),
            Message("Name it with --format: {known}.", known=known),
        )
    return FORMATS[found].read(data, file)


def detect_format(data: bytes, file: str) -> str:
    """Name of the format a file has; empty when none is known."""
    name = file.rpartition("/")[2].lower()
    if name.endswith(".cff"):
        return citation.FORM
    if name.endswith(".md"):
        return hugging_face.FORM if data.removeprefix(b"\xef\xbb\xbf").startswith(b"---") else ""
    if name.endswith(".csv"):
        return _detect_table_format(data, file)
    return _detect_json_format(data, file) if name.endswith(".json") else ""


def _detect_table_format(data: bytes, file: str) -> str:
    """Which of the formats of lists a table has, by the names of its columns."""
    header, _ = codelists.read_table(decode_text(data, file, LARGEST_LIST), file)
    if {"code", "coding_system"} <= set(header):
        return codelists.HDR_UK
    return codelists.OPENCODELISTS if codelists.find_column(header, codelists.CODE_NAMES) else ""


def _detect_json_format(data: bytes, file: str) -> str:
    """Which format a JSON file has, by the fields only that format has."""
    value = decode_json(decode_text(data, file, LARGEST_LIST), file)
    if any(True for _ in concept_sets.iter_concept_sets(value)):
        return concept_sets.FORM
    if isinstance(value, list):
        first = value[0] if value else None
        return codelists.HDR_UK if isinstance(first, dict) and {"code", "coding_system"} <= set(first) else ""
    keys = set(value) if isinstance(value, dict) else set()
    return next((form for form, needed in _SIGNS if needed <= keys), "")


_SIGNS: tuple[tuple[str, set[str]], ...] = (
    (codemeta.FORM, {"@context", "name"}),
    (mhub.FORM, {"summary", "details", "info"}),
    (monai.FORM, {"monai_version"}),
    (monai.FORM, {"network_data_format"}),
)
"""Fields that tell one format of metadata from the others."""
