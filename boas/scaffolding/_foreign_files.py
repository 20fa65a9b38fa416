"""Files given to `boas new --from`: found, read within bounds, and told: what was recognised, what was not taken."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from boas.errors import UsageError
from boas.escaping import make_visible
from boas.formats import ImportResult, Loss
from boas.formats.importers import (
    BODY,
    COLUMN_PARTS,
    FOLDER_FILES,
    FORMATS,
    detect_format,
    merge_imports,
    read_foreign,
    record_source,
)
from boas.translation import Message

_LARGEST = 6 * 1024 * 1024
"""Bytes read of a file: a little more than any format may have, so that the refusal can say so."""


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How files of other formats are to be read."""

    form: str = ""
    """Their format; empty to have it found out."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Names or numbers of the columns of a table, by what they hold."""
    found_at: str = ""
    """Address at which the files were read; empty when nobody told."""
    keep_text: bool = False
    """Whether the body of a README.md is kept as well."""


def read_foreign_files(
    paths: tuple[Path, ...], options: ReadingOptions, tell: Callable[[Message], None] | None = None
) -> ImportResult:
    """What files of other formats give together.

    Args:
        paths: files, or folders with files of a known name.
        options: how they are to be read.
        tell: is told of each file how it was understood.

    Raises:
        UsageError: a file cannot be read, or is of no known format.
    """
    form = options.form
    found = []
    for path, name in _iter_files(paths):
        data = _read_bounded(path)
        if path not in paths and detect_format(data, name) not in ({form} if form else FORMATS):
            continue  # a README.md or a metadata.json of another sort, met by chance in a folder
        one = record_source(read_foreign(data, name, form, options.columns), data, name, options.found_at)
        if tell:
            tell(_describe_import(one, name))
        found.append(one if options.keep_text else _without_body(one, name))
    if paths and not found:
        raise _make_no_import_error(paths)
    return merge_imports(found)


def _iter_files(paths: tuple[Path, ...]) -> Iterator[tuple[Path, str]]:
    """Files to read, with the name by which they are told; of a folder, those of a known name."""
    for path in paths:
        if path.is_dir():
            yield from ((path / name, name) for name in FOLDER_FILES if (path / name).is_file())
        else:
            yield path, path.name


def _read_bounded(path: Path) -> bytes:
    """The bytes of a file; raises `UsageError` for what is none or may not be read."""
    try:
        if not path.is_file():
            raise FileNotFoundError(2, "No such file")
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except OSError as error:
        raise UsageError(
            Message("Cannot read {path}: {strerror}", path=path, strerror=error.strerror),
            Message("Give a file or folder that exists."),
        ) from error


def _make_no_import_error(paths: tuple[Path, ...]) -> UsageError:
    """A folder without a file of a known format."""
    names = ", ".join(FOLDER_FILES)
    return UsageError(
        Message("Nothing to import in {paths}.", paths=paths[0]),
        Message("Give a file, or a folder with one of: {names}.", names=names),
    )


def _describe_import(one: ImportResult, name: str) -> Message:
    """How a file was understood."""
    label = FORMATS[one.forms[0]].label
    taken = len(one.pieces) + len(one.of_algorithm) + len(one.measured)
    codes = sum(len(listed.codes) for listed in one.lists)
    shown = make_visible(name)
    lists = Message("{codes} code(s) read in {lists} list(s)", codes=codes, lists=len(one.lists))
    return Message(
        "{shown}: {label}; {taken}, {losses} not taken.",
        shown=shown,
        label=label,
        taken=lists if one.lists else Message("{taken} value(s) taken", taken=taken),
        losses=len(one.losses),
    )


def _without_body(one: ImportResult, name: str) -> ImportResult:
    """The same without its long text, which becomes a loss."""
    if not one.body:
        return one
    n_lines = one.body.count("\n") + 1
    loss = Loss(name, "---", f"{n_lines} lines", BODY)
    return replace(one, body="", losses=(*one.losses, loss))


def parse_columns(written: tuple[str, ...]) -> dict[str, str]:
    """Columns of a table by what they hold, written `code=NAME`; raises `UsageError` for what no column holds."""
    pairs = [one.partition("=") for one in written]
    wrong = next((one for one, (part, sign, name) in zip(written, pairs, strict=True) if not (sign and name)), "")
    wrong = wrong or next((part for part, _, _ in pairs if part not in COLUMN_PARTS), "")
    if wrong:
        parts = ", ".join(COLUMN_PARTS)
        raise UsageError(
            Message("{option}: `{written}` is not in the list.", option="--column", written=wrong),
            Message("Write for instance --column code=NAME; a column holds one of: {parts}.", parts=parts),
        )
    return {part: name for part, _, name in pairs}
