"""The term that somebody meant: near ones, or only the same one where terms that look alike differ."""

import pytest

from boas.documents import load_vocabulary
from boas.parsing._terms import find_meant_term, list_terms


@pytest.mark.parametrize(
    ("vocabulary", "written", "meant"),
    [
        ("languages", "fra", "fr"),
        ("languages", "Français", "fr"),
        ("languages", "fr-FR", "fr"),
        ("languages", "gr", ""),
        ("image_modalities", "ct", "CT"),
        ("image_modalities", "Computed tomography", "CT"),
        ("image_modalities", "MRI", ""),
        ("body_parts", "Poumon", "lung"),
        ("body_parts", "hips", ""),
        ("medical_domains", "dermatolog", "dermatology"),
    ],
)
def test_a_word_outside_its_list_leads_to_the_term_it_stands_for(vocabulary: str, written: str, meant: str) -> None:
    assert find_meant_term(written, load_vocabulary(vocabulary)) == meant


def test_a_very_long_list_is_cut_in_a_message() -> None:
    assert list_terms(load_vocabulary("languages")).startswith("fr, en, de")
    assert list_terms(load_vocabulary("languages")).endswith(", …")
    assert "…" not in list_terms(load_vocabulary("code_systems"))
