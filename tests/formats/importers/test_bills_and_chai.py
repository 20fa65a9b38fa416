"""Applied model cards of CHAI and bills of CycloneDX: what is refused, and what is never guessed."""

import json
from collections.abc import Mapping

import pytest

from boas.errors import UsageError
from boas.formats import ImportResult
from boas.formats.importers import _loss_reasons as reasons
from boas.formats.importers import detect_format, read_foreign


def bill(*components: Mapping[str, object]) -> ImportResult:
    told = {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": list(components)}
    return read_foreign(json.dumps(told).encode(), "bom.json")


MODEL: dict[str, object] = {"type": "machine-learning-model", "name": "A"}


def test_of_several_models_none_is_taken_for_the_one_meant() -> None:
    found = bill(MODEL, MODEL | {"name": "B"})

    assert found.pieces == ()
    assert [one.reason for one in found.losses] == [reasons.SEVERAL_MODELS] * 2


def test_a_bill_without_a_model_is_refused() -> None:
    with pytest.raises(UsageError, match="no machine-learning model"):
        bill({"type": "library", "name": "torch"})


def test_a_warning_is_no_purpose() -> None:
    found = bill(MODEL | {"modelCard": {"considerations": {"useCases": ["Research use only."]}}})

    assert [one.to for one in found.pieces] == ["name"]
    assert [one.reason for one in found.losses] == [reasons.DISCLAIMER]


def test_several_uses_are_told_and_none_is_chosen() -> None:
    found = bill(MODEL | {"modelCard": {"considerations": {"useCases": ["One.", "Two."]}}})

    assert [one.reason for one in found.losses] == [reasons.SEVERAL_USES]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('<!DOCTYPE a [<!ENTITY b "c">]><AppliedModelCard/>', "document type"),
        ("<AppliedModelCard>", "no XML"),
        ("<Card>AppliedModelCard</Card>", "no applied model card"),
        ("<a>" * 5_000 + "AppliedModelCard" + "</a>" * 5_000, "no applied model card"),
    ],
)
def test_what_is_no_card_is_refused(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read_foreign(text.encode(), "card.xml", "chai")


def test_a_card_is_known_by_its_root_in_either_version() -> None:
    for version in ("v0.1", "v0.2"):
        data = f'<AppliedModelCard xmlns="https://mc.chai.org/{version}/schema.xsd"/>'.encode()
        assert detect_format(data, "card.xml") == "chai"
    assert detect_format(b"<html/>", "card.xml") == ""


def test_deep_elements_are_read_as_text() -> None:
    data = f"<AppliedModelCard>{'<a>' * 40}x{'</a>' * 40}</AppliedModelCard>".encode()

    assert read_foreign(data, "card.xml", "chai").pieces == ()
