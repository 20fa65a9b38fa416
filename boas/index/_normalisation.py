"""Text as search and order see it: lower case, without accents or marks."""

import re
import unicodedata

_WORD = re.compile(r"\w+")


def normalise_text(text: str) -> str:
    """Lower case without accents: `Épisodes` and `episodes` compare alike."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def split_words(text: str) -> list[str]:
    """Words of a text in plain letters, as the full text index cuts them."""
    return _WORD.findall(normalise_text(text).replace("_", " "))
