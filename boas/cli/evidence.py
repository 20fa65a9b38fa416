"""`boas evidence`: what the numbers of an algorithm come to, and the tables to publish from a local file of rows.

Rows about people are read where they are and never copied: only counts are written, into one folder, and
nothing that is there is overwritten.
"""

from pathlib import Path
from typing import Any

import click

from boas.cli._language import resolve_language
from boas.cli._row_options import RowOptions, add_row_options, count_rows
from boas.parsing import find_root, read_algorithm
from boas.translation import list_languages


class _EvidenceGroup(click.Group):
    """`boas evidence ID` and `boas evidence from-rows` under one name."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """What is no command is an algorithm or an option of the command that shows one."""
        if args and args[0] not in {*self.commands, *ctx.help_option_names}:
            args = ["show", *args]
        return super().parse_args(ctx, args)


@click.group("evidence", cls=_EvidenceGroup, subcommand_metavar="ID | from-rows FILE")
def command() -> None:
    """Show what an algorithm's numbers come to, or count a local file of rows.

    \b
    boas evidence avc-ait-pmsi                    claims, recomputed numbers, groups
    boas evidence avc-ait-pmsi --format csv       the same as one table
    boas evidence from-rows --help                from one row a person to counts.csv
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"


@command.command("show", hidden=True)
@click.argument("algorithm")
@click.option("--evaluation", metavar="ID", help="This evaluation only.")
@click.option("--registry", type=click.Path(path_type=Path, file_okay=False), help="Root of the registry.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@click.option("--lang", type=click.Choice(list_languages()), help="Language (default: BOAS_LANG, locale, fr).")
def show(algorithm: str, evaluation: str | None, registry: Path | None, form: str, lang: str | None) -> None:
    """Print what the numbers of an algorithm's evaluations come to, as they lie on disk."""
    from boas.reports import evaluate_documents, render_csv_evidence, render_json_evidence, render_text_evidence

    found = evaluate_documents(read_algorithm(find_root(registry or Path.cwd()), algorithm), evaluation)
    if form == "json":
        click.echo(render_json_evidence(algorithm, found), nl=False)
    elif form == "csv":
        click.echo(render_csv_evidence(found), nl=False)
    else:
        click.echo(render_text_evidence(algorithm, found, resolve_language(lang)), nl=False)


@command.command("from-rows")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@add_row_options(required=True)
@click.option(
    "--to",
    "folder",
    required=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of the evaluation.",
)
@click.option("--lang", type=click.Choice(list_languages()), help="Language (default: BOAS_LANG, locale, fr).")
def from_rows(
    *,
    file: Path,
    folder: Path,
    lang: str | None,
    **columns: Any,  # noqa: ANN401 -- click gives each option by its name
) -> None:
    """Count a CSV file with one row per person into counts.csv and scores.csv; nothing else is written.

    Small counts become `<11`, and `[c]` stands where a count would give one of them away.

    \b
    boas evidence from-rows /secure/validation.csv --truth y --prediction flag \\
        --by age_band=age,sex --cross age_band,sex --site hospital --score p \\
        --to model_cards/algorithms/my-algorithm/evaluations/external-2026
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    from boas.evidence import describe_tables, write_tables

    language = resolve_language(lang)
    tables = count_rows(file, folder, RowOptions(**columns), language)
    write_tables(folder, tables.texts)
    click.echo(describe_tables(tables, folder, language), nl=False)
