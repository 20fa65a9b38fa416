"""metadata.json of a MONAI bundle to pieces of a card: name, summary, intended use, inputs, outputs, needs."""

from collections.abc import Iterator

from boas.exchange import converting, reasons
from boas.exchange.foreign import json_of, refused, text_of
from boas.exchange.imported import Imported
from boas.exchange.links import HUB, take_link
from boas.exchange.taking import Taking, keys_of
from boas.finding import Words
from boas.reading import Loc

FORM = "monai"
FRAMEWORKS = {f"{name}_version": name for name in ("monai", "pytorch", "torch", "numpy")}


def from_monai(data: bytes, file: str) -> Imported:
    """What the metadata of a MONAI bundle gives; raises `UsageError` for a file that cannot be read."""
    value = json_of(text_of(data, file), file)
    if not isinstance(value, dict):
        raise refused(file, Words("ce n’est pas un objet JSON", "this is no JSON object"))
    taking = Taking(value, file)
    taking.ignore_keys("schema")
    taking.take(("name",), "name", converting.said_line)
    taking.take(("description",), "summary", converting.said)
    taking.take(("version",), "upstream_version", converting.line)
    taking.take(("intended_use",), "intended_use.purpose", converting.said)
    for key in ("authors", "authorship"):
        taking.add_losses((key,), reasons.NOT_PERSON)
    taking.add_loss(("data_source",), reasons.NO_SOURCE)
    taking.add_losses(("references",), reasons.NO_ROLE)
    for metric in keys_of(taking.get_value("eval_metrics")):
        taking.add_loss(("eval_metrics", metric), reasons.NO_SIZE)
    take_requirements(taking)
    take_fields(taking, "inputs", "io.inputs")
    take_fields(taking, "outputs", "io.outputs")
    take_link(taking, ("huggingface_url",), HUB)
    return taking.finish(FORM)


def take_requirements(taking: Taking) -> None:
    """Frameworks and packages with their versions."""
    for path, name in packages(taking):
        taking.take(path, "deployment.requirements", of_package(name), is_item=True)


def packages(taking: Taking) -> Iterator[tuple[Loc, str]]:
    """Where the version of each framework or package stands, with its name."""
    yield from (((key,), name) for key, name in FRAMEWORKS.items())
    for group in ("required_packages_version", "optional_packages_version"):
        yield from (((group, name), str(name)) for name in keys_of(taking.get_value(group)))


def of_package(name: str) -> converting.Convert:
    """Makes what puts the name of a package before its version."""
    return lambda version: converting.line(f"{name} {converting.line(version)}")


def take_fields(taking: Taking, side: str, to: str) -> None:
    """What goes into the network or comes out of it: name and type; an image is a form of data as well."""
    for name in keys_of(taking.get_value("network_data_format", side)):
        path = ("network_data_format", side, name)
        taking.take((*path, "type"), to, field_named(str(name)), is_item=True)
        if taking.get_value(*path, "type") == "image" and side == "inputs":
            taking.add_field((*path, "type"), "modality", "imaging", is_item=True)


def field_named(name: str) -> converting.Convert:
    """Makes what gives a field of this name its type."""
    return lambda kind: {"name": converting.line(name), "type": converting.line(kind)}
