"""The OpenAPI document for the languages of one registry: the committed one describes texts in French and English."""

import json
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
