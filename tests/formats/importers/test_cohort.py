"""What a cohort of OHDSI does with each of its concept sets: roles, ways of matching and fields follow its logic."""

import json
from typing import Any

from boas.formats import ImportResult
from boas.formats.importers import _loss_reasons as reasons
from boas.formats.importers import read_foreign, with_codelist_use

CONDITION = "condition_occurrence.condition_concept_id"


def concept(number: int, *, excluded: bool = False, wide: bool = False, **more: object) -> dict[str, object]:
    """One item of a concept set."""
    told = {"CONCEPT_ID": number, "CONCEPT_NAME": f"Concept {number}", "DOMAIN_ID": "Condition"} | more
    return {"concept": told, "isExcluded": excluded, "includeDescendants": wide}


def concept_set(number: int, *items: dict[str, object], name: str = "") -> dict[str, object]:
    return {"id": number, "name": name or f"Set {number}", "expression": {"items": list(items)}}


def event(number: int, domain: str = "ConditionOccurrence") -> dict[str, object]:
    return {domain: {"CodesetId": number}}


def counted(number: int, kind: int, count: int) -> dict[str, object]:
    """A criterion with a number of occurrences: 0 exactly, 1 at most, 2 at least."""
    return {"Criteria": event(number), "Occurrence": {"Type": kind, "Count": count}}


def group(*criteria: dict[str, object], kind: str = "ALL", **more: object) -> dict[str, object]:
    return {"Type": kind, "CriteriaList": list(criteria), "Groups": []} | more


def cohort(*sets: dict[str, object], **logic: Any) -> ImportResult:  # noqa: ANN401 -- any JSON
    """A cohort whose people enter by the set 0."""
    entry = {"PrimaryCriteria": {"CriteriaList": [event(0)]}}
    told = {"ConceptSets": [concept_set(0, concept(100), name="Entry"), *sets]} | entry | logic
    return read_foreign(json.dumps(told).encode(), "cohort.json")


def roles(found: ImportResult) -> dict[str, str | None]:
    return {one.name: one.role for one in found.lists}


def rule(*criteria: dict[str, object], **more: Any) -> list[dict[str, object]]:  # noqa: ANN401 -- any JSON
    return [{"name": "rule", "expression": group(*criteria, **more)}]


def test_a_set_used_only_under_exactly_none_is_excluded() -> None:
    found = cohort(concept_set(1, concept(200)), InclusionRules=rule(counted(1, 0, 0)))

    assert roles(found) == {"entry": "include", "set-1": "exclude"}
    assert reasons.LEAVES in [question.words for question in found.questions]


def test_at_most_none_and_a_group_of_which_none_may_hold_exclude_as_well() -> None:
    nobody = group(counted(2, 2, 1), kind="AT_MOST", Count=0)
    found = cohort(
        concept_set(1, concept(200)),
        concept_set(2, concept(201)),
        AdditionalCriteria=group(counted(1, 1, 0), Groups=[nobody]),
    )

    assert roles(found) == {"entry": "include", "set-1": "exclude", "set-2": "exclude"}


def test_a_set_that_ends_the_follow_up_is_no_inclusion() -> None:
    found = cohort(concept_set(1, concept(200)), CensoringCriteria=[event(1)])

    assert roles(found)["set-1"] == "exclude"
    assert reasons.CENSORS in [question.words for question in found.questions]


def test_a_set_used_both_ways_is_included_and_asked_about() -> None:
    found = cohort(InclusionRules=rule(counted(0, 0, 0)))

    assert roles(found) == {"entry": "include"}
    assert [question.words for question in found.questions] == [reasons.BOTH_WAYS]


def test_what_counts_up_to_some_number_or_turns_twice_is_asked() -> None:
    inner = {"CorrelatedCriteria": group(counted(2, 0, 0)), "CodesetId": 3}
    twice = {"Criteria": {"ConditionOccurrence": inner}, "Occurrence": {"Type": 0, "Count": 0}}
    found = cohort(
        concept_set(1, concept(200)),
        concept_set(2, concept(201)),
        concept_set(3, concept(202)),
        InclusionRules=rule(counted(1, 1, 2), twice),
    )

    assert roles(found) == {"entry": "include", "set-1": None, "set-2": None, "set-3": "exclude"}


def test_a_set_that_no_criterion_uses_is_lost_with_that_reason() -> None:
    found = cohort(concept_set(1, concept(200)))

    assert roles(found) == {"entry": "include"}
    assert ("Set 1", reasons.UNUSED_SET) in {(loss.value, loss.reason) for loss in found.losses}


def test_visits_and_properties_of_events_are_no_lists_of_codes() -> None:
    with_unit = {"Measurement": {"CodesetId": 0, "UnitCS": {"CodesetId": 2, "IsExclusion": False}}}
    found = cohort(
        concept_set(1, concept(9201, DOMAIN_ID="Visit")),
        concept_set(2, concept(8840, DOMAIN_ID="")),
        InclusionRules=rule(
            {"Criteria": event(1, "VisitOccurrence"), "Occurrence": {"Type": 2, "Count": 1}},
            {"Criteria": with_unit, "Occurrence": {"Type": 2, "Count": 1}},
        ),
    )

    assert roles(found) == {"entry": "include"}
    assert [loss.reason for loss in found.losses].count(reasons.NO_EVENT) == 2


def test_descendants_stay_descendants_beside_single_concepts() -> None:
    items = concept(200), concept(201, wide=True)
    found = cohort(concept_set(1, *items), InclusionRules=rule(counted(1, 2, 1)))

    assert {one.name: one.match for one in found.lists} == {
        "entry": "exact",
        "set-1": "exact",
        "set-1-descendants": "descendants",
    }


def test_the_field_of_the_data_is_that_of_the_criterion() -> None:
    source = {"ConditionOccurrence": {"ConditionSourceConcept": 1}}
    found = cohort(
        concept_set(1, concept(200)),
        InclusionRules=rule({"Criteria": source, "Occurrence": {"Type": 2, "Count": 1}}),
    )

    assert [one.field for one in found.lists] == [CONDITION, "condition_occurrence.condition_source_concept_id"]


def test_a_concept_of_two_sets_takes_itself_out_and_no_other() -> None:
    found = cohort(concept_set(1, concept(100), concept(200)), InclusionRules=rule(counted(1, 0, 0)))

    used = with_codelist_use(found, {}, {}, {})

    kept = {one.name: [code.cells[0] for code in one.codes] for one in used.lists}
    assert kept == {"entry": ["100"], "set-1": ["200"]}
    assert [loss.value for loss in used.losses if loss.reason == reasons.ALSO_INCLUDED.fill(list="entry")] == ["100"]


def test_concepts_taken_out_of_a_set_are_excluded_from_it_and_asked_about() -> None:
    found = cohort(
        concept_set(1, concept(200, wide=True), concept(201, excluded=True, wide=True)),
        InclusionRules=rule(counted(1, 2, 1)),
    )

    used = with_codelist_use(found, {}, {}, {})

    assert roles(used) == {"entry": "include", "set-1": "include", "set-1-exclude": "exclude"}
    assert reasons.TAKEN_OUT.fill(list="set-1-exclude") in [question.words for question in used.questions]


def test_concepts_taken_out_of_an_exclusion_are_not_excluded() -> None:
    items = concept(200, wide=True), concept(201, excluded=True)
    found = cohort(concept_set(1, *items), InclusionRules=rule(counted(1, 0, 0)))

    used = with_codelist_use(found, {}, {}, {})

    assert roles(used) == {"entry": "include", "set-1": "exclude"}
    assert ("201", reasons.TAKEN_FROM_EXCLUSION) in {(loss.value, loss.reason) for loss in used.losses}


def test_a_set_that_only_takes_out_is_lost() -> None:
    found = cohort(concept_set(1, concept(201, excluded=True)), InclusionRules=rule(counted(1, 2, 1)))

    assert roles(found) == {"entry": "include"}
    assert ("201", reasons.TAKEN_FROM_NOTHING) in {(loss.value, loss.reason) for loss in found.losses}


def test_the_standing_of_a_concept_is_kept_and_concept_none_is_lost() -> None:
    old = concept(200, STANDARD_CONCEPT="N", INVALID_REASON="D")
    found = cohort(concept_set(1, old, concept(0)), InclusionRules=rule(counted(1, 2, 1)))

    one = found.lists[1]
    told = dict(zip(one.header, one.codes[0].cells, strict=True))
    assert (told["standard"], told["invalid_reason"], told["domain"]) == ("N", "D", "Condition")
    assert reasons.NO_CONCEPT in {loss.reason for loss in found.losses}


def test_a_set_without_a_cohort_is_asked_for_its_role() -> None:
    found = read_foreign(json.dumps([concept_set(1, concept(200))]).encode(), "sets.json")

    assert roles(found) == {"set-1": None}
    assert roles(with_codelist_use(found, {}, {"set-1": "exclude"}, {})) == {"set-1": "exclude"}


def test_what_atlas_puts_around_a_cohort_is_looked_through() -> None:
    inner = {"ConceptSets": [concept_set(0, concept(100))], "PrimaryCriteria": {"CriteriaList": [event(0)]}}

    found = read_foreign(json.dumps({"id": 3, "name": "Cohort", "expression": inner}).encode(), "cohort.json")

    assert roles(found) == {"set-0": "include"}


def test_who_made_a_set_in_atlas_is_not_told() -> None:
    made = concept_set(1, concept(200)) | {"createdBy": {"login": "someone@example.org"}, "createdDate": "2026-01-01"}

    found = read_foreign(json.dumps([made]).encode(), "sets.json")

    assert {(loss.path, loss.value, loss.reason) for loss in found.losses} == {
        ("[0].createdBy", "…", reasons.PERSONAL),
        ("[0].createdDate", "2026-01-01", reasons.NO_FIELD),
    }
