"""CHAI applied model card (XML, v0.1 and v0.2) to pieces of a card.

The names are those of `v0.2/schema.xsd` at mc.chai.org; every element holds a text, in which Markdown is allowed. Most
published cards write "None" where nothing was looked at: that is told as a loss, never taken for a fact.
"""

import re
from collections.abc import Mapping
from functools import partial
from xml.etree import ElementTree as ET  # nosec B405 -- no document type is read, so no entity is

from boas.formats._import_result import ImportResult
from boas.formats.importers import _conversion as converting
from boas.formats.importers import _loss_reasons as reasons
from boas.formats.importers._decoding import check_size, decode_text, make_read_error
from boas.formats.importers._extraction import Extraction
from boas.formats.importers._purposes import take_purpose
from boas.parsing import FieldPath
from boas.translation import Message

FORM = "chai"
_ROOT = "AppliedModelCard"
_NOTHING = re.compile(r"\s*(?:none|n/?a|not applicable|not available|unknown|-+)\s*\.?\s*", re.IGNORECASE)
"""What stands where nothing is told."""

_TEXTS: Mapping[FieldPath, str] = {
    ("ModelSummary", "Summary"): "summary",
    ("TrustIngredients", "AISystemFacts", "ModelType"): "model.approach",
    ("TrustIngredients", "AISystemFacts", "BiasMitigationApproaches"): "bias.approach",
    ("TrustIngredients", "AISystemFacts", "Security"): "safety.security",
    ("TrustIngredients", "TransparencyInformation", "FundingSource"): "ownership.funding",
}
"""Elements that are one text of the card."""

_ITEMS: Mapping[FieldPath, str] = {
    ("UsesAndDirections", "PrimaryIntendedUsers"): "intended_use.users",
    ("UsesAndDirections", "CautionedOutOfScopeSettings"): "intended_use.out_of_scope",
    ("Warnings", "KnownRisksAndLimitations"): "safety.limitations",
}
"""Elements that are one item of a list of the card."""

_LOSSES: Mapping[FieldPath, Message] = {
    ("BasicInfo", "ModelDeveloper"): reasons.NOT_PERSON,
    ("ReleaseInfo", "ReleaseStage"): reasons.DATED_TEXT,
    ("ReleaseInfo", "RegulatoryApproval"): reasons.STANDING,
    ("Warnings", "KnownBiasesOrEthicalConsiderations"): reasons.NO_GROUP,
    ("TrustIngredients", "AISystemFacts", "OutcomesAndOutputs"): reasons.NO_TYPE,
    ("TrustIngredients", "AISystemFacts", "OutputAndInputDataTypes"): reasons.NO_TYPE,
    ("TrustIngredients", "AISystemFacts", "FoundationModels"): reasons.NO_RELATION,
    ("TrustIngredients", "AISystemFacts", "InputDataSource"): reasons.NO_SOURCE,
    ("TrustIngredients", "AISystemFacts", "DevelopmentDataCharacterization"): reasons.NO_SINGLE_FIELD,
    ("TrustIngredients", "AISystemFacts", "OngoingMaintenance"): reasons.WATCHED_OR_KEPT,
    ("KeyMetrics",): reasons.NO_SIZE_TOLD,
    ("Resources", "EvaluationReferences"): reasons.NO_ROLE,
    ("Bibliography",): reasons.NO_ROLE,
}
"""Elements that have a place in a card which one text cannot fill, with what it lacks."""


def holds_chai_card(data: bytes) -> bool:
    """Whether XML begins as an applied model card does."""
    return f"{_ROOT}".encode() in data[:4096]


def from_chai(data: bytes, file: str) -> ImportResult:
    """What an applied model card gives; raises `UsageError` for a file that cannot be read."""
    taking = Extraction(_read_xml(decode_text(data, file), file), file)
    taking.ignore_keys("Signature")
    for path in _list_leaves(taking.value, ()):
        if _NOTHING.fullmatch(str(taking.get_value(*path))):
            taking.add_loss(path, reasons.NOTHING_SAID)
    _take_facts(taking)
    return taking.finish(FORM)


def _take_facts(taking: Extraction) -> None:
    """Every element that was not told to be empty."""
    use = ("UsesAndDirections", "IntendedUseAndWorkflow")
    if _is_open(taking, use):
        take_purpose(taking, use)
    _take(taking, ("BasicInfo", "ModelName"), "name", converting.convert_source_line)
    _take(taking, ("ReleaseInfo", "ReleaseVersion"), "upstream_version", converting.convert_line)
    people = ("UsesAndDirections", "TargetedPatientPopulation")
    _take(
        taking, people, "intended_use.population", lambda value: {"description": converting.convert_source_text(value)}
    )
    for path, to in _TEXTS.items():
        _take(taking, path, to, converting.convert_source_text)
    for path, to in _ITEMS.items():
        _take(taking, path, to, converting.convert_source_text, is_item=True)
    taking.take_items(("ModelSummary", "Keywords", "Keyword"), "keywords", converting.convert_line)
    _take_contact(taking, ("BasicInfo", "DeveloperContact"))
    for path in filter(partial(_is_open, taking), (("Resources", "PeerReviewedPublications"),)):
        taking.take_publications(path)
    for path in filter(partial(_is_open, taking), _LOSSES):
        taking.add_loss(path, _LOSSES[path])


def _take_contact(taking: Extraction, path: FieldPath) -> None:
    """A page where questions are answered; what may be a person's own address is not taken."""
    if str(taking.get_value(*path) or "").startswith("https://"):
        taking.take(path, "ownership.contact", converting.convert_link)
    elif _is_open(taking, path):
        taking.add_loss(path, reasons.PERSONAL)


def _take(
    taking: Extraction, path: FieldPath, to: str, convert: converting.Converter, *, is_item: bool = False
) -> None:
    """A text becomes a field, unless it says nothing."""
    if _is_open(taking, path):
        taking.take(path, to, convert, is_item=is_item)


def _is_open(taking: Extraction, path: FieldPath) -> bool:
    """Whether nothing was said of a path yet."""
    return path not in taking.seen


def _read_xml(text: str, file: str) -> dict[str, object]:
    """The elements of a card as a mapping of texts; raises `UsageError` for anything else."""
    if "<!" in re.sub(r"<!--.*?-->|<!\[CDATA\[", "", text, flags=re.DOTALL):
        raise make_read_error(file, Message("it has a document type, which is not read"))
    try:
        root = ET.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))  # noqa: S314 # nosec B314 -- as above
    except ET.ParseError as error:
        raise make_read_error(file, Message("this is no XML")) from error
    if _name(root) != _ROOT:
        raise make_read_error(file, Message("this is no applied model card"))
    value = _read_element(root, 0)
    check_size(value, file)
    return value if isinstance(value, dict) else {}


_DEEPEST = 12
"""Levels of elements: the schema has five."""


def _read_element(element: ET.Element, depth: int) -> object:
    """An element with elements as a mapping, in which what comes several times is a list; any other as its text."""
    if not len(element) or depth >= _DEEPEST:
        return (element.text or "").strip()
    found: dict[str, object] = {}
    for child in element:
        name, value = _name(child), _read_element(child, depth + 1)
        before = found.get(name)
        found[name] = value if before is None else [*before, value] if isinstance(before, list) else [before, value]
    return found


def _name(element: ET.Element) -> str:
    """The name of an element without its namespace, which differs by version."""
    return str(element.tag).rpartition("}")[2]


def _list_leaves(value: object, path: FieldPath) -> list[FieldPath]:
    """Paths of all texts."""
    if isinstance(value, dict):
        return [leaf for key, inside in value.items() for leaf in _list_leaves(inside, (*path, key))]
    if isinstance(value, list):
        return [leaf for place, inside in enumerate(value) for leaf in _list_leaves(inside, (*path, place))]
    return [path]
