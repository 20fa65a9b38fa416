"""A small registry whose algorithms the example projects reuse."""

import shutil
from pathlib import Path

from boas.parsing import compute_folder_digest
from tests.git_registry import GitRegistry

BASE = Path(__file__).parents[1] / "checks/base/model_cards"

CARD = """schema_version: 1
id: {id}
version: {version}
name: {{fr: Nom, en: Name}}
summary: {{fr: Résumé, en: Summary}}
kind: pipeline
category: text-mining
modality: [text]
medical_domains: [cross-cutting]
ownership: {{organisations: [exemple-chu]}}
intended_use: {{purpose: {{fr: Objet, en: Purpose}}}}
data: {{sources: [{{source: exemple-entrepot, role: runtime}}]}}
safety: {{limitations: [{{fr: Limite, en: Limit}}]}}
{more}
"""
ALGORITHMS = {
    "avc-pmsi 1.0.0": ("", "", ""),
    "edsnlp 1.0.0": ("v0.19.0 (2025-10-05)", "aphp/edsnlp", "pypi"),
    "edsnlp 1.1.0": ("v0.20.0 (2025-12-19)", "aphp/edsnlp", "pypi"),
    "edsnlp-negation 1.0.0": ("", "aphp/edsnlp", ""),
    "edsteva 1.0.0": ("v0.2.8", "aphp/edsteva", "pypi"),
    "eds-pseudo 2.0.0": ("v0.4.0 (2024)", "aphp/eds-pseudo", ""),
    "eds-scikit 1.0.0": ("v0.1.8 (2024-06-13)", "aphp/eds-scikit", "pypi"),
    "nomensland 1.0.0": ("2025.0.0", "GuillaumePressiat/nomensland", "cran"),
    "pmeasyr 1.0.0": ("0.5.1 (2026-02-23)", "GuillaumePressiat/pmeasyr", "cran"),
    "scalpel-analysis 1.0.0": ("v1.0-alpha", "X-DataInitiative/SCALPEL-Analysis", ""),
    "scalpel-extraction 1.0.0": ("v2.1-alpha", "X-DataInitiative/SCALPEL-Extraction", ""),
}
"""Label of the producer, repository and ecosystem of the package, by id and version."""
LISTS = "  - {ecosystem: opencodelists, name: opensafely/stroke-secondary-care}\n"


def make_registry(folder: Path) -> GitRegistry:
    """A committed registry with these algorithms."""
    registry = GitRegistry(folder)
    for part in ("organisations", "data_sources"):
        shutil.copytree(BASE / part, folder / "model_cards" / part)
    shutil.copy(BASE / "registry.yaml", folder / "model_cards/registry.yaml")
    for key, (label, repository, ecosystem) in ALGORITHMS.items():
        algorithm, _, version = key.partition(" ")
        more = f"upstream_version: '{label}'\n" if label else ""
        if repository:
            more += f"deployment: {{repository: {{url: 'https://github.com/{repository}'}}}}\n"
        place = f"model_cards/algorithms/{algorithm}"
        registry.write(f"{place}/versions/{version}/card.yaml", CARD.format(id=algorithm, version=version, more=more))
        packages = f"  - {{ecosystem: {ecosystem}, name: {algorithm}}}\n" if ecosystem else ""
        packages += LISTS if algorithm == "avc-pmsi" else ""
        about = f"schema_version: 1\nid: {algorithm}\norigin: compiled\n"
        registry.write(f"{place}/algorithm.yaml", about + (f"packages:\n{packages}" if packages else ""))
    registry.commit("Set up")
    return registry


def compute_example_digest() -> str:
    """Digest of the version that the example lock names."""
    card = CARD.format(id="avc-pmsi", version="1.0.0", more="")
    return compute_folder_digest({"card.yaml": card.encode()})
