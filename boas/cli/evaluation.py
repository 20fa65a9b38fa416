"""`boas evaluation new ID`: the folder of a new evaluation, with everything in it that the program can tell.

What only its author can say stands there to be filled in, and `boas check` names it.
"""

from pathlib import Path
from typing import Any

import click

from boas.cli._language import resolve_language
from boas.cli._row_options import RowOptions, add_row_options, count_rows
from boas.documents import build_algorithm_folder
from boas.errors import UsageError
from boas.parsing import find_root
from boas.scaffolding import EvaluationDraft, build_evaluation_draft, write_evaluation_draft
from boas.translation import Language, Message, list_languages


@click.group("evaluation")
def command() -> None:
    """Begin an evaluation of an algorithm: its folder, its document and its counts.

    \b
    boas evaluation new avc-ait-pmsi external-2026
    boas evaluation new avc-ait-pmsi external-2026 --rows rows.csv --truth y --prediction flag
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"


@command.command("new")
@click.argument("algorithm", metavar="ID")
@click.argument("evaluation", required=False, default="", metavar="[EVALUATION]")
@click.option("--version", default="", help="Version that was measured (default: the newest one).")
@click.option(
    "--rows",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="CSV file with one row per person, which stays with you: counts are made of it.",
)
@add_row_options(required=False)
@click.option("--registry", type=click.Path(path_type=Path, file_okay=False), help="Root of the registry.")
@click.option("--lang", type=click.Choice(list_languages()), help="Language (default: BOAS_LANG, locale, fr).")
def begin(
    *,
    algorithm: str,
    evaluation: str,
    version: str,
    rows: Path | None,
    registry: Path | None,
    lang: str | None,
    **columns: Any,  # noqa: ANN401 -- click gives each option by its name
) -> None:
    """Begin an evaluation: subject, digest, day and tool are filled in, counts are made when rows are given.

    \b
    boas evaluation new avc-ait-pmsi external --rows rows.csv --truth y --prediction flag --by sex
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    language, root = resolve_language(lang), find_root(registry or Path.cwd())
    draft = build_evaluation_draft(root, algorithm, evaluation, version, language, is_counted=rows is not None)
    options = RowOptions(**columns)
    if rows and not (options.truth and options.prediction):
        raise UsageError(
            Message("With --rows, say which columns hold the truth and the prediction."),
            Message("Add --truth COLUMN --prediction COLUMN."),
        )
    tables = count_rows(rows, root / draft.folder, options, language) if rows else None
    paths = write_evaluation_draft(root, draft, tables.texts if tables else {})
    click.echo(_describe_draft(algorithm, draft, paths, language), nl=False)


def _describe_draft(algorithm: str, draft: EvaluationDraft, paths: tuple[str, ...], language: Language) -> str:
    """What was written, and the commands that lead on."""
    folder = build_algorithm_folder(algorithm).rstrip("/")
    then = Message("Next: fill in {path} (what only you can say is marked with …), then:", path=draft.path)
    lines = [Message("Written:").in_(language), *(f"  {path}" for path in paths), "", then.in_(language)]
    return "\n".join((*lines, f"  boas check {folder}", f"  boas evidence {algorithm}")) + "\n"
