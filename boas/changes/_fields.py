"""Changes of the fields of a card: the general way, and the fields that ask for more thought.

The general way takes a field's bump from the typed model. The others decide by what a change does
to a user: who is flagged, what goes in and out, what the licence allows.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import count

from boas.changes._bump_levels import map_field_bumps
from boas.changes._change import Bump, ChangeKind, VersionChange
from boas.changes._completion import cap_bump, cap_completion, compute_completion_bump, is_completion, is_missing
from boas.changes._content import Json, Plain, VersionContent, find_value, is_translation, says_spelling
from boas.changes._sentences import ValueSentence, build_sentence, is_same_thing, quote_value
from boas.changes._spelling import is_spelling, mark_letters
from boas.documents import load_vocabulary
from boas.translation import Message

_FieldComparison = Callable[[str, Plain, Plain], Iterator[VersionChange]]


def iter_field_changes(before: VersionContent, after: VersionContent) -> Iterator[VersionChange]:
    """Every change of the fields of two cards, codelists and test vectors apart, in the order of the card."""
    for path in map_field_bumps():
        old, new = find_value(before.card, path), find_value(after.card, path)
        if old == new:
            continue
        if is_missing(old) and is_missing(new):
            yield _build_change(path, old, new, "patch")  # why a fact is not given is no news of the algorithm
        elif says_spelling(after) and is_spelling(old, new):
            yield _build_spelling_change(path, old, new)
        elif path not in _COMPARED_ELSEWHERE:
            changes = tuple(
                (_SPECIAL_COMPARISONS.get(path) or _SPECIAL_COMPARISONS.get(path.partition(".")[0]) or _compare_field)(
                    path, old, new
                )
            )
            changes = changes or (_build_order_change(path, old, new, "patch"),)
            if is_completion(old, new):
                yield from (cap_bump(change, compute_completion_bump(path, after.origin)) for change in changes)
            else:
                yield from (cap_completion(change, after.origin) for change in changes)


_COMPARED_ELSEWHERE = frozenset({"logic.codelists", "vectors"})
"""Fields about files, which are compared together with them."""


def is_spelling_change(change: VersionChange) -> bool:
    """Whether a change is a correction of spelling that a card claims: it asks for a patch whatever its field asks."""
    return change.bump == "patch" and is_spelling(change.before, change.after)


def _build_spelling_change(path: str, old: Plain, new: Plain) -> VersionChange:
    """Texts of which only the spelling was corrected, with every letter that changed."""
    what = Message("spelling, {letters}", letters=mark_letters(old, new))
    return VersionChange(path, "changed", old, new, "patch", build_sentence(path, what), affects_results=False)


def _compare_field(path: str, old: Plain, new: Plain) -> Iterator[VersionChange]:
    """A field that was added, removed or changed; a list gives its items."""
    bump = map_field_bumps()[path]
    if is_translation(old, new):
        yield _build_translation_change(path, old, new)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _compare_items(path, old, new, bump)
    else:
        yield _build_change(path, old, new, bump)


def _build_change(path: str, old: Plain, new: Plain, bump: Bump) -> VersionChange:
    """One value that came, went or became another."""
    kind: ChangeKind = "added" if old is None else "removed" if new is None else "changed"
    return VersionChange(path, kind, old, new, bump, ValueSentence(path, kind, old, new))


def _build_translation_change(path: str, old: Plain, new: Plain) -> VersionChange:
    """A text that was translated, or lost a translation, and is otherwise the same."""
    return VersionChange(
        path,
        "changed",
        old,
        new,
        "patch",
        build_sentence(path, Message("translation changed, same meaning.")),
    )


def _compare_items(path: str, old: list[Plain], new: list[Plain], bump: Bump) -> Iterator[VersionChange]:
    """Items of a list that came, went or changed; a new order alone is small, unless order is the method."""
    gone, come = _subtract_items(old, new), _subtract_items(new, old)
    for item in gone:
        twin = next((other for other in come if is_same_thing(item, other)), None)
        come = _subtract_items(come, [twin])
        yield _build_change(path, item, twin, bump)
    yield from (_build_change(path, None, item, bump) for item in come)
    if path == "logic.steps" and not _subtract_items(old, new) and not _subtract_items(new, old):
        yield _build_order_change(path, old, new, bump)


def _subtract_items(items: list[Plain], others: list[Plain]) -> list[Plain]:
    """Items that others do not have, or not as many times."""
    left, found = list(others), []
    for item in items:
        if item in left:
            left.remove(item)
        else:
            found.append(item)
    return found


def _build_order_change(path: str, old: Plain, new: Plain, bump: Bump) -> VersionChange:
    """The same items in another order."""
    return VersionChange(path, "changed", old, new, bump, build_sentence(path, Message("order changed.")))


def _pair_by_key(
    old: Plain, new: Plain, key: Callable[[Json], tuple[Plain, ...]]
) -> Iterator[tuple[Json | None, Json | None]]:
    """Pairs of the items of two lists that have the same key; one side is None when it has no such item."""
    olds, news = _map_by_key(old, key), _map_by_key(new, key)
    for name in dict.fromkeys((*olds, *news)):
        if olds.get(name) != news.get(name):
            yield olds.get(name), news.get(name)


def _map_by_key(listed: Plain, key: Callable[[Json], tuple[Plain, ...]]) -> dict[tuple[Plain, ...], Json]:
    """Items of a list by their key; those that share one are numbered."""
    found: dict[tuple[Plain, ...], Json] = {}
    for item in listed or ():
        name = key(item)
        rank = next(rank for rank in count() if (*name, rank) not in found)
        found[*name, rank] = item
    return found


def compare_licences(path: str, old: Plain, new: Plain) -> Iterator[VersionChange]:
    """A licence that asks more of its users is a break; one that asks less is news."""
    order = list(load_vocabulary("licences").terms)
    known = isinstance(old, str) and isinstance(new, str) and old in order and new in order
    stricter = order.index(new) > order.index(old) if known else isinstance(old, str)
    change = _build_change(path, old, new, "major" if stricter else "minor")
    if stricter and isinstance(new, str):
        what = Message(
            "{before} becomes {after}, {why}.",
            before=quote_value(old),
            after=quote_value(new),
            why=Message("more restrictive") if known else _UNRANKED,
        )
        change = VersionChange(path, "changed", old, new, "major", build_sentence(path, what))
    yield change


_UNRANKED = Message("to be read before it is taken up")
"""Message about licences that no list ranks: which of the two is stricter cannot be computed."""


def _compare_sources(path: str, old: Plain, new: Plain) -> Iterator[VersionChange]:
    """A source the algorithm runs on decides where it can run; the others are evidence."""
    if not isinstance(old, list | None) or not isinstance(new, list | None):
        yield _build_change(path, old, new, map_field_bumps()[path])
        return
    for mapping, two in _pair_by_key(old, new, lambda use: (use.get("source"), use.get("role"))):
        use = mapping or two or {}
        moved = mapping is None or two is None
        bump: Bump = (
            "patch" if is_translation(mapping, two) else "major" if moved and use.get("role") == "runtime" else "minor"
        )
        decides = use.get("role") != "evaluation" and any(
            (mapping or {}).get(name) != (two or {}).get(name) for name in _SOURCE_KEYS
        )
        yield replace(_build_change(path, mapping, two, bump), affects_results=decides and bump != "patch")


_SOURCE_KEYS = ("source", "role", "components", "period", "filters")
"""Fields that define which data are read; how to get access to them is not about the algorithm."""


def _compare_data_fields(path: str, old: Plain, new: Plain) -> Iterator[VersionChange]:
    """What a caller must give or can rely on: removing, retyping or newly asking for something breaks callers."""
    if not isinstance(old, list | None) or not isinstance(new, list | None):
        yield _build_change(path, old, new, map_field_bumps()[path])
        return
    for mapping, two in _pair_by_key(old, new, lambda item: (item.get("name"),)):
        yield _build_change(path, mapping, two, _compute_data_field_bump(path, mapping, two))


def _compute_data_field_bump(path: str, mapping: Json | None, two: Json | None) -> Bump:
    """The bump of one input or output."""
    if two is None:
        return "major"
    if mapping is None:
        return "major" if path == "io.inputs" and two.get("required") else "minor"
    if any(mapping.get(name) != two.get(name) for name in ("type", "unit", "code_system")):
        return "major"
    return "major" if path == "io.inputs" and two.get("required") and not mapping.get("required") else "patch"


def _compare_thresholds(path: str, old: Plain, new: Plain) -> Iterator[VersionChange]:
    """Another threshold flags other people; its reasons do not."""
    same = isinstance(old, Mapping) and isinstance(new, Mapping) and old.get("value") == new.get("value")
    change = _build_change(
        path, old, new, "patch" if same and is_translation(old, new) else "minor" if same else "major"
    )
    yield replace(change, affects_results=not same)


def _compare_upstream_versions(path: str, old: Plain, new: Plain) -> Iterator[VersionChange]:
    """Another release of the producer's is other work, however small the step that telling it asks for."""
    yield replace(_build_change(path, old, new, map_field_bumps()[path]), affects_results=True)


def _compare_populations(path: str, old: Plain, new: Plain) -> Iterator[VersionChange]:
    """A change of the population, with whether it is narrower or wider."""
    change = _build_change(path, old, new, "patch" if is_translation(old, new) else "major")
    if isinstance(old, Mapping) and isinstance(new, Mapping) and change.bump == "major":
        direction = _describe_narrowing(old, new)
        if direction:
            yield VersionChange(path, "changed", old, new, "major", build_sentence(path, direction))
            return
    yield change


def _describe_narrowing(old: Json, new: Json) -> Message | None:
    """Whether ages, sex or countries narrow or widen the population; None when both, or when it is unclear."""
    fewer, more = _excludes_people(old, new), _excludes_people(new, old)
    if fewer and not more:
        return Message("narrower.")
    return Message("wider.") if more and not fewer else None


def _excludes_people(old: Json, new: Json) -> bool:
    """Whether somebody whom the old ages, sex and countries take in is not in the new ones."""
    sexes = old.get("sex", "all"), new.get("sex", "all")
    countries = set(old.get("countries", ())), set(new.get("countries", ()))
    return (
        new.get("age_min", 0) > old.get("age_min", 0)
        or new.get("age_max", _OLDEST) < old.get("age_max", _OLDEST)
        or (sexes[1] != "all" and sexes[0] != sexes[1])
        or (all(countries) and bool(countries[0] - countries[1]))
    )


_OLDEST = 999
"""Stands for no upper limit of age."""


def _compare_artefacts(path: str, old: Plain, new: Plain) -> Iterator[VersionChange]:
    """Files of weights, identified by address; another digest is another model of the same form."""
    if not isinstance(old, list | None) or not isinstance(new, list | None):
        yield _build_change(path, old, new, map_field_bumps()[path])
        return
    for mapping, two in _pair_by_key(old, new, lambda item: (item.get("uri"),)):
        change = _build_change(path, mapping, two, "minor")
        if mapping and two and mapping.get("sha256") != two.get("sha256"):
            change = VersionChange(
                path,
                "changed",
                mapping,
                two,
                "minor",
                build_sentence(path, Message("digest changed: other weights.")),
            )
        yield change


def _compare_repositories(path: str, old: Plain, new: Plain) -> Iterator[VersionChange]:
    """Another tag or commit is other code; another address of the same code is not."""
    refs = [value.get("ref") if isinstance(value, Mapping) else None for value in (old, new)]
    yield _build_change(path, old, new, "minor" if refs[0] != refs[1] else "patch")


_SPECIAL_COMPARISONS: Mapping[str, _FieldComparison] = {
    "upstream_version": _compare_upstream_versions,
    "licence": compare_licences,
    "data.sources": _compare_sources,
    "io.inputs": _compare_data_fields,
    "io.outputs": _compare_data_fields,
    "io.threshold": _compare_thresholds,
    "intended_use.population": _compare_populations,
    "model.artefacts": _compare_artefacts,
    "deployment.repository": _compare_repositories,
}
"""Fields, or whole sections, that are compared in their own way."""
