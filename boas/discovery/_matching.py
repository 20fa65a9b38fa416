"""From what a project names to the algorithms that are meant, and what stands in the way of saying so."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from boas.discovery._dependency import Dependency, FileProblem, PackageName
from boas.discovery._package_names import make_package_name
from boas.discovery._project import PublicProject
from boas.discovery._registry_facts import RegistryFacts
from boas.translation import Message


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a project names an algorithm."""

    algorithm: str
    path: str
    dependency: Dependency
    notes: tuple[Message, ...] = ()


def iter_mentions(project: PublicProject, facts: RegistryFacts) -> Iterator[Mention | tuple[str, FileProblem]]:
    """Every place where a project names an algorithm, and what is to be said of a file, in the order of the files."""
    own = make_package_name("git", project.url)
    for file in project.files:
        yield from ((file.path, problem) for problem in file.problems)
        for dependency in file.dependencies:
            found = _match(file.path, dependency, facts)
            if isinstance(found, FileProblem):
                yield file.path, found
            elif found and facts.packages.algorithms.get(own) != found.algorithm:
                yield found


def _match(path: str, dependency: Dependency, facts: RegistryFacts) -> Mention | FileProblem | None:
    """The algorithm that one dependency is about; nothing for what this registry does not know."""
    packages = facts.packages
    if dependency.packages[0].ecosystem == "boas":
        return _match_lock(path, dependency, facts)
    algorithm = packages.find(dependency.packages)
    if algorithm:
        return _without_fork(Mention(algorithm, path, dependency), facts)
    parts = next((packages.parts[name] for name in dependency.packages if name in packages.parts), ())
    return FileProblem(_PARTS.fill(names=", ".join(parts))) if parts else None


_PARTS = Message(
    "It takes in a repository in which these lie, none of them the whole of it: {names}. Nothing is proposed; "
    "`packages` in `algorithm.yaml` may say which one is meant."
)


def _match_lock(path: str, dependency: Dependency, facts: RegistryFacts) -> Mention | FileProblem:
    """The version that a lock of a registry names, when this registry has it with the same content."""
    name, version = dependency.packages[0].name, dependency.version
    digest = facts.compute_digest(name, version)
    if not digest:
        return FileProblem(Message("This registry has no version {version} of `{name}`.", version=version, name=name))
    if dependency.digest != digest:
        return FileProblem(
            Message("`{name}` {version} has another digest here: the lock is of another registry, or of other files.",
                    name=name, version=version)
        )  # fmt: skip
    return Mention(name, path, dependency)


def _without_fork(mention: Mention, facts: RegistryFacts) -> Mention:
    """A mention that says nothing of the version when the package is taken from somebody else's repository."""
    dependency = mention.dependency
    address = next((name for name in dependency.packages if name.ecosystem == "git"), None)
    known = _list_repositories(mention.algorithm, facts)
    if address is None or not known or address in known:
        return mention
    note = Message("`{path}` takes it from another repository, {address}: perhaps a fork.", path=mention.path,
                   address=address.name)  # fmt: skip
    return replace(mention, dependency=replace(dependency, version="", range="", commit=""), notes=(note,))


def _list_repositories(algorithm: str, facts: RegistryFacts) -> set[PackageName]:
    """Repositories that stand for an algorithm."""
    return {name for name, owner in facts.packages.algorithms.items() if owner == algorithm and name.ecosystem == "git"}
