"""`boas review`: what the work tree brings to a branch, in one summary for the people who decide on the merge.

Reads both sides as data and computes their levels and numbers with the same rooms as the site. Refuses a
proposal that touches cards together with what checks them: nobody may bring the rule that lets a card in.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from boas.cli.language import language_from
from boas.reading import find_root


@click.command("review")
@click.option("--since", default="origin/main", show_default=True, metavar="REV", help="Branch the proposal is for.")
@click.option("--registry", type=click.Path(path_type=Path, file_okay=False), help="Root of the registry.")
@click.option("--format", "form", type=click.Choice(["markdown", "json"]), default="markdown", show_default=True)
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Language (default: BOAS_LANG, locale, fr).")
def command(since: str, registry: Path | None, form: str, lang: str | None) -> None:
    """Sum up what a proposal brings: levels, changes, step of version, recomputed numbers, findings.

    Exit 1 when it touches cards together with what checks them; errors in cards are for `boas check`.

    \b
    boas review                               against origin/main
    boas review --since main --format json    for programs
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    from boas.cli.proposal import review_since
    from boas.reports.review_data import json_review
    from boas.reports.review_report import markdown_review

    root = find_root(registry or Path.cwd())
    review = review_since(root, since, datetime.now(tz=UTC).date().isoformat())
    if form == "json":
        click.echo(json_review(review), nl=False)
    else:
        click.echo(markdown_review(review, language_from(lang)), nl=False)
    sys.exit(1 if review.is_refused else 0)
