"""Versions to be exported: the example of a card in which every field is filled, changed as a test asks."""

import json
from dataclasses import replace
from typing import Any

import yaml

from boas.documents import Card, LocalText, find_package_folder
from boas.formats import ExportView
from boas.translation import Language

EXAMPLE = yaml.safe_load((find_package_folder("schemas") / "examples" / "card.yaml").read_text("utf-8"))
BASE_URL = "https://registre.example.org/boas"


def view(language: Language = "fr", card: dict[str, Any] | None = None, **facts: Any) -> ExportView:  # noqa: ANN401
    """A published version; fields of its card and facts around it can be given."""
    made = ExportView(
        card=Card.model_validate_json(json.dumps(EXAMPLE | (card or {}), default=str)),
        organisations=(LocalText.model_validate({"fr": "CHU du Nord", "en": "North Hospital"}),),
        registry=LocalText.model_validate({"fr": "BOAS – registre ouvert", "en": "BOAS – open registry"}),
        digest="d1" * 32,
        commit="8c37456f0e1d2c3b4a5968778695a4b3c2d1e0f1",
        released="2026-11-20",
        base_url=BASE_URL,
        language=language,
    )
    return replace(made, **facts)
