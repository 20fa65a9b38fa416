"""A new evaluation of a version: its folder, with what the program can tell filled in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from boas import __version__
from boas.documents import build_path, build_version_path, is_id, is_version, parse_version
from boas.errors import UsageError
from boas.formats import choose_text_language, render_evaluation
from boas.parsing import compute_folder_digest, read_algorithm, read_languages
from boas.repository import write_new
from boas.scaffolding._reference_catalogue import make_bad_id_error
from boas.translation import Language, Message


@dataclass(frozen=True, slots=True)
class EvaluationDraft:
    """An evaluation about to be written."""

    version: str
    """The version that was measured."""
    path: str
    """Where its document goes, from the registry's root."""
    text: str

    @property
    def folder(self) -> str:
        """Its folder, from the registry's root."""
        return self.path.rpartition("/")[0]


def build_evaluation_draft(  # noqa: PLR0913 -- what is measured, under which name, and how it is told
    root: Path, algorithm: str, evaluation: str, version: str, language: Language, *, is_counted: bool
) -> EvaluationDraft:
    """An evaluation of a version as it lies on disk, dated today; nothing is written.

    Args:
        root: folder of the registry.
        algorithm: id.
        evaluation: id of the evaluation; one is made of the day when it is empty.
        version: the version that was measured; the newest one when it is empty.
        language: of the comments.
        is_counted: whether tables come with it, so that the tool that recomputes them is named.

    Raises:
        UsageError: there is no such algorithm or version, or the evaluation has no valid id or exists.
    """
    collection = read_algorithm(root, algorithm)
    known = sorted(filter(is_version, collection.versions[algorithm]), key=parse_version)
    measured = version or known[-1]
    if measured not in known:
        raise _make_no_version_error(algorithm, measured, known)
    today = datetime.now(tz=UTC).date().isoformat()
    name = evaluation or f"evaluation-{today}"
    if not is_id(name):
        raise make_bad_id_error(name)
    path = build_path("evaluation", algorithm=algorithm, evaluation=name)
    if (root / path).parent.exists():
        raise _make_exists_error(path)
    folder = build_version_path(algorithm, measured, "")
    files = {file.path[len(folder) :]: collection.tree.read(file) for file in collection.contents[folder]}
    subject = {"id": algorithm, "version": measured, "digest": compute_folder_digest(files)}
    values: dict[str, object] = {"schema_version": 1, "id": name, "subject": subject, "date": today}
    if is_counted:
        values["recomputed_with"] = f"boas {__version__}"
    texts_in = choose_text_language(read_languages(collection.tree), language)
    return EvaluationDraft(measured, path, render_evaluation(values, language, texts_in))


def write_evaluation_draft(root: Path, draft: EvaluationDraft, tables: Mapping[str, str]) -> tuple[str, ...]:
    """Write an evaluation and its tables, by their names, as one step; gives the paths.

    Raises `UsageError` when its folder appeared meanwhile.
    """
    files = {draft.path: draft.text.encode()}
    files |= {f"{draft.folder}/{name}": text.encode() for name, text in tables.items()}
    try:
        write_new(root, files, whole=draft.folder)
    except FileExistsError as error:
        raise _make_exists_error(draft.path) from error
    return tuple(files)


def _make_no_version_error(algorithm: str, version: str, known: list[str]) -> UsageError:
    """There is no such version."""
    return UsageError(
        Message("{algorithm} has no version {version}.", algorithm=algorithm, version=version),
        Message("Choose one of: {known}.", known=", ".join(known)),
    )


def _make_exists_error(path: str) -> UsageError:
    """The folder is there."""
    return UsageError(
        Message("The file {filename} exists already.", filename=path),
        Message("Choose another id."),
    )
