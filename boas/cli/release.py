"""`boas release ID`: edits of the newest version become a new one, numbered by what changed in it."""

from pathlib import Path

import click

from boas.changes import Bump
from boas.cli._language import resolve_language
from boas.documents import build_algorithm_folder, build_path, build_version_path
from boas.escaping import make_visible
from boas.parsing import find_root
from boas.proposals import VersionDraft, make_version_draft, write_version_draft
from boas.reports import BUMP_WORDS
from boas.repository import clear_unfinished
from boas.translation import Language, Message, list_languages


@click.command("release")
@click.argument("algorithm")
@click.option("--bump", type=click.Choice(["patch", "minor", "major"]), help="At least this step, also without edits.")
@click.option("--since", default="", metavar="REV", help="Branch with what is published by now, also by others.")
@click.option("--editorial", is_flag=True, help="Only spelling was corrected; a reviewer will confirm it.")
@click.option("--registry", type=click.Path(path_type=Path, file_okay=False), help="Root of the registry.")
@click.option("--lang", type=click.Choice(list_languages()), help="Language (default: BOAS_LANG, locale, fr).")
def command(
    *, algorithm: str, bump: Bump | None, since: str, editorial: bool, registry: Path | None, lang: str | None
) -> None:
    """Make a new version of the edits in the newest one.

    \b
    1. edit model_cards/algorithms/ID/versions/NEWEST/ in place
    2. boas release ID            moves the edits to the next version and restores the published folder
    3. read the list of changes it wrote, then commit
    boas release ID --since origin/main
                                  others published meanwhile: the edits come after theirs
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    root = find_root(registry or Path.cwd())
    clear_unfinished(root)
    draft = make_version_draft(root, algorithm, bump or "none", since, is_editorial=editorial)
    write_version_draft(root, draft)
    click.echo(_describe_draft(draft, resolve_language(lang), editorial=editorial), nl=False)


def _describe_draft(draft: VersionDraft, language: Language, *, editorial: bool) -> str:
    """What was made, and what to do next."""
    lines = [f"{draft.algorithm} {draft.onto or draft.old} → {draft.new}"]
    if draft.onto:
        lines.append(
            (_PUT_BACK if draft.published else _GIVEN_UP)
            .fill(old=draft.old, onto=draft.onto, new=draft.new)
            .in_(language)
        )
    lines += [
        f"  {BUMP_WORDS[one.bump].in_(language):<9} {make_visible(one.sentence.in_(language))}" for one in draft.changes
    ]
    path = build_path("card", algorithm=draft.algorithm, version=draft.new)
    check = f"boas check {build_algorithm_folder(draft.algorithm).rstrip('/')}"
    for name in draft.unsettled:
        place = make_visible(build_version_path(draft.algorithm, draft.new, name))
        lines.append(_SETTLE.fill(path=place).in_(language))
    if editorial:
        lines.append(_CONFIRM.in_(language))
    after = Message("Read `changes` in {path} again, then: {check}", path=path, check=check)
    return "\n".join((*lines, after.in_(language))) + "\n"


_PUT_BACK = Message("{old} is again as it was published; your edits come after {onto}, as {new}.")
_GIVEN_UP = Message(
    "Others have published {onto} meanwhile: your edits come after it, as {new}, and {old} is not used."
)
_CONFIRM = Message(
    "Somebody of the list of reviewers who is no author confirms the spelling: "
    "a file of audits/ with `kind: review` and `confirms_spelling: true`."
)
_SETTLE = Message("You and others changed the same lines of {path}: keep what is right of both.")
