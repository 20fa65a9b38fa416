"""A registry of one documented rule, to which a test adds evaluations and audits as people would."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from boas.documents import Card, compute_completeness
from boas.parsing import read_yaml
from boas.registry import AlgorithmEntry, Assessment, Registry, assess, read_registry
from boas.repository import open_repository
from tests.registry.replay import Growing, digest_on_disk

RULE = "model_cards/algorithms/exemple-regle"
CARD = f"{RULE}/versions/1.0.0/card.yaml"
INSIDE, OUTSIDE = "exemple-chu", "exemple-universite"
"""The authors' organisation, and another."""

BY_SEX = """variant,site,sex,tp,fp,fn,tn
,,female,180,40,20,760
,,male,140,40,60,760
"""
"""Sensitivity is 0.9 for women and 0.7 for men; 0.8 for all."""


class Proving(Growing):
    """A registry under way whose rule is `exemple-regle`, with nothing measured yet."""

    def __init__(self, path: Path) -> None:
        """Begin with a card that fills all it is asked for."""
        super().__init__(path)
        for folder in ("evaluations", "audits"):
            shutil.rmtree(path / RULE / folder, ignore_errors=True)
        card = self.card()
        for name in compute_completeness(Card.model_validate_json(json.dumps(card))).missing:
            section, _, field = name.rpartition(".")
            (card.setdefault(section, {}) if section else card)[field] = {"absent": {"reason": "not-assessed"}}
        self.write_card(card)

    def card(self) -> dict[str, Any]:
        """The card as plain values."""
        value: dict[str, Any] = read_yaml((self.path / CARD).read_text()).value
        return value

    def write_card(self, card: Mapping[str, Any]) -> None:
        """Write the card anew."""
        self.write(CARD, dumped(card))

    def evaluate(self, name: str, tables: Mapping[str, str] | None = None, **fields: Any) -> None:  # noqa: ANN401
        """Add an evaluation, from outside unless said otherwise, with its tables by name; empty fields are left out."""
        document = {
            "schema_version": 1,
            "id": name,
            "subject": {"id": "exemple-regle", "version": "1.0.0"},
            "date": "2025-03-14",
            "evaluator": {"name": "Dominique Ailleurs", "organisation": OUTSIDE},
            "population": {"description": {"fr": "Séjours inventés."}},
        }
        given = {field: value for field, value in (document | fields).items() if value}
        self.write(f"{RULE}/evaluations/{name}/evaluation.yaml", dumped(given))
        for file, text in (tables or {}).items():
            self.write(f"{RULE}/evaluations/{name}/{file}", text)

    def audit(self, name: str, **fields: Any) -> None:  # noqa: ANN401 -- any field of an audit
        """Add a bias audit from outside of the version as it now lies on disk."""
        digest = digest_on_disk(self.path / RULE / "versions/1.0.0")
        document = {
            "schema_version": 1,
            "id": name,
            "auditor": {"name": "Claude Ailleurs", "organisation": OUTSIDE},
            "date": "2025-06-02",
            "kind": "bias",
            "subject": {"id": "exemple-regle", "version": "1.0.0", "digest": digest},
            "competing_interests": {"fr": "Aucun."},
            "conclusion": {"fr": "Rien à redire."},
        }
        self.write(f"{RULE}/audits/{name}.yaml", dumped(document | fields))

    def settle(self) -> None:
        """Commit what is not committed yet."""
        if self.git("status", "--porcelain"):
            self.commit("Say something")

    def assessed(self) -> Assessment:
        """What the rule comes to once everything is committed."""
        self.settle()
        with open_repository(self.path) as history:
            commit = history.read_head()
            registry = read_registry(history.read_tree_of(commit), history.read_history_of(commit))
            return assess(registry, rule_of(registry))


def rule_of(registry: Registry) -> AlgorithmEntry:
    """The rule in a picture of the registry."""
    return registry.algorithms["exemple-regle"]


def dumped(document: Mapping[str, Any]) -> str:
    """A document as YAML."""
    return yaml.safe_dump(dict(document), allow_unicode=True, sort_keys=False)
