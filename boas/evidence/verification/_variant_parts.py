"""Variants that look like the parts of another one: those it flags add up to exactly as many as that one flags.

No field of an evaluation declares that variants are parts, so the result is a note and contradicts no claim.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from boas.evidence._digits import format_number
from boas.evidence._estimates import Implication
from boas.evidence.verification._claim import Claim, join_messages
from boas.finding import Message


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
    words = Message(variant.in_("fr"), variant.in_("en"))
    return FlaggingVariant(words, tuple(claims), int(n.value), implication.ranges["tp"])


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
    n, sums, own = format_number(whole.n), _format_range(*right), _format_range(*whole.right)
    fr, en = ("cela concorde", "which agrees") if is_possible else ("cela ne concorde pas", "which does not agree")
    return Message(
        f"« {names.fr} » signalent ensemble {n.fr} cas, autant que « {whole.name.fr} ». Si ce sont ses parties, elles "
        f"donnent {sums.fr} vrais positifs et elle en donne {own.fr} : {fr}.",
        f"“{names.en}” together flag {n.en} cases, as many as “{whole.name.en}”. If they are its parts, they give "
        f"{sums.en} true positives and it gives {own.en}, {en}.",
    )


def _format_range(low: int, high: int) -> Message:
    """A range of counts, or one count."""
    first, last = format_number(low), format_number(high)
    return first if low == high else Message(f"de {first.fr} à {last.fr}", f"{first.en} to {last.en}")
