"""Which repositories of other people may be asked, and how one is written with its revision."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.errors import UsageError
from boas.repository import Remote, make_remote, parse_remote

WRITTEN = {
    "a tag": ("https://forge.example/team/code@v1.2.0", "https://forge.example/team/code", "v1.2.0"),
    "a branch with folders": ("https://forge.example/a/b.git@feature/x", "https://forge.example/a/b.git", "feature/x"),
    "a commit": (f"https://forge.example/a@{'a1' * 20}", "https://forge.example/a", "a1" * 20),
    "a port": ("https://127.0.0.1:8443/a@main", "https://127.0.0.1:8443/a", "main"),
    "a tag with an at sign": ("https://forge.example/a@pkg@1.0", "https://forge.example/a", "pkg@1.0"),
    "a folder that begins with an at sign": ("https://forge.example/@me/a@v1", "https://forge.example/@me/a", "v1"),
}


@pytest.mark.parametrize("case", WRITTEN)
def test_an_address_and_a_revision_are_parted(case: str) -> None:
    written, url, revision = WRITTEN[case]
    assert parse_remote(written) == Remote(url, revision)


REFUSED = {
    "no encryption": ("http://forge.example/a", "only the protocol https"),
    "ssh": ("ssh://git@forge.example/a", "only the protocol https"),
    "ssh, short": ("git@forge.example:a/b", "only the protocol https"),
    "the git protocol": ("git://forge.example/a", "only the protocol https"),
    "a file": ("file:///etc", "only the protocol https"),
    "a path": ("/etc", "only the protocol https"),
    "a command": ("ext::sh -c id", "only the protocol https"),
    "an option": ("--upload-pack=id", "only the protocol https"),
    "a helper": ("https::https://forge.example/a", "only the protocol https"),
    "a password": ("https://camille:secret@forge.example/a", "user name or a password"),
    "a user name": ("https://camille@forge.example/a", "user name or a password"),
    "no path": ("https://forge.example", "not the address"),
    "no host": ("https:///a", "not the address"),
    "a question": ("https://forge.example/a?b=c", "not the address"),
    "a look-alike host": ("https://f\u043erge.example/a", "not the address"),
    "a line end": ("https://forge.example/a\n", "not the address"),
    "a blank": ("https://forge.example/a b", "not the address"),
    "a backslash": ("https://forge.example\\@evil.example/a", "user name or a password"),
    "a port past the last": ("https://forge.example:99999/a", "not the address"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_an_address_that_is_not_plain_https_is_refused_with_the_reason(case: str) -> None:
    url, reason = REFUSED[case]
    with pytest.raises(UsageError, match=reason) as error:
        make_remote(url, "main")
    assert "secret" not in error.value.message.in_("fr")


@pytest.mark.parametrize(
    "revision",
    [
        "",
        "-x",
        "--upload-pack=id",
        "+main",
        "^main",
        "a:b",
        "a..b",
        "main~1",
        "main^",
        "a@{1}",
        "a b",
        "a\n",
        "/a",
        "é",
    ],
)
def test_a_revision_that_is_no_name_is_refused(revision: str) -> None:
    with pytest.raises(UsageError, match="Revision refused"):
        make_remote("https://forge.example/a", revision)


def test_an_address_without_a_revision_is_answered_with_an_example() -> None:
    with pytest.raises(UsageError, match="revision is missing") as error:
        parse_remote("https://forge.example/team/code")
    assert error.value.help.in_("fr") == "Écrire par exemple « https://forge.example/team/code@v1.0.0 »."


@given(st.text(max_size=60) | st.text(max_size=60).map("https://forge.example/{}".format))
def test_whatever_is_written_is_plain_https_or_refused(written: str) -> None:
    try:
        asked = parse_remote(written)
    except UsageError:
        return
    assert re.fullmatch(r"https://[!-~]+", asked.url)
    assert re.fullmatch(r"[0-9A-Za-z_@#=,][!-9;-~]*", asked.revision)
