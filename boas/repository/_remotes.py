"""Addresses of other people's repositories: which may be asked, and how a person writes one with a revision.

Only plain HTTPS: no credentials, no other protocol, nothing Git could take for an option or a command.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from boas.errors import UsageError
from boas.translation import Message

_ADDRESS = re.compile(r"https://[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?/[A-Za-z0-9._~%+/@-]{1,1000}")
"""Host, port and path; what is not ASCII stands escaped, so that no look-alike letter hides in a host."""

_REVISION = re.compile(r"(?![-+^./])(?!.*(?:\.\.|//|@\{|\.lock(?:/|$)))[A-Za-z0-9._/@+#=,-]{1,255}(?<![./])")
"""A branch, a tag, HEAD or a commit id: no step back, no `:` that would name a place to write to."""

_SPLIT = re.compile(r"(?P<url>https://[^/]*/(?:[^@]|(?<=/)@)*)@(?P<revision>.*)", re.DOTALL)
"""An address and a revision: the first `@` of the path that begins no folder's name parts them."""


@dataclass(frozen=True, slots=True)
class Remote:
    """A repository of somebody else at one revision."""

    url: str
    revision: str
    """Branch, tag, HEAD or full commit id."""


def make_remote(url: str, revision: str) -> Remote:
    """A repository at a revision; raises `UsageError` when either may not be asked."""
    if reason := _explain_refusal(url):
        raise UsageError(
            Message("Address refused: {reason}.", reason=reason),
            Message("Give a public address that begins with https://."),
        )
    if not _REVISION.fullmatch(revision):
        raise UsageError(
            Message("Revision refused: {revision}.", revision=f"{revision!a}"),
            Message("Give a branch, a tag or a full commit id."),
        )
    return Remote(url, revision)


def parse_remote(written: str) -> Remote:
    """A repository written `URL@REVISION`; raises `UsageError` when it is not, or may not be asked."""
    match = _SPLIT.fullmatch(written)
    url, revision = (match["url"], match["revision"]) if match else (written, "")
    if not match and not _explain_refusal(written):
        raise UsageError(
            Message("The revision is missing: {written}", written=written),
            Message("Write for instance `{written}@v1.0.0`.", written=written),
        )
    return make_remote(url, revision)


def _explain_refusal(url: str) -> Message | None:
    """Why an address may not be asked, as the end of a sentence; None when it may."""
    if not url.startswith("https://"):
        return Message("only the protocol https is read")
    if "@" in url.removeprefix("https://").partition("/")[0]:
        return Message("it holds a user name or a password")
    if not _ADDRESS.fullmatch(url) or not _has_valid_port(url):
        return Message("it is not the address of a repository")
    return None


def _has_valid_port(url: str) -> bool:
    """Whether the port of an address, if it has one, is a port."""
    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False
