"""How a person's name is read: as words, without what changes from one signature to the next.

Case, accents, punctuation, order, titles and degrees do not distinguish people, nor do letters of another alphabet
that look the same. A name may be read in several ways, and each reading counts.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from boas.independence._confusables import CONFUSABLES

Reading = tuple[str, ...]
"""The words of a name in the order written, in small letters; one that stands for a longer one ends in a dot."""

_TITLES = frozenset({"dr", "docteur", "doctor", "pr", "prof", "professeur", "professor", "m", "mme"})
_DEGREES_AND_TITLES = frozenset(
    re.findall(
        r"\w+",
        """
        dr dre drs docteur docteure doctor doktor doc pr pre prof profr professeur professeure professor professora
        profa dott dottssa dra doutor doutora mr mme mlle mrs ms mx monsieur madame mademoiselle messieurs mister herr
        frau srta senor senora md phd dphil mph msc bsc mba mbbs mbchb bch pharmd pharm dpharm dvm drph dsc scd edd llm
        mres mphil hdr habil facp frcp frcpc mrcp facc fesc rn bsn msn
        """,
    )
)
"""Words before and after names, as French, English, German, Italian, Spanish and Portuguese signatures have them."""
_PARTICLES = frozenset(
    re.findall(
        r"\w+",
        "de du des der den dem van von vom zu zum zur ter ten le la les da das do dos di della del el al bin ibn",
    )
)
"""Small words of family names that come and go: `de La Tour`, `Delatour`, `Tour`."""
_INVISIBLE_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")
"""Letters without a shape; marks and format characters are found by their category."""
_LATIN_LETTER = re.compile(
    r"LATIN (?:SMALL |CAPITAL )?(?:LETTER|LIGATURE) (?:SMALL CAPITAL |DOTLESS |LONG )?"
    r"([A-Z]{1,2}|ETH|ENG|THORN)(?: WITH .*)?"
)
"""A letter's Unicode name, which names the plain letter where no normalisation decomposes it: `ł`, `ø`, `æ`."""
_SPELT_LETTERS = {"ETH": "d", "ENG": "n", "THORN": "th"}
_WORD = re.compile(r"[^\W_]+\.?")
_DOTTED = re.compile(r"(?:[^\W_]{1,6}\.){1,3}[^\W_]{1,6}\b\.?")
"""What may be a degree with its dots, such as `Ph.D.`."""
_LONGEST_NAME = 200
"""Characters of a name that are read; longer ones are no names."""
_LONGEST_INITIALS = 3
"""Capitals in a row that may be initials, as in `Exemple CA`."""
_PARTS = re.compile("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
"""Where a word written together begins anew."""


def split_name(name: str) -> Reading:
    """The words of a name without case, accents, titles or order: `Dr MARTIN, Zoé` is `Zoe Martin`."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    words = re.findall(r"\w+", "".join(sign for sign in plain if not unicodedata.combining(sign)))
    return tuple(sorted(word for word in words if word not in _TITLES)) or tuple(sorted(words))


@lru_cache(maxsize=8_192)
def normalise_appearance(name: str) -> Reading:
    """The words of a name as they look on paper, without case, accents, titles, degrees or order."""
    return _sort_words(_read_name(name))


@lru_cache(maxsize=8_192)
def normalise_spelling(name: str) -> Reading:
    """The same in the alphabet it is written in, where capitals may look like letters that small ones do not."""
    return _sort_words(_read_name(name, as_drawn=False))


def _sort_words(words: Reading) -> Reading:
    """Words as a set that may hold one twice."""
    return tuple(sorted(word.rstrip(".") for word in words))


@lru_cache(maxsize=8_192)
def list_readings(name: str) -> tuple[Reading, ...]:
    """Every way to read a name: with and without `M.`, as an initial or as Monsieur, joined words apart or not."""
    found = [_read_name(name), _split_joined_name(name), _read_name(name, as_drawn=False)]
    found += [words[1:] for words in found if len(words) > 1 and words[0].rstrip(".") == "m"]
    found += [_remove_particles(words) for words in found]
    return tuple(dict.fromkeys(tuple(map(_loosen_word, words)) for words in found))


def _read_name(name: str, *, as_drawn: bool = True) -> Reading:
    """The words as written, in small letters, without titles and degrees."""
    return _casefold_words(_remove_titles(_extract_words(name, as_drawn=as_drawn)))


def _split_joined_name(name: str) -> Reading:
    """The same with `CamilleExemple`, `CExemple` and the initials of `Exemple CA` taken apart."""
    words = _remove_titles(_extract_words(name))
    is_mixed = any(word != word.upper() for word in words)
    return _casefold_words(part for word in words for part in _split_word(word, is_mixed=is_mixed))


def _extract_words(name: str, *, as_drawn: bool = True) -> list[str]:
    """The words of a name in the case written, in Latin letters where they look like some, or are some."""
    return _WORD.findall(_DOTTED.sub(_remove_degree, to_latin(name[:_LONGEST_NAME], as_drawn=as_drawn)))


def to_latin(text: str, *, as_drawn: bool = True) -> str:
    """A text without marks and what has no shape, in the Latin letters it is written in, or else looks like."""
    return "".join(_to_latin_letter(letter, as_drawn=as_drawn) for letter in unicodedata.normalize("NFKD", text))


def _remove_degree(found: re.Match[str]) -> str:
    """Nothing for a degree with its dots, and anything else as it is."""
    return " " if found[0].replace(".", "").casefold() in _DEGREES_AND_TITLES else found[0]


def _remove_titles(words: list[str]) -> list[str]:
    """The words that are no title or degree; all of them when nothing else is left."""
    return [word for word in words if word.rstrip(".").casefold() not in _DEGREES_AND_TITLES] or words


def _casefold_words(words: Iterable[str]) -> Reading:
    """The words in small letters."""
    return tuple(word.casefold() for word in words)


def _split_word(word: str, *, is_mixed: bool) -> Iterable[str]:
    """The parts of a word that capitals begin: `CExemple` is `C` and `Exemple`, the `CA` of `Exemple CA` initials."""
    letters = word.rstrip(".")
    if letters.isupper():
        return letters if is_mixed and len(letters) <= _LONGEST_INITIALS else (word,)
    return _PARTS.split(word)


def _to_latin_letter(letter: str, *, as_drawn: bool) -> str:
    """The Latin letters, in the same case, that a letter is or is taken for; nothing for what has no shape."""
    if letter.isascii():
        return letter
    return _find_confusable(letter) if as_drawn else _find_base_letter(letter)


@lru_cache(maxsize=4_096)
def _find_confusable(letter: str) -> str:
    """The Latin letters that a letter which is not ASCII looks like in its own case, or else in the other."""
    for form in (letter, letter.swapcase()):
        if form in CONFUSABLES:
            return _match_case(CONFUSABLES[form], letter)
    return _find_base_letter(letter)


@lru_cache(maxsize=4_096)
def _find_base_letter(letter: str) -> str:
    """The plain Latin letters of a sign that is not ASCII, or the sign; nothing for what has no shape."""
    if letter in _INVISIBLE_LETTERS or unicodedata.category(letter) in {"Cf", "Cc", "Mn", "Me"}:
        return " " if letter.isspace() else ""
    found = _LATIN_LETTER.fullmatch(unicodedata.name(letter, ""))
    return _match_case(_SPELT_LETTERS.get(found[1], found[1].lower()), letter) if found else letter


def _match_case(latin: str, like: str) -> str:
    """Latin letters as a capital when the letter they stand for is one."""
    return latin.capitalize() if like.isupper() else latin


def _remove_particles(words: Reading) -> Reading:
    """The words without the small ones of family names; all of them when fewer than two are left."""
    kept = tuple(word for word in words if word not in _PARTICLES)
    return kept if len(kept) > 1 else words


def _loosen_word(word: str) -> str:
    """A word without what is easily misread, or written in two ways: `I`, `l` and `1`, `rn` and `m`, `ue` and `ü`."""
    for written, misread in _MISREAD:
        word = word.replace(written, misread)
    return word


_MISREAD = (("1", "i"), ("l", "i"), ("0", "o"), ("rn", "m"), ("vv", "w"), ("ae", "a"), ("oe", "o"), ("ue", "u"))
"""Letters, and those they are taken for."""
