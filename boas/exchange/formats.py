"""Which foreign format a file has, told from its name and content, and the importer of each format."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from boas.errors import UsageError
from boas.exchange import citation, codelists, codemeta, concept_sets, hugging_face, mhub, monai
from boas.exchange.foreign import LARGEST_LIST, json_of, text_of
from boas.exchange.imported import Imported
from boas.finding import Words


@dataclass(frozen=True, slots=True)
class Format:
    """A foreign format: what people call it, and what reads it."""

    label: Words
    read: Callable[[bytes, str], Imported]


FORMATS: Mapping[str, Format] = {
    hugging_face.FORM: Format(
        Words("fiche de modèle Hugging Face", "Hugging Face model card"), hugging_face.from_hugging_face
    ),
    monai.FORM: Format(Words("métadonnées d’un bundle MONAI", "metadata of a MONAI bundle"), monai.from_monai),
    mhub.FORM: Format(Words("métadonnées d’un modèle MHub", "metadata of an MHub model"), mhub.from_mhub),
    citation.FORM: Format(Words("fichier de citation (CFF)", "citation file (CFF)"), citation.from_citation),
    codemeta.FORM: Format(Words("description CodeMeta", "CodeMeta description"), codemeta.from_codemeta),
    codelists.OPENCODELISTS: Format(
        Words("liste de codes OpenCodelists", "OpenCodelists codelist"), codelists.from_opencodelists
    ),
    concept_sets.FORM: Format(Words("jeu de concepts OHDSI", "OHDSI concept set"), concept_sets.from_concept_sets),
    codelists.HDR_UK: Format(
        Words("listes de codes HDR UK", "HDR UK Phenotype Library codelists"), codelists.from_hdr_uk
    ),
}

IN_A_FOLDER = ("meta.json", "configs/metadata.json", "metadata.json", "README.md", "codemeta.json", "CITATION.cff")
"""Files looked for in a folder, the one that says most about the algorithm first."""


def read_foreign(data: bytes, file: str, form: str = "") -> Imported:
    """What a foreign file gives, read as the format named, else as the one it has.

    Raises `UsageError` for a file that cannot be read, or whose format is not known.
    """
    found = form or format_of(data, file)
    if found not in FORMATS:
        known = ", ".join(FORMATS)
        raise UsageError(
            Words(f"Le format de {file} n’est pas reconnu.", f"The format of {file} is not known."),
            Words(f"Le nommer avec --format : {known}.", f"Name it with --format: {known}."),
        )
    return FORMATS[found].read(data, file)


def format_of(data: bytes, file: str) -> str:
    """Name of the format a file has; empty when none is known."""
    name = file.rpartition("/")[2].lower()
    if name.endswith(".cff"):
        return citation.FORM
    if name.endswith(".md"):
        return hugging_face.FORM if data.removeprefix(b"\xef\xbb\xbf").startswith(b"---") else ""
    if name.endswith(".csv"):
        return format_of_table(data, file)
    return format_of_json(data, file) if name.endswith(".json") else ""


def format_of_table(data: bytes, file: str) -> str:
    """Which of the formats of lists a table has, by the names of its columns."""
    header, _ = codelists.table(text_of(data, file, LARGEST_LIST), file)
    if {"code", "coding_system"} <= set(header):
        return codelists.HDR_UK
    return codelists.OPENCODELISTS if codelists.column(header, codelists.CODE_NAMES) else ""


def format_of_json(data: bytes, file: str) -> str:
    """Which format a JSON file has, by the fields only that format has."""
    value = json_of(text_of(data, file, LARGEST_LIST), file)
    if any(True for _ in concept_sets.sets_in(value)):
        return concept_sets.FORM
    if isinstance(value, list):
        first = value[0] if value else None
        return codelists.HDR_UK if isinstance(first, dict) and {"code", "coding_system"} <= set(first) else ""
    keys = set(value) if isinstance(value, dict) else set()
    return next((form for form, needed in SIGNS if needed <= keys), "")


SIGNS: tuple[tuple[str, set[str]], ...] = (
    (codemeta.FORM, {"@context", "name"}),
    (mhub.FORM, {"summary", "details", "info"}),
    (monai.FORM, {"monai_version"}),
    (monai.FORM, {"network_data_format"}),
)
"""Fields that tell one format of metadata from the others."""
