"""A printed interval of a proportion: which usual method gives it, and for which counts or how many people.

The usual methods are tried (`METHODS`). A method that the source names is held to its own bounds, and a bootstrap
to what resampling can give. An interval that a source says was made in a way nobody here knows is not judged.
"""

from collections.abc import Iterator, Mapping, Sequence

from boas.documents import vocabulary
from boas.evidence.digits import Printed, shown, telling
from boas.evidence.judging.claim import PROPORTIONS, Claim, Note, Weight, failing, joined
from boas.evidence.judging.interval_names import RESAMPLED, drawn_from, is_plausible, method_named
from boas.evidence.judging.printed import (
    LARGEST_SIZE,
    MOST_TRIED,
    USUAL,
    cut_numerators,
    interval_of,
    methods_of,
    share,
    sizes_of,
)
from boas.finding import Words

SINCE = "2026-11-28"
"""Day from which every method that a source names is held to its own bounds."""

Fitting = tuple[tuple[Note, ...], Sequence[int], tuple[str, ...]]
"""What is said of an interval, counts it leaves possible, and the methods that give it."""


def look_at_interval(claim: Claim, value: Printed, n: int, counts: Sequence[int]) -> Fitting:
    """Whose interval this is, for counts that give the value; the claim has bounds and a level between 0 and 1."""
    lower, upper, level = _interval(claim)
    name, method = named(claim), (claim.reported.ci.method if claim.reported.ci else None) or ""
    if name == RESAMPLED:
        return (_resampled(claim, n, counts, method),), counts, ()
    if method and name is None:
        return (_made_otherwise(method),), counts, ()
    found = methods_of(counts, n, lower, upper, level) or _drawn(counts, n, (lower, upper), level)
    if found:
        first, last = min(one for one, _ in found.values()), max(one for _, one in found.values())
        return (_found(claim, n, found), *_other_name(claim, found)), range(first, last + 1), tuple(found)
    return (_mismatch(claim, value, n, counts),), counts, ()


def _drawn(counts: Sequence[int], n: int, bounds: tuple[Printed, Printed], level: float) -> dict[str, tuple[int, int]]:
    """Jeffreys' interval as simulation gives it, when no formula gives the printed one."""
    k = drawn_from(counts, n, bounds, level) if len(counts) <= MOST_TRIED and n <= LARGEST_SIZE else None
    return {} if k is None else {"jeffreys": (k, k)}


def _resampled(claim: Claim, n: int, counts: Sequence[int], method: str) -> Note:
    """A bootstrap, which has no bounds of its own: whether resampling can give the printed ones."""
    lower, upper, level = _interval(claim)
    if is_plausible(counts, n, (lower, upper), level):
        return Note(
            Words(
                f"La source nomme un rééchantillonnage (« {method} ») : pour n = {shown(n).fr}, il peut donner "
                "l’intervalle imprimé.",
                f"The source names resampling (“{method}”): for n = {shown(n).en} it can give the printed interval.",
            ),
            Weight.HOLDS,
        )
    k = counts[len(counts) // 2]
    given = _bounds_of("wilson", k, n, level, lower.decimals + 1)
    words = Words(
        f"La source nomme un rééchantillonnage (« {method} »), qui ne peut pas donner l’intervalle imprimé, "
        f"{lower.words.fr} à {upper.words.fr}, pour n = {shown(n).fr} ; à titre de comparaison : {given.fr}.",
        f"The source names resampling (“{method}”), which cannot give the printed interval, "
        f"{lower.words.en} to {upper.words.en}, for n = {shown(n).en}; for comparison: {given.en}.",
    )
    return failing("interval-mismatch", "ci", words, CHECK_RESAMPLED, since=SINCE)


def look_for_size(claim: Claim, value: Printed) -> Iterator[Note]:
    """What an interval printed without n tells: for how many people it would be a usual one."""
    if claim.bounds is None:
        return
    lower, upper, level = _interval(claim)
    found = sizes_of(value, lower, upper, level)
    if not found:
        yield from unlike_a_proportion(claim, value)
        return
    sizes = joined((_size(name, *ends) for name, ends in found.items()), " ; ", "; ")
    yield Note(
        Words(f"L’intervalle imprimé s’obtient avec {sizes.fr}.", f"The printed interval follows from {sizes.en}."),
        Weight.HOLDS,
    )


def unlike_a_proportion(claim: Claim, value: Printed) -> Iterator[Note]:
    """An interval that no usual method gives, whatever n: told, as it may have been made otherwise."""
    if claim.bounds is None or claim.metric not in {*PROPORTIONS, "f1"}:
        return
    lower, upper, level = _interval(claim)
    if sizes_of(value, lower, upper, level):
        return
    below, above = (
        shown(abs(bound.value - value.value), max(bound.decimals, value.decimals)) for bound in (lower, upper)
    )
    yield Note(
        Words(
            f"L’intervalle imprimé descend de {below.fr} sous la valeur et monte de {above.fr} au-dessus : quel que "
            "soit n, aucune méthode usuelle ne donne cela pour une proportion ; il a pu être fait autrement.",
            f"The printed interval goes {below.en} below the value and {above.en} above it: whatever n, no usual "
            "method gives that for a proportion; it may have been made in another way.",
        )
    )


def named(claim: Claim) -> str | None:
    """The method that a source names, or `RESAMPLED`; nothing when it names none or one that nobody here knows."""
    ci = claim.reported.ci
    return method_named(ci.method) if ci and ci.method else None


def _interval(claim: Claim) -> tuple[Printed, Printed, float]:
    """Bounds and level of a claim that has them."""
    if claim.bounds is None or claim.reported.ci is None:
        raise ValueError("the claim has no interval")
    return *claim.bounds, claim.reported.ci.level


def _found(claim: Claim, n: int, found: Mapping[str, tuple[int, int]]) -> Note:
    """The printed interval has a method."""
    lower, upper, _ = _interval(claim)
    low, high = lower.words, upper.words
    ends = {end for both in found.values() for end in both}
    decimals = max(3, lower.decimals)
    basis = share(min(ends), n, decimals) if len(ends) == 1 else Words(f"n = {shown(n).fr}", f"n = {shown(n).en}")
    methods = methods_said(tuple(found))
    return Note(
        Words(
            f"L’intervalle imprimé, {low.fr} à {high.fr}, s’obtient à partir de {basis.fr} ({methods.fr}).",
            f"The printed interval, {low.en} to {high.en}, follows from {basis.en} ({methods.en}).",
        ),
        Weight.HOLDS,
    )


def _other_name(claim: Claim, found: Mapping[str, tuple[int, int]]) -> Iterator[Note]:
    """The source names one method, and the bounds are those of another."""
    name = named(claim)
    if name is None or name in found:
        return
    said, methods = vocabulary("interval_methods").terms[name], methods_said(tuple(found))
    words = Words(
        f"La source nomme la méthode « {said.fr} », qui ne donne pas les bornes imprimées ({methods.fr}).",
        f"The source names the method “{said.en}”, which does not give the printed bounds ({methods.en}).",
    )
    yield failing("interval-mismatch", "ci", words, NAME_METHOD, since=SINCE)


def _made_otherwise(method: str) -> Note:
    return Note(
        Words(
            f"La source nomme une méthode d’intervalle (« {method} ») que le registre ne recalcule pas.",
            f"The source names an interval method (“{method}”) that the registry does not recompute.",
        )
    )


def _mismatch(claim: Claim, value: Printed, n: int, counts: Sequence[int]) -> Note:
    """No usual method gives the bounds: what each would give, and whether a value with digits cut off explains them."""
    lower, upper, level = _interval(claim)
    low, high = lower.words, upper.words
    k = min(max(round(value.value * n), counts[0]), counts[-1])
    basis, given = share(k, n, max(3, value.decimals + 1)), bounds_given(k, n, level, lower.decimals + 1)
    cut = _if_cut_off(claim, value, n)
    words = Words(
        f"Aucune méthode usuelle ne donne l’intervalle imprimé, {low.fr} à {high.fr}. "
        f"Pour {basis.fr} : {given.fr}.{cut.fr}",
        f"No usual method gives the printed interval, {low.en} to {high.en}. For {basis.en}: {given.en}.{cut.en}",
    )
    return failing("interval-mismatch", "ci", words, CHECK_BOUNDS, since=SINCE if named(claim) else "")


def bounds_given(k: int, n: int, level: float, decimals: int) -> Words:
    """What the most usual methods give for k of n."""
    # Wald's interval of nobody or of everybody has no width: it says nothing of how many they are.
    wide = (method for method in USUAL if len(set(interval_of(method, k, n, level))) > 1)
    return joined((_bounds_of(method, k, n, level, decimals) for method in wide), " ; ", "; ")


def _bounds_of(method: str, k: int, n: int, level: float, decimals: int) -> Words:
    bounds = interval_of(method, k, n, level)
    lower, upper = (shown(bound, telling(bounds, decimals)) for bound in bounds)
    name = vocabulary("interval_methods").terms[method]
    return Words(f"{name.fr} {lower.fr} à {upper.fr}", f"{name.en} {lower.en} to {upper.en}")


def _if_cut_off(claim: Claim, value: Printed, n: int) -> Words:
    """The count that gives the bounds, and the value once digits are cut off; empty when there is none."""
    counts = cut_numerators(value, n)
    found = methods_of(counts, n, *_interval(claim))
    if not found:
        return Words("", "")
    k, v = share(next(iter(found.values()))[0], n, max(3, value.decimals + 1)), value.words
    methods = methods_said(tuple(found))
    return Words(
        f" {k.fr} le donne ({methods.fr}), mais cela ne s’imprime {v.fr} qu’en coupant des chiffres, sans arrondir.",
        f" {k.en} gives it ({methods.en}), but that is printed {v.en} only by cutting off digits, not by rounding.",
    )


def _size(name: str, first: int, last: int) -> Words:
    """`n from 193 to 204 (Wald)`."""
    low, high, method = shown(first), shown(last), vocabulary("interval_methods").terms[name]
    if last >= LARGEST_SIZE:
        return Words(f"n d’au moins {low.fr} ({method.fr})", f"n of at least {low.en} ({method.en})")
    if first == last:
        return Words(f"n = {low.fr} ({method.fr})", f"n = {low.en} ({method.en})")
    return Words(f"n de {low.fr} à {high.fr} ({method.fr})", f"n from {low.en} to {high.en} ({method.en})")


def methods_said(methods: Sequence[str]) -> Words:
    """`method: Wald`, or several of them."""
    names = joined(vocabulary("interval_methods").terms[name] for name in methods)
    many = "s" if len(methods) > 1 else ""
    return Words(f"méthode{many} : {names.fr}", f"method{many}: {names.en}")


CHECK_BOUNDS = Words(
    "Relire la valeur, n et les bornes dans la source, ou nommer la méthode dans « ci.method ».",
    "Read the value, n and the bounds again in the source, or name the method in `ci.method`.",
)
CHECK_RESAMPLED = Words(
    "Relire la valeur, n et les bornes dans la source ; si le tirage se fait par groupes (plusieurs résultats d’une "
    "même personne), donner comme n le nombre de groupes.",
    "Read the value, n and the bounds again in the source; if whole groups are drawn (several results of one person), "
    "give the number of groups as n.",
)
NAME_METHOD = Words("Corriger « ci.method » ou les bornes.", "Correct `ci.method` or the bounds.")
