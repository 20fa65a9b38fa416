"""A language that nobody speaks, made of the English: every letter of a translated text is foreign to ASCII.

So a word in Latin letters on a page, or in what a command prints, is either an author's or nobody has translated it.
"""

import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from ci.extract_messages import DOMAINS, collect_texts

_SMALL, _LARGE = 0x430, 0x410
"""Where Cyrillic letters begin in Unicode."""

LETTERS = str.maketrans(
    {letter: chr(_SMALL + place) for place, letter in enumerate("abcdefghijklmnopqrstuvwxyz")}
    | {letter: chr(_LARGE + place) for place, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
)
KEPT = re.compile(
    r"\{\{|\}\}|\{\w*(?:![rsa])?(?::[^{}]*)?\}|%\(\w+\)[a-z]|%%|</?[a-z][^>]*>|&\w+;|`[^`]*`|%[a-z]\b|\b/?boas\b"
)
"""What a translator leaves as it is: parameters, marks of HTML, code, the program's name."""


def translate(text: str) -> str:
    """A text in this language."""
    kept = [match.group() for match in KEPT.finditer(text)]
    parts = [part.translate(LETTERS) for part in KEPT.split(text)]
    return "".join(part + keep for part, keep in zip(parts, [*kept, ""], strict=True))


def write_catalogues(folder: Path, language: str) -> Path:
    """Every catalogue of a language, compiled into a folder as BOAS_TRANSLATIONS takes it."""
    for domain in DOMAINS:
        catalogue = Catalog(locale=language)
        for text in collect_texts(domain):
            ids, said = text.one, translate(text.one)
            if text.many:
                forms = (said, translate(text.many), translate(text.many))[: catalogue.num_plurals]
                catalogue.add((text.one, text.many), forms, context=text.context or None)
            else:
                catalogue.add(ids, said, context=text.context or None)
        path = folder / language / "LC_MESSAGES" / f"{domain}.mo"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_mo(file, catalogue)
    return folder


def find_latin_words(text: str) -> set[str]:
    """Words of two letters and more in Latin letters; code between grave accents and marks of HTML are none."""
    return set(re.findall(r"[A-Za-zÀ-ÿ]{2,}", re.sub(r"`[^`]*`|<[^>]*>", "", text)))
