"""The imported file itself as a source of the card's facts: where it was read, its name, and its digest."""

import hashlib
from dataclasses import replace

from boas.documents import is_link
from boas.errors import UsageError
from boas.formats._import_result import ImportedValue, ImportResult, Loss, Question
from boas.formats.importers import _loss_reasons as reasons
from boas.translation import Message

SOURCES = "references.sources"


def record_source(imported: ImportResult, data: bytes, file: str, found_at: str = "") -> ImportResult:
    """What a file gives, with the file in `references.sources`; a loss when nobody knows where it was read.

    Args:
        imported: what the file gives.
        data: its bytes.
        file: its name.
        found_at: address at which it was read; when empty, that of the project which the file names, to be confirmed.

    Raises:
        UsageError: `found_at` is no https address.
    """
    if found_at and not is_link(found_at):
        raise UsageError(
            Message("{option}: `{written}` is no https address.", option="--found-at", written=found_at),
            Message("Give the address of the page or repository at which the file was read."),
        )
    url = found_at or _find_address(imported)
    if not url:
        return replace(imported, losses=(*imported.losses, Loss(file, "", "", reasons.NO_ADDRESS)))
    told = {"url": url, "detail": f"{file}, SHA-256 {hashlib.sha256(data).hexdigest()}"}
    piece = ImportedValue(SOURCES, told, "", is_item=True, file=file)
    asked = () if found_at else (Question(file, "", url, reasons.OWN_ADDRESS),)
    return replace(imported, pieces=(*imported.pieces, piece), questions=(*imported.questions, *asked))


def _find_address(imported: ImportResult) -> str:
    """The address of the project that a file names: its repository, else the first of its pages."""
    values = [piece.value for piece in imported.pieces if piece.to == "deployment.repository"]
    values += [piece.value for piece in imported.of_algorithm if piece.to == "links"]
    return next((str(value["url"]) for value in values if isinstance(value, dict) and value.get("url")), "")
