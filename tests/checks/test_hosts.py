"""A host is public when anybody reaches the same machine by a name that means what it seems to."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.checks._hosts import LIKE_LATIN, LOCAL, MIXED, NO_NAME, NUMBERED, WITH_USER, WRONG_PORT, check_host
from boas.translation import Message

CYRILLIC_A = "\u0430"


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("https://localhost", LOCAL),
        ("https://LOCALHOST:8443/x", LOCAL),
        ("https://intranet/", LOCAL),
        ("https://wiki.local/", LOCAL),
        ("https://metadata.google.internal/", LOCAL),
        ("https://a.test/", LOCAL),
        ("https://a.invalid/", LOCAL),
        ("https://router.home.arpa/", LOCAL),
        ("https://home.arpa/", LOCAL),
        ("https://\u24dbocalhost/", LOCAL),
        ("https://127.1/", NUMBERED),
        ("https://0x7f.1/", NUMBERED),
        ("https://0177.0.0.1/", NUMBERED),
        ("https://2130706433/", NUMBERED),
        ("https://a.0x/", NUMBERED),
        ("https://127.0.0.1./", NUMBERED),
        ("https://\uff11\uff12\uff17.0.0.1/", NUMBERED),
        ("https://127\u30020\u30020\u30021/", NUMBERED),
        ("https://[::ffff:169.254.169.254]/", NUMBERED),
        ("https://chu.example.org./", NO_NAME),
        ("https://a..org/", NO_NAME),
        ("https://-a.org/", NO_NAME),
        ("https://a_b.org/", NO_NAME),
        ("https://a%2eorg/", NO_NAME),
        ("https://xn--a.org/", NO_NAME),
        (f"https://{'a' * 64}.org/", NO_NAME),
        ("https://a.org:99999/", NO_NAME),
        (f"https://ex{CYRILLIC_A}mple.org/", MIXED),
        (f"https://a.ex{CYRILLIC_A}mple.org/", MIXED),
        ("https://xn--exmple-4nf.org/", MIXED),
        ("https://xn--80ak6aa92e.com/", MIXED),
        ("https://a.org@b.org/", WITH_USER),
        ("https://user:word@a.org/", WITH_USER),
        ("https://a.org:22/", WRONG_PORT),
        ("http://a.org:25/", WRONG_PORT),
    ],
)
def test_a_host_nobody_else_reaches_or_that_is_misread_is_told(address: str, wrong: Message) -> None:
    assert check_host(address) == wrong


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/",
        "https://chu.example/",
        "https://EXAMPLE.org:443/",
        "https://chu.example.org:8443/a?b=c#d",
        "http://www.example.org:80/",
        "https://3m.example/",
        "https://m\u00fcnchen.de/",
        "https://xn--mnchen-3ya.de/",
        "https://\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444/",
        "https://\u043f\u0440\u0438\u043c\u0435\u0440.com/",
        "https://\u65e5\u672c\u8a9e\u304b\u306a\u30ab\u30ca.jp/",
        "https://\u03b5\u03bb\u03bb\u03b7\u03bd\u03b9\u03ba\u03ac.gr/",
        "mailto:a@localhost",
        "10.1159/000438859",
        "",
    ],
)
def test_a_public_name_and_what_is_no_web_address_are_left_alone(address: str) -> None:
    assert check_host(address) is None


@given(st.ip_addresses())
def test_the_number_of_any_machine_is_told(number: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    host = f"[{number}]" if number.version == 6 else str(number)

    assert check_host(f"https://{host}/") == NUMBERED


@given(st.ip_addresses(v=4), st.sampled_from([hex, oct, str]))
def test_a_number_written_as_one_is_told_too(number: ipaddress.IPv4Address, write: type[str]) -> None:
    written = write(int(number)).replace("0o", "0")

    assert check_host(f"https://{written}/") == NUMBERED


@given(st.text("abcdefgh", min_size=1, max_size=20), st.sampled_from(sorted(LIKE_LATIN)), st.integers(0, 20))
def test_one_letter_of_another_script_is_told_wherever_it_stands(name: str, letter: str, at: int) -> None:
    host = f"{name[:at]}{letter}{name[at:]}.example"
    puny = f"xn--{host.split('.', maxsplit=1)[0].encode('punycode').decode()}.example"

    assert check_host(f"https://{host}/") == MIXED
    assert check_host(f"https://{puny}/") == MIXED


@given(st.text(max_size=80))
def test_no_address_ends_in_an_exception(text: str) -> None:
    for address in (text, f"https://{text}", f"https://xn--{text}.org/", f"https://[{text}]/"):
        check_host(address)
