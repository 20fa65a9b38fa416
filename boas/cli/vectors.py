"""`boas vectors ID --command '…'`: the test vectors of a version, run with one's own program, at home."""

import os
import shlex
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from boas.cli._language import resolve_language
from boas.errors import UsageError
from boas.escaping import make_visible
from boas.parsing import find_root
from boas.translation import Message, list_languages

if TYPE_CHECKING:
    from boas.library import VectorReport


@click.command("vectors")
@click.argument("algorithm", metavar="ID[@VERSION]")
@click.option("--command", "program", metavar="PROGRAM", required=True, help="Program to run, with its arguments.")
@click.option("--vector", default="", metavar="NAME", help="One vector alone (default: all of them).")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True, max=86_400),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="Seconds the program may take for one vector.",
)
@click.option(
    "--evidence",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write what comes of it as an evaluation to propose; the file must not be there yet.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Form of the answer.")
@click.option(
    "--registry",
    type=click.Path(path_type=Path, file_okay=False),
    help="Root of the registry (default: found upwards).",
)
@click.option("--lang", type=click.Choice(list_languages()), help="Language (default: BOAS_LANG, locale, fr).")
def command(
    algorithm: str,
    *,
    program: str,
    vector: str,
    timeout: float,
    evidence: Path | None,
    form: str,
    registry: Path | None,
    lang: str | None,
) -> None:
    """Run a program on the invented rows of a version, and compare what it answers.

    The program reads input.csv on its standard input and prints CSV with the columns of expected.csv. It runs as you,
    outside any shell: give only what you trust. Exit 0 when every answer is the expected one, 1 when one is not, 2 or
    4 when it could not run.

    \b
    boas vectors apache2 --command 'Rscript score.R'
    boas vectors apache2@1.2.0 --command 'python score.py' --evidence evaluation.yaml
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    from boas.library import run_vectors

    language = resolve_language(lang)
    _refuse_in_ci()
    report = run_vectors(find_root(registry or Path.cwd()), algorithm, _split_command(program), timeout, vector)
    click.echo(_render_json(report) if form == "json" else _render_text(report, language), nl=False)
    if evidence:
        _write_evidence(report, evidence)
        click.echo(_ADD_YOURSELF.fill(file=str(evidence), id=report.algorithm).in_(language), err=True)
    sys.exit(0 if report.is_right else 1)


_ADD_YOURSELF = Message(
    "{file}: add `evaluator`, and propose it as model_cards/algorithms/{id}/evaluations/…/evaluation.yaml, in a folder "
    "of the name of its `id`."
)


def _refuse_in_ci() -> None:
    """Refuse to run programs in continuous integration: there, a proposal would choose what is run."""
    if os.environ.get("CI"):
        raise UsageError(
            Message("No program is run on test vectors in continuous integration."),
            Message("Run this command on your own machine."),
        )


def _split_command(program: str) -> list[str]:
    """A program and its arguments, as a shell would part them."""
    try:
        parts = shlex.split(program)
    except ValueError:
        parts = []
    if parts:
        return parts
    raise UsageError(
        Message("`{program}` is no command.", program=program[:200]),
        Message("Write a program and its arguments, for instance `--command 'python score.py'`."),
    )


def _render_text(report: "VectorReport", language: str) -> str:
    """Lines for people."""
    from boas.library import iter_report_lines

    return "".join(f"{make_visible(line.in_(language))}\n" for line in iter_report_lines(report))


def _render_json(report: "VectorReport") -> str:
    """The same for programs."""
    import json
    from dataclasses import asdict

    outcomes = [
        {"run": one.run.model_dump(), "mismatches": [asdict(each) for each in one.mismatches]}
        for one in report.outcomes
    ]
    about = {"algorithm": report.algorithm, "version": report.version, "digest": report.digest, "vectors": outcomes}
    return f"{json.dumps(about, ensure_ascii=False, indent=2)}\n"


def _write_evidence(report: "VectorReport", path: Path) -> None:
    """Write the evaluation; nothing that is there is overwritten."""
    from boas.library import build_vector_evaluation
    from boas.parsing import render_mapping

    lines = render_mapping(build_vector_evaluation(report, datetime.now(UTC).date().isoformat()))
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write("\n".join((*lines, "")))
    except FileExistsError:
        raise UsageError(
            Message("`{file}` is there already.", file=str(path)), Message("Give another name, or delete it.")
        ) from None
