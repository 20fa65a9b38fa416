"""`boas level ID`: the level of an algorithm as it lies on disk, and what the next one asks for."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from boas.cli._language import resolve_language
from boas.errors import UsageError
from boas.finding import Message
from boas.parsing import find_nearest_term, find_root, read_folder

if TYPE_CHECKING:
    from boas.registry import Assessment
    from boas.reports import OtherVersionEvaluation


@click.command("level")
@click.argument("algorithm")
@click.option("--registry", type=click.Path(path_type=Path, file_okay=False), help="Root of the registry.")
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Language (default: BOAS_LANG, locale, fr).")
def command(algorithm: str, registry: Path | None, lang: str | None) -> None:
    """Tell where the newest version stands, and what is missing for the next level.

    \b
    boas level avc-ait-pmsi
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    from boas.cli._proposal_review import ProposalSide, select_files
    from boas.cli._work_tree import with_blob_ids
    from boas.registry import compute_completeness
    from boas.reports import LevelStatus, render_text_level
    from boas.repository import open_repository

    root = find_root(registry or Path.cwd())
    tree = read_folder(root)
    with open_repository(root) as repository:
        under, head = repository.find_cards_folder(root), repository.read_head()
        committed = repository.read_tree_of(head, under)
        side = ProposalSide(
            with_blob_ids(replace(tree, files=select_files(tree, [algorithm])), committed),
            repository.read_history_of(head, under),
            [algorithm],
        )
        seen = side.assess_algorithm(algorithm)
    if seen.entry is None or side.registry is None:
        raise _make_no_level_error(algorithm, there=seen.is_there, others=tuple(side.collection.versions))
    latest = seen.entry.latest
    step = seen.found.steps[latest.version]
    standing = LevelStatus(
        algorithm,
        latest.version,
        step.level,
        step.missing,
        compute_completeness(latest.card).missing if step.level == 0 else (),
        side.registry.ledger[latest.folder].digest,
        is_published=bool(side.registry.settings.frozen_from) and latest.document.path in committed.files,
        measured=tuple(_iter_other_evaluations(seen.found, latest.version)),
    )
    click.echo(render_text_level(standing, resolve_language(lang)), nl=False)


def _iter_other_evaluations(found: "Assessment", version: str) -> Iterator["OtherVersionEvaluation"]:
    """Evaluations of other versions than the one shown, replaced ones left out."""
    from boas.reports import OtherVersionEvaluation

    for one in (*found.select_for_version(version), *found.select_for_others(version)):
        known = found.compare_with(one.version, version)
        if one.version and known.relation != "measured":
            yield OtherVersionEvaluation(one.id, one.version, known.holds, known.changes)


def _make_no_level_error(algorithm: str, *, there: bool, others: tuple[str, ...]) -> UsageError:
    """There is no such algorithm, or its documents have errors that come first."""
    if there:
        return UsageError(
            Message(
                f"« {algorithm} » n’a pas de niveau : une de ses fiches ne peut pas être lue.",
                f"`{algorithm}` has no level: one of its documents cannot be read.",
            ),
            Message(
                f"Corriger d’abord ce que dit « boas check model_cards/algorithms/{algorithm} ».",
                f"Mend first what `boas check model_cards/algorithms/{algorithm}` says.",
            ),
        )
    near = find_nearest_term(algorithm, others)
    return UsageError(
        Message(f"Aucun algorithme « {algorithm} » dans ce registre.", f"No algorithm `{algorithm}` in this registry."),
        Message(f"Essayer « {near} ».", f"Try `{near}`.")
        if near
        else Message("Voir model_cards/algorithms/.", "See model_cards/algorithms/."),
    )
