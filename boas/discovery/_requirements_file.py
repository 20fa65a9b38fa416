"""`requirements*.txt`: a requirement a line, options of pip between them (format of pip's requirements files)."""

import re
from collections.abc import Iterator

from boas.discovery._dependency import FileEntry, IncludedFile
from boas.discovery._python_requirements import make_bad_requirement, parse_requirement
from boas.discovery._repository_pins import parse_direct_address

_COMMENT = re.compile(r"(^|\s)#.*$")
_OPTIONS_AFTER = re.compile(r"\s--?[A-Za-z].*$")
"""Options of one requirement, such as `--hash=sha256:…`."""
_INCLUDE = re.compile(r"(?:-r\s*|--requirement[\s=]\s*)(?P<path>\S.*)")
_EDITABLE = re.compile(r"(?:-e\s*|--editable[\s=]\s*)(?P<what>\S.*)")
_LOCAL = re.compile(r"\.{0,2}/|\.{1,2}$|\.\\|[A-Za-z]:\\|file:|~/|\.\[")
"""Something on the disk of whoever wrote the file: a path, or an address of one."""
_ADDRESS = re.compile(r"(?:git\+)?[a-z]+://", re.IGNORECASE)


def read_requirements(text: str) -> Iterator[FileEntry]:
    """What a requirements file names; constraints (`-c`) ask for nothing by themselves and are passed over."""
    for line, written in _join_lines(text):
        if match := _INCLUDE.fullmatch(written):
            yield IncludedFile(_unwrap_quotes(match["path"]))
            continue
        editable = _EDITABLE.fullmatch(written)
        if written.startswith("-") and not editable:
            continue
        yield from _read_line(_unwrap_quotes(_OPTIONS_AFTER.sub("", editable["what"] if editable else written)), line)


def _unwrap_quotes(written: str) -> str:
    """A text without the quotation marks around the whole of it."""
    is_quoted = len(written) > 1 and written[0] == written[-1] and written[0] in "\"'"
    return written[1:-1].strip() if is_quoted else written.strip()


def _read_line(written: str, line: int) -> Iterator[FileEntry]:
    """What one requirement names; nothing when it lies on the disk."""
    if _ADDRESS.match(written):
        found = parse_direct_address(None, written)
    elif _LOCAL.match(written) or ("@" not in written and ("/" in written or "\\" in written)):
        return
    else:
        try:
            found = parse_requirement(written)
        except ValueError:
            yield make_bad_requirement(written, line)
            return
    if found:
        yield found


def _join_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines that say something, without comments; one that ends in a backslash goes on in the next."""
    start, parts = 0, list[str]()
    for number, line in enumerate(text.splitlines(), 1):
        start = start if parts else number
        is_comment = line.lstrip().startswith("#")
        goes_on = line.endswith("\\") and not is_comment
        parts.append("" if is_comment else line[:-1] if goes_on else line)
        if not goes_on:
            yield from _clean_line(start, parts)
            parts = []
    yield from _clean_line(start, parts)


def _clean_line(number: int, parts: list[str]) -> Iterator[tuple[int, str]]:
    """A joined line without its comment, when anything is left."""
    written = _COMMENT.sub("", " ".join(part.strip() for part in parts)).strip()
    if written:
        yield number, written
