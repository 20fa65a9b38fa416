"""What an author is told about a value that does not fit: message, mend, nearest word."""

import json
from pathlib import Path
from typing import Any

import pytest

from boas.documents import CHECKS, load_vocabulary
from boas.parsing import VALUE_MESSAGES, Diagnostic, find_excusable_field, find_nearest_term, read_yaml
from boas.parsing._collection import validate_yaml
from boas.parsing._validation import EXPECTATIONS

BASE = Path(__file__).parents[1] / "checks" / "base" / "model_cards"
CARD = (BASE / "algorithms/exemple-regle/versions/1.0.0/card.yaml").read_text()
EVALUATION = (BASE / "algorithms/exemple-regle/evaluations/exemple-relecture/evaluation.yaml").read_text()
REGISTRY = (BASE / "registry.yaml").read_text()
ORGANISATION = "schema_version: 1\nid: exemple\nname:\n  fr: Exemple\n"

LANGUAGES = ", ".join(list(load_vocabulary("languages").terms)[:60]) + ", …"


def told(kind: str, text: str) -> list[Diagnostic]:
    """Faults of one document."""
    yaml = read_yaml(text)
    assert yaml.diagnostics == []
    return list(validate_yaml(kind, yaml, text)[1])


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


TOLD = {
    "number for text": (
        "organisation",
        changed(ORGANISATION, "fr: Exemple", "fr: 1.10"),
        "wrong-type",
        "« name.fr » attend un texte, pas 1.10.",
        'Écrire "1.10" entre guillemets.',
    ),
    "true for text": (
        "organisation",
        changed(ORGANISATION, "fr: Exemple", "fr: true"),
        "wrong-type",
        "« name.fr » attend un texte, pas true.",
        'Écrire "true" entre guillemets.',
    ),
    "number for an address": (
        "organisation",
        ORGANISATION + "url: 1.10\n",
        "wrong-type",
        "« url » attend un texte, pas 1.10.",
        "Donner une adresse complète qui commence par https://.",
    ),
    "number for a version": (
        "card",
        changed(CARD, "version: 1.0.0", "version: 1.10"),
        "wrong-type",
        "« version » attend un texte, pas 1.10.",
        "Écrire majeure.mineure.correctif, par exemple 1.4.0, sans « v » ni « + » (semver.org). Sans doute « 1.10.0 ».",
    ),
    "decimal comma": (
        "evaluation",
        changed(EVALUATION, "value: 0.9", "value: 0,9"),
        "wrong-type",
        "« reported[0].value » attend un nombre, pas 0,9.",
        "Écrire « 0.9 ».",
    ),
    "text for number": (
        "registry",
        changed(REGISTRY, "threshold: 11", "threshold: onze"),
        "wrong-type",
        "« small_cell_threshold » attend un nombre entier, pas onze.",
        "Donner un nombre entier.",
    ),
    "too small": (
        "registry",
        changed(REGISTRY, "threshold: 11", "threshold: 0"),
        "wrong-type",
        "« small_cell_threshold » attend un nombre plus grand (au moins 1), pas 0.",
        "Donner un nombre plus grand (au moins 1).",
    ),
    "too large": (
        "registry",
        changed(REGISTRY, "threshold: 11", "threshold: 101"),
        "wrong-type",
        "« small_cell_threshold » attend un nombre plus petit (au plus 100), pas 101.",
        "Donner un nombre plus petit (au plus 100).",
    ),
    "fraction for whole": (
        "registry",
        changed(REGISTRY, "threshold: 11", "threshold: 11.5"),
        "wrong-type",
        "« small_cell_threshold » attend un nombre entier, pas 11.5.",
        "Donner un nombre entier.",
    ),
    "empty list": (
        "registry",
        changed(REGISTRY, "languages:\n  - fr\n  - en", "languages: []"),
        "wrong-type",
        "« languages » attend plus d’éléments (au moins 1), pas [].",
        "Donner plus d’éléments (au moins 1).",
    ),
    "other word": (
        "registry",
        changed(REGISTRY, "  - fr\n  - en", "  - fr\n  - fra"),
        "unknown-term",
        "« fra » n’est pas un terme de « Langue ».",
        f"Écrire « fr ». Termes possibles : {LANGUAGES}.",
    ),
    "text for mapping": (
        "organisation",
        changed(ORGANISATION, "\n  fr: Exemple", " Exemple"),
        "wrong-type",
        "« name » attend un objet avec des champs, pas Exemple.",
        "Donner un objet avec des champs.",
    ),
    "list for document": (
        "organisation",
        "- a\n",
        "wrong-type",
        '« (document) » attend un objet avec des champs, pas ["a"].',
        "Donner un objet avec des champs.",
    ),
    "number for list": (
        "card",
        changed(CARD, "modality:\n  - claims", "modality: 1"),
        "wrong-type",
        "« modality » attend une liste (lignes qui commencent par « - »), pas 1.",
        "Donner une liste (lignes qui commencent par « - »).",
    ),
    "empty with no excuse": (
        "organisation",
        ORGANISATION + "url:\n",
        "wrong-type",
        "« url » est vide.",
        "Donner une valeur, ou supprimer la ligne.",
    ),
    "empty with an excuse": (
        "card",
        changed(CARD, "  contact: regle@chu.example.org", "  contact:"),
        "wrong-type",
        "« ownership.contact » est vide.",
        "Donner une valeur, écrire « absent: {reason: …} », ou supprimer la ligne.",
    ),
    "two lines": (
        "card",
        changed(CARD, "contact: regle@chu.example.org", 'contact: "a\\nb"'),
        "wrong-type",
        '« ownership.contact » attend une seule ligne, sans espace au début ni à la fin, pas "a\\nb".',
        "Donner une seule ligne, sans espace au début ni à la fin.",
    ),
    "misspelt field": (
        "organisation",
        ORGANISATION + "contry: FR\n",
        "unknown-field",
        "Le champ « contry » n’existe pas ici.",
        "Écrire « country », ou supprimer la ligne.",
    ),
    "field of another place": (
        "organisation",
        ORGANISATION + "zzz: FR\n",
        "unknown-field",
        "Le champ « zzz » n’existe pas ici.",
        (
            "Supprimer la ligne. Champs possibles : "
            "schema_version, id, name, type, country, part_of, ror, siren, finess, url, sources."
        ),
    ),
    "near term": (
        "card",
        changed(CARD, "kind: rule", "kind: rules"),
        "unknown-term",
        "« rules » n’est pas un terme de « Type d’algorithme ».",
        "Écrire « rule ». Termes possibles : rule, score, ml, generative, pipeline.",
    ),
    "label in French": ("card", changed(CARD, "category: targeting", "category: ciblage"), "unknown-term", None, None),
    "far term": (
        "card",
        changed(CARD, "kind: rule", "kind: zzzz"),
        "unknown-term",
        "« zzzz » n’est pas un terme de « Type d’algorithme ».",
        "Choisir parmi : rule, score, ml, generative, pipeline.",
    ),
    "missing inside": (
        "card",
        changed(
            CARD,
            "  purpose:\n    fr: Montrer une fiche valable. Voir la [page d’exemple](https://regle.example.org/).\n",
            "",
        ),
        "missing-field",
        "Le champ « purpose » manque dans « intended_use ».",
        "Ajouter « purpose: … » dans « intended_use ».",
    ),
    "missing term": (
        "card",
        changed(CARD, "kind: rule\n", ""),
        "missing-field",
        "Le champ « kind » manque.",
        "Ajouter « kind: … ». Termes possibles : rule, score, ml, generative, pipeline.",
    ),
    "number and words": (
        "evaluation",
        changed(EVALUATION, "    value: 0.9\n", "    value: 0.9\n    as_printed: '> 0.8'\n"),
        "missing-field",
        "Il faut soit « value », soit « as_printed », et un seul des deux.",
        "Donner le nombre dans « value », ou les mots de la source dans « as_printed ».",
    ),
    "reference to nothing": (
        "card",
        changed(CARD, "    - doi: 10.1159/000438859\n      role", "    - role"),
        "missing-field",
        "Cette référence ne mène nulle part.",
        "Ajouter l’un de ces champs : doi, url, citation, year.",
    ),
    "ancestor of nothing": (
        "card",
        CARD + "lineage:\n  - relation: adaptation\n",
        "missing-field",
        "Cette référence ne mène nulle part.",
        "Ajouter l’un de ces champs : id, url.",
    ),
    "other reason": (
        "card",
        changed(CARD, "  contact: regle@chu.example.org", "  contact: {absent: {reason: lazy}}"),
        "unknown-term",
        None,
        None,
    ),
}


@pytest.mark.parametrize(("kind", "text", "rule", "message", "mend"), TOLD.values(), ids=list(TOLD))
def test_an_author_is_told_what_is_wrong_and_what_to_write(
    kind: str, text: str, rule: str, message: str | None, mend: str | None
) -> None:
    (fault,) = told(kind, text)

    assert fault.rule == rule
    assert message in {None, fault.message.in_("fr")}
    assert mend in {None, fault.help.in_("fr")}


def test_a_label_leads_to_its_term() -> None:
    (fault,) = told("card", changed(CARD, "category: targeting", "category: ciblage"))

    assert (fault.nearest, fault.expected[0]) == ("targeting", "targeting")


@pytest.mark.parametrize(
    ("written", "nearest"),
    [
        ("ICD-10-GM", ""),
        ("ICD-O", ""),
        ("OPCS-5", ""),
        ("CIM-11", ""),
        ("cim10", "CIM-10"),
        ("ICD-11 (OMS)", ""),
        ("CIM-11 (OMS)", "ICD-11"),
    ],
)
def test_a_code_system_is_never_proposed_for_another_one(written: str, nearest: str) -> None:
    (fault,) = told("card", changed(CARD, "system: CIM-10", f"system: {written}"))

    assert (fault.rule, fault.nearest) == ("unknown-term", nearest)


def test_a_reason_is_looked_up_in_its_own_list() -> None:
    (fault,) = told("card", changed(CARD, "  contact: regle@chu.example.org", "  contact: {absent: {reason: lazy}}"))

    assert fault.field == "ownership.contact.absent.reason"
    assert "not-collected" in fault.expected


def test_every_check_of_a_small_value_has_its_words() -> None:
    assert set(CHECKS) <= set(VALUE_MESSAGES)


@pytest.mark.parametrize("name", VALUE_MESSAGES)
def test_the_words_of_a_refusal_are_in_both_languages(name: str) -> None:
    _, message, mend = VALUE_MESSAGES[name]

    assert message.in_("fr") != message.in_("en")
    assert mend.in_("fr") != mend.in_("en")
    assert message.fill(written="x").in_("fr").endswith(".")
    assert mend.in_("fr").endswith(".")


def test_every_form_a_field_may_want_has_words_in_both_languages() -> None:
    assert all(words.in_("fr") != words.in_("en") for words in EXPECTATIONS.values())


@pytest.mark.parametrize(
    ("loc", "where"),
    [
        (("ownership", "contact"), ("ownership", "contact")),
        (("safety", "limitations", 0, "fr"), ("safety", "limitations")),
        (("name", "fr"), None),
        (("data", "sources", 0, "period"), ("data", "sources")),
        (("nothing", "here"), None),
    ],
)
def test_an_excuse_is_offered_where_the_format_takes_one(
    loc: tuple[str | int, ...], where: tuple[str, ...] | None
) -> None:
    assert find_excusable_field("card", loc) == where


def test_the_nearest_word_is_near_or_nothing() -> None:
    assert find_nearest_term("contry", ("country", "id")) == "country"
    assert find_nearest_term("zzz", ("country", "id")) == ""


def test_a_list_with_a_bad_item_is_not_also_too_short() -> None:
    (fault,) = told("card", changed(CARD, "  - cardiovascular", "  - cardio-vasculaire"))

    assert fault.rule == "unknown-term"


def test_many_faults_of_one_sort_stay_few() -> None:
    value: dict[str, Any] = {"schema_version": 1, **{f"x{n}": n for n in range(5_000)}}

    assert len(told("organisation", json.dumps(value))) == 103
