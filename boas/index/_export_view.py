"""From an answer about a version to what exporters are given, for pages and the API alike."""

import json
from collections.abc import Mapping

from boas.documents import Card, LocalText
from boas.finding import Language
from boas.formats import ExportView
from boas.index._records import Json


def build_export_view(version: Json, title: Mapping[str, str | None], base_url: str, language: Language) -> ExportView:
    """A version as exporters see it.

    Args:
        version: a `VersionAnswer` as JSON holds it.
        title: name of the registry by language.
        base_url: address of the site, without a last `/`; empty when it is not known.
        language: language of the reader.
    """
    published = version["published"]
    return ExportView(
        card=Card.model_validate_json(json.dumps(version["card"])),
        organisations=tuple(_to_local_text(one["name"]) for one in version["organisations"]),
        registry=_to_local_text(title),
        digest=version["digest"],
        commit=published["commit"] if published else "",
        released=published["date"][:10] if published else "",
        base_url=base_url,
        language=language,
    )


def _to_local_text(text: Mapping[str, str | None]) -> LocalText:
    """A text of an answer as documents have it."""
    return LocalText(fr=text.get("fr"), en=text.get("en"))
