"""meta.json of an MHub model to pieces of a card: name, summary, inputs, outputs, architecture, licences, use."""

from boas.exchange import converting, reasons
from boas.exchange.foreign import json_of, refused, text_of
from boas.exchange.imported import Imported, Said
from boas.exchange.links import NOTEBOOK, RELEASE, take_link
from boas.exchange.taking import Taking
from boas.finding import Words
from boas.reading import Loc

FORM = "mhub"


def from_mhub(data: bytes, file: str) -> Imported:
    """What the metadata of an MHub model gives; raises `UsageError` for a file that cannot be read."""
    value = json_of(text_of(data, file), file)
    if not isinstance(value, dict):
        raise refused(file, Words("ce n’est pas un objet JSON", "this is no JSON object"))
    taking = Taking(value, file)
    taking.take(("title",), "name", converting.said_line)
    taking.take(("summary", "description"), "summary", converting.said)
    take_inputs(taking)
    take_outputs(taking)
    taking.take(("summary", "model", "architecture"), "model.architecture", converting.said)
    taking.take(("summary", "model", "training"), "model.training", procedure)
    for part in ("training", "evaluation"):
        taking.add_loss(("summary", "data", part), reasons.NO_SOURCE)
    take_details(taking)
    take_info(taking)
    return taking.finish(FORM)


def take_details(taking: Taking) -> None:
    """Version, licences, repository and pages."""
    if taking.get_value("details", "name") == taking.get_value("title"):
        taking.mark_used("details", "name")
    taking.take(("details", "version"), "upstream_version", converting.line)
    taking.add_loss(("details", "devteam"), reasons.NOT_PERSON)
    taking.add_loss(("details", "cite"), reasons.NO_ROLE)
    taking.add_losses(("details", "publications"), reasons.NO_ROLE)
    for piece in ("code", "weights"):
        taking.take(("details", "license", piece), f"licence.{piece}", converting.licence)
    url = taking.convert(("details", "github"), converting.link)
    if url:
        taking.add_field(("details", "github"), "deployment.repository", {"url": url})
    take_link(taking, ("details", "zenodo"), RELEASE)
    take_link(taking, ("details", "colab"), NOTEBOOK)


def take_info(taking: Taking) -> None:
    """Texts about use and limits; those about data and results have no single field."""
    taking.take(("info", "use", "text"), "intended_use.purpose", converting.said)
    taking.take(("info", "limitations", "text"), "safety.limitations", converting.said, is_item=True)
    for part in ("use", "analyses", "evaluation", "training", "ethics", "limitations"):
        taking.mark_used("info", part, "title")
        taking.add_losses(("info", part, "references"), reasons.NO_ROLE)


def take_inputs(taking: Taking) -> None:
    """Images that go in: DICOM is a standard of exchange, and says that the data are images."""
    for path in taking.list_item_paths("summary", "inputs"):
        take_field(taking, path, "io.inputs", "format")
        if taking.get_value(*path, "format") == "DICOM":
            taking.add_field((*path, "format"), "io.standards", "DICOM", is_item=True)
            taking.add_field((*path, "format"), "modality", "imaging", is_item=True)


def take_outputs(taking: Taking) -> None:
    """Predictions by their label; segmentations and classifications by their classes."""
    for path in taking.list_item_paths("summary", "outputs"):
        if taking.get_value(*path, "label"):
            take_field(taking, path, "io.outputs", "valueType")
        kind = taking.convert((*path, "type"), converting.line)
        for item in taking.list_item_paths(*path, "classes"):
            name = taking.convert(item, converting.line)
            if name and kind:
                taking.add_field(item, "io.outputs", {"name": name, "type": kind}, is_item=True)


def take_field(taking: Taking, path: Loc, to: str, type_key: str) -> None:
    """One thing that goes in or comes out: label, type and description."""
    name = taking.convert((*path, "label"), converting.line)
    kind = taking.convert((*path, type_key), converting.line)
    meaning = taking.convert((*path, "description"), converting.said)
    if name and kind:
        field = {"name": name, "type": kind} | ({"meaning": meaning} if meaning else {})
        taking.add_field(path, to, field, is_item=True)
    else:
        taking.add_loss(path, reasons.NO_TYPE)


def procedure(value: object) -> dict[str, Said]:
    """How it was trained, in the words of the file."""
    return {"procedure": converting.said(value)}
