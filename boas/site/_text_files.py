"""Files that no answer stands behind: the map of the site, and whom to warn."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from html import escape

from boas.site._settings import Settings

_CONTACT_VALIDITY = timedelta(days=365)
"""How long whom to warn is held to be true after the last change of the registry."""


MAX_ADDRESSES = 50_000
"""Addresses of one map (sitemaps.org)."""
MAX_BYTES = 50 * 1024 * 1024 - 1024
"""Bytes of one map (sitemaps.org), its head and foot apart."""
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


def render_sitemaps(base: str, urls: Sequence[str]) -> dict[str, bytes]:
    """The map of all pages for search engines by its name: `sitemap.xml`, or an index of that name and its parts.

    No part holds more addresses or bytes than the protocol allows.
    """
    parts = list(_split_addresses([f"<url><loc>{escape(f'{base}/{url}')}</loc></url>\n" for url in sorted(urls)]))
    maps = [f'{_XML}<urlset xmlns="{_SCHEMA}">\n{"".join(lines)}</urlset>\n'.encode() for lines in parts]
    if len(maps) == 1:
        return {"sitemap.xml": maps[0]}
    named = {f"sitemap-{number}.xml": content for number, content in enumerate(maps, start=1)}
    entries = "".join(f"<sitemap><loc>{escape(f'{base}/{name}')}</loc></sitemap>\n" for name in named)
    return {"sitemap.xml": f'{_XML}<sitemapindex xmlns="{_SCHEMA}">\n{entries}</sitemapindex>\n'.encode(), **named}


def _split_addresses(lines: Sequence[str]) -> Iterator[list[str]]:
    """Lines in parts that each fit into one map; one empty part when there are none."""
    part: list[str] = []
    size = 0
    for line in lines:
        n_bytes = len(line.encode())
        if part and (len(part) >= MAX_ADDRESSES or size + n_bytes > MAX_BYTES):
            yield part
            part, size = [], 0
        part.append(line)
        size += n_bytes
    yield part


def render_robots(base: str) -> bytes:
    """Everything may be read by anybody."""
    return f"User-agent: *\nAllow: /\nSitemap: {base}/sitemap.xml\n".encode()


def render_security(base: str, settings: Settings, contact: str, as_of: str) -> bytes:
    """Whom to tell of a weakness in private, until a year after the moment `as_of` (RFC 9116)."""
    expires = datetime.fromisoformat(as_of).astimezone(UTC) + _CONTACT_VALIDITY
    lines = (
        f"Contact: {contact}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(settings.languages)}",
        f"Policy: {base}/{settings.languages[0]}/security.html",
        f"Canonical: {base}/.well-known/security.txt",
    )
    return ("\n".join(lines) + "\n").encode()
