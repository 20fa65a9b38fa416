"""Data sources and what they are part of: what uses a component uses the source it belongs to."""

from collections.abc import Iterable, Mapping

from boas.documents import DataSource
from boas.registry import Registry

SourceLines = Mapping[str, tuple[str, ...]]
"""By id of a data source, itself and all it is part of, the nearest first."""


def map_source_lines(registry: Registry) -> SourceLines:
    """Each data source with all it is part of; a line that leads back to itself, which a rule refuses, ends there."""
    parents = {
        name: document.content.part_of
        for name, document in registry.data_sources.items()
        if isinstance(document.content, DataSource) and document.content.part_of
    }
    return {name: _follow_parents(name, parents) for name in (*registry.data_sources, *parents.values())}


def _follow_parents(name: str, parents: Mapping[str, str]) -> tuple[str, ...]:
    """A data source, what it is part of, what that is part of, and so on."""
    line = [name]
    while (parent := parents.get(line[-1])) and parent not in line:
        line.append(parent)
    return tuple(line)


def widen_sources(names: Iterable[str], lines: SourceLines) -> tuple[str, ...]:
    """Data sources and all they are part of, each once, in order."""
    return tuple(dict.fromkeys(one for name in names for one in lines.get(name, (name,))))


def list_covering_sources(names: Iterable[str], lines: SourceLines) -> tuple[str, ...]:
    """Data sources that each hold all of some others, themselves among them: nothing else is needed beside one."""
    found = [lines.get(name, (name,)) for name in names]
    return tuple(one for one in found[0] if all(one in line for line in found)) if found else ()
