"""A CycloneDX ML-BOM (JSON, 1.5 to 1.7) to pieces of a card: the one machine-learning model with its model card."""

from collections.abc import Iterator

from boas.formats._import_result import ImportResult
from boas.formats.importers import _conversion as converting
from boas.formats.importers import _loss_reasons as reasons
from boas.formats.importers._decoding import decode_json, decode_text, make_read_error
from boas.formats.importers._extraction import Extraction
from boas.formats.importers._links import HELP, HOME, ISSUES, RELEASE, take_link
from boas.formats.importers._purposes import take_purpose
from boas.parsing import FieldPath
from boas.translation import Message

FORM = "cyclonedx"
_MODEL = "machine-learning-model"
_LINKS = {"website": HOME, "documentation": HELP, "issue-tracker": ISSUES, "distribution": RELEASE}
"""Kinds of external references that are links of an algorithm."""


def from_cyclonedx(data: bytes, file: str) -> ImportResult:
    """What a bill of materials gives of its model; raises `UsageError` for a file that cannot be read or has none."""
    value = decode_json(decode_text(data, file), file)
    if not isinstance(value, dict):
        raise make_read_error(file, Message("this is no JSON object"))
    taking = Extraction(value, file)
    taking.ignore_keys("bomFormat", "specVersion", "serialNumber", "version", "$schema")
    models = list(_iter_models(taking))
    if not models:
        raise make_read_error(file, Message("it holds no machine-learning model"))
    if len(models) > 1:
        for path in models:
            taking.add_loss(path, reasons.SEVERAL_MODELS)
        return taking.finish(FORM)
    _take_component(taking, models[0])
    _take_card(taking, (*models[0], "modelCard"))
    return taking.finish(FORM)


def _iter_models(taking: Extraction) -> Iterator[FieldPath]:
    """Where the machine-learning models of the bill stand: what it is about, and its parts."""
    for path in (("metadata", "component"), *taking.list_item_paths("components")):
        if taking.get_value(*path, "type") == _MODEL:
            yield path


def _take_component(taking: Extraction, path: FieldPath) -> None:
    """Name, version, persons, licence and pages of the model."""
    taking.mark_used(*path, "type")
    taking.mark_used(*path, "bom-ref")
    taking.take((*path, "name"), "name", converting.convert_source_line)
    taking.take((*path, "description"), "summary", converting.convert_source_text)
    taking.take((*path, "version"), "upstream_version", converting.convert_line)
    taking.take_items((*path, "tags"), "keywords", converting.convert_line)
    for item in taking.list_item_paths(*path, "authors"):
        name = taking.convert((*item, "name"), converting.convert_line)
        if name:
            taking.add_field((*item, "name"), "ownership.authors", {"name": name}, is_item=True)
    for body in ("manufacturer", "supplier", "publisher", "author"):
        taking.add_loss((*path, body), reasons.NOT_PERSON if body != "author" else reasons.UNSURE_PERSON)
    _take_licence(taking, path)
    for item in taking.list_item_paths(*path, "externalReferences"):
        _take_reference(taking, item)


def _take_licence(taking: Extraction, path: FieldPath) -> None:
    """The licence of the model, which is that of its weights."""
    items = list(taking.list_item_paths(*path, "licenses"))
    if len(items) > 1:
        taking.add_loss((*path, "licenses"), reasons.SEVERAL_LICENCES)
    elif items:
        keys = (("expression",), ("license", "id"), ("license", "name"))
        told = next(((*items[0], *key) for key in keys if taking.get_value(*items[0], *key)), items[0])
        taking.take(told, "licence.weights", converting.convert_licence)


def _take_reference(taking: Extraction, path: FieldPath) -> None:
    """One page about the model, by its kind."""
    kind, url = str(taking.get_value(*path, "type")), (*path, "url")
    if kind == "vcs":
        address = taking.convert(url, converting.convert_link)
        if address:
            taking.mark_used(*path, "type")
            taking.add_field(url, "deployment.repository", {"url": address})
    elif kind in _LINKS:
        taking.mark_used(*path, "type")
        take_link(taking, url, _LINKS[kind])
    else:
        taking.add_loss(path, reasons.NO_ROLE)


def _take_card(taking: Extraction, path: FieldPath) -> None:
    """What the model card says."""
    taking.mark_used(*path, "bom-ref")
    of = (*path, "modelParameters")
    taking.take((*of, "approach", "type"), "model.approach", converting.convert_source_line)
    told = [(*of, name) for name in ("modelArchitecture", "architectureFamily") if taking.get_value(*of, name)]
    if told:
        taking.take(told[0], "model.architecture", converting.convert_source_text)
        for other in told[1:]:
            taking.add_loss(other, reasons.GIVEN_BESIDE)
    taking.add_loss((*of, "task"), reasons.CHOSEN_TERM)
    taking.add_losses((*of, "datasets"), reasons.NO_SOURCE)
    for side in ("inputs", "outputs"):
        taking.add_losses((*of, side), reasons.NO_TYPE)
    taking.add_losses((*path, "quantitativeAnalysis", "performanceMetrics"), reasons.NO_SIZE_TOLD)
    _take_considerations(taking, (*path, "considerations"))


def _take_considerations(taking: Extraction, path: FieldPath) -> None:
    """Who uses it and for what, limits, risks and groups at risk."""
    taking.take_items((*path, "users"), "intended_use.users", converting.convert_source_text)
    uses = list(taking.list_item_paths(*path, "useCases"))
    if len(uses) == 1:
        take_purpose(taking, uses[0])
    elif uses:
        taking.add_loss((*path, "useCases"), reasons.SEVERAL_USES)
    taking.take_items((*path, "technicalLimitations"), "safety.limitations", converting.convert_source_text)
    for item in taking.list_item_paths(*path, "ethicalConsiderations"):
        _take_parts(taking, item, "safety.risks", {"hazard": "name", "mitigation": "mitigationStrategy"})
    for item in taking.list_item_paths(*path, "fairnessAssessments"):
        names = {"group": "groupAtRisk", "harm": "harms", "mitigation": "mitigationStrategy"}
        _take_parts(taking, item, "bias.groups_at_risk", names)
    for item in taking.list_item_paths(*path, "environmentalConsiderations", "energyConsumptions"):
        taking.add_loss(item, reasons.NO_PHASE)


_NEEDED = frozenset({"hazard", "group", "harm"})
"""Details that a risk, or a group at risk, has."""


def _take_parts(taking: Extraction, path: FieldPath, to: str, names: dict[str, str]) -> None:
    """One item of a field that is made of several texts; a loss when one that it needs is not told."""
    if any(name in _NEEDED and not taking.get_value(*path, key) for name, key in names.items()):
        taking.add_loss(path, reasons.TOO_LITTLE)
        return
    found = {name: taking.convert((*path, key), converting.convert_source_text) for name, key in names.items()}
    if all(found[name] for name in names if name in _NEEDED):
        taking.add_field(path, to, {name: text for name, text in found.items() if text}, is_item=True)
