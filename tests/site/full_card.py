"""A worked example that fills every field a card can have, with invented numbers: what no page may trip over."""

from dataclasses import replace
from typing import Any

from boas.documents import Algorithm, CardChange, Notice, Reuse
from boas.index import HeadlineInterval, Written
from boas.index import _answers as a
from tests.site.small_evidence import audit, measured, summary, worst_group
from tests.site.small_facts import SOURCES, both
from tests.site.small_registry import algorithm, row_of, version_row

Json = dict[str, Any]

TEXT = both("Un texte avec de l’*emphase*.", "A text with *emphasis*.")

CARD: Json = {
    "schema_version": 1,
    "id": "exemple-complet",
    "version": "2.1.0",
    "name": both("Exemple complet", "Full example"),
    "summary": both("Montre tous les champs.", "Shows every field."),
    "kind": "generative",
    "category": "prediction",
    "modality": ["claims", "text"],
    "medical_domains": ["diabetes"],
    "upstream_version": "v2",
    "conditions": [{"system": "CIM-10", "code": "E11"}],
    "use_cases": ["medical-coding"],
    "languages": ["fr"],
    "keywords": ["exemple"],
    "ownership": {
        "organisations": ["cnam"],
        "authors": [{"name": "Camille Martin", "affiliation": "CHU", "roles": ["software"]}],
        "contact": "https://example.org/contact",
        "funding": TEXT,
        "competing_interests": TEXT,
        "patient_involvement": TEXT,
    },
    "licence": {
        "code": "MIT",
        "card": "etalab-2.0",
        "weights": "Apache-2.0",
        "codelists": "CC-BY-4.0",
        "own": [{"id": "LicenseRef-essai", "name": "Licence d’essai", "url": "https://example.org/licence"}],
    },
    "intended_use": {
        "purpose": TEXT,
        "users": [TEXT, TEXT],
        "decision_role": "informs",
        "population": {
            "description": TEXT,
            "age_min": 18,
            "age_max": 90,
            "sex": "all",
            "setting": TEXT,
            "countries": ["FR", "BE"],
        },
        "out_of_scope": [TEXT, TEXT],
        "workflow": TEXT,
        "alternatives": [TEXT],
        "benefits": {"clinical": TEXT, "organisational": TEXT, "economic": TEXT},
    },
    "data": {
        "sources": [
            {
                "source": "snds-pmsi-mco",
                "role": "development",
                "components": ["T_MCOaaB"],
                "period": "2015/2019",
                "n_persons": 12345,
                "filters": [TEXT],
                "access": TEXT,
                "legal_basis": TEXT,
                "opt_out": TEXT,
            },
            {"source": "snds-pmsi-mco", "role": "evaluation", "n": 5678, "unit": "stays"},
        ],
        "development_sites": [
            {"name": "CHU Exemple", "country": "FR", "organisation": "cnam", "period": "2019", "n": 1, "unit": "stays"},
            {"name": "Klinikum", "n": 1234},
        ],
        "representativeness": TEXT,
        "groups_absent": [TEXT],
        "preprocessing": TEXT,
        "missing_data": TEXT,
        "labels": TEXT,
        "partition": TEXT,
    },
    "logic": {
        "description": TEXT,
        "steps": [TEXT, TEXT],
        "entry_event": TEXT,
        "look_back": TEXT,
        "filters": [TEXT],
        "codelists": [{"path": "codelists/diabete.csv", "system": "CIM-10", "role": "include", "match": "prefix"}],
        "example_codes": [{"system": "ATC", "codes": ["A10"]}],
    },
    "model": {
        "approach": TEXT,
        "architecture": TEXT,
        "n_parameters": 600000000,
        "context_length": 8192,
        "coefficient_scale": "points",
        "base_models": [
            {"id": "avc-ait-pmsi", "relation": "fine-tune", "licence": "MIT", "digest": "a" * 64},
            {"url": "https://example.org/model", "relation": "adapter"},
        ],
        "training": {"procedure": TEXT, "hyperparameters": TEXT, "compute": TEXT},
        "artefacts": [{"uri": "https://example.org/w", "format": "safetensors", "sha256": "b" * 64, "size": 4096}],
        "explainability": TEXT,
        "uncertainty": TEXT,
        "prompting": TEXT,
    },
    "io": {
        "outcome": {"event": TEXT, "horizon": "P10Y", "starts": TEXT},
        "acquisition": [
            {
                "modality": "CT",
                "body_parts": ["chest"],
                "contrast": "either",
                "manufacturers": ["Ima 3"],
                "protocol": TEXT,
            }
        ],
        "inputs": [{"name": "texte", "type": "text", "required": True, "meaning": TEXT}],
        "outputs": [{"name": "score", "type": "probability", "unit": "1", "code_system": "CIM-10", "required": False}],
        "threshold": {"value": 0.5, "rationale": TEXT, "adjustable": True},
        "sensitive_inputs": ["sex"],
        "unavailable_input": TEXT,
        "standards": ["OMOP"],
        "code_systems": ["CIM-10"],
    },
    "vectors": [
        {
            "path": "vectors/textes",
            "synthetic": True,
            "run_by": "command",
            "description": TEXT,
            "absolute_tolerance": 0.001,
            "relative_tolerance": 0.01,
        }
    ],
    "bias": {
        "groups_at_risk": [{"group": TEXT, "harm": TEXT, "mitigation": TEXT}],
        "known_inequalities": TEXT,
        "approach": TEXT,
        "not_assessed": [{"dimension": "region", "reason": TEXT}],
    },
    "safety": {
        "limitations": [TEXT] * 6,
        "risks": [{"hazard": TEXT, "affected": TEXT, "severity": "high", "likelihood": "low", "mitigation": TEXT}],
        "oversight": TEXT,
        "monitoring": TEXT,
        "privacy": TEXT,
        "security": {"absent": {"reason": "not-assessed", "note": TEXT}},
        "stop_criteria": [TEXT],
    },
    "regulatory": {
        "medical_device": {"status": "ce-marked", "device_class": "IIa", "udi_di": "0123456789"},
        "ai_act": {"category": "high-risk", "basis": TEXT, "assessed_on": "2026-01-05"},
        "data_protection": {"methodology": "MR-004", "authorisation": "DR-2026-1", "dpia": "https://example.org/aipd"},
        "ethics": TEXT,
        "registrations": ["NCT00000000"],
        "standards": ["ISO 13485"],
    },
    "deployment": {
        "repository": {"url": "https://example.org/code", "ref": "v2.1.0"},
        "programming_languages": ["python"],
        "install": TEXT,
        "requirements": ["Python 3.11"],
        "interfaces": [TEXT],
        "hosting": ["on-premise"],
    },
    "sustainability": {
        "update_policy": TEXT,
        "maintenance_until": "2030-12-31",
        "footprint": [
            {
                "energy_kwh": 12.5,
                "co2e_kg": 0.7,
                "phase": "training",
                "hardware": "1 GPU",
                "location": "FR",
                "method": "x",
            }
        ],
    },
    "lineage": [
        {"id": "avc-ait-pmsi", "version": "1.0.0", "relation": "adaptation"},
        {"url": "https://example.org/old", "relation": "reimplementation"},
    ],
    "changes": [{"kind": "added", "text": TEXT}],
    "references": {
        "publications": [
            {"citation": "Martin C. Un exemple.", "year": 2026, "role": "describes"},
            {"url": "http://example.org/article", "role": "uses"},
        ],
        "sources": [{"url": "https://example.org/page", "detail": "chapitre 2"}],
    },
    "waivers": [{"rule": "bad-licence", "path": "licence.code", "reason": TEXT, "until": "2027-01-01"}],
}

EVALUATION: Json = {
    "schema_version": 1,
    "id": "mesure-2026",
    "subject": {"id": "exemple-complet", "version": "2.1.0"},
    "date": "2026-03",
    "evaluator": {"name": "Dominique Petit"},
    "independence": "independent",
    "design": "external",
    "benefit": "technical",
    "population": {"description": TEXT, "n": 5000, "events": 400, "period": "2020/2021", "countries": ["FR"]},
    "source": "snds-pmsi-mco",
    "reference_standard": {"text": TEXT, "method": TEXT, "blinded": True, "sampling": "random"},
    "reported": [
        {
            "metric": "sensitivity",
            "value": 0.85,
            "ci": {"level": 0.95, "lower": 0.82, "upper": 0.88},
            "n": 400,
            "threshold": 0.5,
            "outcome": TEXT,
            "site": "Lyon",
            "variant": TEXT,
            "population": TEXT,
            "reference_standard": TEXT,
            "already_public": "10.1000/xyz",
            "note": TEXT,
        },
        {"metric": "sensitivity", "value": 0.71, "n": 90, "subgroup": {"sex": "femmes"}},
        {"metric": "sensitivity", "value": 0.9, "n": 310, "subgroup": {"sex": "hommes"}},
        {"metric": "flagged", "value": 452.0},
        {"metric": "auc", "as_printed": "0.71 à 0.99", "already_public": "https://example.org/auc"},
    ],
    "comparator": TEXT,
    "limitations": [TEXT],
    "report_url": "https://example.org/rapport",
    "references": [{"url": "https://example.org/chiffres", "detail": "tableau 2"}],
}

AUDIT: Json = {
    "schema_version": 1,
    "id": "biais-2026",
    "auditor": {"name": "Alex Durand"},
    "date": "2026-04-01",
    "kind": "bias",
    "subject": {"id": "exemple-complet", "version": "2.1.0", "digest": "c" * 64},
    "conclusion": TEXT,
}

REVIEW: Json = {
    "schema_version": 1,
    "id": "relecture-2026",
    "auditor": {"name": "Noor Exemple", "orcid": "0000-0002-1694-233X", "organisation": "cnam"},
    "date": "2026-03-02",
    "kind": "review",
    "subject": {"id": "exemple-complet", "version": "2.1.0", "digest": "c" * 64},
    "conclusion": TEXT,
}

REUSE: Json = {
    "schema_version": 1,
    "id": "cnam",
    "organisation": "cnam",
    "version": "2.1.0",
    "declared_by": {"name": "Alex Durand"},
    "date": "2026-05-01",
    "status": "pilot",
    "purpose": TEXT,
}

NOTICE: Json = {
    "schema_version": 1,
    "id": "avis",
    "kind": "deprecated",
    "versions": "<2.0.0",
    "reason": "superseded",
    "text": TEXT,
    "replacement": "avc-ait-pmsi",
    "date": "2026-06-01",
    "decided_by": {"name": "Alex Durand"},
}

CODE_SCAN = a.CodeScan(
    n_scanned=2,
    n_unscanned=1,
    n_other=1,
    n_by_severity={"high": 1, "medium": 1, "low": 0},
    weaknesses=(
        a.CodeWeakness(
            *("outils/compter.py", 12, 5, "high", "high", "B602", "subprocess_popen_with_shell_equals_true", 78),
            both("Bandit signale ici B602 : « shell=True ».", "Bandit reports B602 here: “shell=True”."),
            waiver=None,
        ),
        a.CodeWeakness(
            *("lire.py", 3, 1, "medium", "low", "B301", "blacklist", 502),
            both("Bandit signale ici B301 : « pickle ».", "Bandit reports B301 here: “pickle”."),
            a.CodeWaiver({"fr": "Le fichier lu est le nôtre."}, "2027-01-01"),
        ),
    ),
    unscanned=(
        a.CodeUnscanned(
            "ancien.py", 1, both("Ce code n’a pas pu être analysé.", "This code was not scanned."), waiver=None
        ),
    ),
    caution=both("Ce qu’elle ne trouve pas ne garantit rien.", "What it does not find is no guarantee."),
)


def full() -> a.AlgorithmAnswer:
    """The answer about the worked example, at the highest level."""
    interval = HeadlineInterval(0.95, 0.82, 0.88)
    headline = a.Headline(
        "sensitivity", 0.85, None, interval, 400, TEXT, "mesure-2026", "recomputed", "2.1.0", "measured", ()
    )
    evaluation = measured(EVALUATION, SOURCES["snds-pmsi-mco"])
    worst = worst_group(evaluation, "sensitivity")
    row = row_of(CARD, "example", level=4, headline=headline, worst=worst, listed_in_boas=True)
    codelist = a.Codelist(
        "codelists/diabete.csv",
        "CIM-10",
        "include",
        "prefix",
        "CIM-10 FR 2019",
        "DGN_PAL",
        ("code", "label"),
        (("E11", "x"),),
    )
    known = {
        "evaluations": (summary(evaluation),),
        "audits": (audit(AUDIT), audit(REVIEW, counts_for_level=False, counts_as_review=True)),
    }
    answer = algorithm(CARD, row, **known, reuses=(Written(REUSE, Reuse),), notices=(Written(NOTICE, Notice),))
    complete = a.Completeness(60, 60, ())
    top = a.Step(4, ())
    latest = replace(answer.latest, codelists=(codelist,), method=TEXT, completeness=complete, level=4, step=top)
    latest = replace(latest, code={"outils/compter.py": "d" * 64, "lire.py": "e" * 64}, code_scan=CODE_SCAN)
    versions = (
        version_row("2.1.0", upstream_version="v2", changes=tuple(Written(one, CardChange) for one in CARD["changes"])),
        version_row("1.0.0", published=None, status="deprecated"),
    )
    document = Written(answer.algorithm | {"upstream_versions": ["v2", "v1"]}, Algorithm)
    return replace(answer, latest=latest, versions=versions, algorithm=document, related=(row,))
