"""Variants that look like the parts of another one: those it flags add up to exactly as many as that one flags.

No field of an evaluation declares that variants are parts, so the result is a note and contradicts no claim.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from boas.evidence._digits import format_number
from boas.evidence._estimates import Implication
from boas.evidence.verification._claim import Claim
from boas.translation import Message, join_messages, make_verbatim


@dataclass(frozen=True, slots=True)
class FlaggingVariant:
    """A variant with the number of people it flags, and how many of them it may be right about."""

    name: Message
    claims: tuple[Claim, ...]
    n: int
    right: tuple[int, int]
    """Smallest and largest number of true positives."""


def build_flagging_variant(claims: Sequence[Claim], implication: Implication) -> FlaggingVariant | None:
    """A set of claims as one variant; nothing unless it flags a known number and is right about a bounded one."""
    n = next((claim.value for claim in claims if claim.metric == "flagged"), None)
    variant = claims[0].reported.variant
    if n is None or variant is None or "tp" not in implication.ranges:
        return None
    return FlaggingVariant(make_verbatim(variant.to_parameter()), tuple(claims), int(n.value), implication.ranges["tp"])


def match_parts(variants: Sequence[FlaggingVariant]) -> Iterator[Implication]:
    """Of variants about the same people, one that all others make up, and whether true positives add up too."""
    total = sum(variant.n for variant in variants)
    for whole in variants:
        others = [variant for variant in variants if variant is not whole]
        if len(others) > 1 and 2 * whole.n == total:
            yield _build_implication(whole, others)


def _build_implication(whole: FlaggingVariant, others: Sequence[FlaggingVariant]) -> Implication:
    """Whether the true positives of parts can be those of the whole."""
    low, high = (sum(variant.right[end] for variant in others) for end in (0, 1))
    least, most = max(low, whole.right[0]), min(high, whole.right[1])
    positions = sorted(claim.position for variant in (whole, *others) for claim in variant.claims)
    ranges: Mapping[str, tuple[int, int]] = {"tp": (least, most)} if least <= most else {}
    message = _describe_parts(whole, others, (low, high), is_possible=least <= most)
    return Implication(tuple(positions), None, least <= most, ranges, message)


def _describe_parts(
    whole: FlaggingVariant, others: Sequence[FlaggingVariant], right: tuple[int, int], *, is_possible: bool
) -> Message:
    names = join_messages(variant.name for variant in others)
    return Message(
        "“{names}” together flag {n} cases, as many as “{whole}”. If they are its parts, they give {sums} true "
        "positives and it gives {own}, {verdict}.",
        names=names,
        n=format_number(whole.n),
        whole=whole.name,
        sums=_format_range(*right),
        own=_format_range(*whole.right),
        verdict=Message("which agrees") if is_possible else Message("which does not agree"),
    )


def _format_range(low: int, high: int) -> Message:
    """A range of counts, or one count."""
    first, last = format_number(low), format_number(high)
    return first if low == high else Message("{first} to {last}", first=first, last=last)
