"""Rules about a whole kind of field hold wherever a model has such a field, also one that nobody thought of."""

import pytest

from boas.checks._addresses import LINKS
from boas.checks._codelists import list_coded_parts
from boas.checks._fields import list_checked_paths
from boas.checks._identity import COUNTRY_CHECK
from boas.checks._ranges import list_bounded_parts
from boas.checks._repetitions import list_distinct_fields
from boas.documents import DOCUMENTS, describe_form, list_fields
from boas.parsing import FieldPath
from tests.checks.of_sample import Value, findings_of, put

LISTS = [(kind, loc) for kind in DOCUMENTS for loc, _ in list_distinct_fields(kind)]
MAY_REPEAT = {("card", "logic.steps"), ("evaluation", "reported"), ("reviewers", "reviewers")}
"""Lists in which the same may come again, or of which another rule tells."""


def named(place: tuple[str, FieldPath]) -> str:
    return f"{place[0]}:{'.'.join(map(str, place[1]))}"


@pytest.mark.parametrize("place", LISTS, ids=map(named, LISTS))
def test_an_item_that_stands_twice_is_one_finding_in_every_list(place: tuple[str, FieldPath]) -> None:
    kind, loc = place
    found = findings_of(kind, "repeated-item", lambda value: put(value, loc, lambda items: [*items, items[0]]))

    assert findings_of(kind, "repeated-item", lambda _: None) == ()
    assert len(found) == 1
    assert found[0].since == "2026-11-28"


def test_every_list_is_held_to_that_but_those_in_which_the_same_may_come_again() -> None:
    held = {(kind, ".".join(str(step) for step in loc if step != "*")) for kind, loc in LISTS}
    lists = {(kind, field.path) for kind in DOCUMENTS for field in list_fields(kind) if describe_form(field).is_many}

    assert lists - held == MAY_REPEAT


def places(rules: frozenset[str]) -> list[tuple[str, FieldPath]]:
    return [(kind, loc) for kind in DOCUMENTS for loc in list_checked_paths(kind, rules)]


@pytest.mark.parametrize("place", places(COUNTRY_CHECK), ids=map(named, places(COUNTRY_CHECK)))
def test_a_country_that_does_not_exist_is_found_wherever_countries_stand(place: tuple[str, FieldPath]) -> None:
    found = findings_of(place[0], "unknown-country", lambda value: put(value, place[1], lambda _: "ZZ"))

    assert [finding.since for finding in found] == ["2026-11-28"]


@pytest.mark.parametrize("place", places(LINKS), ids=map(named, places(LINKS)))
def test_an_address_of_one_machine_is_found_wherever_addresses_stand(place: tuple[str, FieldPath]) -> None:
    found = findings_of(place[0], "unsafe-host", lambda value: put(value, place[1], lambda _: "https://127.1/"))

    assert [finding.since for finding in found] == ["2026-11-28"]


PAIRS = [(kind, (*loc, stem)) for kind in DOCUMENTS for loc, stem in list_bounded_parts(kind)]


@pytest.mark.parametrize("place", PAIRS, ids=map(named, PAIRS))
def test_limits_the_wrong_way_round_are_found_wherever_two_stand(place: tuple[str, FieldPath]) -> None:
    kind, (*around, stem) = place

    def turn_round(part: Value) -> Value:
        return part | {f"{stem}_min": 80, f"{stem}_max": 18}

    assert len(findings_of(kind, "reversed-bounds", lambda value: put(value, tuple(around), turn_round))) == 1


CODES = [(kind, (*loc, name)) for kind in DOCUMENTS for loc, name in list_coded_parts(kind)]


@pytest.mark.parametrize("place", CODES, ids=map(named, CODES))
def test_a_code_of_the_wrong_form_is_found_wherever_its_system_stands_beside(place: tuple[str, FieldPath]) -> None:
    kind, (*around, name) = place

    def spoil(part: Value) -> Value:
        return part | {"system": "CIM-10", name: ["I63.9"] if name == "codes" else "I63.9"}

    found = findings_of(kind, "bad-code", lambda value: put(value, tuple(around), spoil))
    assert [finding.nearest for finding in found] == ["I639"]


@pytest.mark.parametrize(
    "name", ["EXEMPLE, Camille", "Dr Camille Exemple", "\u0421amille Ex\u0435mple", "Camille  Exempl\u00e9"]
)
def test_an_author_under_another_form_of_the_name_is_the_same_author(name: str) -> None:
    def add(_authors: Value) -> Value:
        return [{"name": "Camille Exemple"}, {"name": name}]

    assert len(findings_of("card", "repeated-item", lambda value: put(value, ("ownership", "authors"), add))) == 1


def test_namesakes_with_an_orcid_each_are_two_authors() -> None:
    def add(_authors: Value) -> Value:
        return [{"name": "Camille Exemple", "orcid": one} for one in ("0000-0002-1825-0097", "0000-0002-1694-233X")]

    assert findings_of("card", "repeated-item", lambda value: put(value, ("ownership", "authors"), add)) == ()
