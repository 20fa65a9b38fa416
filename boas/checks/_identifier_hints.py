"""What a text must hold for any identifier to be in it: quick looks at the whole of it, before patterns are tried.

A list of codes has tens of thousands of lines and hardly ever an identifier. Each look lets through all that its
pattern can find, and more; what it does not let through no pattern finds.
"""

_DIGITS, _SIGNS = bytes(range(0x30, 0x3A)), bytes(range(128))
_KEPT = bytes(sign for sign in _SIGNS if chr(sign).isalnum() or chr(sign) in ",\n")
_RUNS = bytes.maketrans(_DIGITS, b"0" * 10)
_GAPS = bytes(sign for sign in _SIGNS if sign not in _KEPT)
"""What may part the digits of one number; what is not ASCII counts among it."""
_DATES = bytes.maketrans(_DIGITS + b".-", b"0" * 10 + b"//")


def has_long_number(text: str) -> bool:
    """Whether six digits stand in a row, whatever signs but letters, commas and line ends part them."""
    return b"000000" in text.encode("ascii", "replace").translate(_RUNS, _GAPS)


def has_day(text: str) -> bool:
    """Whether a day with its year may stand there: in figures, or with a month and a space after it."""
    figures = text.encode("ascii", "replace").translate(_DATES)
    if b"/0/" in figures or b"/00/" in figures or has_long_number(text):
        return True
    lowered = text.lower()
    return has_odd_letter(text) or any(month in lowered for month in _MONTHS)


_MONTHS = (
    *("janvier ", "février ", "fevrier ", "mars ", "avril ", "mai ", "juin ", "juillet ", "août ", "aout "),
    *("septembre ", "octobre ", "novembre ", "décembre ", "decembre ", "january ", "february ", "march ", "april "),
    *("may ", "june ", "july ", "august ", "september ", "october ", "november ", "december "),
)


def has_mailbox_sign(text: str) -> bool:
    """Whether the sign of an e-mail address may stand there, in letters or as itself."""
    lowered = text.lower()
    return has_odd_letter(text) or any(sign in lowered for sign in _MAILBOX_SIGNS)


_MAILBOX_SIGNS = (
    *("@", "arobas", "&#64;", "&#x40;", "&commat;", "%40", " at "),
    *(f"{bracket}{space}{sign}" for bracket in "([{<" for space in ("", " ") for sign in ("at", "à")),
)


def has_odd_letter(text: str) -> bool:
    """Whether a letter stands there that patterns take for another one when capitals do not matter."""
    return not text.isascii() and any(sign in text for sign in _ODD_LETTERS)


_ODD_LETTERS = "\u0130\u0131\u017f\u212a"
"""Capital i with a dot, small i without, long s, and the sign of the kelvin."""
