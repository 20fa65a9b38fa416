"""Text as search and order see it: lower case, without accents or marks."""

import re
import unicodedata

WORD = re.compile(r"\w+")


def folded(text: str) -> str:
    """Lower case without accents: `Épisodes` and `episodes` compare alike."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def tokens(text: str) -> list[str]:
    """Words of a text in plain letters, as the full text index cuts them."""
    return WORD.findall(folded(text).replace("_", " "))
