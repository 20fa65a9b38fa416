"""Which files of a project are read, and by which reader."""

import codecs
import posixpath
import re
from dataclasses import dataclass

from boas.discovery._boas_lock import read_boas_lock
from boas.discovery._codelists_file import read_codelists
from boas.discovery._conda_environment import read_environment
from boas.discovery._dependency import Dependency, FileEntry, FileProblem, FileReader, IncludedFile
from boas.discovery._poetry_lock import read_poetry_lock
from boas.discovery._pyproject import read_pyproject
from boas.discovery._r_description import read_description
from boas.discovery._renv_lock import read_renv_lock
from boas.discovery._requirements_file import read_requirements
from boas.discovery._uv_lock import read_uv_lock

_READERS: dict[str, FileReader] = {
    "boas.lock": read_boas_lock,
    "pyproject.toml": read_pyproject,
    "uv.lock": read_uv_lock,
    "poetry.lock": read_poetry_lock,
    "renv.lock": read_renv_lock,
    "DESCRIPTION": read_description,
    "environment.yml": read_environment,
    "environment.yaml": read_environment,
}
"""By the name of the file, in whatever folder it lies."""
_REQUIREMENTS = re.compile(r"requirements[^/]*\.txt|.*/requirements/[^/]+\.txt")
_CODELISTS = "codelists/codelists.txt"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Marks of encodings; that of UTF-32 begins with that of UTF-16."""


@dataclass(frozen=True, slots=True)
class FileContent:
    """What one file of a project gave."""

    path: str
    dependencies: tuple[Dependency, ...] = ()
    problems: tuple[FileProblem, ...] = ()
    includes: tuple[str, ...] = ()
    """Paths of other files that it takes in, from the project's top."""


def find_reader(path: str) -> FileReader | None:
    """The reader of a file, by its path from the project's top; nothing for a file that is not read."""
    if path == _CODELISTS or path.endswith(f"/{_CODELISTS}"):
        return read_codelists
    name = posixpath.basename(path)
    if _REQUIREMENTS.fullmatch(name) or _REQUIREMENTS.fullmatch(f"/{path}"):
        return read_requirements
    return _READERS.get(name)


def read_project_file(path: str, data: bytes, reader: FileReader | None = None) -> FileContent:
    """What a file says; `reader` is given for one that another file takes in under any name."""
    chosen = reader or find_reader(path)
    entries: list[FileEntry] = list(chosen(decode_text(data))) if chosen else []
    folder = posixpath.dirname(path)
    return FileContent(
        path,
        tuple(dict.fromkeys(one for one in entries if isinstance(one, Dependency) and one.packages)),
        tuple(one for one in entries if isinstance(one, FileProblem)),
        tuple(posixpath.normpath(posixpath.join(folder, one.path)) for one in entries if isinstance(one, IncludedFile)),
    )


def decode_text(data: bytes) -> str:
    """The text of a file in whatever encoding its mark names; UTF-8 without one, else Latin-1, which takes any byte.

    PowerShell writes UTF-16 with a mark when the output of `pip freeze` is sent to a file, and old packages of R are
    in Latin-1; the names that count here are ASCII in each.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.removeprefix(mark).decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")
