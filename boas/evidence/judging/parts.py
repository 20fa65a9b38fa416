"""Variants that look like the parts of another one: those it flags add up to exactly as many as that one flags.

Nothing in an evaluation says that variants are parts, so what follows is told to readers and contradicts no claim.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from boas.evidence.digits import shown
from boas.evidence.estimates import Implied
from boas.evidence.judging.claim import Claim, joined
from boas.finding import Words


@dataclass(frozen=True, slots=True)
class Flagged:
    """A variant with the number of people it flags, and how many of them it may be right about."""

    name: Words
    claims: tuple[Claim, ...]
    n: int
    right: tuple[int, int]
    """Smallest and largest number of true positives."""


def flagged_of(claims: Sequence[Claim], one: Implied) -> Flagged | None:
    """A set of claims as one variant; nothing unless it flags a known number and is right about a bounded one."""
    n = next((claim.value for claim in claims if claim.metric == "flagged"), None)
    variant = claims[0].reported.variant
    if n is None or variant is None or "tp" not in one.ranges:
        return None
    fr, en = variant.fr or variant.en or "", variant.en or variant.fr or ""
    return Flagged(Words(fr, en), tuple(claims), int(n.value), one.ranges["tp"])


def parts(variants: Sequence[Flagged]) -> Iterator[Implied]:
    """Of variants about the same people, one that all others make up, and whether true positives add up too."""
    total = sum(one.n for one in variants)
    for whole in variants:
        others = [one for one in variants if one is not whole]
        if len(others) > 1 and 2 * whole.n == total:
            yield _added_up(whole, others)


def _added_up(whole: Flagged, others: Sequence[Flagged]) -> Implied:
    """Whether the true positives of parts can be those of the whole."""
    low, high = (sum(one.right[end] for one in others) for end in (0, 1))
    least, most = max(low, whole.right[0]), min(high, whole.right[1])
    positions = sorted(claim.position for one in (whole, *others) for claim in one.claims)
    ranges: Mapping[str, tuple[int, int]] = {"tp": (least, most)} if least <= most else {}
    words = _words(whole, others, (low, high), is_possible=least <= most)
    return Implied(tuple(positions), None, least <= most, ranges, words)


def _words(whole: Flagged, others: Sequence[Flagged], right: tuple[int, int], *, is_possible: bool) -> Words:
    names = joined(one.name for one in others)
    n, sums, own = shown(whole.n), from_to(*right), from_to(*whole.right)
    fr, en = ("cela concorde", "which agrees") if is_possible else ("cela ne concorde pas", "which does not agree")
    return Words(
        f"« {names.fr} » signalent ensemble {n.fr} cas, autant que « {whole.name.fr} ». Si ce sont ses parties, elles "
        f"donnent {sums.fr} vrais positifs et elle en donne {own.fr} : {fr}.",
        f"“{names.en}” together flag {n.en} cases, as many as “{whole.name.en}”. If they are its parts, they give "
        f"{sums.en} true positives and it gives {own.en}, {en}.",
    )


def from_to(low: int, high: int) -> Words:
    """A range of counts, or one count."""
    first, last = shown(low), shown(high)
    return first if low == high else Words(f"de {first.fr} à {last.fr}", f"{first.en} to {last.en}")
