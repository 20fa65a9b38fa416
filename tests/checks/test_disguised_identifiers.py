"""What leads to one person is found however it is written, and true texts are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.fr import nir

from boas.checks._disguised_identifiers import PLAIN, find_disguised_identifiers
from boas.checks._person_identifiers import find_person_identifiers
from tests.work import not_endless

FULL_WIDTH = str.maketrans({str(digit): chr(0xFF10 + digit) for digit in range(10)})
ARABIC = str.maketrans({str(digit): chr(0x0660 + digit) for digit in range(10)})
DEVANAGARI = str.maketrans({str(digit): chr(0x0966 + digit) for digit in range(10)})


def found(text: str, *, contact: bool = False) -> list[tuple[str, str]]:
    return [(text[at : at + length], kind) for at, length, kind in find_disguised_identifiers(text, contact=contact)]


@pytest.mark.parametrize(
    ("text", "what", "kind"),
    [
        ("patient 2951099126111 sorti", "2951099126111", "nir"),
        ("2 95 10 99 126 111", "2 95 10 99 126 111", "nir"),
        ("2951099126111".translate(FULL_WIDTH), "2951099126111".translate(FULL_WIDTH), "nir"),
        ("2/95/10/99/126/111/93", "2/95/10/99/126/111/93", "nir"),
        ("2 / 95 / 10 / 99 / 126 / 111 / 93", "2 / 95 / 10 / 99 / 126 / 111 / 93", "nir"),
        ("NIR : 2/95/10/99/126/111", "2/95/10/99/126/111", "nir"),
        ("1\t85\t05\t78\t006\t084", "1\t85\t05\t78\t006\t084", "nir"),
        ("jean.dupont(at)chu.fr", "jean.dupont(at)chu.fr", "email"),
        ("jean.dupont(\u00e0)chu.fr", "jean.dupont(\u00e0)chu.fr", "email"),
        ("n\u00e9 le 12/03/1961 : Jean Dupont", "n\u00e9 le 12/03/1961 : Jean Dupont", "birth"),
        ("DOB 1961-03-12, John Smith", "DOB 1961-03-12, John Smith", "birth"),
        ("jean.dupont [at] chu [dot] fr", "jean.dupont [at] chu [dot] fr", "email"),
        ("jean.dupont at chu dot fr", "jean.dupont at chu dot fr", "email"),
        ("jean point dupont arobase chu point fr", "jean point dupont arobase chu point fr", "email"),
        ("jean.dupont arobase chu.fr", "jean.dupont arobase chu.fr", "email"),
        ("jean.dupont @ chu.fr", "jean.dupont @ chu.fr", "email"),
        ("jean.dupont\uff20chu.fr", "jean.dupont\uff20chu.fr", "email"),
        ("jean.dupont&#64;chu.fr", "jean.dupont&#64;chu.fr", "email"),
        ("Jean Dupont, n\u00e9 le 12/03/1961.", "Jean Dupont, n\u00e9 le 12/03/1961", "birth"),
        ("patient Jean Dupont n\u00e9 le 12.03.1961", "Jean Dupont n\u00e9 le 12.03.1961", "birth"),
        ("Mme DUPONT, n\u00e9e le 12 mars 1961", "Mme DUPONT, n\u00e9e le 12 mars 1961", "birth"),
        ("Jean Dupont (n\u00e9(e) le 12/03/1961)", "Jean Dupont (n\u00e9(e) le 12/03/1961", "birth"),
        ("Jean-Pierre Le Goff n\u00e9 le 1er mars 1961", "Jean-Pierre Le Goff n\u00e9 le 1er mars 1961", "birth"),
        ("John Smith, born on March 12, 1961", "John Smith, born on March 12, 1961", "birth"),
        ("John Smith, DOB 1961-03-12", "John Smith, DOB 1961-03-12", "birth"),
        ("DUPONT Jean 12/03/1961", "DUPONT Jean 12/03/1961", "birth"),
        ("DUPONT, Jean, n\u00e9 le 12/03/61", "DUPONT, Jean, n\u00e9 le 12/03/61", "birth"),
        ("J. Dupont n\u00e9 le 12/03/1961", "J. Dupont n\u00e9 le 12/03/1961", "birth"),
        (
            "Jeanne Dupont n\u00e9e Martin le 12/03/1961",
            "Jeanne Dupont n\u00e9e Martin le 12/03/1961",
            "birth",
        ),
        ("12/03/1961 DUPONT Jean", "12/03/1961 DUPONT Jean", "birth"),
        ("+44 20 7946 0958", "+44 20 7946 0958", "phone"),
        ("+1 (555) 123-4567", "+1 (555) 123-4567", "phone"),
        ("0032 2 555 12 34 56".replace(" 2 ", " 25 "), "0032 25 555 12 34 56", "phone"),
        ("01/23/45/67/89", "01/23/45/67/89", "phone"),
        ("06 12 34 56 78".translate(ARABIC), "06 12 34 56 78".translate(ARABIC), "phone"),
        ("IPP : 8001234567", "8001234567", "record"),
        ("NDA n\u00b0 123456789", "123456789", "record"),
        ("num\u00e9ro de dossier 20231234567", "20231234567", "record"),
        ("MRN: 00123456", "00123456", "record"),
        ("RPPS \uff11" + "\uff10" * 8 + "\uff11\uff17", "\uff11" + "\uff10" * 8 + "\uff11\uff17", "rpps"),
    ],
)
def test_identifiers_are_found_however_they_are_written(text: str, what: str, kind: str) -> None:
    assert found(text) == [(what, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "1 234 567 890 123",
        "n = 1234567890123",
        "3400930000120, 3400936026391",
        "9782070408504",
        "10.1016/j.jclinepi.2951099126111",
        "https://revue.example.org/2951099126111",
        "0.2951099126111",
        "2951099126111.5",
        "295109912611199",
        "1240581000000104",
        "Enfants n\u00e9s entre le 1er janvier 2010 et le 31 d\u00e9cembre 2015",
        "Base Constances : toute personne n\u00e9e le 01/01/1950",
        "Personnes n\u00e9es le 01/01/1950 ou apr\u00e8s",
        "People born on 1 January 1950 or later",
        "Loi Huriet, 20/12/1988",
        "sensibilit\u00e9 (\u00e0) 0.85 dans la base.fr",
        "Registre n\u00e9 le 01/01/1950, Institut Pasteur",
        "Toute personne n\u00e9e le 01/01/1950, Jean Dupont en a d\u00e9cid\u00e9",
        "Lyon, Bordeaux 01/01/1998",
        "Base Constances, assur\u00e9 n\u00e9 avant le 01/01/1950",
        "10.12.13",
        "Sant\u00e9 Publique France, 12/03/2020",
        "Assurance Maladie (01/01/1996)",
        "Extraction PMSI MCO 01/01/1998 - 31/12/1999",
        "Plan Cancer du 24 mars 2003",
        "Camille Martin, Revue, 12 mars 2014",
        "NDA 021436",
        "Framingham Heart Study participants born on 01/01/1950",
        "Danish Registry: every woman born on 1 January 1950",
        "patient number: 195421, record number 1500000",
        "1.2.840.113619.2.55, 2.16.756.5.30.1.123, 2012-001234-12",
        "180 070 039 00020",
        "IPP 40 mg par jour",
        "available at example.org",
        "AUC (at) 0.85",
        "sensitivity at each site dot plot",
        "+0.85 to +1.2, +1 234 567",
        "2024-01-02/2025-03-04",
        "boas@1.2.3, git@github.com:a/b",
    ],
)
def test_true_texts_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_contact_may_be_reached_but_not_identified() -> None:
    text = "a(at)b.fr, +44 20 7946 0958, IPP 8001234567, Jean Dupont n\u00e9 le 12/03/1961"

    assert [kind for _, kind in found(text)] == ["email", "phone", "record", "birth"]
    assert [kind for _, kind in found(text, contact=True)] == ["record", "birth"]


NUMBERS = st.tuples(
    st.sampled_from("123478"),
    st.integers(0, 99).map("{:02}".format),
    st.sampled_from(["01", "12", "20", "42", "50", "99"]),
    st.sampled_from(["01", "2A", "2B", "75", "97", "99"]),
    st.integers(1, 990).map("{:03}".format),
    st.integers(1, 999).map("{:03}".format),
)
GAPS = [
    "",
    " ",
    "/",
    " / ",
    "-",
    " - ",
    ".",
    "_",
    "\u2013",
    "\u2212",
    "\u202f",
    "\u3000",
    "\u200b",
    "\uff0f",
    "  ",
    "\t",
]


@given(NUMBERS, st.sampled_from(GAPS), st.sampled_from([{}, FULL_WIDTH, ARABIC, DEVANAGARI]))
def test_every_number_with_its_key_is_found_in_any_digits_and_with_any_gap(
    parts: tuple[str, ...], gap: str, digits: dict[int, str]
) -> None:
    written = gap.join([*parts, nir.calc_check_digits("".join(parts))]).translate(digits)
    either = [*find_person_identifiers(f"du {written} ."), *find_disguised_identifiers(f"du {written} .")]

    assert [(start, length, kind) for start, length, kind in either] == [(3, len(written), "nir")]


@given(st.text(max_size=200))
def test_a_plain_text_has_each_sign_at_its_place(text: str) -> None:
    assert len(text.translate(PLAIN)) == len(text)
    for start, length, _ in find_disguised_identifiers(text):
        assert 0 <= start < start + length <= len(text)


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "(at)",
        "a (at) ",
        " at ",
        " dot a at ",
        "1 ",
        "+1 ",
        "IPP ",
        "A ",
        "Ab ",
        "Ab Cd 01/01/1961 ",
        "Jean Dupont n\u00e9 le ",
        "01/01/1961 ",
        "2 95 10 99 126 111 ",
        "\uff12",
        "- / ",
        "0032 25 ",
    ],
)
def test_long_texts_are_read_to_their_end(piece: str) -> None:
    times = 2**18 // len(piece)
    with not_endless():
        found = list(find_disguised_identifiers(piece * times))

    assert len(found) <= times
