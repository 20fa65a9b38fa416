"""Pages and files that no answer stands behind: the API's guide, the map of the site."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any

Json = dict[str, Any]

METHODS = ("get", "post", "put", "delete")
VALID = timedelta(days=365)
"""How long whom to warn is held to be true after the last change of the registry."""


def api_content(openapi: Json) -> Json:
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
        if method in METHODS
    ]
    return {"operations": operations}


def sitemap(base: str, urls: Sequence[str]) -> bytes:
    """The map of all pages for search engines."""
    lines = "".join(f"<url><loc>{escape(f'{base}/{url}')}</loc></url>\n" for url in sorted(urls))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{lines}</urlset>\n".encode()


def robots(base: str) -> bytes:
    """Everything may be read by anybody."""
    return f"User-agent: *\nAllow: /\nSitemap: {base}/sitemap.xml\n".encode()


def security(base: str, forge: str, as_of: str) -> bytes:
    """Whom to tell of a weakness, until a year after the moment `as_of` (RFC 9116)."""
    expires = datetime.fromisoformat(as_of).astimezone(UTC) + VALID
    lines = (
        f"Contact: {forge}/issues",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: fr, en",
        f"Canonical: {base}/.well-known/security.txt",
    )
    return ("\n".join(lines) + "\n").encode()
