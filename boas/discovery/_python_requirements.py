"""One requirement of Python as PEP 508 writes it, for every file that holds some."""

from collections.abc import Iterable, Iterator

from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import SpecifierSet

from boas.discovery._dependency import Dependency, FileEntry, FileProblem
from boas.discovery._package_names import make_package_name
from boas.discovery._repository_pins import parse_direct_address
from boas.translation import Message

_LONGEST = 2000
"""Characters of a requirement; longer ones are none that anybody wrote."""
LONGEST_SHOWN = 60
"""Characters of what a file says that a message repeats."""


def parse_requirement(text: str) -> Dependency | None:
    """What a requirement names; nothing for one that lies on the disk. Raises `ValueError` when it is none."""
    if len(text) > _LONGEST:
        raise ValueError(text[:LONGEST_SHOWN])
    try:
        requirement = Requirement(text)
    except (InvalidRequirement, RecursionError) as error:
        raise ValueError(text) from error
    package = make_package_name("pypi", requirement.name)
    if requirement.url:
        return parse_direct_address(package, requirement.url)
    version, versions = split_specifiers(requirement.specifier)
    return Dependency((package,), version=version, range=versions)


def split_specifiers(specifiers: SpecifierSet) -> tuple[str, str]:
    """The one version that specifiers leave, or else all of them as a range; the other is empty."""
    only = next(iter(specifiers)) if len(specifiers) == 1 else None
    if only and only.operator in {"==", "==="} and not only.version.endswith(".*"):
        return only.version, ""
    return "", str(specifiers)


def iter_requirements(texts: Iterable[object], line: int = 0) -> Iterator[FileEntry]:
    """What a list of requirements names, and a problem for each that is none."""
    for text in texts:
        if not isinstance(text, str):
            continue  # `{include-group = "…"}`, whose requirements stand in their own group
        try:
            found = parse_requirement(text)
        except ValueError:
            yield make_bad_requirement(text, line)
        else:
            if found:
                yield found


def make_bad_requirement(text: str, line: int = 0) -> FileProblem:
    """The problem of a text that is no requirement."""
    return FileProblem(Message("`{text}` is no requirement of Python.", text=text[:LONGEST_SHOWN]), line)
