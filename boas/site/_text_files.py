"""Files that no answer stands behind: the map of the site, and whom to warn."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from html import escape

from boas.site._settings import Settings

_CONTACT_VALIDITY = timedelta(days=365)
"""How long whom to warn is held to be true after the last change of the registry."""


def render_sitemap(base: str, urls: Sequence[str]) -> bytes:
    """The map of all pages for search engines."""
    lines = "".join(f"<url><loc>{escape(f'{base}/{url}')}</loc></url>\n" for url in sorted(urls))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{lines}</urlset>\n".encode()


def render_robots(base: str) -> bytes:
    """Everything may be read by anybody."""
    return f"User-agent: *\nAllow: /\nSitemap: {base}/sitemap.xml\n".encode()


def render_security(base: str, settings: Settings, as_of: str) -> bytes:
    """Whom to tell of a weakness, until a year after the moment `as_of` (RFC 9116)."""
    expires = datetime.fromisoformat(as_of).astimezone(UTC) + _CONTACT_VALIDITY
    lines = (
        f"Contact: {settings.forge_url}/issues",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(settings.languages)}",
        f"Canonical: {base}/.well-known/security.txt",
    )
    return ("\n".join(lines) + "\n").encode()
