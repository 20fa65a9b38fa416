"""README.md of a Hugging Face model to pieces of a card: its front matter, its results, and on request its text."""

import re

from boas.documents import find_licence, is_link
from boas.formats._import_result import ImportResult, Loss, shorten_value
from boas.formats.importers import _conversion as converting
from boas.formats.importers import _loss_reasons as reasons
from boas.formats.importers._decoding import decode_text, decode_yaml, make_read_error
from boas.formats.importers._extraction import Extraction
from boas.formats.importers._links import LICENCE, take_link
from boas.formats.importers._model_index import take_results
from boas.parsing import FieldPath, diagnose_markdown, list_relative_links
from boas.translation import Message

FORM = "hugging-face"
_FRONT = re.compile(r"---[ \t]*\n(.*?)(?:^|\n)---[ \t]*(?:\n(.*))?", re.DOTALL)
_HUB = "https://huggingface.co/"
_MODEL_ID = re.compile(r"[A-Za-z0-9._-]+/[A-Za-z0-9._-]+")
_RELATIONS = {"adapter": "adapter", "merge": "merge", "quantized": "quantisation", "finetune": "fine-tune"}
_TRAININGS = {"pre-training": "training", "fine-tuning": "training"}
_FORMS_OF_DATA: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        (
            *("text-classification", "token-classification", "question-answering", "fill-mask", "summarization"),
            *("translation", "text-generation", "text2text-generation", "zero-shot-classification"),
            *("sentence-similarity", "text-ranking"),
        ),
        ("text",),
    ),
    **dict.fromkeys(
        (
            *("image-classification", "image-segmentation", "object-detection", "image-to-image", "depth-estimation"),
            *("image-to-text", "mask-generation", "image-feature-extraction"),
        ),
        ("imaging",),
    ),
    **dict.fromkeys(
        ("image-text-to-text", "visual-question-answering", "document-question-answering"), ("imaging", "text")
    ),
    **dict.fromkeys(("tabular-classification", "tabular-regression"), ("structured-records",)),
}
"""Forms of the data that each task of the Hub reads, where its name tells them."""
_MODEL_KEYS = frozenset({"pipeline_tag", "library_name", "base_model", "model-index", "co2_eq_emissions"})
_OTHER_CARDS: tuple[tuple[frozenset[str], Message], ...] = (
    (
        frozenset({"dataset_info", "task_categories", "size_categories", "annotations_creators", "source_datasets"}),
        Message("it is the card of a data set, not of a model"),
    ),
    (frozenset({"sdk", "app_file"}), Message("it is the card of a demonstration, not of a model")),
)
"""Keys that only cards of something else have."""


def from_hugging_face(data: bytes, file: str) -> ImportResult:
    """What a model's README.md gives; raises `UsageError` for a file that cannot be read."""
    text = decode_text(data, file)
    match = _FRONT.match(text)
    if match is None:
        raise make_read_error(file, Message("no YAML between two lines `---`"))
    taking = Extraction(decode_yaml(match[1], file, first_line=2).value, file)
    taking.take_items(("language",), "languages", converting.make_term_converter("languages"))
    _refuse_other_cards(taking)
    _take_licence(taking)
    taking.add_loss(("metrics",), reasons.ONLY_NAMES)
    taking.take(("library_name",), "deployment.requirements", converting.convert_line, is_item=True)
    taking.take_items(("tags",), "keywords", converting.convert_line)
    taking.add_losses(("datasets",), reasons.NO_SOURCE)
    _take_task(taking)
    _take_base_models(taking)
    _take_footprint(taking)
    measured = take_results(taking)
    body, unsafe = _split_safe_sections(match[2] or "", file)
    taking.losses += unsafe
    return taking.finish(FORM, measured=measured, body=body)


def _refuse_other_cards(taking: Extraction) -> None:
    """Raises `UsageError` for the card of a data set or a demonstration, which the Hub writes in the same form."""
    keys = set(taking.value) if isinstance(taking.value, dict) else set()
    for signs, words in _OTHER_CARDS:
        if signs & keys and not _MODEL_KEYS & keys:
            raise make_read_error(taking.file, words)


def _take_own_licence(taking: Extraction, path: FieldPath) -> bool:
    """A licence that is none of SPDX, when the file tells both its name and the page of its text."""
    name, url = taking.get_value("license_name"), taking.get_value("license_link")
    slug = converting.make_slug(name) if isinstance(name, str) else ""
    if not slug or not isinstance(url, str) or not is_link(url):
        return False
    code = f"LicenseRef-{slug}"
    taking.mark_used("license_name")
    taking.add_field(path, "licence.weights", code)
    own = {"id": code, "name": converting.convert_line(name), "url": url}
    taking.add_field(("license_name",), "licence.own", own, is_item=True)
    taking.ask(("license_name",), reasons.TAKEN_AS_OWN)
    taking.mark_used(*path)
    return True


def _take_licence(taking: Extraction) -> None:
    """The licence of the weights, alone or in a list of one; of one that is "other", its name and its address."""
    items = list(taking.list_item_paths("license"))
    if len(items) > 1:
        taking.add_loss(("license",), reasons.SEVERAL_LICENCES)
    elif items and str(taking.get_value(*items[0])).casefold() == "other":
        name = taking.get_value("license_name")
        known = find_licence(name) if isinstance(name, str) else None
        if known:
            taking.mark_used("license_name")
            taking.add_field(("license_name",), "licence.weights", known)
            taking.ask(("license_name",), reasons.NAMED_LICENCE)
            taking.mark_used(*items[0])
        elif not _take_own_licence(taking, items[0]):
            taking.add_loss(items[0], reasons.OWN_LICENCE)
            taking.add_loss(("license_name",), reasons.OWN_LICENCE)
    elif items:
        taking.take(items[0], "licence.weights", converting.convert_licence)
    take_link(taking, ("license_link",), LICENCE)


def _take_task(taking: Extraction) -> None:
    """The task tells the forms of the data, where its name does."""
    task = taking.get_value("pipeline_tag")
    forms = _FORMS_OF_DATA.get(task, ()) if isinstance(task, str) else ()
    for form in forms:
        taking.mark_used("pipeline_tag")
        taking.add_field(("pipeline_tag",), "modality", form, is_item=True)
    if not forms:
        taking.add_loss(("pipeline_tag",), reasons.NO_MODALITY)
    if task == "text-generation":
        taking.add_field(("pipeline_tag",), "category", "text-generation")


def _take_base_models(taking: Extraction) -> None:
    """Models it was built from, when the relation is told; the Hub guesses it where it is not."""
    relation = taking.convert(("base_model_relation",), converting.make_table_converter(_RELATIONS))
    for item in taking.list_item_paths("base_model"):
        if relation is None:
            taking.add_loss(item, reasons.NO_RELATION)
            continue
        url = taking.convert(item, _build_model_url)
        if url:
            taking.add_field(item, "model.base_models", {"url": url, "relation": relation}, is_item=True)


def _build_model_url(value: object) -> str:
    """The address of a model on the Hub, by its id."""
    written = converting.convert_line(value)
    if not _MODEL_ID.fullmatch(written):
        raise converting.ConversionError(reasons.NOT_LINK)
    return f"{_HUB}{written}"


def _take_footprint(taking: Extraction) -> None:
    """Emissions, which the Hub counts in grams, when the phase they cover is told."""
    grams = taking.convert(("co2_eq_emissions", "emissions"), converting.convert_number)
    if not isinstance(grams, int | float):
        return
    phase = taking.convert(("co2_eq_emissions", "training_type"), converting.make_table_converter(_TRAININGS))
    if phase is None:
        taking.add_loss(("co2_eq_emissions", "emissions"), reasons.NO_PHASE)
        return
    footprint: dict[str, object] = {"co2e_kg": round(grams / 1000, 9), "phase": phase}
    for key, field in (("hardware_used", "hardware"), ("geographical_location", "location"), ("source", "method")):
        told = taking.convert(("co2_eq_emissions", key), converting.convert_line)
        footprint |= {field: told} if told else {}
    taking.add_field(("co2_eq_emissions", "emissions"), "sustainability.footprint", footprint, is_item=True)


def _without_comments(body: str) -> str:
    """A text without HTML comments, which templates are full of and no reader sees."""
    shown, at = [], 0
    while (start := body.find("<!--", at)) >= 0 and (end := body.find("-->", start + 4)) >= 0:
        shown.append(body[at:start])
        at = end + 3
    return "".join((*shown, body[at:]))


def _split_safe_sections(body: str, file: str) -> tuple[str, list[Loss]]:
    """The sections of a text that a page may show, joined again, and the others as losses."""
    sections = [part.strip() for part in re.split(r"\n(?=#{1,6} )", "\n" + _without_comments(body)) if part.strip()]
    kept, losses = [], []
    for section in sections:
        if diagnose_markdown(section) or list_relative_links(section):
            heading = section.split("\n")[0]
            losses.append(Loss(file, shorten_value(heading), shorten_value(section), reasons.UNSAFE_TEXT))
        else:
            kept.append(section)
    return "\n\n".join(kept), losses
