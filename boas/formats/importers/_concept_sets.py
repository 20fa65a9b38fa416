"""Concept sets of OHDSI (Atlas, Circe cohort definitions) as lists of OMOP concepts.

A list holds concept ids, which is what the set is made of; the source code, its vocabulary and its standing are
beside each. Concepts taken with their descendants are a list of their own, with that match; so are the concepts
that a set takes out. What a set does to the selection is read in the logic of the cohort, else it is asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from boas.formats._import_result import CodeList, CodeRow, ImportResult, Loss, Question, shorten_value
from boas.formats.importers import _conversion as converting
from boas.formats.importers import _loss_reasons as reasons
from boas.formats.importers._codelist_names import make_list_name, make_unique_name
from boas.formats.importers._codelists import clean_label
from boas.formats.importers._cohort_logic import SetUse, list_set_uses
from boas.formats.importers._decoding import LARGEST_LIST, decode_json, decode_text, make_read_error
from boas.parsing import FieldPath, format_path
from boas.translation import Message

FORM = "ohdsi"
_NAMES = {
    "label": ("CONCEPT_NAME", "conceptName"),
    "vocabulary": ("VOCABULARY_ID", "vocabularyId"),
    "vocabulary_code": ("CONCEPT_CODE", "conceptCode"),
    "standard": ("STANDARD_CONCEPT", "standardConcept"),
    "invalid_reason": ("INVALID_REASON", "invalidReason"),
    "domain": ("DOMAIN_ID", "domainId"),
    "concept_class": ("CONCEPT_CLASS_ID", "conceptClassId"),
}
_ID_NAMES = ("CONCEPT_ID", "conceptId")
_HEADER = ("code", *_NAMES)
_LOGIC_KEYS = frozenset(
    {
        *("PrimaryCriteria", "AdditionalCriteria", "InclusionRules", "CensoringCriteria", "EndStrategy"),
        *("QualifiedLimit", "ExpressionLimit", "CollapseSettings", "CensorWindow"),
    }
)
_OWN_KEYS = frozenset({"id", "name", "expression", "items"})
_PERSON_KEYS = frozenset({"createdBy", "modifiedBy"})
_NO_EVENTS = frozenset({"Visit", "Visit Detail", "Gender", "Race", "Ethnicity", "Provider", "Unit", "Type Concept"})
"""Domains of OMOP whose concepts describe an event or a person instead of being what is looked for."""


@dataclass(frozen=True, slots=True)
class _ConceptSet:
    """One set as its file has it."""

    above: FieldPath
    """Where it stands."""
    path: FieldPath
    """Where its items stand."""
    name: str
    number: object
    """Its number in the cohort."""
    items: list[object]
    others: dict[str, object]
    """What the file says of the set beside its items."""


class _SetReader:
    """Lists, losses and questions of one file, gathered set by set."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lists: list[CodeList] = []
        self.losses: list[Loss] = []
        self.questions: list[Question] = []

    def add_loss(self, path: FieldPath, value: object, reason: Message) -> None:
        """Something is not taken."""
        self.losses.append(Loss(self.file, format_path(path), shorten_value(value), reason))

    def read_set(self, one: _ConceptSet, uses: list[SetUse] | None) -> None:
        """The lists of one set; `uses` is what the cohort does with it, nothing when there is no cohort."""
        for key, value in one.others.items():
            is_person = key in _PERSON_KEYS
            shown, reason = ("…", reasons.PERSONAL) if is_person else (value, reasons.NO_FIELD)
            self.add_loss((*one.above, key), shown, reason)
        told = one.name or format_path(one.path)
        if _is_about_events(one, uses):
            self.add_loss(one.path, told, reasons.NO_EVENT)
        elif uses == []:
            self.add_loss(one.path, told, reasons.UNUSED_SET)
        else:
            self._add_lists(one, _decide_role(uses), _decide_field(uses))
            self._ask_about_role(one, uses or [])

    def _add_lists(self, one: _ConceptSet, role: str | None, field: str | None) -> None:
        """A list for each way in which concepts of the set are taken."""
        stem = converting.make_slug(one.name) or make_list_name(self.file)
        base = ""
        for is_excluded in (False, True):
            found = {wide: self._read_concepts(one, is_excluded=is_excluded, wide=wide) for wide in (False, True)}
            for wide, codes in found.items():
                if is_excluded and not base:
                    self.losses += [
                        Loss(self.file, code.origin, code.cells[0], reasons.TAKEN_FROM_NOTHING) for code in codes
                    ]
                if not codes or (is_excluded and not base):
                    continue
                ending = ("-exclude" if is_excluded else "") + ("-descendants" if wide and found[False] else "")
                name = make_unique_name(f"{stem}{ending}", self.lists)
                match = "descendants" if wide else "exact"
                told = CodeList(name, _HEADER, codes, "OMOP", "OMOP", role, match, self.file, field)
                self.lists.append(replace(told, role=None, takes_from=base) if is_excluded else told)
                base = base or name
                if is_excluded:
                    self.questions.append(
                        Question(self.file, format_path(one.path), one.name or name, reasons.TAKEN_OUT.fill(list=name))
                    )

    def _read_concepts(self, one: _ConceptSet, *, is_excluded: bool, wide: bool) -> tuple[CodeRow, ...]:
        """The concepts of a set that are taken in one way."""
        rows = (
            self._read_concept(item, (*one.path, n))
            for n, item in enumerate(one.items)
            if (_is_set(item, "isExcluded"), _is_set(item, "includeDescendants")) == (is_excluded, wide)
        )
        return tuple(row for row in rows if row)

    def _read_concept(self, item: object, path: FieldPath) -> CodeRow | None:
        """One concept as a row; nothing, and a loss, when it has no id or is the one that stands for none."""
        inside = item.get("concept", item) if isinstance(item, dict) else None
        told = inside if isinstance(inside, dict) else {}
        number = _find_value(told, _ID_NAMES)
        if isinstance(number, bool) or not isinstance(number, int) or number == 0:
            self.add_loss(path, item, reasons.NO_CONCEPT if number == 0 and number is not False else reasons.NO_CODE)
            return None
        if _is_set(item, "includeMapped"):
            self.add_loss((*path, "includeMapped"), _find_value(told, _NAMES["label"]) or number, reasons.MAPPED)
        words = {name: clean_label(str(_find_value(told, keys) or "")) for name, keys in _NAMES.items()}
        for name, word in words.items():
            if word is None:
                self.add_loss((*path, name), _find_value(told, _NAMES[name]), reasons.LABEL_LEFT_OUT)
        return CodeRow((str(number), *(word or "" for word in words.values())), format_path(path))

    def _ask_about_role(self, one: _ConceptSet, uses: list[SetUse]) -> None:
        """A question where the logic uses a set in ways that one role does not tell."""
        ways = {use.direction for use in uses if use.field}
        words = None
        if "enters" in ways and len(ways) > 1:
            words = reasons.BOTH_WAYS
        elif ways and ways <= {"leaves", "censors"}:
            words = reasons.CENSORS if "censors" in ways else reasons.LEAVES
        if words:
            self.questions.append(Question(self.file, format_path(one.path), one.name, words))


def from_concept_sets(data: bytes, file: str) -> ImportResult:
    """Lists of the concept sets in a file; raises `UsageError` for a file that cannot be read or holds none."""
    value = _unwrap_cohort(decode_json(decode_text(data, file, LARGEST_LIST), file))
    sets = list(_iter_sets(value))
    if not sets:
        raise make_read_error(file, Message("no OHDSI concept set"))
    reader = _SetReader(file)
    uses = list_set_uses(value) if isinstance(value, dict) and _LOGIC_KEYS & set(value) else None
    for one in sets:
        reader.read_set(one, None if uses is None else [use for use in uses if use.set_id == one.number])
    if isinstance(value, dict) and "ConceptSets" in value:
        for key, told in value.items():
            if key != "ConceptSets" and told:
                reader.add_loss((key,), told, reasons.COHORT_LOGIC if key in _LOGIC_KEYS else reasons.NO_FIELD)
    return ImportResult(
        (FORM,), lists=tuple(reader.lists), losses=tuple(reader.losses), questions=tuple(reader.questions)
    )


def holds_concept_sets(value: object) -> bool:
    """Whether a JSON value is a concept set, a list of them, or a cohort definition."""
    return any(True for _ in _iter_sets(_unwrap_cohort(value)))


def _unwrap_cohort(value: object) -> object:
    """The definition of a cohort out of what Atlas and WebAPI put around it."""
    inside = value.get("expression") if isinstance(value, dict) else None
    return inside if isinstance(inside, dict) and "ConceptSets" in inside else value


def _iter_sets(value: object) -> Iterator[_ConceptSet]:
    """Every concept set: one alone, a list of them, or those of a cohort definition."""
    if isinstance(value, list):
        for position, one in enumerate(value):
            yield from _read_set(one, (position,))
    elif isinstance(value, dict) and isinstance(value.get("ConceptSets"), list):
        for position, one in enumerate(value["ConceptSets"]):
            yield from _read_set(one, ("ConceptSets", position))
    else:
        yield from _read_set(value, ())


def _read_set(value: object, above: FieldPath) -> Iterator[_ConceptSet]:
    """One concept set, with or without a name around its expression."""
    if not isinstance(value, dict):
        return
    expression = value.get("expression")
    is_inside = isinstance(expression, dict)
    items = expression.get("items") if isinstance(expression, dict) else value.get("items")
    if isinstance(items, list):
        name = value.get("name")
        others = {key: told for key, told in value.items() if key not in _OWN_KEYS and told}
        path = (*above, "expression", "items") if is_inside else (*above, "items")
        yield _ConceptSet(above, path, name if isinstance(name, str) else "", value.get("id"), items, others)


def _is_about_events(one: _ConceptSet, uses: list[SetUse] | None) -> bool:
    """Whether a set says of which kind an event is (a visit, a unit, a sex) instead of which events are meant."""
    concepts = [item.get("concept", item) for item in one.items if isinstance(item, dict)]
    domains = {str(told.get("DOMAIN_ID", told.get("domainId", ""))) for told in concepts if isinstance(told, dict)}
    return bool(domains and domains <= _NO_EVENTS) or bool(uses and not any(use.field for use in uses))


def _decide_role(uses: list[SetUse] | None) -> str | None:
    """Whether a set lets people in or keeps them out; nothing when the logic does not tell."""
    ways = {use.direction for use in uses or [] if use.field}
    if "enters" in ways:
        return "include"
    return "exclude" if ways and ways <= {"leaves", "censors"} else None


def _decide_field(uses: list[SetUse] | None) -> str | None:
    """The field of the data that is compared, when it is one."""
    fields = {use.field for use in uses or [] if use.field}
    return next(iter(fields)) if len(fields) == 1 else None


def _is_set(item: object, key: str) -> bool:
    """Whether an item says yes under a key."""
    return isinstance(item, dict) and item.get(key) is True


def _find_value(told: dict[str, object], names: tuple[str, ...]) -> object:
    """A value by one of the spellings in use."""
    return next((told[key] for key in names if key in told), None)
