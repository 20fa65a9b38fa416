"""The small registry as a preview: one card is a draft, and something is found in its files."""

from dataclasses import replace

from boas.index import _answers as a
from tests.site.small_facts import COMMIT, both
from tests.site.small_registry import SmallRegistry, sparse, stroke

CARD = "model_cards/algorithms/avc-ait-pmsi/versions/1.0.0/card.yaml"
PREVIEW = a.Preview(COMMIT, (CARD,), ("model_cards/data_sources/snds.yaml", "model_cards/registry.yaml"), ())
FINDING = {
    "rule": "missing-denominator",
    "severity": "warning",
    "path": CARD,
    "line": 3,
    "column": 1,
    "length": 0,
    "field": "",
    "message": both("Un chiffre sans effectif.", "A figure without its n."),
    "mend": both("Ajouter l’effectif.", "Add its n."),
    "source": "",
    "expected": (),
    "nearest": "",
    "replacement": None,
}


def drafted() -> a.AlgorithmAnswer:
    """An algorithm whose only version is a draft."""
    published = stroke()
    row = replace(published.row, draft=True, published=None)
    latest = replace(published.latest, draft=True, published=None)
    versions = tuple(replace(one, draft=True, published=None) for one in published.versions)
    return replace(published, row=row, latest=latest, versions=versions)


def previewing(**of_status: object) -> SmallRegistry:
    """A registry with a draft and a published card."""
    return SmallRegistry(drafted(), sparse(), **({"preview": PREVIEW, "findings": (FINDING,)} | of_status))
