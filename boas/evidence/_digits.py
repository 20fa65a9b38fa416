"""Numbers with the digits their source gave them, read and shown.

Nothing here computes, so that reading a number back loads nothing that does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from math import isfinite

from boas.translation import LocalisedDigits, Message, make_verbatim

_MOST_DECIMALS = 15
"""Digits after the point that a binary fraction can hold."""


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number with the digits its source gave it."""

    units: int
    """The number counted in units of its last digit: 605 for 0.605."""
    decimals: int
    """Digits after the point."""

    @property
    def value(self) -> float:
        """The number."""
        return float(Decimal(self.units).scaleb(-self.decimals))

    @property
    def ends(self) -> tuple[float, float]:
        """Smallest and largest number that rounds to it."""
        scale = 2 * 10**self.decimals
        return (2 * self.units - 1) / scale, (2 * self.units + 1) / scale

    @property
    def words(self) -> Message:
        """The number as printed, for readers."""
        return format_number(self.value, self.decimals)


def to_printed(value: float, text: str = "") -> PrintedNumber:
    """Read a number with its digits: those of the text it was written as, or else the fewest that give it back.

    Args:
        value: A finite number.
        text: What its author wrote; ignored when it is another number, or no number.
    """
    try:
        number = Decimal(text or "nan")
    except InvalidOperation:
        number = Decimal("nan")
    if not number.is_finite() or float(number) != value:
        number = Decimal(repr(value)).normalize()
    decimals = min(max(0, -int(number.as_tuple().exponent)), _MOST_DECIMALS)
    return PrintedNumber(round(number.scaleb(decimals)), decimals)


def choose_decimals(values: Iterable[float], decimals: int = 0) -> int:
    """Find the digits after the point with which different numbers look different and none but 0 looks like 0.

    Args:
        values: The numbers; those that are not finite are left out.
        decimals: The fewest digits to return.
    """
    numbers = {0.0, *(value for value in values if isfinite(value))}
    for digits in range(decimals, _MOST_DECIMALS):
        if len({f"{number:z.{digits}f}" for number in numbers}) == len(numbers):
            return digits
    return _MOST_DECIMALS


def format_number(value: float, decimals: int = 0) -> Message:
    """Write a number with so many digits after the point, in the way of the reader's language."""
    return make_verbatim(LocalisedDigits(f"{value:z,.{decimals}f}"))
