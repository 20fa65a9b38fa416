"""Single codes looked up in the parts that hold them: the same for the API and for the command line."""

import re
from collections.abc import Callable, Iterable, Iterator

from boas.index._code_search_answers import CodedSystem, CodeHolder, CodeOverview, CodeSearch, CodeShard, FoundCode
from boas.index._code_shards import build_code_answers
from boas.nomenclatures import normalise_code
from boas.registry import Registry

ReadShard = Callable[[str], CodeShard]
"""The part that a path names."""


def split_codes(written: str) -> tuple[str, ...]:
    """Codes of a pasted text, each once, whatever stands between them."""
    return tuple(dict.fromkeys(code for one in re.split(r"[\s,;|]+", written) if (code := one.strip("'\"()[]*"))))


def find_codes(
    overview: CodeOverview, read: ReadShard, codes: Iterable[str], systems: Iterable[str] = ()
) -> CodeSearch:
    """Whose lists hold codes.

    Args:
        overview: all systems with their parts.
        read: gives the part that a path names.
        codes: as somebody wrote them, with a dot or in small letters.
        systems: the systems to look in; all when there is none.
    """
    wanted, asked = set(systems), tuple(dict.fromkeys(codes))
    searched = [one for one in overview.systems if not wanted or one.system in wanted]
    found = [one for code in asked for system in searched if (one := _find_code(system, read, code)).lists]
    held = {one.asked for one in found}
    return CodeSearch(tuple(found), tuple(code for code in asked if code not in held))


def _find_code(system: CodedSystem, read: ReadShard, asked: str) -> FoundCode:
    """One code in one system."""
    code = normalise_code(system.system, asked)
    holders = sorted(_iter_holders(system, read, code), key=_rank_holder)
    return FoundCode(asked, code, system.system, tuple(holders))


def _rank_holder(one: CodeHolder) -> tuple[bool, str, str, str]:
    """What puts a list before another one."""
    return not one.list.current, one.list.algorithm, one.list.path, one.rule


def _iter_holders(system: CodedSystem, read: ReadShard, code: str) -> Iterator[CodeHolder]:
    """Every list that holds a code, in the parts whose start it begins with."""
    for length in range(len(code) + 1):
        name = system.shards.get(code[:length])
        if name is None:
            continue
        shard = read(f"codes/{system.system}/{name}")
        for one in shard.codes:
            for held in (shard.lists[at] for at in one.lists if code.startswith(one.code)):
                if held.match == "prefix" or one.code == code:
                    yield CodeHolder(one.code, held)


def search_registry(registry: Registry, codes: Iterable[str], systems: Iterable[str] = ()) -> CodeSearch:
    """Whose lists hold codes, asked of a registry that no index was filled with."""
    answers = dict(build_code_answers(registry))
    overview = answers.pop("codes")
    shards = {path: answer for path, answer in answers.items() if isinstance(answer, CodeShard)}
    if not isinstance(overview, CodeOverview):
        raise TypeError(overview)
    return find_codes(overview, shards.__getitem__, codes, systems)
