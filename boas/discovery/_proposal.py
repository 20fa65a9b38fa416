"""One reuse for each project and algorithm, new or held against what the registry knows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from boas.discovery._dependency import FileProblem
from boas.discovery._matching import Mention, iter_mentions
from boas.discovery._package_names import normalise_repository
from boas.discovery._project import PublicProject
from boas.discovery._registry_facts import RegistryFacts
from boas.discovery._used_version import UsedVersion, merge_versions
from boas.documents import Reuse, find_matching_version, is_id, is_same_upstream_version
from boas.formats.importers import make_slug
from boas.translation import Message

_USES = frozenset({None, "depends", "embeds"})
"""Kinds of reuse that a lock file can tell of."""


@dataclass(frozen=True, slots=True)
class ReuseProposal:
    """A reuse that a project shows."""

    algorithm: str
    id: str
    """Id of the file; that of the known reuse when there is one."""
    project: PublicProject
    kind: str
    used: UsedVersion
    matched: str
    """Version of this registry that the producers' version stands for; empty when none does."""
    paths: tuple[str, ...]
    """Files that name it."""
    notes: tuple[Message, ...] = ()
    is_known: bool = False
    """Whether the registry has a reuse of this algorithm by this project."""
    is_changed: bool = False
    """Whether it says another version than the project does now."""


@dataclass(frozen=True, slots=True)
class ProjectReuses:
    """What one project shows."""

    project: PublicProject
    proposals: tuple[ReuseProposal, ...]
    """By algorithm."""
    problems: tuple[tuple[str, FileProblem], ...]
    """What could not be read or said, with the path of the file."""


def propose_reuses(project: PublicProject, facts: RegistryFacts, taken: set[tuple[str, str]]) -> ProjectReuses:
    """What a project shows, one reuse for each algorithm.

    Args:
        project: what was read.
        facts: the registry.
        taken: algorithms and ids that earlier projects of this run took; those of this one are added.
    """
    found: dict[str, list[Mention]] = {}
    problems: list[tuple[str, FileProblem]] = []
    for one in iter_mentions(project, facts):
        if not isinstance(one, Mention):
            problems.append(one)
        elif not one.path.isprintable():
            problems.append((one.path, FileProblem(Message("The name of this file cannot be written as a source."))))
        else:
            found.setdefault(one.algorithm, []).append(one)
    if found and not project.url:
        problems.append(("", FileProblem(_NO_ADDRESS)))
        found = {}
    proposals = tuple(_propose(project, facts, found[algorithm], taken) for algorithm in sorted(found))
    return ProjectReuses(project, proposals, tuple(dict.fromkeys(problems)))


_NO_ADDRESS = Message(
    "The checkout names no public repository it was cloned from: what it uses cannot be cited, and nothing is proposed."
)


def _propose(
    project: PublicProject, facts: RegistryFacts, mentions: Sequence[Mention], taken: set[tuple[str, str]]
) -> ReuseProposal:
    """The reuse of one algorithm."""
    algorithm = mentions[0].algorithm
    used = merge_versions([one.dependency for one in mentions])
    matched = used.version or find_matching_version(used.upstream, facts.labels.get(algorithm, {}))
    known = _find_known(project, facts.reuses.get(algorithm, ()))
    name = known.id if known else _choose_id(project, facts, algorithm, taken)
    taken.add((algorithm, name))
    return ReuseProposal(
        algorithm,
        name,
        project,
        "embeds" if any(one.dependency.is_embedded for one in mentions) else "depends",
        used,
        matched,
        tuple(sorted({one.path for one in mentions})),
        tuple(dict.fromkeys(note for one in mentions for note in one.notes)),
        is_known=known is not None,
        is_changed=known is not None and known.kind in _USES and not _says_same(known, used, matched),
    )


def _find_known(project: PublicProject, reuses: Sequence[Reuse]) -> Reuse | None:
    """A reuse that the registry has of the same project; one that a lock can tell of before any other."""
    own = normalise_repository(project.url)
    same = [reuse for reuse in reuses if own in _list_addresses(reuse)]
    return min(same, key=lambda reuse: (reuse.kind not in _USES, reuse.id), default=None)


def _list_addresses(reuse: Reuse) -> set[str]:
    """Repositories that a reuse names as the reuser's."""
    project = reuse.project.url if reuse.project else None
    repositories = [source.repository for source in reuse.sources or ()]
    return {normalise_repository(address) for address in (project, *repositories) if address} - {""}


def _says_same(reuse: Reuse, used: UsedVersion, matched: str) -> bool:
    """Whether a reuse tells the version that its project shows now."""
    if used.version or (reuse.version and not reuse.upstream):
        return reuse.version == matched
    known = reuse.upstream
    if known is None:
        return used == UsedVersion()
    if used.upstream_version or used.upstream_commit:
        same_version = (known.version or "") == used.upstream_version or bool(
            known.version and is_same_upstream_version(known.version, used.upstream_version)
        )
        return same_version and (known.commit or "") == used.upstream_commit
    return not (known.version or known.commit) and (known.range or "") == used.upstream_range


def _choose_id(project: PublicProject, facts: RegistryFacts, algorithm: str, taken: set[tuple[str, str]]) -> str:
    """An id made of the project's name that no other reuse of the algorithm has."""
    return next(
        name
        for name in _iter_ids(project)
        if is_id(name) and not facts.has_reuse(algorithm, name) and (algorithm, name) not in taken
    )


def _iter_ids(project: PublicProject) -> Iterator[str]:
    """Ids that a project could have, the shortest first; without end."""
    steps = project.url.removeprefix("https://").split("/")[1:]
    shortest = make_slug(steps[-1])
    longer = make_slug(" ".join(steps[-2:]))
    yield from (shortest, longer, f"project-{shortest}"[:64].strip("-"))
    number = 2
    while True:
        yield f"{(longer or 'project')[:58].strip('-')}-{number}"
        number += 1
