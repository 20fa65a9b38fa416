"""Systems in which the text of a code tells what stands above it."""

_BY_TEXT = frozenset({"CIM-10", "ICD-10", "ATC"})
"""Every code below `I63` begins with it (ICD-10, volume 2), every one below `A10BA` likewise (guidelines of ATC)."""


def resolve_match(system: str, match: str) -> str:
    """How texts of codes are compared with a list: what is meant by `descendants` is `prefix` where texts tell it.

    Args:
        system: Name of the code system.
        match: A term of the vocabulary `code_matches`, or whatever stands in its place.

    Returns:
        The same term; `descendants` stays for systems such as SNOMED CT, whose codes are numbers without order.
    """
    return "prefix" if match == "descendants" and system in _BY_TEXT else match
