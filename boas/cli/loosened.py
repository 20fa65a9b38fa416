"""What a proposal loosens: settings and lists that guard the registry, held against the branch it is for."""

from collections.abc import Iterator
from pathlib import Path

from boas.checks import LoosenedSetting, UnownedFile
from boas.documents import REVIEWERS, SETTINGS, Maintainer, RegistrySettings, Reviewer, Reviewers
from boas.finding import Words
from boas.reading import read_collection
from boas.registry import settings_in
from boas.tree import Tree

CODE_OWNERS = (".github/CODEOWNERS", ".gitlab/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
"""Where forges look for the list of code owners."""
PLACEHOLDER = b"@OWNERS"
LONGEST = 1_000_000
"""Bytes of a list of code owners that are looked at."""


def loosened(tree: Tree, base: Tree, touched: tuple[str, ...]) -> Iterator[LoosenedSetting]:
    """What guards less in a work tree than in a base, given the paths in which they differ."""
    before, now = settings_in(base), settings_in(tree)
    if before is None:
        return
    if now:
        for what in (*lower_threshold(before, now), *other_maintainers(before, now)):
            yield LoosenedSetting(SETTINGS, what, touched == (SETTINGS,))
    if REVIEWERS in base.files or REVIEWERS in tree.files:
        for what in other_reviewers(listed(base), listed(tree)):
            yield LoosenedSetting(REVIEWERS, what, touched == (REVIEWERS,))


def lower_threshold(before: RegistrySettings, now: RegistrySettings) -> Iterator[Words]:
    """A smaller count of people that may be published."""
    then, least = before.small_cell_threshold, now.small_cell_threshold
    if least < then:
        yield Words(
            f"« small_cell_threshold » passe de {then} à {least} : de plus petits effectifs pourront être publiés.",
            f"`small_cell_threshold` goes from {then} to {least}: smaller counts could be published.",
        )


def other_maintainers(before: RegistrySettings, now: RegistrySettings) -> Iterator[Words]:
    """Maintainers who come, go, or are not described as they were."""
    then = {one.orcid: one for one in before.maintainers or ()}
    yield from changes_of(then, {one.orcid: one for one in now.maintainers or ()}, MAINTAINERS)


def other_reviewers(before: tuple[Reviewer, ...], now: tuple[Reviewer, ...]) -> Iterator[Words]:
    """Reviewers who come, go, or are not described as they were."""
    yield from changes_of({one.orcid: one for one in before}, {one.orcid: one for one in now}, REVIEWERS_NAMED)


MAINTAINERS = Words("« maintainers »", "`maintainers`")
REVIEWERS_NAMED = Words("« reviewers »", "`reviewers`")


def changes_of(
    before: dict[str, Maintainer] | dict[str, Reviewer], now: dict[str, Maintainer] | dict[str, Reviewer], where: Words
) -> Iterator[Words]:
    """People of a list, by ORCID iD, who are not in it as they were."""
    for orcid in sorted(before.keys() | now.keys()):
        then, here = before.get(orcid), now.get(orcid)
        if then == here:
            continue
        named = f"{(here or then).name} ({orcid})"  # type: ignore[union-attr]
        if then is None:
            yield Words(f"{where.fr} : {named} est ajouté.", f"{where.en}: {named} is added.")
        elif here is None:
            yield Words(f"{where.fr} : {named} est retiré.", f"{where.en}: {named} is removed.")
        else:
            yield Words(f"{where.fr} : l’inscription de {named} change.", f"{where.en}: the entry of {named} changes.")


def listed(tree: Tree) -> tuple[Reviewer, ...]:
    """The reviewers of a tree; nobody when there is no list that can be read."""
    found = read_collection(tree, [path for path in tree.files if path == REVIEWERS])
    contents = [document.content for document in found.documents.values()]
    return next((one.reviewers for one in contents if isinstance(one, Reviewers)), ())


def unowned(top: Path) -> Iterator[UnownedFile]:
    """Lists of code owners at the top of a work tree that still hold their placeholder."""
    for name in CODE_OWNERS:
        path = top / name
        if path.is_file() and not path.is_symlink() and path.stat().st_size <= LONGEST and owns_nobody(path):
            yield UnownedFile(name)


def owns_nobody(path: Path) -> bool:
    """Whether a line of the list, and not only a comment, holds the placeholder."""
    lines = path.read_bytes().splitlines()
    return any(PLACEHOLDER in line.partition(b"#")[0].split() for line in lines)
