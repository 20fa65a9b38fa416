"""Files given to `boas new --from`: found, read within bounds, and told: what was recognised, what was not taken."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from boas.errors import UsageError
from boas.escaping import make_visible
from boas.formats import ImportResult, Loss
from boas.formats.importers import BODY, FOLDER_FILES, FORMATS, detect_format, merge_imports, read_foreign
from boas.translation import Language, Message

_LARGEST = 6 * 1024 * 1024
"""Bytes read of a file: a little more than any format may have, so that the refusal can say so."""
_MOST_LOSSES = 500
"""Losses printed; more are counted."""
_WIDEST = 40


def read_foreign_files(
    paths: tuple[Path, ...], form: str = "", *, keep_text: bool = False, tell: Callable[[Message], None] | None = None
) -> ImportResult:
    """What files of other formats give together.

    Args:
        paths: files, or folders with files of a known name.
        form: their format; empty to have it found out.
        keep_text: whether the body of a README.md is kept as well.
        tell: is told of each file how it was understood.

    Raises:
        UsageError: a file cannot be read, or is of no known format.
    """
    found = []
    for path, name in _iter_files(paths):
        data = _read_bounded(path)
        if path not in paths and detect_format(data, name) not in ({form} if form else FORMATS):
            continue  # a README.md or a metadata.json of another sort, met by chance in a folder
        one = read_foreign(data, name, form)
        if tell:
            tell(_describe_import(one, name))
        found.append(one if keep_text else _without_body(one, name))
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
    lists = Message("{codes} codes in {lists} list(s)", codes=codes, lists=len(one.lists))
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


def format_losses(losses: tuple[Loss, ...], language: Language) -> str:
    """A table of all that was not taken: where it stood, what it was, why; empty when all was."""
    if not losses:
        return ""
    several = len({loss.file for loss in losses}) > 1
    rows = [
        (f"{loss.file} {loss.path}" if several else loss.path, loss.value, loss.reason.in_(language))
        for loss in losses[:_MOST_LOSSES]
    ]
    widths = [min(_WIDEST, max(len(make_visible(row[column])) for row in rows)) for column in (0, 1)]
    lines = [Message("\nNot taken ({count}):", count=len(losses)).in_(language)]
    for where, value, reason in rows:
        cells = (f"{_truncate_cell(cell):<{width}}" for cell, width in zip((where, value), widths, strict=True))
        lines.append(f"  {'  '.join(cells)}  {make_visible(reason)}")
    if len(losses) > _MOST_LOSSES:
        lines.append(f"  … +{len(losses) - _MOST_LOSSES}")
    return "".join(f"{line}\n" for line in lines)


def _truncate_cell(text: str) -> str:
    """A cell of the table, on one line and no wider than a column."""
    clear = make_visible(text)
    return clear if len(clear) <= _WIDEST else f"{clear[: _WIDEST - 1]}…"
