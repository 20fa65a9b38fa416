"""Where the links of author texts lead: to an address, to a file beside the document or to a heading of the text."""

import re
from collections import Counter
from posixpath import normpath
from typing import Literal
from urllib.parse import quote, unquote

from markdown_it.token import Token

_FILE_BESIDE = re.compile(r"(?:\w[\w .+-]*/)*\w[\w .+-]*")
_FRAGMENT = re.compile(r"[\w.~-]*")
_ADDRESS = re.compile(r"https://[^\s/?#@:][^\s/?#@]*(?:[/?#]\S*)?|mailto:[^\s/?#@]+@[^\s@]+", re.IGNORECASE)
"""An https address with a host and neither user nor password, or one mailbox."""
_SPACES_AND_CONTROLS = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]")


def classify_link(target: str) -> Literal["address", "relative", "unsafe"]:
    """Where a link leads: an https or mailto address, a place on this site, or where no link may lead.

    Browsers drop spaces and control characters and read a backslash as a slash; so does this.
    """
    squeezed = _SPACES_AND_CONTROLS.sub("", target)
    if "\\" in squeezed or squeezed.startswith("//"):
        return "unsafe"
    if not re.match(r"[^/?#]*:", squeezed):
        return "relative"
    return "address" if squeezed == target and _ADDRESS.fullmatch(target) else "unsafe"


def read_anchor(target: str) -> str:
    """What follows the `#` of a link that stays in its text; empty for any other."""
    return unquote(target[1:]) if target.startswith("#") else ""


def resolve_file(target: str) -> str:
    """A link to a file beside the document or below, in its shortest form; empty for any other."""
    path, _, fragment = target.partition("#")
    shortest = normpath(unquote(path)) if path and classify_link(target) == "relative" else ""
    if not (_FILE_BESIDE.fullmatch(shortest) and _FRAGMENT.fullmatch(unquote(fragment))):
        return ""
    return quote(shortest) + (f"#{fragment}" if fragment else "")


def name_headings(tokens: list[Token]) -> dict[int, str]:
    """How forges name each heading in links, by its place: small letters, hyphens, a number where it comes again."""
    seen = Counter[str]()
    named: dict[int, str] = {}
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            words = "".join(child.content for child in tokens[index + 1].children or ())
            slug = re.sub(r"[^\w -]", "", words.lower()).replace(" ", "-")
            named[index] = f"{slug}-{seen[slug]}" if seen[slug] else slug
            seen[slug] += 1
    return {index: slug for index, slug in named.items() if slug}
