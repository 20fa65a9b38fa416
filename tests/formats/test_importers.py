"""Each public format in the shapes projects really use: the card that comes out, and every loss, as kept in `golden/`.

Written anew by `BOAS_WRITE_GOLDEN=1 python -m pytest tests/formats/test_importers.py`, and read as a difference.
"""

import os
from pathlib import Path

import pytest

from boas.formats.importers import FORMATS, read_foreign
from boas.formats.importers import _loss_reasons as reasons
from tests.formats.importing import CASES, GOLDEN, USES, Use, read_case, settled, shown


def golden(case: str) -> dict[str, str]:
    folder = GOLDEN / case
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


@pytest.mark.parametrize("case", CASES)
def test_what_comes_of_a_foreign_file_is_as_kept(case: str) -> None:
    made = shown(settled(read_case(case), USES.get(case, Use())))
    if os.environ.get("BOAS_WRITE_GOLDEN"):
        write(GOLDEN / case, made)

    assert made == golden(case)


@pytest.mark.parametrize("case", CASES)
def test_a_card_made_of_a_foreign_file_has_no_error_once_the_questions_are_answered(case: str) -> None:
    assert settled(read_case(case), USES.get(case, Use())).findings == ()


def test_every_format_has_its_files() -> None:
    assert {case.partition("/")[0] for case in CASES} == set(FORMATS)


@pytest.mark.parametrize("case", CASES)
def test_the_format_of_a_file_is_found_out(case: str) -> None:
    assert read_case(case).forms == (case.partition("/")[0],)


PARTIAL = {
    "a licence of data": ("citation", "type: dataset\nlicense: MIT\n", "license", reasons.NO_FIELD),
    "an author without a name": ("citation", "authors:\n  - family-names: ' '\n", "authors[0]", reasons.NO_NAME),
    "a phase not told": (
        "hugging-face", "---\nco2_eq_emissions:\n  emissions: 3\n---\n", "co2_eq_emissions.emissions", reasons.NO_PHASE
    ),
    "a base model by no id": (
        "hugging-face", "---\nbase_model: here\nbase_model_relation: merge\n---\n", "base_model", reasons.NOT_LINK
    ),
    "a number as text": (
        "hugging-face",
        "---\nmodel-index: [{results: [{dataset: {name: b}, metrics: [{type: auc, value: a, args: {n: 5}}]}]}]\n---\n",
        "model-index[0].results[0].metrics[0]",
        reasons.NOT_NUMBER,
    ),
    "a label that hides something": ("opencodelists", "code,term\nI61,a\u200bb\n", "2", reasons.LABEL_LEFT_OUT),
    "a code that hides something": ("opencodelists", "code,term\nI\u200b61,a\n", "2", reasons.HIDDEN),
    "a keyword that hides something": ("codemeta", '{"keywords": "a, b\\u200b"}', "keywords", reasons.HIDDEN),
}  # fmt: skip


@pytest.mark.parametrize("name", PARTIAL)
def test_what_is_told_by_half_is_a_loss_with_its_reason(name: str) -> None:
    form, text, path, reason = PARTIAL[name]

    assert (path, reason) in {(loss.path, loss.reason) for loss in read_foreign(text.encode(), "file", form).losses}


@pytest.mark.parametrize("key", ["@type", "type"])
def test_the_type_of_an_author_is_read_under_both_keys_that_codemeta_had(key: str) -> None:
    affiliation = f'{{"{key}": "Organization", "name": "CHU"}}'
    person = f'{{"{key}": "Person", "givenName": "Ana", "familyName": "B", "affiliation": {affiliation}}}'
    text = f'{{"author": [{person}, {{"{key}": "Organization", "name": "CHU Exemple"}}]}}'

    found = read_foreign(text.encode(), "codemeta.json", "codemeta")

    authors = [piece.value for piece in found.pieces if piece.to == "ownership.authors"]
    assert authors == [{"name": "Ana B", "affiliation": "CHU"}]
    assert [(loss.path, loss.reason) for loss in found.losses] == [("author[1]", reasons.NOT_PERSON)]


def test_a_threshold_and_a_group_travel_with_a_number() -> None:
    args = "{n: 50, threshold: 0.4, subgroup: {sex: women}}"
    metric = f"    - type: specificity\n      value: 0.9\n      args: {args}\n"
    text = f"---\nmodel-index:\n- results:\n  - dataset: {{name: a}}\n    metrics:\n{metric}---\n"

    (measured,) = read_foreign(text.encode(), "README.md").measured

    assert measured.value["reported"] == [
        {"metric": "specificity", "value": 0.9, "n": 50, "threshold": 0.4, "subgroup": {"sex": "women"}}
    ]


def test_a_list_of_a_card_holds_five_hundred_items() -> None:
    words = ", ".join(f'"w{n}"' for n in range(502))

    found = read_foreign(f'{{"keywords": [{words}]}}'.encode(), "codemeta.json", "codemeta")

    assert len(found.pieces) == 500
    assert [loss.reason for loss in found.losses] == [reasons.TOO_MANY] * 2


def test_two_sets_of_one_name_become_two_lists() -> None:
    one = '{"name": "Asthma", "expression": {"items": [{"concept": {"CONCEPT_ID": 317009, "CONCEPT_NAME": "=a"}}]}}'

    found = read_foreign(f"[{one}, {one}]".encode(), "sets.json")

    assert [listed.name for listed in found.lists] == ["asthma", "asthma-2"]
    assert [loss.reason for loss in found.losses] == [reasons.LABEL_LEFT_OUT] * 2
