"""`boas review`: what the work tree brings to a branch, in one summary for the people who decide on the merge.

Reads both sides as data and computes their levels and numbers with the same rooms as the site. Refuses a
proposal that touches cards together with what checks them: nobody may bring the rule that lets a card in.
Says who may review it, and which of the approvals a forge tells of count.
"""

import re
import sys
from dataclasses import replace
from pathlib import Path

import click

from boas.cli._language import resolve_language
from boas.errors import UsageError
from boas.parsing import find_root
from boas.translation import Message, list_languages

_ACCOUNT = re.compile(r"(?:github|gitlab):[1-9][0-9]{0,18}")


@click.command("review")
@click.option("--since", default="origin/main", show_default=True, metavar="REV", help="Branch the proposal is for.")
@click.option("--registry", type=click.Path(path_type=Path, file_okay=False), help="Root of the registry.")
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "json"]), default="markdown", show_default=True
)
@click.option(
    "--approved-by",
    metavar="FORGE:NUMBER,…",
    help="Accounts that approved this very commit, as the forge tells; exit 1 when none of them may review.",
)
@click.option("--lang", type=click.Choice(list_languages()), help="Language (default: BOAS_LANG, locale, fr).")
def command(since: str, registry: Path | None, form: str, approved_by: str | None, lang: str | None) -> None:
    """Sum up what a proposal brings: levels, changes, step of version, recomputed numbers, who may review it.

    Exit 1 when it touches cards together with what checks them; errors in cards are for `boas check`.

    \b
    boas review                               against origin/main
    boas review --since main --format json    for programs
    boas review --approved-by github:583231   does this approval count?
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    from boas.proposals import assess_approvals, review_proposal
    from boas.reports import render_json_review, render_markdown_review, render_text_review
    from boas.repository import find_reference_date

    given = None if approved_by is None else _parse_accounts(approved_by)
    root, language = find_root(registry or Path.cwd()), resolve_language(lang)
    review = review_proposal(root, since, find_reference_date(root))
    if given is not None:
        review = replace(review, approvals=assess_approvals(given, review.reviewers))
    written = {"text": render_text_review, "markdown": render_markdown_review}
    click.echo(written[form](review, language) if form in written else render_json_review(review), nl=False)
    sys.exit(1 if review.is_refused or review.lacks_approval else 0)


def _parse_accounts(written: str) -> tuple[str, ...]:
    """Accounts as a forge and a number; an empty text is no approval. Raises `UsageError` for anything else."""
    accounts = tuple(one.strip() for one in written.split(",") if one.strip())
    wrong = next((one for one in accounts if not _ACCOUNT.fullmatch(one)), None)
    if wrong is not None:
        raise UsageError(
            Message("--approved-by {wrong}: this is no account.", wrong=wrong),
            Message("Write the forge and the number of the account, for instance github:583231."),
        )
    return accounts
