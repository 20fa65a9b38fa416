"""Facts of the small registry: who produces, which data, what two published cards and one evaluation say."""

from typing import Any

from boas.index import _answers as a

Json = dict[str, Any]

COMMIT = "8c37456f0e1d2c3b4a5968778695a4b3c2d1e0f1"
DIGEST = "d1" * 32
PUBLISHED = a.Published(COMMIT, "Camille Martin", "2026-11-20T09:00:00+01:00")


def both(fr: str, en: str) -> a.Text:
    return {"fr": fr, "en": en}


SOURCES = {
    "snds": a.Named("snds", both("Système national des données de santé (SNDS)", "French national health data system")),
    "snds-pmsi-mco": a.Named("snds-pmsi-mco", both("PMSI MCO", "PMSI MCO (acute stays)")),
    "snds-cartographie": a.Named("snds-cartographie", both("Cartographie des pathologies", "French disease map")),
}
PRODUCERS = {
    "cnam": a.Named("cnam", both("Caisse nationale de l’Assurance maladie (Cnam)", "French health insurance (Cnam)")),
    "registre-dijonnais-avc": a.Named("registre-dijonnais-avc", {"fr": "CHU Dijon – Registre dijonnais des AVC"}),
}

STROKE: Json = {
    "schema_version": 1,
    "id": "avc-ait-pmsi",
    "version": "1.0.0",
    "name": both("AVC et AIT hospitalisés (PMSI)", "Hospitalised stroke and TIA (PMSI)"),
    "summary": both("Sélectionne les séjours pour AVC ou AIT.", "Selects stays for stroke or TIA."),
    "kind": "rule",
    "category": "targeting",
    "modality": ["claims"],
    "medical_domains": ["cardiovascular", "neurology"],
    "ownership": {"organisations": ["registre-dijonnais-avc"]},
    "intended_use": {
        "purpose": both("Sélectionne les séjours pour AVC ou AIT.", "Selects stays for stroke or TIA."),
        "population": {"description": both("AVC et AIT, hospitalisés", "Stroke and TIA, hospitalised")},
    },
    "data": {"sources": [{"source": "snds-pmsi-mco", "role": "runtime"}]},
    "logic": {"example_codes": [{"system": "CIM-10", "codes": ["I60", "I61", "I63"]}]},
    "safety": {"limitations": [both("Sensibilité non mesurée.", "Sensitivity not measured.")]},
    "references": {"publications": [{"doi": "10.1159/000438859", "year": 2015, "role": "validates"}]},
}

STROKE_EVALUATION: Json = {
    "schema_version": 1,
    "id": "publication-2015",
    "subject": {"id": "avc-ait-pmsi", "version": "1.0.0"},
    "date": "2015",
    "design": "chart-review",
    "population": {"description": both("31 hôpitaux, séjours 2009-2010", "31 hospitals, stays of 2009-2010")},
    "reference_standard": {"text": both("Relecture par un neurologue", "Neurologist"), "sampling": "flagged-only"},
    "reported": [
        {"metric": "ppv", "value": 0.8826, "n": 1669, "variant": both("1 : DP d’un RUM", "1: unit stay")},
        {"metric": "ppv", "value": 0.8996, "variant": both("2 : DP du séjour", "2: whole stay")},
    ],
    "references": [{"url": "http://beh.santepubliquefrance.fr/beh/2016/1/2016_1_2.html"}],
}

SPARSE: Json = {
    "schema_version": 1,
    "id": "mrmi-ermi",
    "version": "1.0.0",
    "name": both("Indices de morbidité MRMI et ERMI", "MRMI and ERMI morbidity indices"),
    "summary": {"fr": "Indices de morbidité tirés de la cartographie."},
    "kind": "score",
    "category": "scoring",
    "modality": ["claims"],
    "medical_domains": ["cross-cutting"],
    "ownership": {"organisations": ["cnam"]},
    "intended_use": {"purpose": {"fr": "Prédire la mortalité (MRMI) et les dépenses (ERMI)."}},
    "data": {"sources": [{"source": "snds-cartographie", "role": "runtime"}]},
    "safety": {"limitations": {"absent": {"reason": "not-stated", "note": {"fr": "Texte complet non lu."}}}},
}
