"""meta.json of an MHub model to pieces of a card: name, summary, inputs, outputs, architecture, licences, use."""

from boas.formats._import_result import ImportResult, SourceText
from boas.formats.importers import _conversion as converting
from boas.formats.importers import _loss_reasons as reasons
from boas.formats.importers._acquisition import read_acquisition
from boas.formats.importers._decoding import decode_json, decode_text, make_read_error
from boas.formats.importers._extraction import Extraction
from boas.formats.importers._links import NOTEBOOK, RELEASE, take_link
from boas.parsing import FieldPath
from boas.translation import Message

FORM = "mhub"


def from_mhub(data: bytes, file: str) -> ImportResult:
    """What the metadata of an MHub model gives; raises `UsageError` for a file that cannot be read."""
    value = decode_json(decode_text(data, file), file)
    if not isinstance(value, dict):
        raise make_read_error(file, Message("this is no JSON object"))
    taking = Extraction(value, file)
    taking.take(("title",), "name", converting.convert_source_line)
    taking.take(("summary", "description"), "summary", converting.convert_source_text)
    _take_inputs(taking)
    _take_outputs(taking)
    taking.take(("summary", "model", "architecture"), "model.architecture", converting.convert_source_text)
    taking.take(("summary", "model", "training"), "model.training", _convert_procedure)
    for part in ("training", "evaluation"):
        taking.add_loss(("summary", "data", part), reasons.NO_SOURCE)
    _take_details(taking)
    _take_info(taking)
    return taking.finish(FORM)


def _take_details(taking: Extraction) -> None:
    """Version, licences, repository and pages."""
    if taking.get_value("details", "name") == taking.get_value("title"):
        taking.mark_used("details", "name")
    taking.take(("details", "version"), "upstream_version", converting.convert_line)
    taking.add_loss(("details", "devteam"), reasons.TEXT_OF_AUTHORS)
    for key in ("authors", "author"):
        taking.add_losses(("details", key), reasons.TEXT_OF_AUTHORS)
    taking.take_publications(("details", "publications"))
    if taking.get_value("details", "publications"):
        taking.add_loss(("details", "cite"), reasons.GIVEN_BESIDE)
    else:
        taking.take_publications(("details", "cite"))
    for piece in ("code", "weights"):
        taking.take(("details", "license", piece), f"licence.{piece}", converting.convert_licence)
    url = taking.convert(("details", "github"), converting.convert_link)
    if url:
        taking.add_field(("details", "github"), "deployment.repository", {"url": url})
    take_link(taking, ("details", "zenodo"), RELEASE)
    take_link(taking, ("details", "colab"), NOTEBOOK)


def _take_info(taking: Extraction) -> None:
    """Texts about use and limits; those about data and results have no single field."""
    taking.take(("info", "use", "text"), "intended_use.purpose", converting.convert_source_text)
    taking.take(("info", "limitations", "text"), "safety.limitations", converting.convert_source_text, is_item=True)
    for part in ("use", "analyses", "evaluation", "training", "ethics", "limitations"):
        taking.mark_used("info", part, "title")
        taking.add_losses(("info", part, "references"), reasons.NO_ROLE)
    for part in ("analyses", "evaluation", "training", "ethics"):
        taking.add_loss(("info", part, "text"), reasons.NO_SINGLE_FIELD)


def _take_inputs(taking: Extraction) -> None:
    """Images that go in: DICOM is a standard of exchange, and says that the data are images."""
    for path in taking.list_item_paths("summary", "inputs"):
        told = read_acquisition(_collect_acquisition(taking, path))
        if told.fields:
            taking.add_field((*path, "modality"), "io.acquisition", told.fields, is_item=True)
        _take_field(taking, path, "io.inputs", "format", told.words)
        if taking.get_value(*path, "format") == "DICOM":
            taking.add_field((*path, "format"), "io.standards", "DICOM", is_item=True)
            taking.add_field((*path, "format"), "modality", "imaging", is_item=True)


def _take_outputs(taking: Extraction) -> None:
    """Predictions by their label; segmentations and classifications by their classes, which are names or have one."""
    for path in taking.list_item_paths("summary", "outputs"):
        kind = taking.convert((*path, "type"), converting.convert_line)
        if taking.get_value(*path, "label"):
            of = "valueType" if taking.get_value(*path, "valueType") else "type"
            _take_field(taking, path, "io.outputs", of)
        for item in taking.list_item_paths(*path, "classes"):
            place: FieldPath = (*item, "name") if isinstance(taking.get_value(*item), dict) else item
            name = taking.convert(place, converting.convert_line)
            if name and kind:
                taking.add_field(place, "io.outputs", {"name": name, "type": kind}, is_item=True)


def _collect_acquisition(taking: Extraction, path: FieldPath) -> dict[str, str | bool]:
    """Facts about how images are acquired, by the names that the file gives them."""
    told: dict[str, str | bool] = {}
    for key in ("modality", "bodypartexamined", "slicethickness", "non-contrast", "contrast"):
        value = taking.get_value(*path, key)
        if isinstance(value, bool):
            taking.mark_used(*path, key)
            told[key] = value
        elif isinstance(value, str) and value.strip().lower() in _NOTHING:
            taking.mark_used(*path, key)
        elif line := taking.convert((*path, key), converting.convert_line):
            told[key] = str(line)
    return told


_NOTHING = frozenset({"", "n/a", "na", "none", "-", "."})
"""What people write where there is nothing to say."""


def _take_field(taking: Extraction, path: FieldPath, to: str, type_key: str, more: str = "") -> None:
    """One thing that goes in or comes out: label, type, description, and what else is to be said of it."""
    name = taking.convert((*path, "label"), converting.convert_line)
    kind = taking.convert((*path, type_key), converting.convert_line)
    meaning = taking.convert((*path, "description"), converting.convert_source_text)
    if name and kind:
        words = "\n\n".join(part for part in (meaning.text if isinstance(meaning, SourceText) else "", more) if part)
        field = {"name": name, "type": kind} | ({"meaning": SourceText(words)} if words else {})
        taking.add_field(path, to, field, is_item=True)
    else:
        taking.add_loss(path, reasons.NO_TYPE)


def _convert_procedure(value: object) -> dict[str, SourceText]:
    """How it was trained, in the words of the file."""
    return {"procedure": converting.convert_source_text(value)}
