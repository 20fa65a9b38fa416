"""What leads to one person is found in texts, and ordinary numbers are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.fr import nir

from boas.checks._person_identifiers import find_person_identifiers, mask
from tests.work import not_endless


def found(text: str, *, contact: bool = False) -> list[tuple[str, str]]:
    return [
        (text[start : start + length], kind) for start, length, kind in find_person_identifiers(text, contact=contact)
    ]


@pytest.mark.parametrize(
    ("text", "what", "kind"),
    [
        ("patient 295109912611193 sorti", "295109912611193", "nir"),
        ("patient 2 95 10 99 126 111 93.", "2 95 10 99 126 111 93", "nir"),
        ("2.95.10.99.126.111.93", "2.95.10.99.126.111.93", "nir"),
        (
            "2\u00a095\u00a010\u00a099\u00a0126\u00a0111\u00a093",
            "2\u00a095\u00a010\u00a099\u00a0126\u00a0111\u00a093",
            "nir",
        ),
        ("253072B07300470", "253072B07300470", "nir"),
        ("253072a07300443", "253072a07300443", "nir"),
        ("1 295109912611193", "295109912611193", "nir"),
        ("NIR : 2951099126111", "2951099126111", "nir"),
        ("n° de sécu 2 95 10 99 126 111", "2 95 10 99 126 111", "nir"),
        ("2951099126111 (numéro de sécurité sociale)", "2951099126111", "nir"),
        ("RPPS 10000000017", "10000000017", "rpps"),
        ("Écrire à jean.dupont@chu.example.fr.", "jean.dupont@chu.example.fr", "email"),
        ("<a.b+c@d-e.org>", "a.b+c@d-e.org", "email"),
        ("Tél. 01 23 45 67 89", "01 23 45 67 89", "phone"),
        ("0612345678", "0612345678", "phone"),
        ("06.12.34.56.78", "06.12.34.56.78", "phone"),
        ("06-12-34-56-78,", "06-12-34-56-78", "phone"),
        ("+33 6 12 34 56 78", "+33 6 12 34 56 78", "phone"),
        ("+33 (0)6 12 34 56 78", "+33 (0)6 12 34 56 78", "phone"),
        ("0033612345678", "0033612345678", "phone"),
        ("+262692123456", "+262692123456", "phone"),
    ],
)
def test_identifiers_are_found(text: str, what: str, kind: str) -> None:
    assert found(text) == [(what, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "295109912611199",
        "2951099126111",
        "995109912611193",
        "295139912611193",
        "A295109912611193",
        "0.295109912611193",
        "3400930000120",
        "10000000017",
        "RPPS 10000000016",
        "16 012 patients",
        "2024-01-02 03:04:05",
        "01/02/2024",
        "01 02 2024",
        "https://doi.org/10.1016/0612345678",
        "doi:10.1000/01.23.45.67.89",
        "10.1000/0612345678",
        "0000-0002-1825-0097",
        "https://a.example/0612345678?x=06.12.34.56.78",
        "0.0612345678",
        "06 12.34 56-78",
        "FINESS 010000024",
        "sha256 0612345678abcdef",
        "git@github.com:a/b",
        "boas@1.2.3",
        "@media",
        "n = 1 234 567 890",
    ],
)
def test_ordinary_numbers_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_contact_may_be_reached_but_not_identified() -> None:
    text = "a@b.fr, 01 23 45 67 89, 295109912611193"

    assert [kind for _, kind in found(text)] == ["email", "phone", "nir"]
    assert [kind for _, kind in found(text, contact=True)] == ["nir"]


@given(
    st.tuples(
        st.sampled_from("123478"),
        st.integers(0, 99).map("{:02}".format),
        st.sampled_from(["01", "12", "20", "42", "50", "99"]),
        st.sampled_from(["01", "2A", "2B", "75", "97", "99"]),
        st.integers(1, 990).map("{:03}".format),
        st.integers(1, 999).map("{:03}".format),
    ),
    st.sampled_from(["", " ", ".", "-", "\u202f"]),
    st.text("abc ,;:\n", max_size=10),
)
def test_every_number_with_its_key_is_found(parts: tuple[str, ...], gap: str, around: str) -> None:
    written = gap.join([*parts, nir.calc_check_digits("".join(parts))])

    assert found(f"{around} {written} {around}") == [(written, "nir")]


@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_a_masked_text_keeps_its_length_and_nothing_else(text: str) -> None:
    masked = f"295109912611193 {text}"
    for start, length, _ in find_person_identifiers(masked):
        masked = mask(masked, start, length)

    assert masked.startswith("•" * 15 + " ")
    assert len(masked) == len(text) + 16


@pytest.mark.parametrize(
    "piece",
    ["a", "a@", "a.", "1 ", "01 ", "01 23 45 67 89 ", "www.a 01 23 45 67 89 ", "https://", "NIR 2951099126111 "],
)
def test_long_texts_are_read_to_their_end(piece: str) -> None:
    times = 2**20 // len(piece)
    with not_endless():
        found = list(find_person_identifiers(piece * times))

    assert len(found) <= times
