"""What the program itself is made of, so that nothing made by another one is taken for its own."""

import platform
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import boas
from boas.translation import list_catalogues

_LIBRARIES = (
    *("babel", "bandit", "boolean.py", "feedgenerator", "gitpython", "jinja2", "license-expression", "markdown-it-py"),
    *("markupsafe", "mdit-py-plugins", "mdurl", "msgspec", "nh3", "numpy", "pydantic", "pydantic-core"),
    *("python-stdnum", "pyyaml", "scipy", "semver", "sqlalchemy", "sqlmodel"),
)
"""Packages of others whose next version may read, judge, compute or write the same content in another way."""


def compute_program_digest(without: frozenset[str], data: Iterable[Path] = ()) -> str:
    """Digest of Python, of the libraries that shape results, and of the program's sources, translations and data.

    Args:
        without: Names of rooms that have no part in what is made.
        data: Files beside the sources that have: vocabularies, templates, examples.
    """
    package = Path(boas.__file__).parent
    sources = {path.relative_to(package): path for path in package.rglob("*.py")}
    sources |= {Path("translation", *path.parts[-3:]): path for path in list_catalogues()}
    digest = sha256(_name_libraries().encode())
    files = {path.as_posix(): source for path, source in sources.items() if path.parts[0] not in without}
    files |= {f"{path.parent.name}/{path.name}": path for path in data}
    for name, path in sorted(files.items()):
        digest.update(sha256(name.encode() + b"\0" + path.read_bytes()).digest())
    return digest.hexdigest()


@cache
def _name_libraries() -> str:
    """The program, Python and each library with its version."""
    named = (f"{name} {version(name)}" for name in _LIBRARIES)
    return "\n".join((f"boas {boas.__version__}", f"python {platform.python_version()}", *named))
