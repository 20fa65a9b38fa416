"""Rules of other packages: found by the entry point group `boas.rules`, and only those a registry lists.

A package is Python code of the environment that runs the check; nothing of a proposal is ever imported. Its rules
stand beside those of the program and can neither replace one nor stop the others.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from boas.checks._limit import limit_findings
from boas.checks._rule import FOREIGN_RULES, RULES, Rule
from boas.checks._values import make_printable
from boas.errors import RegistryError
from boas.finding import Finding, Location
from boas.parsing import Collection
from boas.translation import Message, add_catalogues
from boas.tree import File

_GROUP = "boas.rules"
_RULE_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def list_rules(packages: Iterable[str] = ()) -> Mapping[str, Rule]:
    """Every rule of the program, then those of the given packages, by name.

    Args:
        packages: names under which they are installed, as `rules` in `registry.yaml` lists them.

    Raises:
        RegistryError: when a package is not installed, has no rules, cannot be imported, or names a rule as another
            is named.
    """
    rules = dict(RULES)
    for package in packages:
        for rule in _load_rules(_normalise_name(package)):
            if rule.name in rules:
                raise _make_double_name_error(rule, rules[rule.name])
            rules[rule.name] = rule
    return rules


def list_package_versions(packages: Iterable[str]) -> tuple[str, ...]:
    """The packages with the versions that are installed, such as `boas-ouest 1.2`; raises `RegistryError` as above."""
    found = (_find_entry_points(_normalise_name(package)) for package in packages)
    return tuple(sorted(_name_source(points[0]) for points in found))


def _normalise_name(package: str) -> str:
    """A package's name as packaging compares it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", package).lower()


def _find_entry_points(package: str) -> tuple[EntryPoint, ...]:
    """Where a package says that its rules are."""
    points = tuple(
        point for point in entry_points(group=_GROUP) if point.dist and _normalise_name(point.dist.name) == package
    )
    if not points:
        raise RegistryError(
            Message(
                "registry.yaml asks for the rules of the package `{package}`, which is not installed or has none.",
                package=package,
            ),
            Message("Install it beside boas (pip install {package}), or take it out of `rules`.", package=package),
        )
    return points


def _name_source(point: EntryPoint) -> str:
    """Name and version of the package an entry point belongs to."""
    return f"{point.dist.name} {point.dist.version}" if point.dist else point.name


@cache
def _load_rules(package: str) -> tuple[Rule, ...]:
    """The rules of a package, imported once; raises `RegistryError` when it cannot be, or has none that can run."""
    found: dict[str, Rule] = {}
    for point in _find_entry_points(package):
        try:
            point.load()
        except Exception as error:  # whatever its code does, it is that package's fault and no bug of ours
            raise _make_broken_error(_name_source(point), f"{type(error).__name__}: {error}") from error
        _add_catalogues(point)
        start = f"{point.module}."
        own = (rule for (module, _), rule in FOREIGN_RULES.items() if f"{module}.".startswith(start))
        found |= {rule.name: replace(rule, package=_name_source(point)) for rule in own}
    for rule in found.values():
        if not _RULE_NAME.fullmatch(rule.name) or not (rule.document or rule.file):
            raise _make_broken_error(rule.package, f"{rule.name}")
    return tuple(found.values())


def _add_catalogues(point: EntryPoint) -> None:
    """Let the package's own catalogues, in the folder `catalogues` of its code, translate what its rules say."""
    files = getattr(sys.modules[point.module.partition(".")[0]], "__path__", ())
    for folder in files:
        add_catalogues(Path(folder) / "catalogues")


def _make_broken_error(source: str, reason: str) -> RegistryError:
    """The rules of a package cannot be taken."""
    shown = make_printable(reason, _LONGEST_REASON)
    return RegistryError(
        Message("The rules of the package `{source}` cannot be loaded ({shown}).", source=source, shown=shown),
        Message("Tell whoever keeps that package; until then, take it out of `rules` in registry.yaml."),
    )


_LONGEST_REASON = 200


def _make_double_name_error(rule: Rule, other: Rule) -> RegistryError:
    """Two rules have one name."""
    held = other.package or "boas"
    return RegistryError(
        Message(
            "The package `{package}` names a rule `{name}`, which is a rule of `{held}` already.",
            package=rule.package,
            name=rule.name,
            held=held,
        ),
        Message("Give it another name in that package, or take the package out of `rules` in registry.yaml."),
    )


def run_foreign_rule(rule: Rule, file: File, collection: Collection) -> Iterator[Finding]:
    """What a rule of a package says of one file and of the document in it.

    One that fails gives a finding that says so: the file was not judged by it, and the other rules still judge it.
    """
    document = collection.documents.get(file.path)
    try:
        found = [
            *(rule.file(file, collection) if rule.file else ()),
            *(rule.document(document, collection) if rule.document and document else ()),
        ]
        yield from limit_findings(rule, file, iter([_require_own(rule, one) for one in found]))
    except Exception as error:  # noqa: BLE001 -- code of another package
        yield _report_failure(rule, file, f"{type(error).__name__}: {error}")


def _require_own(rule: Rule, finding: object) -> Finding:
    """What a rule gave, once it is a finding of its own; raises `TypeError` for anything else."""
    if not isinstance(finding, Finding) or finding.rule != rule.name:
        message = f"no finding of {rule.name}"
        raise TypeError(message)
    return finding


def _report_failure(rule: Rule, file: File, reason: str) -> Finding:
    """A file that a rule of a package could not judge."""
    shown = make_printable(reason, _LONGEST_REASON)
    return Finding(
        rule.name,
        "error",
        Location(make_printable(file.path)),
        Message(
            "This rule of the package `{package}` failed on this file ({shown}).", package=rule.package, shown=shown
        ),
        Message("Tell whoever keeps that package; until then, take it out of `rules` in registry.yaml."),
    )
