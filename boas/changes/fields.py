"""Changes of the fields of a card: the general way, and the fields that ask for more thought.

The general way takes a field's bump from the typed model. The others decide by what a change does
to a user: who is flagged, what goes in and out, what the licence allows.
"""

from collections.abc import Callable, Iterator, Mapping

from boas.changes.change import Bump, Change, Kind
from boas.changes.content import Json, Plain, only_translated, value_at
from boas.changes.levels import field_bumps
from boas.changes.sentences import about, quoted, sentence
from boas.documents import vocabulary

Comparison = Callable[[str, Plain, Plain], Iterator[Change]]


def field_changes(before: Json, after: Json) -> Iterator[Change]:
    """Every change of the fields of two cards, codelists apart, in the order of the card."""
    for path in field_bumps():
        old, new = value_at(before, path), value_at(after, path)
        if old != new and path != "logic.codelists":
            yield from (SPECIAL.get(path) or SPECIAL.get(path.partition(".")[0]) or general)(path, old, new)


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
    """Items of a list that came or went; a new order alone is a small change, unless order is the method."""
    gone = [item for item in old if item not in new]
    come = [item for item in new if item not in old]
    yield from (simple(path, item, None, bump) for item in gone)
    yield from (simple(path, None, item, bump) for item in come)
    if not gone and not come:
        ordered = bump if path == "logic.steps" else "patch"
        yield Change(path, "changed", old, new, ordered, about(path, "ordre modifié.", "order changed."))


def keyed(
    old: Plain, new: Plain, key: Callable[[Json], tuple[Plain, ...]]
) -> Iterator[tuple[Json | None, Json | None]]:
    """Pairs of the items of two lists that have the same key; one side is nothing when it has no such item."""
    olds = {key(item): item for item in old} if isinstance(old, list) else {}
    news = {key(item): item for item in new} if isinstance(new, list) else {}
    for name in dict.fromkeys((*olds, *news)):
        if olds.get(name) != news.get(name):
            yield olds.get(name), news.get(name)


def licence(path: str, old: Plain, new: Plain) -> Iterator[Change]:
    """A licence that asks more of its users is a break; one that asks less is news."""
    order = list(vocabulary("licences").terms)
    known = isinstance(old, str) and isinstance(new, str) and old in order and new in order
    stricter = order.index(new) > order.index(old) if known else isinstance(old, str)
    change = simple(path, old, new, "major" if stricter else "minor")
    if stricter and isinstance(new, str):
        words = (
            f"{quoted(old, 'fr')} devient {quoted(new, 'fr')}, plus restrictive.",
            f"{quoted(old, 'en')} becomes {quoted(new, 'en')}, more restrictive.",
        )
        change = Change(path, "changed", old, new, "major", about(path, *words))
    yield change


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
        yield simple(path, one, two, bump)


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
    yield simple(path, old, new, "patch" if same and only_translated(old, new) else "minor" if same else "major")


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
    """Whether ages, sex or countries leave people out or take more in."""
    fewer = (
        (new.get("age_min") or 0) > (old.get("age_min") or 0)
        or (new.get("age_max") or 999) < (old.get("age_max") or 999)
        or (new.get("sex", "all") != "all" and old.get("sex", "all") != new.get("sex"))
        or bool(set(old.get("countries", ())) - set(new.get("countries", ())))
    )
    more = (
        (new.get("age_min") or 0) < (old.get("age_min") or 0)
        or (new.get("age_max") or 999) > (old.get("age_max") or 999)
        or (new.get("sex", "all") == "all" and old.get("sex", "all") != "all")
        or bool(old.get("countries") and set(new.get("countries", ())) - set(old["countries"]))
    )
    if fewer and not more:
        return "population plus étroite.", "narrower population."
    return ("population plus large.", "wider population.") if more and not fewer else None


def artefacts(path: str, old: Plain, new: Plain) -> Iterator[Change]:
    """Files of weights, told apart by address; another digest is another model of the same form."""
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
