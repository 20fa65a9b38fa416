"""Concept sets of OHDSI (Atlas, Circe cohort definitions) as lists of OMOP concepts: included and excluded apart.

The list holds concept ids, which is what the set is made of; the source code and its vocabulary stand
beside each. "With descendants" is kept in a column and told as a loss: a card has no such match.
"""

from collections.abc import Iterator

from boas.formats._import_result import CodeList, CodeRow, ImportResult, Loss, shorten_value
from boas.formats.importers import _conversion as converting
from boas.formats.importers import _loss_reasons as reasons
from boas.formats.importers._codelists import clean_label, make_list_name, make_unique_name
from boas.formats.importers._decoding import LARGEST_LIST, decode_json, decode_text, make_read_error
from boas.parsing import FieldPath, format_path
from boas.translation import Message

FORM = "ohdsi"
_HEADER = ("code", "label", "vocabulary", "vocabulary_code", "with_descendants", "with_mapped")
_NAMES = {
    "id": ("CONCEPT_ID", "conceptId"),
    "label": ("CONCEPT_NAME", "conceptName"),
    "vocabulary": ("VOCABULARY_ID", "vocabularyId"),
    "code": ("CONCEPT_CODE", "conceptCode"),
}
_COHORT_KEYS = frozenset(
    {"PrimaryCriteria", "InclusionRules", "CensoringCriteria", "AdditionalCriteria", "EndStrategy"}
)


def from_concept_sets(data: bytes, file: str) -> ImportResult:
    """Lists of the concept sets in a file; raises `UsageError` for a file that cannot be read or holds none."""
    value = decode_json(decode_text(data, file, LARGEST_LIST), file)
    sets = list(iter_concept_sets(value))
    if not sets:
        raise make_read_error(file, Message("no OHDSI concept set"))
    lists: list[CodeList] = []
    losses: list[Loss] = []
    for path, name, items in sets:
        for role, is_excluded in (("include", False), ("exclude", True)):
            chosen = [(n, item) for n, item in enumerate(items) if _excludes(item) is is_excluded]
            codes = tuple(code for n, item in chosen if (code := _read_concept(item, (*path, n), file, losses)))
            if codes:
                stem = (converting.make_slug(name) or make_list_name(file)) + ("-exclude" if is_excluded else "")
                lists.append(
                    CodeList(make_unique_name(stem, lists), _HEADER, codes, "OMOP", "OMOP", role, "exact", file)
                )
    if isinstance(value, dict):
        losses += [
            Loss(file, key, shorten_value(value[key]), reasons.COHORT_LOGIC)
            for key in value
            if key in _COHORT_KEYS and value[key]
        ]
    return ImportResult((FORM,), lists=tuple(lists), losses=tuple(losses))


def iter_concept_sets(value: object) -> Iterator[tuple[FieldPath, str, list[object]]]:
    """Path, name and items of every concept set: one alone, a list of them, or those of a cohort definition."""
    if isinstance(value, list):
        for position, one in enumerate(value):
            yield from (((position, *path), name, items) for path, name, items in _read_concept_set(one))
    elif isinstance(value, dict) and isinstance(value.get("ConceptSets"), list):
        for position, one in enumerate(value["ConceptSets"]):
            yield from ((("ConceptSets", position, *path), name, items) for path, name, items in _read_concept_set(one))
    else:
        yield from _read_concept_set(value)


def _read_concept_set(value: object) -> Iterator[tuple[FieldPath, str, list[object]]]:
    """One concept set, with or without a name around its expression."""
    if not isinstance(value, dict):
        return
    expression = value.get("expression")
    inside, path = (expression, ("expression", "items")) if isinstance(expression, dict) else (value, ("items",))
    items = inside.get("items")
    if isinstance(items, list):
        name = value.get("name")
        yield path, name if isinstance(name, str) else "", items


def _excludes(item: object) -> bool:
    """Whether an item takes its concept out of the set."""
    return isinstance(item, dict) and item.get("isExcluded") is True


def _read_concept(item: object, path: FieldPath, file: str, losses: list[Loss]) -> CodeRow | None:
    """One concept as a row; nothing, and a loss, when it has no id."""
    inside = item.get("concept", item) if isinstance(item, dict) else None
    told = inside if isinstance(inside, dict) else {}
    number = _find_value(told, "id")
    if isinstance(number, bool) or not isinstance(number, int) or not isinstance(item, dict):
        losses.append(Loss(file, format_path(path), shorten_value(item), reasons.NO_CODE))
        return None
    wide = item.get("includeDescendants") is True, item.get("includeMapped") is True
    if any(wide):
        losses.append(
            Loss(file, format_path(path), shorten_value(_find_value(told, "label") or number), reasons.DESCENDANTS)
        )
    words = [clean_label(str(_find_value(told, name) or "")) for name in ("label", "vocabulary", "code")]
    for word, name in zip(words, ("label", "vocabulary", "code"), strict=True):
        if word is None:
            losses.append(
                Loss(file, format_path((*path, name)), shorten_value(_find_value(told, name)), reasons.LABEL_LEFT_OUT)
            )
    cells = (str(number), *(word or "" for word in words), *(str(one).lower() for one in wide))
    return CodeRow(cells, format_path(path))


def _find_value(told: dict[str, object], name: str) -> object:
    """A value by one of the two spellings in use."""
    return next((told[key] for key in _NAMES[name] if key in told), None)
