"""`boas init DIR`: the repository of a new registry, which passes its own check.

Writes files and nothing else: no Git command is run, no file that is there is touched. Asks only on a terminal,
and only for what no option gave.
"""

import sys
from pathlib import Path

import click

from boas.cli._language import resolve_language
from boas.errors import UsageError
from boas.translation import Language, Message, list_languages

_LICENCES = ("etalab-2.0", "CC-BY-4.0", "CC0-1.0", "ODbL-1.0")
"""Offered on a terminal; any SPDX expression may be given."""


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", help="Name of the registry, in the language of the messages.")
@click.option("--licence", help="Licence of the cards, an SPDX expression such as etalab-2.0 or CC-BY-4.0.")
@click.option("--languages", default="fr,en", show_default=True, help="Languages of the site, first one first.")
@click.option("--threshold", default=11, show_default=True, help="Smallest count of people that may be published.")
@click.option("--program", metavar="URL@COMMIT", help="Where the forge fetches this program, and at which commit.")
@click.option(
    "--owner",
    "owners",
    multiple=True,
    metavar="@NAME",
    help="Person or team of the forge whose approval a change of rules, settings or reviewers needs; may be repeated.",
)
@click.option("--lang", type=click.Choice(list_languages()), help="Language (default: BOAS_LANG, locale, fr).")
def command(
    *,
    folder: Path,
    title: str | None,
    licence: str | None,
    languages: str,
    threshold: int,
    program: str | None,
    owners: tuple[str, ...],
    lang: str | None,
) -> None:
    """Make the repository of a new registry: settings, schemas, checks for both forges, a README.

    \b
    boas init registre --title "Algorithmes du CHU" --licence etalab-2.0
    boas init registre                     asks for the title and the licence on a terminal
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    from boas.scaffolding import RegistryOptions, build_registry_files, refuse_errors, write_registry

    language = resolve_language(lang)
    wanted = RegistryOptions(
        title=(title or _ask_option(_TITLE, "--title", language)).strip(),
        licence=licence or _ask_option(_LICENCE, "--licence", language, _LICENCES),
        languages=tuple(one.strip() for one in languages.split(",")),
        threshold=threshold,
        program=program or "",
        owners=owners,
        language=language,
    )
    files = build_registry_files(wanted)
    refuse_errors(files)
    write_registry(folder, files)
    click.echo(_describe_next_steps(folder, len(files), language, has_program=bool(program), has_owners=bool(owners)))


_TITLE = Message("Name of the registry")
_LICENCE = Message("Licence of the cards")


def _ask_option(question: Message, option: str, language: Language, choices: tuple[str, ...] = ()) -> str:
    """An answer from the terminal; raises `UsageError` where there is none to ask at."""
    if not sys.stdin.isatty():
        raise UsageError(
            Message("{option} is missing.", option=option),
            Message('Give it: {option} "…".', option=option),
        )
    hint = f" ({', '.join(choices)}, …)" if choices else ""
    return str(click.prompt(question.in_(language) + hint, default=choices[0] if choices else None))


def _describe_next_steps(folder: Path, n: int, language: Language, *, has_program: bool, has_owners: bool) -> str:
    """What was made, and the commands that come next."""
    lines = [
        Message("Registry made in {folder}: {n} files.", folder=folder, n=n).in_(language),
        Message("Next:").in_(language),
        f"  cd {folder}",
        "  git init --initial-branch=main",
        "  git add --all",
        f'  git commit --message="{Message("Open the registry").in_(language)}"',
        "  boas check",
        "  boas serve",
    ]
    if not has_program:
        lines.append(
            Message("Before the first proposal: complete ci/boas.pin (address and commit of the program).").in_(
                language
            )
        )
    if not has_owners:
        lines.append(
            Message(
                "Before the first proposal: say in CODEOWNERS, in place of @OWNERS, who answers for the rules."
            ).in_(language)
        )
    return "\n".join(lines)
