"""Concept sets of OHDSI (Atlas, Circe cohort definitions) as lists of OMOP concepts: included and excluded apart.

The list holds concept ids, which is what the set is made of; the source code and its vocabulary stand
beside each. "With descendants" is kept in a column and told as a loss: a card has no such match.
"""

from collections.abc import Iterator

from boas.exchange import converting, reasons
from boas.exchange.codelists import name_of, safe_label, unused
from boas.exchange.foreign import LARGEST_LIST, json_of, refused, text_of
from boas.exchange.imported import Code, CodeList, Imported, Loss, shortened
from boas.finding import Words
from boas.reading import Loc, dotted

FORM = "ohdsi"
HEADER = ("code", "label", "vocabulary", "vocabulary_code", "with_descendants", "with_mapped")
NAMES = {
    "id": ("CONCEPT_ID", "conceptId"),
    "label": ("CONCEPT_NAME", "conceptName"),
    "vocabulary": ("VOCABULARY_ID", "vocabularyId"),
    "code": ("CONCEPT_CODE", "conceptCode"),
}
COHORT_KEYS = frozenset({"PrimaryCriteria", "InclusionRules", "CensoringCriteria", "AdditionalCriteria", "EndStrategy"})


def from_concept_sets(data: bytes, file: str) -> Imported:
    """Lists of the concept sets in a file; raises `UsageError` for a file that cannot be read or holds none."""
    value = json_of(text_of(data, file, LARGEST_LIST), file)
    sets = list(sets_in(value))
    if not sets:
        raise refused(file, Words("aucun jeu de concepts OHDSI", "no OHDSI concept set"))
    lists: list[CodeList] = []
    losses: list[Loss] = []
    for path, name, items in sets:
        for role, is_excluded in (("include", False), ("exclude", True)):
            chosen = [(n, item) for n, item in enumerate(items) if excludes(item) is is_excluded]
            codes = tuple(code for n, item in chosen if (code := concept(item, (*path, n), file, losses)))
            if codes:
                stem = (converting.slug(name) or name_of(file)) + ("-exclude" if is_excluded else "")
                lists.append(CodeList(unused(stem, lists), HEADER, codes, "OMOP", "OMOP", role, "exact", file))
    if isinstance(value, dict):
        losses += [
            Loss(file, key, shortened(value[key]), reasons.COHORT_LOGIC)
            for key in value
            if key in COHORT_KEYS and value[key]
        ]
    return Imported((FORM,), lists=tuple(lists), losses=tuple(losses))


def sets_in(value: object) -> Iterator[tuple[Loc, str, list[object]]]:
    """Path, name and items of every concept set: one alone, a list of them, or those of a cohort definition."""
    if isinstance(value, list):
        for position, one in enumerate(value):
            yield from (((position, *path), name, items) for path, name, items in a_set(one))
    elif isinstance(value, dict) and isinstance(value.get("ConceptSets"), list):
        for position, one in enumerate(value["ConceptSets"]):
            yield from ((("ConceptSets", position, *path), name, items) for path, name, items in a_set(one))
    else:
        yield from a_set(value)


def a_set(value: object) -> Iterator[tuple[Loc, str, list[object]]]:
    """One concept set, with or without a name around its expression."""
    if not isinstance(value, dict):
        return
    expression = value.get("expression")
    inside, path = (expression, ("expression", "items")) if isinstance(expression, dict) else (value, ("items",))
    items = inside.get("items")
    if isinstance(items, list):
        name = value.get("name")
        yield path, name if isinstance(name, str) else "", items


def excludes(item: object) -> bool:
    """Whether an item takes its concept out of the set."""
    return isinstance(item, dict) and item.get("isExcluded") is True


def concept(item: object, path: Loc, file: str, losses: list[Loss]) -> Code | None:
    """One concept as a row; nothing, and a loss, when it has no id."""
    inside = item.get("concept", item) if isinstance(item, dict) else None
    told = inside if isinstance(inside, dict) else {}
    number = first(told, "id")
    if isinstance(number, bool) or not isinstance(number, int) or not isinstance(item, dict):
        losses.append(Loss(file, dotted(path), shortened(item), reasons.NO_CODE))
        return None
    wide = item.get("includeDescendants") is True, item.get("includeMapped") is True
    if any(wide):
        losses.append(Loss(file, dotted(path), shortened(first(told, "label") or number), reasons.DESCENDANTS))
    words = [safe_label(str(first(told, name) or "")) for name in ("label", "vocabulary", "code")]
    for word, name in zip(words, ("label", "vocabulary", "code"), strict=True):
        if word is None:
            losses.append(Loss(file, dotted((*path, name)), shortened(first(told, name)), reasons.LABEL_LEFT_OUT))
    cells = (str(number), *(word or "" for word in words), *(str(one).lower() for one in wide))
    return Code(cells, dotted(path))


def first(told: dict[str, object], name: str) -> object:
    """A value by one of the two spellings in use."""
    return next((told[key] for key in NAMES[name] if key in told), None)
