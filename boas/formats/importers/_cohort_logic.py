"""What the logic of an OHDSI cohort (Circe) does with each of its concept sets: enter, leave, or only describe.

A criterion stands for people who have an event; "exactly 0", "at most 0", a group of which none may hold, and
censoring turn it round. What turns round twice, or counts up to some number, says neither.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeGuard

Direction = Literal["enters", "leaves", "censors", "unclear"]

_TABLES = {
    "ConditionOccurrence": "condition_occurrence.condition",
    "ConditionEra": "condition_era.condition",
    "DrugExposure": "drug_exposure.drug",
    "DrugEra": "drug_era.drug",
    "DoseEra": "dose_era.drug",
    "ProcedureOccurrence": "procedure_occurrence.procedure",
    "DeviceExposure": "device_exposure.device",
    "Measurement": "measurement.measurement",
    "Observation": "observation.observation",
    "Specimen": "specimen.specimen",
    "Death": "death.cause",
}
"""Table and field of the OMOP CDM that each kind of criterion looks at; visits and the like are none."""
_LARGEST_DEPTH = 30
"""Groups inside groups; more is no cohort anybody wrote."""


@dataclass(frozen=True, slots=True)
class SetUse:
    """One place where the logic names a concept set."""

    set_id: int
    direction: Direction
    field: str
    """Field of the data that is compared; empty for a kind of visit or a property of an event."""


def list_set_uses(cohort: dict[str, object]) -> list[SetUse]:
    """Every use of a concept set in a cohort definition."""
    primary = cohort.get("PrimaryCriteria")
    entry = primary.get("CriteriaList") if isinstance(primary, dict) else None
    found = [use for one in _iter_mappings(entry) for use in _iter_criterion(one, "enters", 0)]
    found += _iter_group(cohort.get("AdditionalCriteria"), "enters", 0)
    for rule in _iter_mappings(cohort.get("InclusionRules")):
        found += _iter_group(rule.get("expression"), "enters", 0)
    for one in _iter_mappings(cohort.get("CensoringCriteria")):
        found += _iter_criterion(one, "censors", 0)
    end = cohort.get("EndStrategy")
    era = end.get("CustomEra") if isinstance(end, dict) else None
    if isinstance(era, dict) and _is_set_id(era.get("DrugCodesetId")):
        found.append(SetUse(era["DrugCodesetId"], "unclear", "drug_exposure.drug_concept_id"))
    return found


def _iter_group(group: object, direction: Direction, depth: int) -> Iterator[SetUse]:
    """Uses in a group of criteria: all, any, at least some or at most some of them hold."""
    if not isinstance(group, dict) or depth > _LARGEST_DEPTH:
        return
    inside = direction
    if str(group.get("Type", "")).upper() == "AT_MOST":
        inside = _swap_direction(direction) if group.get("Count") == 0 else "unclear"
    for one in _iter_mappings(group.get("CriteriaList")):
        yield from _iter_criterion(one.get("Criteria"), _limit(inside, one.get("Occurrence")), depth + 1)
    for one in _iter_mappings(group.get("Groups")):
        yield from _iter_group(one, inside, depth + 1)


def _limit(direction: Direction, occurrence: object) -> Direction:
    """The direction under a number of occurrences (Circe: 0 exactly, 1 at most, 2 at least)."""
    kind, count = (occurrence.get("Type"), occurrence.get("Count")) if isinstance(occurrence, dict) else (2, 1)
    if kind in (0, 1) and count == 0:
        return _swap_direction(direction)
    return "unclear" if kind == 1 else direction


def _swap_direction(direction: Direction) -> Direction:
    """The other way round; what is turned twice depends on what it qualifies."""
    return "leaves" if direction == "enters" else "unclear"


def _iter_criterion(criterion: object, direction: Direction, depth: int) -> Iterator[SetUse]:
    """Uses in one criterion: its own set, those of its properties, and those of what must go with it."""
    if not isinstance(criterion, dict) or depth > _LARGEST_DEPTH:
        return
    for domain, told in criterion.items():
        for key, value in told.items() if isinstance(told, dict) else ():
            if key == "CorrelatedCriteria":
                yield from _iter_group(value, direction, depth + 1)
            else:
                yield from _iter_named_sets(key, value, _TABLES.get(domain, ""), direction)


def _iter_named_sets(key: str, value: object, table: str, direction: Direction) -> Iterator[SetUse]:
    """The set that one key of a criterion names: the criterion's own, or that of a property of the event."""
    inside = value.get("CodesetId") if isinstance(value, dict) else None
    if _is_set_id(inside):
        yield SetUse(inside, direction, "")
    elif key == "CodesetId" and _is_set_id(value):
        yield SetUse(value, direction, f"{table}_concept_id" if table else "")
    elif key.endswith("SourceConcept") and _is_set_id(value):
        yield SetUse(value, direction, f"{table}_source_concept_id" if table else "")


def _is_set_id(value: object) -> TypeGuard[int]:
    """Whether a value names a concept set."""
    return isinstance(value, int) and not isinstance(value, bool)


def _iter_mappings(value: object) -> Iterator[dict[str, object]]:
    """The mappings of a list, in order."""
    yield from (one for one in value if isinstance(one, dict)) if isinstance(value, list) else ()
