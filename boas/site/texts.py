"""Pages and files that no answer stands behind: the API's guide, the map of the site."""

from collections.abc import Sequence
from html import escape
from typing import Any

Json = dict[str, Any]

METHODS = ("get", "post", "put", "delete")


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


def security(base: str, forge: str) -> bytes:
    """Whom to tell of a weakness (RFC 9116)."""
    lines = (
        f"Contact: {forge}/issues",
        "Preferred-Languages: fr, en",
        f"Canonical: {base}/.well-known/security.txt",
    )
    return ("\n".join(lines) + "\n").encode()
