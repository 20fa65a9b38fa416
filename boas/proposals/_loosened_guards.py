"""What a proposal loosens: settings, lists and origins that guard the registry, held against the branch it is for."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from boas.checks import LoosenedSetting, UnownedFile
from boas.documents import REVIEWERS, SETTINGS, Algorithm, Maintainer, RegistrySettings, Reviewer, Reviewers, parse_path
from boas.parsing import read_collection, read_settings
from boas.translation import Message
from boas.tree import Tree

_CODE_OWNERS = (".github/CODEOWNERS", ".gitlab/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
"""Where forges look for the list of code owners."""
_PLACEHOLDER = b"@OWNERS"
_LONGEST = 1_000_000
"""Bytes of a list of code owners that are looked at."""


def iter_loosened_settings(tree: Tree, base: Tree, touched: Collection[str]) -> Iterator[LoosenedSetting]:
    """What guards less in a work tree than in a base, given every path of the repository that the proposal touches."""
    before, now = read_settings(base), read_settings(tree)
    if before is None:
        return
    if now:
        for what in (
            *_iter_threshold_changes(before, now),
            *_iter_rule_changes(before, now),
            *_iter_maintainer_changes(before, now),
        ):
            yield LoosenedSetting(SETTINGS, what, set(touched) == {SETTINGS})
    if REVIEWERS in base.files or REVIEWERS in tree.files:
        for what in _iter_reviewer_changes(_read_reviewers(base), _read_reviewers(tree)):
            yield LoosenedSetting(REVIEWERS, what, set(touched) == {REVIEWERS})
    for path, what in _iter_loosened_origins(tree, base, touched):
        yield LoosenedSetting(path, what, set(touched) == {path})


def _iter_loosened_origins(tree: Tree, base: Tree, touched: Collection[str]) -> Iterator[tuple[str, Message]]:
    """Algorithms, by path, whose cards are no longer said to be their authors' own: smaller steps are then enough."""
    for path in sorted(set(touched) & tree.files.keys() & base.files.keys()):
        place = parse_path(path)
        if place and place.kind == "algorithm" and (_read_origin(base, path), _read_origin(tree, path)) == _TAKEN_AWAY:
            yield (
                path,
                Message(
                    "`origin` goes from `submitted` to `compiled`: smaller steps will do for its versions, and "
                    "figures will pass from one to another."
                ),
            )


_TAKEN_AWAY = ("submitted", "compiled")


def _read_origin(tree: Tree, path: str) -> str:
    """Who wrote the cards of an algorithm, as its own file says; empty when it cannot be read."""
    document = read_collection(tree, [path]).documents.get(path)
    content = document.content if document else None
    return content.origin if isinstance(content, Algorithm) else ""


def _iter_threshold_changes(before: RegistrySettings, now: RegistrySettings) -> Iterator[Message]:
    """A smaller count of people that may be published."""
    then, least = before.small_cell_threshold, now.small_cell_threshold
    if least < then:
        yield Message(
            "`small_cell_threshold` goes from {then} to {least}: smaller counts could be published.",
            then=then,
            least=least,
        )


def _iter_rule_changes(before: RegistrySettings, now: RegistrySettings) -> Iterator[Message]:
    """Packages whose rules come or go: one that goes lets more pass, one that comes decides what passes."""
    old, new = set(before.rules or ()), set(now.rules or ())
    for package in sorted(old - new):
        yield Message("`rules`: the rules of the package `{package}` would no longer apply.", package=package)
    for package in sorted(new - old):
        yield Message(
            "`rules`: the rules of the package `{package}` would be added, and its code with them.", package=package
        )


def _iter_maintainer_changes(before: RegistrySettings, now: RegistrySettings) -> Iterator[Message]:
    """Maintainers who come, go, or are not described as they were."""
    yield from _iter_people_changes(before.maintainers or (), now.maintainers or (), _MAINTAINERS)


def _iter_reviewer_changes(before: tuple[Reviewer, ...], now: tuple[Reviewer, ...]) -> Iterator[Message]:
    """Reviewers who come, go, or are not described as they were."""
    yield from _iter_people_changes(before, now, _REVIEWERS_NAMED)


_MAINTAINERS = Message("`maintainers`")
_REVIEWERS_NAMED = Message("`reviewers`")


def _iter_people_changes(
    before: Sequence[Maintainer | Reviewer], now: Sequence[Maintainer | Reviewer], where: Message
) -> Iterator[Message]:
    """People of a list, by ORCID iD, who are not in it as they were; a second entry is a change of theirs."""
    for orcid in sorted({one.orcid for one in (*before, *now)}):
        then, here = ([one for one in those if one.orcid == orcid] for those in (before, now))
        if then == here:
            continue
        named = f"{(here or then)[0].name} ({orcid})"
        if not then:
            yield Message("{where}: {named} is added.", where=where, named=named)
        elif not here:
            yield Message("{where}: {named} is removed.", where=where, named=named)
        else:
            yield Message("{where}: the entry of {named} changes.", where=where, named=named)


def _read_reviewers(tree: Tree) -> tuple[Reviewer, ...]:
    """The reviewers of a tree; nobody when there is no list that can be read."""
    found = read_collection(tree, [path for path in tree.files if path == REVIEWERS])
    contents = [document.content for document in found.documents.values()]
    return next((one.reviewers for one in contents if isinstance(one, Reviewers)), ())


def iter_unowned_files(top: Path) -> Iterator[UnownedFile]:
    """Lists of code owners at the top of a work tree that still hold their placeholder."""
    for name in _CODE_OWNERS:
        path = top / name
        if path.is_file() and not path.is_symlink() and path.stat().st_size <= _LONGEST and _has_placeholder(path):
            yield UnownedFile(name)


def _has_placeholder(path: Path) -> bool:
    """Whether a line of the list, and not only a comment, holds the placeholder."""
    lines = path.read_bytes().splitlines()
    return any(_PLACEHOLDER in line.partition(b"#")[0].split() for line in lines)
