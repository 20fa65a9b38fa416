"""Strata and counts in words, for sentences: "true positives (sex: F, site: Brest)"."""

from boas.documents import vocabulary
from boas.evidence.counts import Stratum
from boas.finding import LANGUAGES, Language, Words

CELL_WORDS = {
    "tp": Words("vrais positifs", "true positives"),
    "fp": Words("faux positifs", "false positives"),
    "fn": Words("faux négatifs", "false negatives"),
    "tn": Words("vrais négatifs", "true negatives"),
    "positives": Words("positifs selon la référence", "reference positives"),
    "negatives": Words("négatifs selon la référence", "reference negatives"),
    "flagged": Words("signalés par l’algorithme", "flagged by the algorithm"),
    "unflagged": Words("non signalés par l’algorithme", "not flagged by the algorithm"),
    "correct": Words("bien classés", "rightly classified"),
    "wrong": Words("mal classés", "wrongly classified"),
    "n": Words("effectif total", "number of people"),
}
EVERYBODY = Words("toute la population", "everybody")
VARIANT = Words("variante", "variant")


def counted(cell: str, stratum: Stratum, scores: tuple[float, float] | None = None) -> Words:
    """What is counted and for whom: the start of a sentence about it."""
    fr, en = (
        f"{CELL_WORDS[cell].in_(language)} ({', '.join((*_who(stratum, language), *_range(scores, language)))})"
        for language in LANGUAGES
    )
    return Words(fr[0].upper() + fr[1:], en[0].upper() + en[1:])


def said(stratum: Stratum) -> Words:
    """For whom and where, in words."""
    fr, en = (", ".join(_who(stratum, language)) for language in LANGUAGES)
    return Words(fr, en)


def dimensions_said(dimensions: tuple[str, ...]) -> Words:
    """Names of dimensions, one after the other."""
    fr, en = (", ".join(label(one, language) for one in dimensions) for language in LANGUAGES)
    return Words(fr, en)


def _who(stratum: Stratum, language: Language) -> list[str]:
    colon = " : " if language == "fr" else ": "
    pairs = [(label(name, language), group) for name, group in stratum.groups]
    pairs += [(label("site", language), stratum.site)] if stratum.site else []
    pairs += [(VARIANT.in_(language), stratum.variant)] if stratum.variant else []
    return [f"{name}{colon}{value}" for name, value in pairs] or [EVERYBODY.in_(language)]


def _range(scores: tuple[float, float] | None, language: Language) -> list[str]:
    if scores is None:
        return []
    low, high = (f"{end:g}".replace(".", "," if language == "fr" else ".") for end in scores)
    if low == high:
        return [f"score {low}"]
    return [f"score de {low} à {high}" if language == "fr" else f"score from {low} to {high}"]


def label(dimension: str, language: Language) -> str:
    """A dimension's name inside a sentence."""
    words = vocabulary("subgroup_dimensions").terms.get(dimension)
    text = words.in_(language) if words else dimension
    return text[0].lower() + text[1:]
