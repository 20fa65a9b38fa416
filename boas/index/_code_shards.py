"""All codes of all lists, cut into parts small enough for a page: from the registry to stored answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from boas.documents import load_vocabulary
from boas.formats import CODE_COLUMN
from boas.index._code_search_answers import CodedSystem, CodeOverview, CodeShard, ListedIn, ShardCode
from boas.index._records import to_text
from boas.nomenclatures import FORMS, normalise_code
from boas.registry import AlgorithmEntry, Registry, determine_status, list_codelists
from boas.translation import make_verbatim

MOST_PLACES = 150
"""Codes of one part, each counted once for each list that holds it: what a page can show."""

_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
_ROOT = "_"


@dataclass(frozen=True, slots=True, order=True)
class _CodeUse:
    """Where codes stand: one list of one algorithm and what it does."""

    algorithm: str
    path: str
    role: str
    match: str
    field: str


_Versions = dict[_CodeUse, list[str]]
_Codes = dict[str, _Versions]
"""Places by code."""


def build_code_answers(registry: Registry) -> Iterator[tuple[str, CodeOverview | CodeShard]]:
    """The overview and every part, by path."""
    systems = []
    for system, codes in sorted(_collect_codes(registry).items()):
        shards = dict(_split_codes(sorted(codes), codes, ""))
        for start, own in shards.items():
            yield (
                build_shard_path(system, start),
                _build_shard(registry, system, start, {code: codes[code] for code in own}),
            )
        systems.append(_build_system(system, codes, tuple(shards)))
    yield "codes", CodeOverview(tuple(systems))


def build_shard_path(system: str, start: str) -> str:
    """Path of one part."""
    return f"codes/{system}/{_name_shard(start)}"


def _name_shard(start: str) -> str:
    """What codes begin with as part of an address, on any disk: capitals and digits stay, others become numbers."""
    return "".join(sign if sign in _PLAIN else f"_{ord(sign):x}_" for sign in start) or _ROOT


def _collect_codes(registry: Registry) -> dict[str, _Codes]:
    """Where each code stands, by system; worked examples hold real codes that mean nothing there."""
    found: dict[str, _Codes] = {}
    for entry in registry.algorithms.values():
        for version in () if entry.algorithm.origin == "example" else entry.versions:
            for one in list_codelists(version):
                place = _CodeUse(entry.id, one.path, one.role, one.match, one.field)
                codes = found.setdefault(one.system, {})
                for code in {normalise_code(one.system, cell) for cell in one.list_cells(CODE_COLUMN)} - {""}:
                    versions = codes.setdefault(code, {}).setdefault(place, [])
                    if version.version not in versions[-1:]:
                        versions.append(version.version)
    return found


def _split_codes(ordered: list[str], codes: Mapping[str, _Versions], start: str) -> Iterator[tuple[str, list[str]]]:
    """Codes that begin the same, cut by their next letter as long as they are too many."""
    if sum(len(codes[code]) for code in ordered) <= MOST_PLACES or ordered == [start]:
        yield start, ordered
        return
    if ordered[0] == start:
        yield start, [start]
    at, groups = len(start), dict[str, list[str]]()
    for code in ordered:
        if len(code) > at:
            groups.setdefault(code[at], []).append(code)
    for sign, own in groups.items():
        yield from _split_codes(own, codes, start + sign)


def _build_shard(registry: Registry, system: str, start: str, codes: _Codes) -> CodeShard:
    """One part."""
    keys = sorted({(place, tuple(versions)) for places in codes.values() for place, versions in places.items()})
    position = {key: at for at, key in enumerate(keys)}
    lists = tuple(_build_listed_in(registry.algorithms[place.algorithm], place, versions) for place, versions in keys)
    rows = (
        ShardCode(code, tuple(sorted(position[place, tuple(versions)] for place, versions in places.items())))
        for code, places in codes.items()
    )
    return CodeShard(system, start, lists, tuple(rows))


def _build_listed_in(entry: AlgorithmEntry, place: _CodeUse, versions: tuple[str, ...]) -> ListedIn:
    """One list in the versions that hold the same codes of a part."""
    return ListedIn(
        algorithm=place.algorithm,
        name=to_text(entry.latest.card.name),
        path=place.path,
        role=place.role,
        match=place.match,
        field=place.field or None,
        versions=versions,
        current=entry.latest.version in versions,
        status=determine_status(entry, versions[0]),
    )


def _build_system(system: str, codes: _Codes, starts: tuple[str, ...]) -> CodedSystem:
    """One system with the addresses of its parts."""
    term = load_vocabulary("code_systems").terms.get(system, make_verbatim(system))
    algorithms = {place.algorithm for places in codes.values() for place in places}
    form = FORMS.get(system)
    return CodedSystem(
        system,
        term.to_texts(),
        len(codes),
        len(algorithms),
        {start: _name_shard(start) for start in starts},
        dot=form.dot if form else 0,
        has_case=form.has_case if form else True,
        prefix=form.prefix if form else "",
    )
