"""`boas diff ID [A] [B]`: what changed between two versions, and the step of version that asks for."""

from pathlib import Path

import click

from boas.changes import bump_between, codelist_differences, compare, content_of, required_bump
from boas.cli.language import language_from
from boas.documents import FOLDER, is_version, version_order
from boas.errors import UsageError
from boas.finding import Words
from boas.reading import Collection, find_root, nearest_of, read_collection, read_folder
from boas.reports import Difference, json_difference, markdown_difference, text_difference


@click.command("diff")
@click.argument("algorithm")
@click.argument("before", required=False)
@click.argument("after", required=False)
@click.option("--registry", type=click.Path(path_type=Path, file_okay=False), help="Root of the registry.")
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Language (default: BOAS_LANG, locale, fr).")
def command(
    *, algorithm: str, before: str | None, after: str | None, registry: Path | None, form: str, lang: str | None
) -> None:
    """Compare two versions of an algorithm as they lie on disk.

    \b
    boas diff avc-ait-pmsi                the two newest versions
    boas diff avc-ait-pmsi 1.0.0          1.0.0 and the newest
    boas diff avc-ait-pmsi 1.0.0 2.0.0 --format markdown
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    collection = collection_of(find_root(registry or Path.cwd()), algorithm)
    versions = sorted(filter(is_version, collection.versions.get(algorithm, ())), key=version_order)
    older, newer = chosen(algorithm, versions, before, after)
    difference = difference_between(collection, algorithm, older, newer)
    language = language_from(lang)
    if form == "json":
        click.echo(json_difference(difference), nl=False)
    else:
        click.echo((markdown_difference if form == "markdown" else text_difference)(difference, language), nl=False)


def collection_of(root: Path, algorithm: str) -> Collection:
    """The documents of one algorithm; raises `UsageError` when there is none of that name."""
    tree = read_folder(root)
    start = f"{FOLDER}/algorithms/{algorithm}/"
    collection = read_collection(tree, [path for path in tree.files if path.startswith(start)])
    if algorithm not in collection.versions:
        near = nearest_of(algorithm, tuple(collection.versions))
        raise UsageError(
            Words(
                f"Aucun algorithme « {algorithm} » dans ce registre.", f"No algorithm `{algorithm}` in this registry."
            ),
            Words(f"Essayer « {near} ».", f"Try `{near}`.")
            if near
            else Words("Voir model_cards/algorithms/.", "See model_cards/algorithms/."),
        )
    return collection


def chosen(algorithm: str, versions: list[str], before: str | None, after: str | None) -> tuple[str, str]:
    """The two versions to compare; raises `UsageError` when one is not there."""
    for version in (before, after):
        if version is not None and version not in versions:
            raise missing(algorithm, version, versions)
    newer = after or (versions[-1] if versions else "")
    earlier = [version for version in versions if version_order(version) < version_order(newer)] if versions else []
    if before is None and not earlier:
        raise UsageError(
            Words(
                f"« {algorithm} » n’a qu’une version : rien à comparer.",
                f"`{algorithm}` has one version: nothing to compare.",
            ),
            Words("« boas release » prépare la suivante.", "`boas release` prepares the next one."),
        )
    return before or earlier[-1], newer


def missing(algorithm: str, version: str, versions: list[str]) -> UsageError:
    """There is no such version."""
    names = ", ".join(versions)
    return UsageError(
        Words(f"« {algorithm} » n’a pas de version {version}.", f"`{algorithm}` has no version {version}."),
        Words(f"Versions présentes : {names}.", f"Versions that are there: {names}."),
    )


def difference_between(collection: Collection, algorithm: str, older: str, newer: str) -> Difference:
    """The difference of two versions; raises `UsageError` when a card cannot be read."""
    contents = [content_of(collection, algorithm, version) for version in (older, newer)]
    if contents[0] is None or contents[1] is None:
        raise UsageError(
            Words("L’une des deux fiches contient des erreurs.", "One of the two cards has errors."),
            Words("Lancer d’abord « boas check ».", "Run `boas check` first."),
        )
    one, two = contents[0], contents[1]
    changes = compare(one, two)
    taken = bump_between(older, newer)
    return Difference(algorithm, older, newer, required_bump(changes), taken, changes, codelist_differences(one, two))
