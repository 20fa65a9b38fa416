"""What the rules refuse of an import is taken out, and only that; wrong answers stay, for their author to mend."""

from dataclasses import replace

import pytest

from boas.formats import AlgorithmDraft, CleanDraft, CodeList, ImportedValue, ImportResult, SourceText, clean_draft
from boas.formats._import_result import CodeRow, ImportedEvaluation
from boas.formats.importers import with_codelist_use
from tests.formats.importing import ANSWERS, judge

GOOD = ImportedValue("keywords", "essai", "tags[0]", is_item=True)


def settled(imported: ImportResult, **answers: object) -> CleanDraft:
    return clean_draft(AlgorithmDraft("essai", "1.0.0", "fr", ANSWERS | {"kind": "ml"} | answers, imported), judge())


def lost(made: CleanDraft) -> list[str]:
    return [loss.path for loss in made.draft.imported.losses]


PIECES = {
    "a placeholder": ImportedValue("keywords", "TBD", "tags[1]", is_item=True),
    "an e-mail address": ImportedValue("ownership.funding", SourceText("Write to someone@example.org"), "funding"),
    "an unknown field": ImportedValue("io.inputs", {"name": "a", "type": "b", "shape": 3}, "inputs[0]", is_item=True),
    "a wrong type": ImportedValue("deployment.repository", {"url": 3}, "repo"),
    "an unknown term": ImportedValue("io.standards", "TIFF", "format", is_item=True),
    "a licence of no name": ImportedValue("licence.code", "()", "license"),
}


@pytest.mark.parametrize("name", PIECES)
def test_a_piece_the_rules_refuse_is_taken_out_alone(name: str) -> None:
    made = settled(ImportResult(pieces=(GOOD, PIECES[name])))

    assert made.findings == ()
    assert made.draft.imported.pieces == (GOOD,)
    assert lost(made) == [PIECES[name].origin]
    assert "@" not in made.draft.imported.losses[0].value


def test_of_a_list_only_the_wrong_items_are_taken_out() -> None:
    items = tuple(
        ImportedValue("keywords", word, f"tags[{n}]", is_item=True) for n, word in enumerate(["a1", "N/A", "b1", "?"])
    )

    made = settled(ImportResult(pieces=items))

    assert [piece.value for piece in made.draft.imported.pieces] == ["a1", "b1"]
    assert lost(made) == ["tags[1]", "tags[3]"]


def test_a_link_the_rules_refuse_is_taken_out_of_the_algorithm() -> None:
    links = [
        ImportedValue("links", {"url": url, "label": {"fr": "Page"}}, url, is_item=True)
        for url in ("ftp://a", "https://b.c")
    ]

    made = settled(ImportResult(of_algorithm=tuple(links)))

    assert made.findings == ()
    assert lost(made) == ["ftp://a"]


def test_a_text_that_names_a_person_is_not_kept() -> None:
    made = settled(ImportResult(body="# Contact\n\nÉcrire à quelquun@chu.example.org."))

    assert made.findings == ()
    assert made.draft.imported.body == ""
    assert lost(made) == ["model_cards/algorithms/essai/versions/1.0.0/method.fr.md"]


def test_a_card_that_grew_too_large_loses_its_longest_field() -> None:
    authors = tuple(
        ImportedValue(
            "ownership.authors", {"name": f"{n} " + "x" * 490, "affiliation": "y" * 500}, f"authors[{n}]", is_item=True
        )
        for n in range(400)
    )

    made = settled(ImportResult(pieces=(*authors, GOOD)))

    assert made.findings == ()
    assert made.draft.imported.pieces == (GOOD,)
    assert len(lost(made)) == 400


def a_list(*codes: str) -> ImportResult:
    rows = tuple(CodeRow((code, ""), str(line)) for line, code in enumerate(codes, 2))
    return ImportResult(lists=(CodeList("liste", ("code", "label"), rows, file="liste.csv"),))


def test_codes_of_the_wrong_form_are_taken_out_and_doubles_before() -> None:
    imported = with_codelist_use(
        a_list("I61", "I63.0", "AVC", "I630", "=1"), {"": "CIM-10"}, {"": "include"}, {"": "exact"}
    )

    made = settled(imported, kind="rule")

    assert made.findings == ()
    assert [code.cells[0] for code in made.draft.imported.lists[0].codes] == ["I61", "I630"]
    assert lost(made) == ["5", "4", "6"]
    assert [question.path for question in made.draft.imported.questions] == ["3"]


def test_a_list_of_another_code_system_is_taken_out_as_a_whole_and_each_of_its_codes_is_named() -> None:
    imported = with_codelist_use(
        a_list(*(f"{n:09}" for n in range(300))), {"": "CIM-10"}, {"": "include"}, {"": "exact"}
    )

    made = settled(imported, kind="rule")

    assert made.draft.imported.lists == ()
    assert [loss.value for loss in made.draft.imported.losses] == [f"{n:09}" for n in range(300)]


def test_an_evaluation_the_rules_refuse_is_taken_out() -> None:
    told: dict[str, object] = {
        "population": {"description": SourceText("Notes")},
        "reported": [{"metric": "auc", "value": 1.5, "n": 9}],
    }

    made = settled(ImportResult(measured=(ImportedEvaluation("hub-1", told, "results[0]"),)))

    assert made.findings == ()
    assert lost(made) == ["results[0]"]


def test_a_number_the_rules_refuse_leaves_the_others_of_its_evaluation() -> None:
    told: dict[str, object] = {
        "population": {"description": SourceText("Notes")},
        "reported": [{"metric": "auc", "value": 1.5, "n": 90}, {"metric": "f1", "value": 0.5, "n": 90}],
    }

    made = settled(ImportResult(measured=(ImportedEvaluation("hub-1", told, "results[0]"),)))

    assert made.findings == ()
    assert [one.value["reported"] for one in made.draft.imported.measured] == [
        [{"metric": "f1", "value": 0.5, "n": 90}]
    ]
    assert ["auc" in loss.value for loss in made.draft.imported.losses] == [True]


def test_a_wrong_answer_stays_and_is_told() -> None:
    made = settled(ImportResult(pieces=(GOOD,)), summary={"fr": "Voir <b>ici</b>."})

    assert {finding.field for finding in made.findings} == {"summary.fr"}
    assert made.draft.imported.pieces == (GOOD,)


def test_what_is_settled_stays_as_it_is() -> None:
    made = settled(ImportResult(pieces=(GOOD, PIECES["a placeholder"])))

    assert clean_draft(made.draft, judge()).draft == replace(made.draft)
