"""Small values with a syntax of their own: what is accepted and what is not, one by one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.documents import CHECKS, find_licence, is_id, is_version, parse_version
from boas.documents._scalars import is_date

ACCEPTED = {
    "bad-id": ("abc", "avc-ait-pmsi", "2-rives-2026", "a" * 64),
    "bad-version": ("1.0.0", "0.0.1", "10.20.30", "1.0.0-rc.1", "999999.0.0", "1.0.0-0a"),
    "bad-date": ("2026-03-02", "2024-02-29", "0001-01-01"),
    "bad-period": ("2015", "2015-03", "2015-03-02", "2015/2019", "2015-01/2019-12-31"),
    "unsafe-link": ("https://example.org", "https://example.org:8443/a?b=c#d", "https://xn--t-9fa.example/é"),
    "unsafe-source-link": ("https://example.org/a", "http://example.org/a"),
    "bad-doi": ("10.1159/000438859", "10.1016/S0140-6736(05)67877-5", "10.5281/zenodo.1234"),
    "bad-orcid": ("0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"),
    "bad-ror": ("https://ror.org/02feahw73", "https://ror.org/02vjkv261", "https://ror.org/00hj8s172"),
    "bad-siren": ("732829320", "180089013", "180036048"),
    "bad-finess": ("750712184", "2B0000020", "2B0004246", "2B0005342", "2A0000014"),
    "bad-licence": (
        "EUPL-1.2",
        "MIT",
        "etalab-2.0",
        "Apache-2.0 OR MIT",
        "GPL-3.0-only WITH Classpath-exception-2.0",
        "OpenMDW-1.0",
        "MIT AND (LicenseRef-My.Licence-1 OR EUPL-1.2)",
        "LicenseRef-scancode-3com-microcode",
        "wxWindows",
    ),
    "bad-own-licence": ("LicenseRef-a", "LicenseRef-CHU-Nord.2"),
    "bad-duration": ("P10Y", "P18M", "P1W", "P30D", "PT48H"),
    "bad-country": ("FR", "NO"),
    "bad-range": (">=1.0.0", ">=1.0.0,<2.0.0", ">= 1.0.0 , != 1.2.0", "==1.0.0-rc.1"),
    "bad-sha256": ("0" * 64, "0123456789abcdef" * 4),
    "bad-account": ("1", "583231", "1234567890123456789"),
}

LONG_LICENCES = ("(" * 60_000, "MIT OR " * 9_000 + "MIT", "NOT " * 40 + "MIT")

REFUSED = {
    "bad-id": (
        "",
        "ab",
        "a" * 65,
        "Abc",
        "a_bc",
        "a--b",
        "-abc",
        "abc-",
        "abc\n",
        "é-abc",
        "ab\u0441",
        "con",
        "com1",
        "a b",
        "a.b",
        "\uff41bc",
    ),
    "bad-version": (
        "1.0",
        "v1.0.0",
        "1.0.0+a",
        "01.0.0",
        "1.0.0\n",
        "1000000.0.0",
        "\uff11.0.0",
        "1.0.0-",
        "1.0.0-01",
        "",
        "1.0.0 ",
    ),
    "bad-date": (
        "2026-02-30",
        "2026-2-3",
        "20260203",
        "2026-W01-1",
        "02/03/2026",
        "2026-03-02\n",
        "",
        "2026-03-02T00:00",
    ),
    "bad-period": ("15", "2015-2019", "2015/", "/2019", "2015/2019/2020", "2015\n", "", "٢٠١٥"),
    "unsafe-link": (
        "http://example.org",
        "javascript:alert(1)",
        "//example.org",
        "https://",
        "https://a@b.example",
        "https:example.org",
        "HTTPS://example.org",
        " https://example.org",
        "https://example.org/a b",
        "https://example.org/<b>",
        "https://example.org\n",
        "https://example.org:99999",
        "https://[::1",
        "https:\\\\example.org",
        "ftp://example.org",
        "https://a.example/" + "x" * 2_000,
        "",
    ),
    "unsafe-source-link": ("ftp://example.org", "http://", "http://a@b.example", "javascript:alert(1)", ""),
    "bad-doi": (
        "https://doi.org/10.1159/000438859",
        "doi:10.1159/000438859",
        "10.1159",
        "10.1159/",
        "10.1159/a b",
        "10.1159/é",
        "10.1159/a\n",
        "",
    ),
    "bad-orcid": (
        "0000-0002-1825-0098",
        "0000000218250097",
        "0000-0002-1694-233x",
        "https://orcid.org/0000-0002-1825-0097",
        "0000-0002-1825-0097\n",
        "",
    ),
    "bad-ror": (
        "https://ror.org/02feahw74",
        "https://ror.org/12feahw73",
        "02feahw73",
        "http://ror.org/02feahw73",
        "https://ror.org/02FEAHW73",
        "https://ror.org/02feahw73\n",
        "https://ror.org/02feahl73",
        "",
    ),
    "bad-siren": ("732829321", "73282932", "732 829 320", "7328293200", "732829320\n", ""),
    "bad-finess": ("750712185", "2C0000020", "2b0000020", "2B0000021", "75071218", "750 712 184", "750712184\n", ""),
    "bad-licence": (
        "libre",
        "GPL",
        "mit",
        "MIT OR",
        "MIT\n",
        "",
        "LicenseRef-",
        "LicenseRef-à-lire",
        "GPL-3.0",
        "GPL-2.0+",
        "Nunit",
        "EUPL 1.2",
        "(MIT",
        "MIT AND AND MIT",
        "()",
        "( AND MIT",
        "( OR . AND MIT",
        *LONG_LICENCES,
    ),
    "bad-own-licence": ("MIT", "LicenseRef-", "LicenseRef-a b", "licenseref-a", "LicenseRef-a\n", ""),
    "bad-range": ("", ",", "1.0.0", ">=1.0", "~1.0.0", ">=1.0.0,", ">=1.0.0<2.0.0", ">=1.*"),
    "bad-duration": ("10Y", "P", "P0D", "P1.5Y", "P1Y6M", "PT5M", "p1y", "P10Y\n", "", "10 years"),
    "bad-country": ("fr", "FRA", "F", "FR\n", ""),
    "bad-sha256": ("0" * 63, "0" * 65, "A" * 64, "g" * 64, "0" * 64 + "\n", ""),
    "bad-account": ("", "0", "01", "-1", "octocat", "1 000", "1.0", "12\n", "١٢", "1" * 20),
}


@pytest.mark.parametrize(("rule", "value"), [(rule, value) for rule, values in ACCEPTED.items() for value in values])
def test_a_good_value_is_accepted(rule: str, value: str) -> None:
    assert CHECKS[rule](value)


@pytest.mark.parametrize(("rule", "value"), [(rule, value) for rule, values in REFUSED.items() for value in values])
def test_a_bad_value_is_refused(rule: str, value: str) -> None:
    assert not CHECKS[rule](value)


def test_every_check_has_its_tables() -> None:
    assert set(ACCEPTED) == set(REFUSED) == set(CHECKS)


@given(st.text(max_size=80))
def test_no_text_breaks_a_check(text: str) -> None:
    assert {check(text) for check in CHECKS.values()} <= {True, False}


@given(st.lists(st.sampled_from(("(", ")", "MIT", "AND", "OR", "WITH", "+", " ")), max_size=12).map(" ".join))
def test_no_order_of_brackets_and_operators_breaks_the_check_of_a_licence(text: str) -> None:
    assert CHECKS["bad-licence"](text) in {True, False}


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("Apache 2.0", "Apache-2.0"),
        ("apache-2.0", "Apache-2.0"),
        ("cc by-nc 4.0", "CC-BY-NC-4.0"),
        ("mit or apache-2.0", "MIT OR Apache-2.0"),
        ("GPL-3.0-or-later", "GPL-3.0-or-later"),
        ("openmdw-1.0", "OpenMDW-1.0"),
        ("LicenseRef-a", "LicenseRef-a"),
        ("gpl-3.0", None),
        ("LGPL 3.0", None),
        ("BSD", None),
        ("other", None),
        ("()", None),
        ("", None),
    ],
)
def test_a_licence_is_named_only_by_what_spdx_calls_it(written: str, named: str | None) -> None:
    assert find_licence(written) == named


@given(st.from_regex(r"[a-z0-9]{1,10}(-[a-z0-9]{1,10}){1,4}", fullmatch=True))
def test_words_joined_by_hyphens_are_an_id(text: str) -> None:
    assert is_id(text) == (len(text) <= 64)


@given(st.dates())
def test_every_day_is_a_date(day: object) -> None:
    assert is_date(str(day))


VERSIONS = st.from_regex(r"(0|[1-9][0-9]{0,5})(\.(0|[1-9][0-9]{0,5})){2}(-[a-z]{1,5}(\.[1-9])?)?", fullmatch=True)


@given(VERSIONS, VERSIONS)
def test_two_versions_have_one_order(first: str, second: str) -> None:
    assert is_version(first)
    assert (parse_version(first) < parse_version(second)) + (parse_version(first) > parse_version(second)) + (
        parse_version(first) == parse_version(second)
    ) == 1


def test_versions_are_ordered_by_number_and_a_pre_release_comes_first() -> None:
    names = ["1.10.0", "1.9.0", "1.0.0-rc.1", "1.0.0", "1.0.0-rc.11", "1.0.0-rc.2", "2.0.0"]

    assert sorted(names, key=parse_version) == [
        *("1.0.0-rc.1", "1.0.0-rc.2", "1.0.0-rc.11", "1.0.0", "1.9.0", "1.10.0", "2.0.0")
    ]
