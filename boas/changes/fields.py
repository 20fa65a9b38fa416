"""Changes of the fields of a card: the general way, and the fields that ask for more thought.

The general way takes a field's bump from the typed model. The others decide by what a change does
to a user: who is flagged, what goes in and out, what the licence allows.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import count

from boas.changes.change import Bump, Change, Kind
from boas.changes.completion import at_most, completed, completion_bump, is_completion, is_untold
from boas.changes.content import Json, Plain, VersionContent, only_translated, value_at
from boas.changes.levels import field_bumps
from boas.changes.sentences import about, is_same_thing, quoted, sentence
from boas.documents import vocabulary
from boas.finding import Words

Comparison = Callable[[str, Plain, Plain], Iterator[Change]]


def field_changes(before: VersionContent, after: VersionContent) -> Iterator[Change]:
    """Every change of the fields of two cards, codelists apart, in the order of the card."""
    for path in field_bumps():
        old, new = value_at(before.card, path), value_at(after.card, path)
        if old == new:
            continue
        if is_untold(old) and is_untold(new):
            yield simple(path, old, new, "patch")  # why a fact is not given is no news of the algorithm
        elif path != "logic.codelists":
            told = tuple((SPECIAL.get(path) or SPECIAL.get(path.partition(".")[0]) or general)(path, old, new))
            told = told or (reordered(path, old, new, "patch"),)
            if is_completion(old, new):
                yield from (at_most(change, completion_bump(path, after.origin)) for change in told)
            else:
                yield from (completed(change, after.origin) for change in told)


def general(path: str, old: Plain, new: Plain) -> Iterator[Change]:
    """A field that was added, removed or changed; a list tells its items."""
    bump = field_bumps()[path]
    if only_translated(old, new):
        yield translated(path, old, new)
    elif isinstance(old, list) and isinstance(new, list):
        yield from items(path, old, new, bump)
    else:
        yield simple(path, old, new, bump)


def simple(path: str, old: Plain, new: Plain, bump: Bump) -> Change:
    """One value that came, went or became another."""
    kind: Kind = "added" if old is None else "removed" if new is None else "changed"
    return Change(path, kind, old, new, bump, sentence(path, kind, old, new))


def translated(path: str, old: Plain, new: Plain) -> Change:
    """A text that says the same in one language more or less."""
    return Change(
        path,
        "changed",
        old,
        new,
        "patch",
        about(path, "traduction modifiée, sens inchangé.", "translation changed, same meaning."),
    )


def items(path: str, old: list[Plain], new: list[Plain], bump: Bump) -> Iterator[Change]:
    """Items of a list that came, went or changed; a new order alone is small, unless order is the method."""
    gone, come = without(old, new), without(new, old)
    for item in gone:
        twin = next((other for other in come if is_same_thing(item, other)), None)
        come = without(come, [twin])
        yield simple(path, item, twin, bump)
    yield from (simple(path, None, item, bump) for item in come)
    if path == "logic.steps" and not without(old, new) and not without(new, old):
        yield reordered(path, old, new, bump)


def without(items: list[Plain], others: list[Plain]) -> list[Plain]:
    """Items that others do not have, or not as many times."""
    left, found = list(others), []
    for item in items:
        if item in left:
            left.remove(item)
        else:
            found.append(item)
    return found


def reordered(path: str, old: Plain, new: Plain, bump: Bump) -> Change:
    """The same items in another order."""
    return Change(path, "changed", old, new, bump, about(path, "ordre modifié.", "order changed."))


def keyed(
    old: Plain, new: Plain, key: Callable[[Json], tuple[Plain, ...]]
) -> Iterator[tuple[Json | None, Json | None]]:
    """Pairs of the items of two lists that have the same key; one side is nothing when it has no such item."""
    olds, news = by_key(old, key), by_key(new, key)
    for name in dict.fromkeys((*olds, *news)):
        if olds.get(name) != news.get(name):
            yield olds.get(name), news.get(name)


def by_key(listed: Plain, key: Callable[[Json], tuple[Plain, ...]]) -> dict[tuple[Plain, ...], Json]:
    """Items of a list by their key; those that share one are told apart by their rank."""
    found: dict[tuple[Plain, ...], Json] = {}
    for item in listed or ():
        name = key(item)
        rank = next(rank for rank in count() if (*name, rank) not in found)
        found[*name, rank] = item
    return found


def licence(path: str, old: Plain, new: Plain) -> Iterator[Change]:
    """A licence that asks more of its users is a break; one that asks less is news."""
    order = list(vocabulary("licences").terms)
    known = isinstance(old, str) and isinstance(new, str) and old in order and new in order
    stricter = order.index(new) > order.index(old) if known else isinstance(old, str)
    change = simple(path, old, new, "major" if stricter else "minor")
    if stricter and isinstance(new, str):
        judged = Words("plus restrictive", "more restrictive") if known else UNRANKED
        words = (
            f"{quoted(old, 'fr')} devient {quoted(new, 'fr')}, {judged.fr}.",
            f"{quoted(old, 'en')} becomes {quoted(new, 'en')}, {judged.en}.",
        )
        change = Change(path, "changed", old, new, "major", about(path, *words))
    yield change


UNRANKED = Words("à relire avant de l’adopter", "to be read before it is taken up")
"""Said of licences that no list ranks: nobody can tell by machine which of the two asks for more."""


def sources(path: str, old: Plain, new: Plain) -> Iterator[Change]:
    """A source the algorithm runs on decides where it can run; the others are evidence."""
    if not isinstance(old, list | None) or not isinstance(new, list | None):
        yield simple(path, old, new, field_bumps()[path])
        return
    for one, two in keyed(old, new, lambda use: (use.get("source"), use.get("role"))):
        use = one or two or {}
        moved = one is None or two is None
        bump: Bump = (
            "patch" if only_translated(one, two) else "major" if moved and use.get("role") == "runtime" else "minor"
        )
        decides = use.get("role") != "evaluation" and any(
            (one or {}).get(name) != (two or {}).get(name) for name in READ
        )
        yield replace(simple(path, one, two, bump), affects_results=decides and bump != "patch")


READ = ("source", "role", "components", "period", "filters")
"""What says which data are read; how they may be had says nothing of the algorithm."""


def inputs_or_outputs(path: str, old: Plain, new: Plain) -> Iterator[Change]:
    """What a caller must give or can rely on: removing, retyping or newly asking for something breaks callers."""
    if not isinstance(old, list | None) or not isinstance(new, list | None):
        yield simple(path, old, new, field_bumps()[path])
        return
    for one, two in keyed(old, new, lambda item: (item.get("name"),)):
        yield simple(path, one, two, exchange_bump(path, one, two))


def exchange_bump(path: str, one: Json | None, two: Json | None) -> Bump:
    """The bump of one input or output."""
    if two is None:
        return "major"
    if one is None:
        return "major" if path == "io.inputs" and two.get("required") else "minor"
    if any(one.get(name) != two.get(name) for name in ("type", "unit", "code_system")):
        return "major"
    return "major" if path == "io.inputs" and two.get("required") and not one.get("required") else "patch"


def threshold(path: str, old: Plain, new: Plain) -> Iterator[Change]:
    """Another threshold flags other people; its reasons do not."""
    same = isinstance(old, Mapping) and isinstance(new, Mapping) and old.get("value") == new.get("value")
    change = simple(path, old, new, "patch" if same and only_translated(old, new) else "minor" if same else "major")
    yield replace(change, affects_results=not same)


def upstream_version(path: str, old: Plain, new: Plain) -> Iterator[Change]:
    """Another release of the producer's is other work, however small the step that telling it asks for."""
    yield replace(simple(path, old, new, field_bumps()[path]), affects_results=True)


def population(path: str, old: Plain, new: Plain) -> Iterator[Change]:
    """Other people than before: said whether fewer or more."""
    change = simple(path, old, new, "patch" if only_translated(old, new) else "major")
    if isinstance(old, Mapping) and isinstance(new, Mapping) and change.bump == "major":
        direction = narrowing(old, new)
        if direction:
            yield Change(path, "changed", old, new, "major", about(path, *direction))
            return
    yield change


def narrowing(old: Json, new: Json) -> tuple[str, str] | None:
    """Whether ages, sex or countries leave people out or take more in; nothing when both, or when nobody can tell."""
    fewer, more = leaves_out(old, new), leaves_out(new, old)
    if fewer and not more:
        return "plus étroite.", "narrower."
    return ("plus large.", "wider.") if more and not fewer else None


def leaves_out(old: Json, new: Json) -> bool:
    """Whether somebody whom the old ages, sex and countries take in is not in the new ones."""
    sexes = old.get("sex", "all"), new.get("sex", "all")
    countries = set(old.get("countries", ())), set(new.get("countries", ()))
    return (
        new.get("age_min", 0) > old.get("age_min", 0)
        or new.get("age_max", OLDEST) < old.get("age_max", OLDEST)
        or (sexes[1] != "all" and sexes[0] != sexes[1])
        or (all(countries) and bool(countries[0] - countries[1]))
    )


OLDEST = 999
"""Stands for no upper limit of age."""


def artefacts(path: str, old: Plain, new: Plain) -> Iterator[Change]:
    """Files of weights, told apart by address; another digest is another model of the same form."""
    if not isinstance(old, list | None) or not isinstance(new, list | None):
        yield simple(path, old, new, field_bumps()[path])
        return
    for one, two in keyed(old, new, lambda item: (item.get("uri"),)):
        change = simple(path, one, two, "minor")
        if one and two and one.get("sha256") != two.get("sha256"):
            change = Change(
                path,
                "changed",
                one,
                two,
                "minor",
                about(path, "empreinte modifiée : autres poids.", "digest changed: other weights."),
            )
        yield change


def repository(path: str, old: Plain, new: Plain) -> Iterator[Change]:
    """Another tag or commit is other code; another address of the same code is not."""
    refs = [value.get("ref") if isinstance(value, Mapping) else None for value in (old, new)]
    yield simple(path, old, new, "minor" if refs[0] != refs[1] else "patch")


SPECIAL: Mapping[str, Comparison] = {
    "upstream_version": upstream_version,
    "licence": licence,
    "data.sources": sources,
    "io.inputs": inputs_or_outputs,
    "io.outputs": inputs_or_outputs,
    "io.threshold": threshold,
    "intended_use.population": population,
    "model.artefacts": artefacts,
    "deployment.repository": repository,
}
"""Fields, or whole sections, that are compared in their own way."""
