"""What a change of a card asks for: a table of pairs of versions, the words told about them, and laws."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from boas.changes import (
    BUMPS,
    VersionChange,
    VersionContent,
    build_version_content,
    can_change_results,
    compare_codelists,
    compute_required_bump,
    find_changes,
)
from boas.changes._bump_levels import NOT_COMPARED, find_result_fields, map_field_bumps
from boas.changes._codelists import find_added_fields
from boas.changes._completion import is_missing
from boas.changes._content import find_value
from boas.documents import Card, find_part, list_card_fields, parse_version
from boas.parsing import read_collection, read_folder
from boas.translation import list_languages
from tests.changes.pairs import (
    ABSENT,
    ACTS,
    EVALUATION,
    EXCLUSION,
    FLAG,
    INCLUSION,
    NOT_STATED,
    PAIRS,
    POPULATION,
    REPOSITORY,
    RUNTIME,
    SCORE,
    Pair,
    Told,
)
from tests.changes.versions_of_a_rule import (
    BASE,
    CARD,
    CODELISTS,
    GONE,
    Overlay,
    assert_publishable,
    codelists,
    with_changes,
)
from tests.shipped import ROOT


def told(changes: Iterable[VersionChange]) -> list[Told]:
    return sorted((change.path, change.kind, change.bump) for change in changes)


def test_the_base_of_the_table_says_something_in_most_compared_sections() -> None:
    assert_publishable(BASE)
    sections = {path.partition(".")[0] for path in map_field_bumps()}
    assert sections - set(CARD) == {
        "upstream_version",
        "conditions",
        "use_cases",
        "vectors",
        "languages",
        "sustainability",
        "lineage",
    }


@pytest.mark.parametrize("pair", PAIRS, ids=[pair.case for pair in PAIRS])
def test_each_pair_of_versions_has_its_changes_and_their_bumps(pair: Pair) -> None:
    old, new = with_changes(pair.old), with_changes(pair.new)
    assert_publishable(old)
    assert_publishable(new)
    changes = find_changes(old, new)
    assert told(changes) == sorted(pair.expected)
    assert compute_required_bump(changes) == max(
        (bump for _, _, bump in pair.expected), key=BUMPS.index, default="none"
    )


@pytest.mark.parametrize(
    ("overlay", "fr", "en"),
    [
        pytest.param(
            {INCLUSION: {**CODELISTS[INCLUSION], "I64": "AVC"}},
            "CIM-10 I64 : code ajouté à l’inclusion, avec tout code qui commence par I64.",
            "CIM-10 I64: code added to the inclusion, with every code that starts with I64.",
            id="a prefix says what it covers",
        ),
        pytest.param(
            {INCLUSION: {**CODELISTS[INCLUSION], "I601": ""}},
            "CIM-10 I601 : code ajouté à l’inclusion, déjà couvert par I60.",
            "CIM-10 I601: code added to the inclusion, already covered by I60.",
            id="a covered code says by what",
        ),
        pytest.param(
            {"data.sources": [RUNTIME, {**EVALUATION, "period": "2015/2024"}]},
            "Sources de données, « exemple-cohorte (évaluation) » : « 2015/2019 » devient « 2015/2024 ».",
            "Data sources, “exemple-cohorte (evaluation)”: “2015/2019” becomes “2015/2024”.",
            id="a thing that stays says what is different in it",
        ),
        pytest.param(
            {"data.sources": [RUNTIME, {**EVALUATION, "n_persons": 1200}]},
            "Sources de données, « exemple-cohorte (évaluation) » : ajout de « 1200 ».",
            "Data sources, “exemple-cohorte (evaluation)”: added “1200”.",
            id="a thing that says more",
        ),
        pytest.param(
            {"io.threshold": {"value": 0.6, "rationale": {"en": "Youden"}}},
            "Seuil : « 0,5 » devient « 0,6 ».",
            "Threshold: “0.5” becomes “0.6”.",
            id="numbers are written as each language does",
        ),
        pytest.param(
            {"summary": {"fr": "Repère.", "en": "Finds invented stays."}},
            "Résumé : « Repère des séjours inventés » devient « Repère ».",
            "Summary: “Repère des séjours inventés” becomes “Repère”.",
            id="a text that changed in one language is shown in that one",
        ),
        pytest.param(
            {"intended_use.alternatives": ABSENT},
            "Autres solutions : « absent (non évalué) » devient « absent (non recueilli) ».",
            "Alternatives: “absent (not assessed)” becomes “absent (not collected)”.",
            id="an absence says its reason in words",
        ),
        pytest.param(
            {"intended_use.population": {**POPULATION, "age_min": 40}},
            "Population visée : plus étroite.",
            "Population meant: narrower.",
            id="a higher age is narrower",
        ),
        pytest.param(
            {"licence.code": "BSL-1.0"},
            "Licence du code : « EUPL-1.2 » devient « BSL-1.0 », à relire avant de l’adopter.",
            "Licence of the code: “EUPL-1.2” becomes “BSL-1.0”, to be read before it is taken up.",
            id="an unranked licence is not called more restrictive",
        ),
    ],
)
def test_a_change_is_told_in_a_sentence_of_both_languages(overlay: Overlay, fr: str, en: str) -> None:
    (change,) = find_changes(BASE, with_changes(overlay))
    assert (change.sentence.in_("fr"), change.sentence.in_("en")) == (fr, en)


def test_two_long_texts_are_shown_where_they_part() -> None:
    long = "Repère des séjours inventés pour les besoins de l’essai, parmi tous les séjours des années "
    old, new = ({"summary": {"fr": f"{long}{years}"}} for years in ("2015 à 2019.", "2015 à 2024."))
    (change,) = find_changes(with_changes(old), with_changes(new))
    assert change.sentence.in_("fr") == "Résumé : « …des années 2015 à 2019 » devient « …des années 2015 à 2024 »."


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ({"age_min": 18}, {"age_min": 40}, "narrower"),
        ({"age_max": 90}, {"age_max": 65}, "narrower"),
        ({}, {"age_max": 65}, "narrower"),
        ({"sex": "all"}, {"sex": "female"}, "narrower"),
        ({"countries": ["BE", "FR"]}, {"countries": ["FR"]}, "narrower"),
        ({"age_min": 40}, {"age_min": 18}, "wider"),
        ({"age_min": 18}, {}, "wider"),
        ({"sex": "male"}, {"sex": "all"}, "wider"),
        ({"countries": ["FR"]}, {"countries": ["BE", "FR"]}, "wider"),
        ({"sex": "female"}, {"sex": "male"}, ""),
        ({"age_min": 18, "age_max": 65}, {"age_min": 40, "age_max": 90}, ""),
        ({"countries": ["FR"]}, {"countries": ["BE"]}, ""),
        ({"countries": ["FR"]}, {}, ""),
    ],
)
def test_a_population_is_called_narrower_or_wider_only_when_it_is(
    old: dict[str, Any], new: dict[str, Any], words: str
) -> None:
    described = {"description": {"fr": "Des gens."}}
    before, after = (with_changes({"intended_use.population": {**described, **one}}) for one in (old, new))
    (change,) = find_changes(before, after)
    assert change.bump == "major"
    assert [word for word in ("narrower", "wider") if word in change.sentence.in_("en")] == [words] * bool(words)


def test_every_field_of_a_card_is_compared_or_names_the_version() -> None:
    fields: set[str] = set()
    for name in Card.model_fields:
        section = find_part(Card, (name,))
        inner = (
            section.model_fields
            if section and name not in {"name", "summary", "conditions", "lineage", "vectors"}
            else {}
        )
        fields |= {f"{name}.{one}" for one in inner} or {name}
    compared = {field for field in fields if field.partition(".")[0] not in NOT_COMPARED}
    assert compared == set(map_field_bumps())


def every_change_between_shipped_cards() -> list[VersionChange]:
    """Neighbouring versions, and neighbouring algorithms as if one became the other: all that real cards can say."""
    collection = read_collection(read_folder(ROOT))
    versions = [(name, one) for name, own in collection.versions.items() for one in sorted(own, key=parse_version)]
    contents = [build_version_content(collection, name, version) for name, version in versions]
    assert None not in contents
    return [change for old, new in pairwise(filter(None, contents)) for change in find_changes(old, new)]


def test_every_sentence_about_real_cards_is_one_that_people_can_read() -> None:
    changes = every_change_between_shipped_cards()
    assert len(changes) > 1000
    for change in changes:
        for language in list_languages():
            sentence = change.sentence.in_(language)
            assert sentence.endswith(".")
            assert not re.search(r"\.\.$|[{}]|\['|«  »|“”|(?:« |“|; )(?:None|True|False)(?: »|”| ;)", sentence)
            assert not re.search(r"(« .+ ») devient \1|(“.+”) becomes \2", sentence)
        assert change.sentence.in_("fr") != change.sentence.in_("en")


def test_comparing_twice_gives_equal_changes_whose_words_were_read_or_not() -> None:
    read, unread = every_change_between_shipped_cards(), every_change_between_shipped_cards()

    assert [change.sentence.in_("en") for change in read][:1] == [read[0].sentence.in_("en")]
    assert read == unread


# Laws. Contents are the base with any of the table's overlays: everything the table can say, combined.

OVERLAYS = [overlay for pair in PAIRS for overlay in (pair.old, pair.new)]
contents = st.lists(st.sampled_from(OVERLAYS), max_size=4).map(
    lambda chosen: with_changes({path: value for overlay in chosen for path, value in overlay.items()})
)


@given(contents)
def test_a_version_does_not_differ_from_itself(content: VersionContent) -> None:
    assert find_changes(content, with_changes({}, content)) == ()


def compared_part(content: VersionContent) -> object:
    """What two versions are compared by."""
    card = {name: value for name, value in content.card.items() if name not in NOT_COMPARED}
    return card, content.codelists, content.methods, content.code


@given(contents, contents)
def test_versions_that_differ_have_changes_and_a_bump(old: VersionContent, new: VersionContent) -> None:
    changes = find_changes(old, new)
    assert bool(changes) == (compared_part(old) != compared_part(new))
    assert (compute_required_bump(changes) != "none") == bool(changes)


@given(contents, contents)
def test_the_required_bump_is_the_greatest_of_the_parts_and_they_come_greatest_first(
    old: VersionContent, new: VersionContent
) -> None:
    changes = find_changes(old, new)
    order = [BUMPS.index(change.bump) for change in changes]
    assert order == sorted(order, reverse=True)
    assert compute_required_bump(changes) == BUMPS[max(order, default=0)]
    for cut in range(len(changes)):
        halves = compute_required_bump(changes[:cut]), compute_required_bump(changes[cut:])
        assert compute_required_bump(changes) == max(halves, key=BUMPS.index)


@given(contents, contents)
def test_what_comes_one_way_goes_the_other_way(old: VersionContent, new: VersionContent) -> None:
    # Naming the field of the data completes a list; no longer naming it selects by something else.
    assume(not find_added_fields(old, new) and not find_added_fields(new, old))
    turned = {"added": "removed", "removed": "added"}

    def told(change: VersionChange, kind: str) -> tuple[str, str]:
        # A code that changed sides is told at its new place, which is the old one the other way.
        return ("" if change.kind == "moved" else change.path, kind)

    there = {told(change, turned.get(change.kind, change.kind)) for change in find_changes(old, new)}
    assert there == {told(change, change.kind) for change in find_changes(new, old)}


def test_a_codelist_that_no_card_names_does_not_change_unsaid() -> None:
    bare = with_changes({"logic.codelists": GONE})

    (change,) = find_changes(bare, with_changes({INCLUSION: {"I60": "Hémorragie"}}, bare))

    assert (change.path, change.kind, change.bump) == (INCLUSION, "changed", "patch")


LETTERS = "AB0"
codes = st.text(LETTERS, min_size=1, max_size=3)
PROBES = ["".join(letters) for length in (1, 2, 3, 4) for letters in product(LETTERS, repeat=length)]
lists = st.dictionaries(codes, st.sampled_from(["", "one", "two"]), max_size=8)


@st.composite
def listed(draw: st.DrawFn) -> VersionContent:
    """The base with any codes in its three lists."""
    return with_changes({path: draw(lists) for path in (INCLUSION, EXCLUSION, ACTS)})


@given(listed(), listed())
def test_counts_of_a_codelist_difference_add_up_to_both_sides(old: VersionContent, new: VersionContent) -> None:
    for difference in compare_codelists(old, new):
        paths = (ACTS,) if difference.system == "CCAM" else (INCLUSION, EXCLUSION)
        left, right = ({code for path in paths for code in content.codelists[path]} for content in (old, new))
        both = difference.common + len(difference.moved)
        assert len(difference.left_only) + both == len(left)
        assert len(difference.right_only) + both == len(right)
        assert set(difference.left_only) == left - right
        assert set(difference.right_only) == right - left
        assert set(difference.moved) | set(difference.relabelled) <= left & right


@given(listed(), st.sampled_from([INCLUSION, EXCLUSION, ACTS]), codes)
def test_a_code_asks_for_less_than_major_only_when_the_same_codes_are_selected(
    old: VersionContent, path: str, code: str
) -> None:
    rows = dict(old.codelists[path])
    new = with_changes({path: {**rows, code: ""} if rows.pop(code, None) is None else rows}, old)
    assert compute_required_bump(find_changes(old, new)) == "major" or selected(old) == selected(new)


def selected(content: VersionContent) -> set[str]:
    """Codes that a version selects, of all that could tell two of these versions apart."""
    included, excluded = content.codelists[INCLUSION], content.codelists[EXCLUSION]
    acts = {f"CCAM {code}" for code in content.codelists[ACTS]}
    return acts | {code for code in PROBES if starts(code, included) and not starts(code, excluded)}


def starts(code: str, prefixes: Iterable[str]) -> bool:
    return any(code.startswith(prefix) for prefix in prefixes)


# Completing a card.


OPTIONAL = sorted({field.path for field in list_card_fields() if field.need != "needed"} & set(map_field_bumps()))
MAY_BE_ABSENT = frozenset(field.path for field in list_card_fields() if field.may_be_absent)


@given(contents, st.sampled_from(OPTIONAL), st.sampled_from(["compiled", "submitted", "example"]))
def test_filling_a_gap_asks_for_a_patch_or_for_a_minor_version_at_most(
    content: VersionContent, path: str, origin: str
) -> None:
    assume(not is_missing(find_value(content.card, path)))
    full = replace(content, origin=origin)
    for gap in (GONE, NOT_STATED)[: 1 + (path in MAY_BE_ABSENT)]:
        changes = find_changes(with_changes({path: gap}, full), full)
        least = "minor" if path in {"logic.codelists", "io.threshold"} and origin != "compiled" else "patch"
        assert compute_required_bump(changes) == least
        assert can_change_results(changes) == (least == "minor")


@given(contents, contents)
def test_what_asks_for_a_patch_changes_no_result(old: VersionContent, new: VersionContent) -> None:
    for change in find_changes(old, new):
        assert change.affects_results is not None
        assert not (change.affects_results and change.bump == "patch" and change.path != "upstream_version")


@given(contents)
def test_what_a_version_gains_twice_asks_for_no_more_than_its_two_steps(content: VersionContent) -> None:
    some = [path for path in ("intended_use.users", "io.threshold", "logic.steps") if find_value(content.card, path)]
    empty = with_changes(dict.fromkeys(some, GONE), content)
    half = with_changes(dict.fromkeys(some[1:], GONE), content)
    whole = compute_required_bump(find_changes(empty, content))
    steps = compute_required_bump((*find_changes(empty, half), *find_changes(half, content)))
    assert BUMPS.index(whole) <= BUMPS.index(steps)


# What can change a result.

EFFECTS: list[tuple[str, Overlay, bool]] = [
    ("a summary", {"summary": {"fr": "Repère."}}, False),
    ("a contact", {"ownership.contact": "autre@chu.example.org"}, False),
    ("a licence", {"licence.code": "AGPL-3.0-only"}, False),
    ("a limit", {"safety.limitations": [{"fr": "Autre."}]}, False),
    ("a long description", {"method.fr": "# Autre\n"}, False),
    ("a translated step", {"logic.steps": [{"fr": "Prendre les séjours.", "en": "Take stays."},
                                           {"fr": "Garder ceux d’un code."}]}, False),
    ("a label of a code", {ACTS: {**CODELISTS[ACTS], "ZZQH033": "Scan"}}, False),
    ("a code already covered", {INCLUSION: {**CODELISTS[INCLUSION], "I601": ""}}, False),
    ("why a threshold is what it is", {"io.threshold": {"value": 0.5, "rationale": {"en": "Cost"}}}, False),
    ("what an output means", {"io.outputs": [FLAG, {**SCORE, "meaning": {"en": "Risk"}}]}, False),
    ("where it was evaluated", {"data.sources": [RUNTIME, {**EVALUATION, "period": "2020"}]}, False),
    ("who may read a source", {"data.sources": [{**RUNTIME, "access": {"fr": "CESREES"}}, EVALUATION]}, False),
    ("the address of the same code", {"deployment.repository": {**REPOSITORY, "url": "https://x.example.org"}}, False),
    ("a code", {ACTS: {**CODELISTS[ACTS], "EAQH002": ""}}, True),
    ("another field of the data", {"logic.codelists": codelists(exclusion={"field": "DGN_REL"})}, True),
    ("another release of the codes", {"logic.codelists": codelists(exclusion={"release": "CIM-10 FR 2025"})}, True),
    ("a step", {"logic.steps": [{"fr": "Autre."}]}, True),
    ("a threshold", {"io.threshold": {"value": 0.6}}, True),
    ("a population", {"intended_use.population": {**POPULATION, "age_min": 40}}, True),
    ("a filter of the data", {"data.sources": [{**RUNTIME, "filters": [{"fr": "Tous"}]}, EVALUATION]}, True),
    ("a period of the data it runs on", {"data.sources": [{**RUNTIME, "period": "2020"}, EVALUATION]}, True),
    ("other weights",
     {"model.artefacts": [{"uri": "https://models.example.org/w", "format": "safetensors", "sha256": "b" * 64}]}, True),
    ("a unit", {"io.outputs": [FLAG, {**SCORE, "unit": "%"}]}, True),
    ("reference code", {"code/tri.sql": "3333"}, True),
    ("another tag of the code", {"deployment.repository": {**REPOSITORY, "ref": "v1.1.0"}}, True),
]  # fmt: skip


@pytest.mark.parametrize(("overlay", "effect"), [(o, e) for _, o, e in EFFECTS], ids=[name for name, _, _ in EFFECTS])
def test_whether_a_change_can_change_a_result(overlay: Overlay, effect: bool) -> None:  # noqa: FBT001 -- a table
    new = with_changes(overlay)
    assert_publishable(new)
    assert can_change_results(find_changes(BASE, new)) == effect


def test_another_release_of_the_producer_is_other_work_and_its_label_found_later_is_not() -> None:
    old, new = (with_changes({"upstream_version": label}) for label in ("v0.4", "v0.5"))
    assert can_change_results(find_changes(old, new))
    assert not can_change_results(find_changes(BASE, new))


DOCUMENTATION = frozenset({"ownership", "licence", "bias", "safety", "regulatory", "sustainability", "references"})


def test_every_field_says_whether_it_can_change_a_result_and_documentation_cannot() -> None:
    silent = set(map_field_bumps()) - find_result_fields()
    assert {path for path in silent if path.partition(".")[0] not in DOCUMENTATION} == {
        "name", "summary", "modality", "medical_domains", "conditions", "use_cases", "languages", "keywords",
        "intended_use.users", "intended_use.workflow", "intended_use.alternatives", "intended_use.benefits",
        "data.representativeness", "data.groups_absent", "logic.description", "logic.example_codes",
        "model.explainability", "model.uncertainty", "io.standards", "deployment.programming_languages",
        "deployment.install", "deployment.requirements", "deployment.interfaces", "deployment.hosting", "lineage",
        "vectors",
    }  # fmt: skip
    assert not {path for path in find_result_fields() if path.partition(".")[0] in DOCUMENTATION}
