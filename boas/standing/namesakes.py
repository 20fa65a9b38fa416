"""Names that may be one person's: the same, or alike in the ways people vary and forge them.

Alike is more than the same: an initial for a first name, one name of two left out, letters of another alphabet that
look the same. Nobody is accused by it; two different ORCID iDs always tell two people apart.
"""

from boas.standing.independence import Named, name_parts

LOOK_ALIKES = str.maketrans(
    "авекмнорстухіјѕһԁԛԝαβεικνορτυχ",
    "abekmhopctyxijshdqwabeiknoptux",
)
"""Cyrillic and Greek letters, in lower case, to the Latin ones they are taken for."""

NAMES_THAT_MATTER = 2
"""How many whole names two people must share for one of them to be the other with a name left out."""


def is_same(person: Named, other: Named) -> bool:
    """Whether two people are one as far as anybody can tell: the same ORCID iD, or a name that reads the same."""
    if person.orcid and other.orcid:
        return person.orcid == other.orcid
    return drawn(person.name) == drawn(other.name)


def may_be(person: Named, other: Named) -> bool:
    """Whether two people may be one: they are the same, or no two ORCID iDs tell apart two names that are alike."""
    told_apart = bool(person.orcid and other.orcid)
    return is_same(person, other) or (not told_apart and are_alike(drawn(person.name), drawn(other.name)))


def are_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the words of two names may be written for one person; the same in either order."""
    shared = set(one) & set(other)
    if len(one) != len(other):
        return len(shared) >= NAMES_THAT_MATTER and shared in (set(one), set(other))
    left = [sorted(word for word in words if word not in shared) for words in (one, other)]
    has_a_name = any(len(word) > 1 for word in shared)
    return has_a_name and all(is_initial(a, b) or is_initial(b, a) for a, b in zip(*left, strict=False))


def is_initial(letter: str, word: str) -> bool:
    """Whether a word is given by its first letter alone."""
    return len(letter) == 1 and word.startswith(letter)


def drawn(name: str) -> tuple[str, ...]:
    """The words of a name as they look on paper, without case, accents, titles or order."""
    return tuple(sorted(word.translate(LOOK_ALIKES) for word in name_parts(name)))
