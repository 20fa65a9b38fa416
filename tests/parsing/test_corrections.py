"""What an author surely meant, what they likely meant, and where nobody can tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.documents import CHECKS
from boas.parsing import is_one_slip, quote_like, read_yaml
from boas.parsing._corrections import SPELLINGS, correct_value

CERTAIN = {
    "French decimal": ("float_type", "0,85", "0.85"),
    "negative French decimal": ("float_type", "-2,5", "-2.5"),
    "French thousands and decimal": ("float_type", "1\u202f234,5", "1234.5"),
    "three decimals below one": ("float_type", "0,855", "0.855"),
    "number in quotation marks": ("float_type", "0.85", "0.85"),
    "whole number in quotation marks": ("int_type", "18", "18"),
    "thousands": ("int_type", "12 345", "12345"),
    "yes of YAML 1.1": ("bool_type", "yes", "true"),
    "no in French": ("bool_type", "Non", "false"),
    "day first, past the twelfth": ("bad-date", "14/03/2025", "2025-03-14"),
    "same day and month": ("bad-date", "3/3/2025", "2025-03-03"),
    "year first": ("bad-date", "2025/3/14", "2025-03-14"),
    "years": ("bad-period", "2015-2019", "2015/2019"),
    "day of a period": ("bad-period", "14/03/2025", "2025-03-14"),
    "DOI as an address": ("bad-doi", "https://doi.org/10.1159/000438859", "10.1159/000438859"),
    "DOI with its name": ("bad-doi", "doi: 10.1159/000438859", "10.1159/000438859"),
    "ORCID as an address": ("bad-orcid", "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
    "ORCID without hyphens": ("bad-orcid", "0000000218250097", "0000-0002-1825-0097"),
    "ROR without its address": ("bad-ror", "02feahw73", "https://ror.org/02feahw73"),
    "ROR over plain http": ("bad-ror", "http://ror.org/02feahw73/", "https://ror.org/02feahw73"),
    "SIREN in groups": ("bad-siren", "552 100 554", "552100554"),
    "licence with a space": ("bad-licence", "Apache 2.0", "Apache-2.0"),
    "country in small letters": ("bad-country", "fr", "FR"),
    "country of three letters": ("bad-country", "DEU", "DE"),
    "country by its French name": ("bad-country", "Allemagne", "DE"),
    "country by its English name": ("bad-country", "Côte d’Ivoire", "CI"),
    "years ahead": ("bad-duration", "10 ans", "P10Y"),
    "hours ahead": ("bad-duration", "48 hours", "PT48H"),
    "licence with one successor": ("bad-licence", "Nunit", "zlib-acknowledgement"),
    "digest in capitals": ("bad-sha256", "AB" * 32, "ab" * 32),
    "version with a v": ("bad-version", "v1.4.0", "1.4.0"),
}
LIKELY = {
    "English thousands or French decimals": ("float_type", "1,234", "1.234"),
    "which is the month": ("bad-date", "03/04/2025", "2025-04-03"),
    "version of two numbers": ("bad-version", "1.4", "1.4.0"),
    "plain http": ("unsafe-link", "http://chu.example.org/a", "https://chu.example.org/a"),
    "no scheme": ("unsafe-link", "www.chu.example.org", "https://www.chu.example.org"),
}
UNKNOWN = {
    "words for a number": ("float_type", "environ 0,85"),
    "two numbers": ("float_type", "0,85,2"),
    "decimals for a whole number": ("int_type", "0,85"),
    "points between thousands": ("int_type", "1.234"),
    "maybe": ("bool_type", "peut-être"),
    "day that does not exist": ("bad-date", "31/02/2025"),
    "ORCID with a wrong key": ("bad-orcid", "https://orcid.org/0000-0002-1825-0098"),
    "another address": ("bad-doi", "https://example.org/10.1159/000438859"),
    "licence of two readings": ("bad-licence", "GPL 3"),
    "deprecated licence of two readings": ("bad-licence", "GPL-3.0"),
    "no country": ("bad-country", "Europe"),
    "script": ("unsafe-link", "javascript:alert(1) "),
    "no such field": ("dict_type", "x"),
}


@pytest.mark.parametrize(("wanted", "value", "meant"), CERTAIN.values(), ids=list(CERTAIN))
def test_another_spelling_of_the_same_fact_is_certain(wanted: str, value: str, meant: str) -> None:
    found = correct_value(wanted, value)

    assert found is not None
    assert (found.value, found.is_certain) == (meant, True)


@pytest.mark.parametrize(("wanted", "value", "meant"), LIKELY.values(), ids=list(LIKELY))
def test_what_could_be_read_otherwise_is_only_likely(wanted: str, value: str, meant: str) -> None:
    found = correct_value(wanted, value)

    assert found is not None
    assert (found.value, found.is_certain) == (meant, False)


@pytest.mark.parametrize(("wanted", "value"), UNKNOWN.values(), ids=list(UNKNOWN))
def test_nothing_is_guessed(wanted: str, value: str) -> None:
    assert correct_value(wanted, value) is None


@given(wanted=st.sampled_from(sorted(SPELLINGS)), value=st.text(max_size=40))
def test_a_correction_always_passes_the_check_that_refused(wanted: str, value: str) -> None:
    found = correct_value(wanted, value)

    assert found is None or wanted not in CHECKS or CHECKS[wanted](found.value)
    assert found is None or found.is_text or not isinstance(read_yaml(found.value).value, str)


@given(
    value=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30),
    style=st.sampled_from("'\"x"),
)
def test_a_text_put_into_yaml_is_read_as_itself(value: str, style: str) -> None:
    read = read_yaml(f"field: {quote_like(style, value)}")

    assert [fault for fault in read.diagnostics if fault.rule == "unreadable-yaml"] == []
    assert read.value == {"field": value}


def test_a_text_that_would_be_too_large_a_number_is_put_between_quotation_marks() -> None:
    assert quote_like("x", "1000000000000000000") == '"1000000000000000000"'


SLIPS = {
    "left out": ("contries", "countries", True),
    "added": ("countriess", "countries", True),
    "changed": ("countrias", "countries", True),
    "swapped": ("conutries", "countries", True),
    "first letter": ("ountries", "countries", True),
    "two letters": ("countrys", "countries", False),
    "another word": ("zzz", "countries", False),
    "swapped and longer": ("ab", "bax", False),
}


@pytest.mark.parametrize(("written", "meant", "is_slip"), SLIPS.values(), ids=list(SLIPS))
def test_one_slip_of_a_finger_is_told_from_more(written: str, meant: str, *, is_slip: bool) -> None:
    assert is_one_slip(written, meant) is is_slip
    assert is_one_slip(meant, written) is is_slip
