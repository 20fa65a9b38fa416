"""The OpenAPI document for the languages of one registry: the committed one describes texts in French and English."""

import json
from difflib import get_close_matches
from functools import lru_cache

from boas.documents import DEFAULT_LANGUAGES, find_package_folder, render_schema

_TEXTS = "LocalText"
"""Name of the schema of texts."""


@lru_cache(maxsize=4)
def read_openapi(languages: tuple[str, ...] = DEFAULT_LANGUAGES) -> bytes:
    """The OpenAPI document as it is published with the code, its texts in the languages of a registry."""
    text = (find_package_folder("schemas") / "openapi.json").read_bytes()
    if languages == DEFAULT_LANGUAGES:
        return text
    document = json.loads(text)
    document["components"]["schemas"][_TEXTS] = json.loads(render_schema("card", languages))["$defs"][_TEXTS]
    return (json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


@lru_cache(maxsize=4)
def list_readable(languages: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Each address that can be read, with what it gives."""
    paths = json.loads(read_openapi(languages))["paths"]
    return tuple((path, methods["get"]["summary"]) for path, methods in sorted(paths.items()) if "get" in methods)


def find_near_addresses(path: str) -> tuple[str, ...]:
    """Addresses that begin nearly as one that is not known, the rest of it kept."""
    known = list_readable(DEFAULT_LANGUAGES)
    start = next(path for path, _ in known)
    first, *rest = path.removeprefix(f"{start}/").split("/")
    names = {one.removeprefix(f"{start}/").partition("/")[0] for one, _ in known[1:]}
    near = get_close_matches(first[:64], sorted(names - {first}), n=3, cutoff=0.6)
    return tuple("/".join((start, one, *rest)) for one in near)
