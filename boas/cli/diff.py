"""`boas diff ID [A] [B]`: what changed between two versions, and the step of version that asks for."""

from pathlib import Path

import click

from boas.cli._language import resolve_language
from boas.documents import is_version, parse_version
from boas.errors import UsageError
from boas.parsing import find_root, read_algorithm
from boas.reports import compare_versions, render_json_difference, render_markdown_difference, render_text_difference
from boas.translation import Message, list_languages


@click.command("diff")
@click.argument("algorithm")
@click.argument("before", required=False)
@click.argument("after", required=False)
@click.option("--registry", type=click.Path(path_type=Path, file_okay=False), help="Root of the registry.")
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
@click.option("--lang", type=click.Choice(list_languages()), help="Language (default: BOAS_LANG, locale, fr).")
def command(
    *, algorithm: str, before: str | None, after: str | None, registry: Path | None, form: str, lang: str | None
) -> None:
    """Compare two versions of an algorithm as they lie on disk.

    \b
    boas diff avc-ait-pmsi                the two newest versions
    boas diff avc-ait-pmsi 1.0.0          1.0.0 and the newest
    boas diff avc-ait-pmsi 1.0.0 2.0.0 --format markdown
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    collection = read_algorithm(find_root(registry or Path.cwd()), algorithm)
    versions = sorted(filter(is_version, collection.versions.get(algorithm, ())), key=parse_version)
    older, newer = _choose_versions(algorithm, versions, before, after)
    difference = compare_versions(collection, algorithm, older, newer)
    language = resolve_language(lang)
    if form == "json":
        click.echo(render_json_difference(difference), nl=False)
    else:
        click.echo(
            (render_markdown_difference if form == "markdown" else render_text_difference)(difference, language),
            nl=False,
        )


def _choose_versions(algorithm: str, versions: list[str], before: str | None, after: str | None) -> tuple[str, str]:
    """The two versions to compare; raises `UsageError` when one is not there."""
    for version in (before, after):
        if version is not None and version not in versions:
            raise _make_missing_version_error(algorithm, version, versions)
    newer = after or (versions[-1] if versions else "")
    earlier = [version for version in versions if parse_version(version) < parse_version(newer)] if versions else []
    if before is None and not earlier:
        raise UsageError(
            Message("`{algorithm}` has one version: nothing to compare.", algorithm=algorithm),
            Message("`boas release` prepares the next one."),
        )
    return before or earlier[-1], newer


def _make_missing_version_error(algorithm: str, version: str, versions: list[str]) -> UsageError:
    """There is no such version."""
    names = ", ".join(versions)
    return UsageError(
        Message("`{algorithm}` has no version {version}.", algorithm=algorithm, version=version),
        Message("Versions that are there: {names}.", names=names),
    )
