"""Templates as compiled code, kept where Python keeps that of modules: beside their sources, in `__pycache__`.

A build that makes few pages would spend half of its time compiling templates. What another version of the program
compiled, or what a disk has damaged, is compiled anew. Nothing is kept in the folder of a registry: what lies there may
come from anybody, and is not run.
"""

import os
import sys
from contextlib import suppress
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from boas.site._assets import compute_engine_digest

_DIGEST_BYTES = 32


class TemplateCache(BytecodeCache):
    """Compiled templates in files; a folder that cannot be written to costs time only."""

    def __init__(self, language: str) -> None:
        """Take the language of the pages: Jinja works out at once what only depends on it, and keeps that as code."""
        self._language = language

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """A template is known by the path of its source, and by the language it was compiled for."""
        return f"{filename or name}-{self._language}.html"  # what is kept takes its name without the last ending

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code of one template, if this very program has compiled it of this source."""
        if _has_other_words():
            return
        with suppress(OSError):
            kept = _find_path(bucket).read_bytes()
            if kept[:_DIGEST_BYTES] == _compute_digest(kept[_DIGEST_BYTES:]):
                bucket.bytecode_from_string(kept[_DIGEST_BYTES:])  # which holds the digest of the source as well

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of one template, unless Python was told to keep none."""
        if sys.dont_write_bytecode or _has_other_words():
            return
        code, path = bucket.bytecode_to_string(), _find_path(bucket)
        beside = path.with_name(f"{path.name}.{os.getpid()}")
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(_compute_digest(code) + code)
            beside.replace(path)


def _has_other_words() -> bool:
    """Whether a translator's folder gives words that no digest of the program covers."""
    return "BOAS_TRANSLATIONS" in os.environ


def _find_path(bucket: Bucket) -> Path:
    """Where the code of a template is kept."""
    return Path(cache_from_source(bucket.key))


def _compute_digest(code: bytes) -> bytes:
    """A digest of some code and of the program that compiled it: its settings decide what a template becomes."""
    return sha256(compute_engine_digest().encode() + code).digest()
