"""A printed interval of a proportion: which usual method gives it, and for which counts or how many people.

The usual methods are tried (`METHODS`). A method that the source names is held to its own bounds, and a bootstrap
to what resampling can give. An interval by a declared method that is not known here is not checked.
"""

from collections.abc import Iterator, Mapping, Sequence

from boas.documents import load_vocabulary
from boas.evidence._digits import PrintedNumber, choose_decimals, format_number
from boas.evidence.verification._claim import PROPORTIONS, SEMICOLON, Claim, Note, NoteWeight, make_failure
from boas.evidence.verification._interval_names import RESAMPLED, find_simulated_count, is_plausible, match_method
from boas.evidence.verification._rounding import (
    LARGEST_SIZE,
    MOST_TRIED,
    USUAL,
    compute_interval,
    find_methods,
    find_sizes,
    format_share,
    list_cut_numerators,
)
from boas.translation import Message, join_messages

_SINCE = "2026-11-28"
"""Day from which every method that a source names is held to its own bounds."""

_Fitting = tuple[tuple[Note, ...], Sequence[int], tuple[str, ...]]
"""The notes on an interval, the counts it leaves possible, and the methods that give it."""


def check_interval(claim: Claim, value: PrintedNumber, n: int, counts: Sequence[int]) -> _Fitting:
    """Whose interval this is, for counts that give the value; the claim has bounds and a level between 0 and 1."""
    lower, upper, level = _get_interval(claim)
    name, method = _read_method(claim), (claim.reported.ci.method if claim.reported.ci else None) or ""
    if name == RESAMPLED:
        return (_check_resampled(claim, n, counts, method),), counts, ()
    if method and name is None:
        return (_note_unknown_method(method),), counts, ()
    found = find_methods(counts, n, lower, upper, level) or _match_simulation(counts, n, (lower, upper), level)
    if found:
        first, last = min(number for number, _ in found.values()), max(item for _, item in found.values())
        return (
            (_note_matching_methods(claim, n, found), *_note_other_method(claim, found)),
            range(first, last + 1),
            tuple(found),
        )
    return (_note_mismatch(claim, value, n, counts),), counts, ()


def _match_simulation(
    counts: Sequence[int], n: int, bounds: tuple[PrintedNumber, PrintedNumber], level: float
) -> dict[str, tuple[int, int]]:
    """Jeffreys' interval as simulation gives it, when no formula gives the printed one."""
    k = find_simulated_count(counts, n, bounds, level) if len(counts) <= MOST_TRIED and n <= LARGEST_SIZE else None
    return {} if k is None else {"jeffreys": (k, k)}


def _check_resampled(claim: Claim, n: int, counts: Sequence[int], method: str) -> Note:
    """A bootstrap, which has no bounds of its own: whether resampling can give the printed ones."""
    lower, upper, level = _get_interval(claim)
    if is_plausible(counts, n, (lower, upper), level):
        return Note(
            Message(
                "The source names resampling (“{method}”): for n = {n} it can give the printed interval.",
                method=method,
                n=format_number(n),
            ),
            NoteWeight.HOLDS,
        )
    k = counts[len(counts) // 2]
    given = _describe_bounds("wilson", k, n, level, lower.decimals + 1)
    message = Message(
        "The source names resampling (“{method}”), which cannot give the printed interval, {words} "
        "to {upper}, for n = {n}; for comparison: {given}.",
        method=method,
        words=lower.words,
        upper=upper.words,
        n=format_number(n),
        given=given,
    )
    return make_failure("interval-mismatch", "ci", message, _CHECK_RESAMPLED, since=_SINCE)


def infer_size(claim: Claim, value: PrintedNumber) -> Iterator[Note]:
    """The sizes for which an interval printed without n would be a usual one."""
    if claim.bounds is None:
        return
    lower, upper, level = _get_interval(claim)
    found = find_sizes(value, lower, upper, level)
    if not found:
        yield from note_unusual_interval(claim, value)
        return
    sizes = join_messages((_describe_size(name, *ends) for name, ends in found.items()), SEMICOLON)
    yield Note(
        Message("The printed interval follows from {sizes}.", sizes=sizes),
        NoteWeight.HOLDS,
    )


def note_unusual_interval(claim: Claim, value: PrintedNumber) -> Iterator[Note]:
    """An interval that no usual method gives, whatever n: noted, as another method may have given it."""
    if claim.bounds is None or claim.metric not in {*PROPORTIONS, "f1"}:
        return
    lower, upper, level = _get_interval(claim)
    if find_sizes(value, lower, upper, level):
        return
    below, above = (
        format_number(abs(bound.value - value.value), max(bound.decimals, value.decimals)) for bound in (lower, upper)
    )
    yield Note(
        Message(
            "The printed interval goes {below} below the value and {above} above it: whatever n, no "
            "usual method gives that for a proportion; it may have been made in another way.",
            below=below,
            above=above,
        )
    )


def _read_method(claim: Claim) -> str | None:
    """The method that a source names, or `RESAMPLED`; None when it names none, or one not known here."""
    ci = claim.reported.ci
    return match_method(ci.method) if ci and ci.method else None


def _get_interval(claim: Claim) -> tuple[PrintedNumber, PrintedNumber, float]:
    """Bounds and level of a claim that has them."""
    if claim.bounds is None or claim.reported.ci is None:
        raise ValueError("the claim has no interval")
    return *claim.bounds, claim.reported.ci.level


def _note_matching_methods(claim: Claim, n: int, found: Mapping[str, tuple[int, int]]) -> Note:
    """The printed interval has a method."""
    lower, upper, _ = _get_interval(claim)
    low, high = lower.words, upper.words
    ends = {end for both in found.values() for end in both}
    decimals = max(3, lower.decimals)
    basis = format_share(min(ends), n, decimals) if len(ends) == 1 else Message("n = {n}", n=format_number(n))
    methods = _name_methods(tuple(found))
    return Note(
        Message(
            "The printed interval, {low} to {high}, follows from {basis} ({methods}).",
            low=low,
            high=high,
            basis=basis,
            methods=methods,
        ),
        NoteWeight.HOLDS,
    )


def _note_other_method(claim: Claim, found: Mapping[str, tuple[int, int]]) -> Iterator[Note]:
    """The source names one method, and the bounds are those of another."""
    name = _read_method(claim)
    if name is None or name in found:
        return
    message, methods = load_vocabulary("interval_methods").terms[name], _name_methods(tuple(found))
    words = Message(
        "The source names the method “{message}”, which does not give the printed bounds ({methods}).",
        message=message,
        methods=methods,
    )
    yield make_failure("interval-mismatch", "ci", words, _NAME_METHOD, since=_SINCE)


def _note_unknown_method(method: str) -> Note:
    return Note(
        Message("The source names an interval method (“{method}”) that the registry does not recompute.", method=method)
    )


def _note_mismatch(claim: Claim, value: PrintedNumber, n: int, counts: Sequence[int]) -> Note:
    """No usual method gives the bounds: what each would give, and whether a value with digits cut off explains them."""
    lower, upper, level = _get_interval(claim)
    low, high = lower.words, upper.words
    k = min(max(round(value.value * n), counts[0]), counts[-1])
    basis, given = (
        format_share(k, n, max(3, value.decimals + 1)),
        _describe_usual_bounds(k, n, level, lower.decimals + 1),
    )
    cut = _describe_cut_bounds(claim, value, n)
    message = Message(
        "No usual method gives the printed interval, {low} to {high}. For {basis}: {given}.{cut}",
        low=low,
        high=high,
        basis=basis,
        given=given,
        cut=cut,
    )
    return make_failure("interval-mismatch", "ci", message, _CHECK_BOUNDS, since=_SINCE if _read_method(claim) else "")


def _describe_usual_bounds(k: int, n: int, level: float, decimals: int) -> Message:
    """What the most usual methods give for k of n."""
    # Wald's interval of nobody or of everybody has no width: it does not constrain their number.
    wide = (method for method in USUAL if len(set(compute_interval(method, k, n, level))) > 1)
    return join_messages((_describe_bounds(method, k, n, level, decimals) for method in wide), SEMICOLON)


def _describe_bounds(method: str, k: int, n: int, level: float, decimals: int) -> Message:
    bounds = compute_interval(method, k, n, level)
    lower, upper = (format_number(bound, choose_decimals(bounds, decimals)) for bound in bounds)
    name = load_vocabulary("interval_methods").terms[method]
    return Message("{name} {lower} to {upper}", name=name, lower=lower, upper=upper)


def _describe_cut_bounds(claim: Claim, value: PrintedNumber, n: int) -> Message:
    """The count that gives the bounds, and the value once digits are cut off; empty when there is none."""
    counts = list_cut_numerators(value, n)
    found = find_methods(counts, n, *_get_interval(claim))
    if not found:
        return Message("")
    k, v = format_share(next(iter(found.values()))[0], n, max(3, value.decimals + 1)), value.words
    methods = _name_methods(tuple(found))
    return Message(
        " {k} gives it ({methods}), but that is printed {v} only by cutting off digits, not by rounding.",
        k=k,
        methods=methods,
        v=v,
    )


def _describe_size(name: str, first: int, last: int) -> Message:
    """`n from 193 to 204 (Wald)`."""
    low, high, method = format_number(first), format_number(last), load_vocabulary("interval_methods").terms[name]
    if last >= LARGEST_SIZE:
        return Message("n of at least {low} ({method})", low=low, method=method)
    if first == last:
        return Message("n = {low} ({method})", low=low, method=method)
    return Message("n from {low} to {high} ({method})", low=low, high=high, method=method)


def _name_methods(methods: Sequence[str]) -> Message:
    """`method: Wald`, or several of them."""
    names = join_messages(load_vocabulary("interval_methods").terms[name] for name in methods)
    many = "s" if len(methods) > 1 else ""
    return Message("method{many}: {names}", many=many, names=names)


_CHECK_BOUNDS = Message("Read the value, n and the bounds again in the source, or name the method in `ci.method`.")
_CHECK_RESAMPLED = Message(
    "Read the value, n and the bounds again in the source; if whole groups are drawn (several "
    "results of one person), give the number of groups as n."
)
_NAME_METHOD = Message("Correct `ci.method` or the bounds.")
