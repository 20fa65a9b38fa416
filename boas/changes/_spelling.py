"""Corrections of spelling: the same words in other letters, and nothing that could decide who is meant.

A person confirms that the meaning stayed; this only refuses what no confirmation makes a matter of spelling: another
number, code, unit, sign, negation or comparison, a word that came or went, and another word.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from boas.changes._content import Plain, is_text

_PIECE = re.compile(r"[0-9][0-9.,:/\u00a0\u202f ]*[0-9]|[^\W\d_]+|[0-9]+|\s+|[^\w\s]|_")
_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = frozenset("<>≤≥=≠±+−%‰°*×÷/^~#@&|{}[]()$€_")
"""Signs that can decide; commas, full stops and the like are a matter of spelling."""

_LONGEST_SLIP = 2
_SHORTEST_WORD = 4
"""Letters from which on a word may gain or lose one and still be the same."""

_NEGATIONS = (
    "ne n non pas point ni nul nulle jamais aucun aucune rien sans sauf hors excepté hormis "
    "no not none nor neither never nothing without except unless cannot nt t"
)
_COMPARISONS = (
    "plus moins au autant même avant après depuis pendant entre dès jusque jusqu sous sur dessus dessous "
    "minimum maximum min max supérieur supérieure inférieur inférieure égal égale premier première dernier dernière "
    "less more least most fewer before after since during between until within over under above below first last "
    "greater lower higher equal"
)
_AMOUNTS = (
    "et ou si tout toute tous chaque seul seule seulement uniquement quelque certain certaine "
    "and or if all any each every only some both either "
    "zéro un une deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente cent mille demi double "
    "zero one two three four five seven eight nine ten eleven twelve fifteen twenty thirty hundred thousand half"
)
_PERIODS = "an année mois semaine jour heure minute seconde year month week day hour second"
_UNIT_NAMES = "mg g kg µg μg ug ng l L ml mL dl dL cl cL mmol µmol μmol mol UI IU mm cm m bpm mmHg kcal h j"
_UNITS = frozenset(_UNIT_NAMES.split())
"""Units as they are written: capitals count."""

_DECIDING = frozenset(f"{_NEGATIONS} {_COMPARISONS} {_AMOUNTS} {_PERIODS}".split())
"""Words, without their plural, of which not one may come, go or change."""

_TURNING = (
    "hypo hyper inter intra micro macro ante anti pre post pro mono poly sub supra homo hetero bi uni tri "
    "a an in im il ir de des dis un non ex en endo exo extra iso"
)
_OPPOSED = frozenset(_TURNING.split())
"""Beginnings that turn a word round."""


def is_spelling(before: Plain, after: Plain) -> bool:
    """Whether two values differ in the spelling of their texts and in nothing else; equal ones do not."""
    pairs = tuple(_iter_texts(before, after))
    changed = [(old, new) for old, new in pairs if old != new]
    return bool(changed) and all(old is not None and new is not None and _is_spelt(old, new) for old, new in changed)


def mark_letters(before: Plain, after: Plain) -> str:
    """Every letter that changed between two values, each in the words around it: `pat[-i-]{+ie+}nts`."""
    changed = ((old, new) for old, new in _iter_texts(before, after) if old != new)
    return " … ".join(_mark_text(old or "", new or "") for old, new in changed)


def _iter_texts(before: Plain, after: Plain) -> Iterator[tuple[str | None, str | None]]:
    """Texts by language of two values, in pairs; a pair with None for anything else that is not the same."""
    if is_text(before) and is_text(after) and before.keys() == after.keys():
        yield from ((str(before[language]), str(after[language])) for language in before)
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for old, new in zip(before, after, strict=True):
            yield from _iter_texts(old, new)
    elif isinstance(before, Mapping) and isinstance(after, Mapping) and before.keys() == after.keys():
        for key in before:
            yield from _iter_texts(before[key], after[key])
    elif before != after:
        yield None, str(after)


def _is_spelt(before: str, after: str) -> bool:
    """Whether two texts are the same words, but for their spelling."""
    if list(_iter_deciding(before)) != list(_iter_deciding(after)):
        return False
    old, new = (_PIECE.findall(text) for text in (before, after))
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return all(tag == "equal" or _is_same_run(old[a:b], new[c:d]) for tag, a, b, c, d in blocks)


def _iter_deciding(text: str) -> Iterator[str]:
    """Of a text, in order, all that may not change: numbers, codes, signs, and the words that decide."""
    for piece in _PIECE.findall(text):
        if not _WORD.fullmatch(piece):
            if piece[0].isdigit() or piece in _SIGNS:
                yield re.sub(r"\s", " ", piece)
        elif piece in _UNITS or (len(piece) > 1 and piece.isupper()):
            yield piece
        elif (word := _normalise_plural(piece)) in _DECIDING:
            yield word
    yield from re.findall(r"\w*\d\w*", text)


def _normalise_plural(word: str) -> str:
    """A word in small letters and without the ending of a plural, where one of the words that decide is left."""
    small = word.casefold()
    return small.removesuffix("s") if small.removesuffix("s") in _DECIDING else small


def _is_same_run(old: list[str], new: list[str]) -> bool:
    """Whether two runs of words and signs are the same words; spaces and full stops between them do not count."""
    words, others = ([_fold(piece) for piece in run if _WORD.fullmatch(piece)] for run in (old, new))
    if "".join(words) == "".join(others):  # an accent, a capital, a hyphen, two words in one
        return [word for word in words if word in _OPPOSED] == [word for word in others if word in _OPPOSED]
    return len(words) == len(others) and all(map(_is_slip, words, others))


def _is_slip(one: str, two: str) -> bool:
    """Whether one folded word is a slip for another: one letter of a longer word, or two of one that is long."""
    if one == two:
        return True
    shorter = min(len(one), len(two))
    if one[0] != two[0] or _find_opposed(one) != _find_opposed(two):
        return False
    most = 1 if sorted(one) == sorted(two) else min(_LONGEST_SLIP, shorter // _SHORTEST_WORD)
    return _count_edits(one, two) <= most


def _find_opposed(word: str) -> set[str]:
    """Beginnings of a word that could turn it round."""
    return {start for start in _OPPOSED if word.startswith(start)}


def _count_edits(one: str, other: str) -> int:
    """Letters to add, drop, change or swap with their neighbour (Damerau 1964, each letter once)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        past, before, row = before, row, [i]
        for j, second in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != second))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == second:
                cost = min(cost, past[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _fold(word: str) -> str:
    """A word without capitals, accents and ligatures."""
    plain = word.casefold().replace("œ", "oe").replace("æ", "ae")
    return "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))


def _mark_text(before: str, after: str) -> str:
    """The words of a text in which letters changed, with each of these marked."""
    old, new = before.split(" "), after.split(" ")
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    marked: list[str] = []
    for tag, a, b, c, d in blocks:
        if tag != "equal" and b - a == d - c:
            marked += map(_mark_word, old[a:b], new[c:d])
        elif tag != "equal":
            marked.append(_mark_word(" ".join(old[a:b]), " ".join(new[c:d])))
    return " … ".join(marked)


def _mark_word(before: str, after: str) -> str:
    """One word, or a few, with every letter that changed marked."""
    parts = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = before[a:b], after[c:d]
        parts.append(
            gone if tag == "equal" else "".join((f"[-{gone}-]" if gone else "", f"{{+{come}+}}" if come else ""))
        )
    return "".join(parts)
