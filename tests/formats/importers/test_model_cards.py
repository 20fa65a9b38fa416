"""Cards of models on Hugging Face, MONAI and MHub: no value becomes a fact of another meaning."""

import json
from typing import Any

import pytest

from boas.errors import UsageError
from boas.formats import ImportResult
from boas.formats._source_language import localise_texts
from boas.formats.importers import _loss_reasons as reasons
from boas.formats.importers import read_foreign


def hub(front: str) -> ImportResult:
    return read_foreign(f"---\n{front}\n---\n".encode(), "README.md")


def values(found: ImportResult, to: str) -> list[object]:
    return [localise_texts(piece.value, "en", bare=True) for piece in found.pieces if piece.to == to]


def losses(found: ImportResult) -> dict[str, str]:
    return {loss.path: loss.reason.in_("en") for loss in found.losses}


def results(*metrics: str, models: int = 1) -> str:
    listed = ", ".join(metrics)
    result = f"{{dataset: {{name: Notes}}, metrics: [{listed}]}}"
    model = f"{{name: Model, results: [{result}]}}"
    return f"model-index: [{', '.join([model] * models)}]"


def reported(found: ImportResult) -> list[tuple[object, object]]:
    told: list[tuple[object, object]] = []
    for one in found.measured:
        numbers = one.value["reported"]
        assert isinstance(numbers, list)
        told += [(number["metric"], number["value"]) for number in numbers]
    return told


def test_results_of_two_models_are_those_of_neither() -> None:
    found = hub(results("{type: f1, value: 0.9, args: {n: 10}}", models=2))

    assert found.measured == ()
    assert losses(found)["model-index[0]"] == losses(found)["model-index[1]"] == reasons.SEVERAL_MODELS.in_("en")


@pytest.mark.parametrize(
    ("metric", "name"),
    [
        ("f1", "Macro-F1"),
        ("accuracy", "Exact match"),
        ("roc_auc", "Multi-class AUC (OvR)"),
        ("f1", "Token Scores / ADRESSE / F1"),
    ],
)
def test_a_number_whose_name_is_that_of_another_measure_is_lost_with_its_name(metric: str, name: str) -> None:
    found = hub(results(f'{{type: {metric}, name: "{name}", value: 0.9, args: {{n: 10}}}}'))

    assert found.measured == ()
    assert name in losses(found)["model-index[0].results[0].metrics[0]"]


@pytest.mark.parametrize(
    ("metric", "name", "called"),
    [
        ("f1", "F1 score", "f1"),
        ("accuracy", "Exactitude", "accuracy"),
        ("roc_auc", "AUROC", "auc"),
        ("matthews_correlation", "Matthews correlation coefficient", "mcc"),
    ],
)
def test_a_number_under_a_usual_name_of_its_measure_is_taken(metric: str, name: str, called: str) -> None:
    found = hub(results(f'{{type: {metric}, name: "{name}", value: 0.9, args: {{n: 10}}}}'))

    assert reported(found) == [(called, 0.9)]


@pytest.mark.parametrize("more", ["args: {n: 10, multi_class: ovr}", "config: macro, args: {n: 10}"])
def test_settings_that_change_what_is_measured_are_a_loss(more: str) -> None:
    found = hub(results(f"{{type: roc_auc, value: 0.9, {more}}}"))

    assert found.measured == ()
    assert "change what is measured" in losses(found)["model-index[0].results[0].metrics[0]"]


def test_two_numbers_of_one_measure_take_out_themselves_and_no_other() -> None:
    same = "{type: accuracy, value: 0.8, args: {n: 10}}"
    two = "{type: f1, value: 0.9, args: {n: 10}}", "{type: f1, value: 0.7, args: {n: 10}}"
    found = hub(results(*two, same, same, "{type: f1, value: 0.6, args: {n: 10, threshold: 0.3}}"))

    assert reported(found) == [("accuracy", 0.8), ("f1", 0.6)]
    assert [loss.reason for loss in found.losses if "metrics[" in loss.path] == [reasons.SAME_MEASURE] * 2


@pytest.mark.parametrize(
    ("written", "only", "later"),
    [
        ("gpl-3.0", "GPL-3.0-only", "GPL-3.0-or-later"),
        ("lgpl-2.1", "LGPL-2.1-only", "LGPL-2.1-or-later"),
        ("GNU AGPL v3", "AGPL-3.0-only", "AGPL-3.0-or-later"),
    ],
)
def test_a_licence_with_two_successors_names_both(written: str, only: str, later: str) -> None:
    found = hub(f"license: {written}")

    assert losses(found) == {"license": reasons.TWO_LICENCES.fill(only=only, later=later).in_("en")}


def test_a_list_of_one_licence_is_that_licence_and_of_two_neither() -> None:
    assert values(hub("license: [mit]"), "licence.weights") == ["MIT"]
    assert losses(hub("license: [mit, apache-2.0]")) == {"license": reasons.SEVERAL_LICENCES.in_("en")}


def test_a_licence_of_its_own_is_taken_with_its_name_and_page_and_asked() -> None:
    found = hub("license: other\nlicense_name: My own\nlicense_link: https://example.org/licence")

    assert values(found, "licence.weights") == ["LicenseRef-my-own"]
    assert values(found, "licence.own") == [
        {"id": "LicenseRef-my-own", "name": "My own", "url": "https://example.org/licence"}
    ]
    assert [question.words for question in found.questions] == [reasons.TAKEN_AS_OWN]


@pytest.mark.parametrize("front", ["license_name: my-own", "license_name: my-own\nlicense_link: LICENSE"])
def test_a_licence_of_its_own_without_a_page_is_lost(front: str) -> None:
    found = hub(f"license: other\n{front}")

    assert losses(found).items() >= dict.fromkeys(("license", "license_name"), reasons.OWN_LICENCE.in_("en")).items()


def test_a_licence_called_other_whose_name_is_one_of_spdx_is_taken_and_asked() -> None:
    found = hub("license: other\nlicense_name: mit")

    assert values(found, "licence.weights") == ["MIT"]
    assert [question.words for question in found.questions] == [reasons.NAMED_LICENCE]


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("license: mit\ntask_categories: [text-classification]\nsize_categories: [1K<n<10K]", "data set"),
        ("dataset_info: {features: []}", "data set"),
        ("title: Demo\nsdk: gradio\napp_file: app.py", "demonstration"),
    ],
)
def test_the_card_of_something_else_is_refused(front: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        hub(front)


@pytest.mark.parametrize(
    ("task", "forms"),
    [
        ("image-text-to-text", ["imaging", "text"]),
        ("tabular-classification", ["structured-records"]),
        ("image-to-text", ["imaging"]),
        ("reinforcement-learning", []),
    ],
)
def test_a_task_tells_all_the_forms_of_its_data_or_none(task: str, forms: list[str]) -> None:
    found = hub(f"pipeline_tag: {task}")

    assert values(found, "modality") == forms
    assert losses(found) == ({} if forms else {"pipeline_tag": reasons.NO_MODALITY.in_("en")})


def monai(**told: Any) -> ImportResult:  # noqa: ANN401 -- any JSON
    return read_foreign(json.dumps({"monai_version": "1.4.0"} | told).encode(), "metadata.json")


@pytest.mark.parametrize(
    "text",
    [
        "This is an example, not to be used for diagnostic purposes",
        "Not intended for clinical use",
        "Must never be used on patients",
    ],
)
def test_a_warning_is_a_use_it_is_not_for(text: str) -> None:
    found = monai(intended_use=text)

    assert values(found, "intended_use.purpose") == []
    assert values(found, "intended_use.out_of_scope") == [text]
    assert [question.words for question in found.questions] == [reasons.NOT_FOR]


@pytest.mark.parametrize("text", ["This is suitable for research purposes only", "For demonstration", "Example"])
def test_a_disclaimer_is_no_purpose(text: str) -> None:
    found = monai(intended_use=text)

    assert losses(found) == {"intended_use": reasons.DISCLAIMER.in_("en")}


def test_a_purpose_is_taken_and_asked() -> None:
    found = monai(intended_use="Segments the spleen on CT")

    assert values(found, "intended_use.purpose") == ["Segments the spleen on CT"]
    assert [question.words for question in found.questions] == [reasons.PURPOSE]


def test_numbers_of_a_bundle_are_lost_for_what_its_format_lacks() -> None:
    assert losses(monai(eval_metrics={"mean_dice": 0.9})) == {"eval_metrics.mean_dice": reasons.NO_SIZE_TOLD.in_("en")}


def mhub(**told: Any) -> ImportResult:  # noqa: ANN401 -- any JSON
    return read_foreign(
        json.dumps({"title": "M", "summary": {}, "details": {}, "info": {}} | told).encode(), "meta.json"
    )


SCAN = {"label": "Scan", "description": "A scan", "format": "DICOM"}


@pytest.mark.parametrize(
    ("told", "acquisition", "words"),
    [
        ({"modality": "CT"}, {"modality": "CT"}, ""),
        ({"modality": "MRI", "bodypartexamined": "PROSTATE"}, {"modality": "MR", "body_parts": ["prostate"]}, ""),
        (
            {"modality": "CT", "bodypartexamined": "Chest", "contrast": True, "non-contrast": False},
            {"modality": "CT", "body_parts": ["chest"], "contrast": "with"},
            "",
        ),
        ({"modality": "CT", "contrast": False, "non-contrast": True}, {"modality": "CT", "contrast": "without"}, ""),
        ({"modality": "CT", "contrast": True, "non-contrast": True}, {"modality": "CT", "contrast": "either"}, ""),
        (
            {"modality": "CT", "slicethickness": "5mm", "contrast": True},
            {"modality": "CT", "protocol": "slicethickness 5mm; contrast true"},
            "",
        ),
        (
            {"modality": "CT", "bodypartexamined": "Left kidney and more"},
            {"modality": "CT", "protocol": "bodypartexamined Left kidney and more"},
            "",
        ),
        ({"modality": "CT", "slicethickness": "n/a"}, {"modality": "CT"}, ""),
        ({"modality": "CT or MR", "contrast": True}, None, "modality CT or MR; contrast true"),
        ({"modality": "X-ray"}, None, "modality X-ray"),
        ({"bodypartexamined": "Chest"}, None, "bodypartexamined Chest"),
    ],
)
def test_how_images_are_acquired_is_a_fact_where_terms_tell_it_and_words_elsewhere(
    told: dict[str, object], acquisition: dict[str, object] | None, words: str
) -> None:
    found = mhub(summary={"inputs": [SCAN | told]})

    assert values(found, "io.acquisition") == ([acquisition] if acquisition else [])
    meaning = "A scan" + (f"\n\n{words}" if words else "")
    assert values(found, "io.inputs") == [{"name": "Scan", "type": "DICOM", "meaning": meaning}]
    assert found.losses == ()


def test_the_modality_of_what_a_bundle_gives_out_is_no_acquisition() -> None:
    image = {"type": "image", "modality": "MR"}
    found = monai(network_data_format={"inputs": {"image": image}, "outputs": {"pred": image}})

    assert values(found, "io.acquisition") == [{"modality": "MR"}]
    assert values(found, "io.inputs") == [{"name": "image", "type": "image"}]
    assert values(found, "io.outputs") == [{"name": "pred", "type": "image", "meaning": "modality MR"}]


def test_outputs_with_a_label_alone_and_classes_with_a_name_are_taken() -> None:
    labelled = {"type": "Prediction", "label": "Map", "classes": []}
    classes = {"type": "Segmentation", "classes": ["LUNG", {"name": "HEART"}]}
    found = mhub(summary={"outputs": [labelled, classes]})

    assert values(found, "io.outputs") == [
        {"name": "Map", "type": "Prediction"},
        {"name": "LUNG", "type": "Segmentation"},
        {"name": "HEART", "type": "Segmentation"},
    ]


def test_publications_are_taken_with_their_role_to_be_confirmed() -> None:
    told = [
        {"title": "A", "uri": "https://doi.org/10.1186/s41747-020-00173-2"},
        {"title": "B", "uri": "https://example.org/b"},
        {"title": "C"},
    ]
    found = mhub(details={"publications": told, "cite": "A, 2020", "devteam": "Ana B, CHU"})

    assert values(found, "references.publications") == [
        {"doi": "10.1186/s41747-020-00173-2", "role": "describes"},
        {"url": "https://example.org/b", "role": "describes"},
        {"citation": "C", "role": "describes"},
    ]
    assert [question.words for question in found.questions] == [reasons.DESCRIBES] * 3
    assert losses(found) == {
        "details.cite": reasons.GIVEN_BESIDE.in_("en"),
        "details.devteam": reasons.TEXT_OF_AUTHORS.in_("en"),
    }
