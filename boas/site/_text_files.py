"""Pages and files that no answer stands behind: the API's guide, the map of the site."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any

_METHODS = ("get", "post", "put", "delete")
_CONTACT_VALIDITY = timedelta(days=365)
"""How long whom to warn is held to be true after the last change of the registry."""


def build_api_content(openapi: Mapping[str, Any]) -> dict[str, object]:
    """What the API's page asks for: every operation with its parameters."""
    operations = [
        {
            "method": method.upper(),
            "path": path,
            "summary": operation.get("summary") or "",
            "description": operation.get("description") or "",
            "parameters": operation.get("parameters") or [],
        }
        for path, methods in sorted(openapi.get("paths", {}).items())
        for method, operation in methods.items()
        if method in _METHODS
    ]
    return {"operations": operations}


def render_sitemap(base: str, urls: Sequence[str]) -> bytes:
    """The map of all pages for search engines."""
    lines = "".join(f"<url><loc>{escape(f'{base}/{url}')}</loc></url>\n" for url in sorted(urls))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{lines}</urlset>\n".encode()


def render_robots(base: str) -> bytes:
    """Everything may be read by anybody."""
    return f"User-agent: *\nAllow: /\nSitemap: {base}/sitemap.xml\n".encode()


def render_security(base: str, forge: str, as_of: str) -> bytes:
    """Whom to tell of a weakness, until a year after the moment `as_of` (RFC 9116)."""
    expires = datetime.fromisoformat(as_of).astimezone(UTC) + _CONTACT_VALIDITY
    lines = (
        f"Contact: {forge}/issues",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: fr, en",
        f"Canonical: {base}/.well-known/security.txt",
    )
    return ("\n".join(lines) + "\n").encode()
