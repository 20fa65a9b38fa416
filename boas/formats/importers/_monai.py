"""metadata.json of a MONAI bundle to pieces of a card: name, summary, intended use, inputs, outputs, needs."""

from collections.abc import Iterator

from boas.formats._import_result import ImportResult, SourceText
from boas.formats.importers import _conversion as converting
from boas.formats.importers import _loss_reasons as reasons
from boas.formats.importers._acquisition import SortedAcquisition, read_acquisition
from boas.formats.importers._decoding import decode_json, decode_text, make_read_error
from boas.formats.importers._extraction import Extraction
from boas.formats.importers._links import HUB, take_link
from boas.formats.importers._purposes import take_purpose
from boas.parsing import FieldPath
from boas.translation import Message

FORM = "monai"
_FRAMEWORKS = {f"{name}_version": name for name in ("monai", "pytorch", "torch", "numpy")}


def from_monai(data: bytes, file: str) -> ImportResult:
    """What the metadata of a MONAI bundle gives; raises `UsageError` for a file that cannot be read."""
    value = decode_json(decode_text(data, file), file)
    if not isinstance(value, dict):
        raise make_read_error(file, Message("this is no JSON object"))
    taking = Extraction(value, file)
    taking.ignore_keys("schema")
    taking.take(("name",), "name", converting.convert_source_line)
    taking.take(("description",), "summary", converting.convert_source_text)
    taking.take(("version",), "upstream_version", converting.convert_line)
    take_purpose(taking, ("intended_use",))
    for key in ("authors", "authorship"):
        taking.add_losses((key,), reasons.TEXT_OF_AUTHORS)
    taking.add_loss(("data_source",), reasons.NO_SOURCE)
    taking.add_losses(("references",), reasons.NO_ROLE)
    for metric in _list_names(taking.get_value("eval_metrics")):
        taking.add_loss(("eval_metrics", metric), reasons.NO_SIZE_TOLD)
    _take_requirements(taking)
    _take_fields(taking, "inputs", "io.inputs")
    _take_fields(taking, "outputs", "io.outputs")
    take_link(taking, ("huggingface_url",), HUB)
    return taking.finish(FORM)


def _list_names(value: object) -> list[str]:
    """Names in a mapping; a list has none."""
    return list(value) if isinstance(value, dict) else []


def _take_requirements(taking: Extraction) -> None:
    """Frameworks and packages with their versions."""
    for path, name in _iter_packages(taking):
        taking.take(path, "deployment.requirements", _make_package_converter(name), is_item=True)


def _iter_packages(taking: Extraction) -> Iterator[tuple[FieldPath, str]]:
    """Where the version of each framework or package stands, with its name."""
    yield from (((key,), name) for key, name in _FRAMEWORKS.items())
    for group in ("required_packages_version", "optional_packages_version"):
        yield from (((group, name), str(name)) for name in _list_names(taking.get_value(group)))


def _make_package_converter(name: str) -> converting.Converter:
    """Makes what puts the name of a package before its version."""
    return lambda version: converting.convert_line(f"{name} {converting.convert_line(version)}")


def _take_fields(taking: Extraction, side: str, to: str) -> None:
    """What goes into the network or comes out of it: name and type; an image is a form of data as well."""
    for name in _list_names(taking.get_value("network_data_format", side)):
        path = ("network_data_format", side, name)
        taking.take((*path, "type"), to, _make_field_converter(str(name), _take_modality(taking, path)), is_item=True)
        if taking.get_value(*path, "type") == "image" and side == "inputs":
            taking.add_field((*path, "type"), "modality", "imaging", is_item=True)


def _take_modality(taking: Extraction, path: FieldPath) -> dict[str, object]:
    """How images that go in are acquired becomes a fact of its own; gives the words that stay beside the field."""
    told = taking.convert((*path, "modality"), converting.convert_line)
    if not told or str(told).lower() in {"n/a", "none"}:
        return {}
    found = (
        read_acquisition({"modality": str(told)}) if "inputs" in path else SortedAcquisition(None, f"modality {told}")
    )
    if found.fields:
        taking.add_field((*path, "modality"), "io.acquisition", found.fields, is_item=True)
    return {"meaning": SourceText(found.words)} if found.words else {}


def _make_field_converter(name: str, more: dict[str, object]) -> converting.Converter:
    """Makes what gives a field of this name its type, and what else is told of it."""
    return lambda kind: {"name": converting.convert_line(name), "type": converting.convert_line(kind), **more}
