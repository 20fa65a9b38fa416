"""README.md of a Hugging Face model to pieces of a card: its front matter, its results, and on request its text."""

import re

from boas.exchange import converting, reasons
from boas.exchange.foreign import refused, text_of, yaml_of
from boas.exchange.imported import Imported, Loss, shortened
from boas.exchange.reported import take_results
from boas.exchange.taking import Taking
from boas.finding import Words
from boas.reading.markdown import markdown_faults, relative_links

FORM = "hugging-face"
FRONT = re.compile(r"---[ \t]*\n(.*?)(?:^|\n)---[ \t]*(?:\n(.*))?", re.DOTALL)
HUB = "https://huggingface.co/"
MODEL_ID = re.compile(r"[A-Za-z0-9._-]+/[A-Za-z0-9._-]+")
RELATIONS = {"adapter": "adapter", "merge": "merge", "quantized": "quantisation", "finetune": "fine-tune"}
TRAININGS = {"pre-training": "training", "fine-tuning": "training"}
FORM_OF_DATA = {
    **dict.fromkeys(
        (
            *("text-classification", "token-classification", "question-answering", "fill-mask", "summarization"),
            *("translation", "text-generation", "zero-shot-classification", "sentence-similarity", "text-ranking"),
        ),
        "text",
    ),
    **dict.fromkeys(
        ("image-classification", "image-segmentation", "object-detection", "image-to-image", "depth-estimation"),
        "imaging",
    ),
}
"""Form of the data that each task of the Hub reads, where there is only one."""


def from_hugging_face(data: bytes, file: str) -> Imported:
    """What a model's README.md gives; raises `UsageError` for a file that cannot be read."""
    text = text_of(data, file)
    match = FRONT.match(text)
    if match is None:
        raise refused(file, Words("pas d’en-tête YAML entre deux lignes « --- »", "no YAML between two lines `---`"))
    taking = Taking(yaml_of(match[1], file, first_line=2).value, file)
    taking.take_items(("language",), "languages", converting.term("languages"))
    taking.take(("license",), "licence.weights", converting.licence)
    taking.take(("library_name",), "deployment.requirements", converting.line, is_item=True)
    taking.take_items(("tags",), "keywords", converting.line)
    taking.add_losses(("datasets",), reasons.NO_SOURCE)
    take_task(taking)
    take_base_models(taking)
    take_footprint(taking)
    measured = take_results(taking)
    body, unsafe = safe_sections(match[2] or "", file)
    taking.losses += unsafe
    return taking.finish(FORM, measured=measured, body=body)


def take_task(taking: Taking) -> None:
    """The task tells the form of the data, where there is only one."""
    task = taking.get_value("pipeline_tag")
    if isinstance(task, str) and task in FORM_OF_DATA:
        taking.take(("pipeline_tag",), "modality", converting.one_of(FORM_OF_DATA), is_item=True)
    if task == "text-generation":
        taking.add_field(("pipeline_tag",), "category", "text-generation")


def take_base_models(taking: Taking) -> None:
    """Models it was built from, when the relation is told; the Hub guesses it where it is not."""
    relation = taking.convert(("base_model_relation",), converting.one_of(RELATIONS))
    for item in taking.list_item_paths("base_model"):
        if relation is None:
            taking.add_loss(item, reasons.NO_RELATION)
            continue
        url = taking.convert(item, model_address)
        if url:
            taking.add_field(item, "model.base_models", {"url": url, "relation": relation}, is_item=True)


def model_address(value: object) -> str:
    """The address of a model on the Hub, by its id."""
    written = converting.line(value)
    if not MODEL_ID.fullmatch(written):
        raise converting.NotTakenError(reasons.NOT_LINK)
    return f"{HUB}{written}"


def take_footprint(taking: Taking) -> None:
    """Emissions, which the Hub counts in grams, when the phase they cover is told."""
    grams = taking.convert(("co2_eq_emissions", "emissions"), converting.number)
    if not isinstance(grams, int | float):
        return
    phase = taking.convert(("co2_eq_emissions", "training_type"), converting.one_of(TRAININGS))
    if phase is None:
        taking.add_loss(("co2_eq_emissions", "emissions"), reasons.NO_PHASE)
        return
    footprint: dict[str, object] = {"co2e_kg": round(grams / 1000, 9), "phase": phase}
    for key, field in (("hardware_used", "hardware"), ("geographical_location", "location"), ("source", "method")):
        told = taking.convert(("co2_eq_emissions", key), converting.line)
        footprint |= {field: told} if told else {}
    taking.add_field(("co2_eq_emissions", "emissions"), "sustainability.footprint", footprint, is_item=True)


def without_comments(body: str) -> str:
    """A text without HTML comments, which templates are full of and no reader sees."""
    shown, at = [], 0
    while (start := body.find("<!--", at)) >= 0 and (end := body.find("-->", start + 4)) >= 0:
        shown.append(body[at:start])
        at = end + 3
    return "".join((*shown, body[at:]))


def safe_sections(body: str, file: str) -> tuple[str, list[Loss]]:
    """The sections of a text that a page may show, joined again, and the others as losses."""
    sections = [part.strip() for part in re.split(r"\n(?=#{1,6} )", "\n" + without_comments(body)) if part.strip()]
    kept, losses = [], []
    for section in sections:
        if markdown_faults(section) or relative_links(section):
            heading = section.split("\n")[0]
            losses.append(Loss(file, shortened(heading), shortened(section), reasons.UNSAFE_TEXT))
        else:
            kept.append(section)
    return "\n\n".join(kept), losses
