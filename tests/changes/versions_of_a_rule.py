"""One version of an invented algorithm that says something in every field that is compared, and others made of it."""

import json
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from boas.changes import VersionContent
from boas.documents import Card

GONE = object()
"""Laid over a field or a file to remove it."""

Overlay = Mapping[str, Any]
"""What stands there instead, by dotted path of the card or by file (`codelists/NAME.csv`, `method.fr`, `code/NAME`);
`origin` says who wrote the card."""

CARD: dict[str, Any] = {
    "schema_version": 1,
    "id": "exemple-regle",
    "version": "1.0.0",
    "name": {"fr": "Règle d’exemple"},
    "summary": {"fr": "Repère des séjours inventés.", "en": "Finds invented stays."},
    "kind": "rule",
    "category": "targeting",
    "modality": ["claims"],
    "medical_domains": ["cardiovascular"],
    "keywords": ["exemple", "essai"],
    "ownership": {"organisations": ["exemple-chu"], "contact": "regle@chu.example.org"},
    "licence": {"code": "EUPL-1.2", "card": "etalab-2.0"},
    "intended_use": {
        "purpose": {"fr": "Compter des séjours."},
        "users": [{"fr": "Épidémiologistes"}],
        "decision_role": "informs",
        "population": {"description": {"fr": "Adultes inventés."}, "age_min": 18, "sex": "all", "countries": ["FR"]},
        "out_of_scope": [{"fr": "Le soin d’une personne."}],
        "alternatives": {"absent": {"reason": "not-assessed"}},
    },
    "data": {
        "sources": [
            {"source": "exemple-entrepot", "role": "runtime", "filters": [{"fr": "Séjours de plus d’un jour"}]},
            {"source": "exemple-cohorte", "role": "evaluation", "period": "2015/2019"},
        ],
        "representativeness": {"fr": "Un seul hôpital."},
    },
    "logic": {
        "description": {"fr": "Un diagnostic suffit."},
        "steps": [{"fr": "Prendre les séjours."}, {"fr": "Garder ceux d’un code."}],
        "filters": [{"fr": "Séjours sans erreur de groupage"}],
        "codelists": [
            {
                "path": "codelists/inclusion.csv",
                "system": "CIM-10",
                "release": "CIM-10 FR 2019",
                "role": "include",
                "match": "prefix",
                "field": "DGN_PAL",
            },
            {
                "path": "codelists/exclusion.csv",
                "system": "CIM-10",
                "release": "CIM-10 FR 2019",
                "role": "exclude",
                "match": "prefix",
                "field": "DGN_PAL",
            },
            {"path": "codelists/actes.csv", "system": "CCAM", "role": "include", "match": "exact"},
        ],
    },
    "model": {
        "architecture": {"en": "Logistic regression"},
        "base_models": [{"url": "https://models.example.org/base", "relation": "fine-tune"}],
        "training": {"procedure": {"en": "One run"}},
        "artefacts": [{"uri": "https://models.example.org/w", "format": "safetensors", "sha256": "a" * 64, "size": 9}],
    },
    "io": {
        "inputs": [
            {"name": "age", "type": "number", "unit": "a", "required": True},
            {"name": "diagnosis", "type": "code", "code_system": "CIM-10", "required": False},
        ],
        "outputs": [
            {"name": "flag", "type": "boolean", "meaning": {"en": "A stay was found"}},
            {"name": "score", "type": "number"},
        ],
        "threshold": {"value": 0.5, "rationale": {"en": "Youden"}},
    },
    "bias": {"groups_at_risk": [{"group": {"fr": "Outre-mer"}, "harm": {"fr": "Moins bien repérés"}}]},
    "safety": {"limitations": [{"fr": "N’existe pas."}, {"fr": "Ne voit pas la ville."}]},
    "regulatory": {"medical_device": {"status": "not-a-device"}},
    "deployment": {"repository": {"url": "https://forge.example.org/regle", "ref": "v1.0.0"}},
    "references": {"publications": [{"doi": "10.1159/000438859", "role": "describes"}]},
}

CODELISTS = {
    "codelists/inclusion.csv": {"I60": "Hémorragie", "I63": "Infarctus"},
    "codelists/exclusion.csv": {"I620": "Hématome"},
    "codelists/actes.csv": {"EAQH001": "Échographie", "ZZQH033": "Scanner"},
}

BASE = VersionContent(
    card=CARD, codelists=CODELISTS, methods={"fr": "# Méthode\n"}, code={"exemple.sql": "1111", "tri.sql": "2222"}
)


def with_changes(overlay: Overlay, base: VersionContent = BASE) -> VersionContent:
    """The base with something else laid over it."""
    card: dict[str, Any] = deepcopy(dict(base.card))
    files: dict[str, dict[str, Any]] = {
        "codelists/": dict(base.codelists),
        "method.": {f"method.{language}": text for language, text in base.methods.items()},
        "code/": {f"code/{path}": digest for path, digest in base.code.items()},
    }
    origin = overlay.get("origin", base.origin)
    for path, value in overlay.items():
        if path == "origin":
            continue
        kind = next((start for start in files if path.startswith(start)), None)
        if kind:
            lay(files[kind], path, value)
        else:
            *above, name = path.split(".")
            part = card
            for step in above:
                part = part.setdefault(step, {})
            lay(part, name, value)
    methods = {path.removeprefix("method."): text for path, text in files["method."].items()}
    code = {path.removeprefix("code/"): digest for path, digest in files["code/"].items()}
    return VersionContent(card, files["codelists/"], methods, code, origin)


def lay(part: dict[str, Any], name: str, value: object) -> None:
    """Put a value in its place, or take away what stands there."""
    if value is GONE:
        del part[name]
    else:
        part[name] = value


def codelists(**changes: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The entries of `logic.codelists`, some of their fields changed, by the name of the list."""
    return [
        {**use, **changes.get(use["path"].removeprefix("codelists/").removesuffix(".csv"), {})}
        for use in CARD["logic"]["codelists"]
    ]


def assert_publishable(content: VersionContent) -> None:
    """The card of a version is one that the registry takes."""
    Card.model_validate_json(json.dumps(content.card))
