"""What hospitals send in these tests, and how."""

import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from boas.api import ASGIApp
from boas.operations import Operations
from tests.api.asking import Answer, ask
from tests.git_registry import GitRegistry

BASE = Path(__file__).parents[1] / "checks" / "base" / "model_cards"
ORGANISATION = "exemple-chu"
OTHER_ORGANISATION = "exemple-universite"
REUSES = "/api/v1/algorithms/exemple-regle/reuses"
EVALUATIONS = "/api/v1/algorithms/exemple-regle/evaluations"

_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Taking:
    """An application that takes submissions, and where they go."""

    app: ASGIApp
    registry: GitRegistry
    file: Path
    """File of the operations database."""
    operations: Operations

    def send(  # noqa: PLR0913, PLR0917 -- the parts of a request
        self,
        key: str,
        document: object,
        to: str = REUSES,
        named: str = "",
        language: str = "en",
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send a document, or bytes as they are."""
        body = document if isinstance(document, bytes) else json.dumps(document).encode()
        said = {
            "authorization": f"Bearer {key}",
            "idempotency-key": named or f'"test-{next(_numbers)}"',
            "content-type": "application/json",
            "accept-language": language,
        } | dict(headers or {})
        return ask(self.app, to, "POST", {name: value for name, value in said.items() if value}, body=body)

    def list_branches(self) -> list[str]:
        """Branches with submissions, by name."""
        return self.registry.git("for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads/proposals").split()


def make_reuse(own: str, **more: object) -> dict[str, Any]:
    """A reuse as a hospital declares it."""
    document = {
        "id": own,
        "kind": "clinical-use",
        "version": "1.0.0",
        "declared_by": {"name": "Andrea Exemple"},
        "date": "2026-01-04",
        "status": "pilot",
        "purpose": {"fr": "Essayer l’exemple.", "en": "To try the example."},
    }
    return {name: value for name, value in {**document, **more}.items() if value is not None}


def make_evaluation(own: str, counts: str | None = None, **more: object) -> dict[str, Any]:
    """An evaluation as a hospital sends it."""
    document = {
        "id": own,
        "subject": {"version": "1.0.0"},
        "date": "2026-01-04",
        "evaluator": {"name": "Andrea Exemple"},
        "population": {
            "description": {"fr": "Séjours inventés.", "en": "Invented stays."},
            "unit": "stays",
            "n": 1000,
        },
        "reference_standard": {"text": {"fr": "Relecture de dossiers inventés.", "en": "Chart review."}},
    }
    whole = {name: value for name, value in {**document, **more}.items() if value is not None}
    return {"document": whole} | ({"tables": {"counts.csv": counts}} if counts is not None else {})


COUNTS = "tp,fp,fn,tn\n180,20,20,780\n"
