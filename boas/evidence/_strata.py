"""Strata and counts in words, for sentences: "true positives (sex: F, site: Brest)"."""

from boas.documents import load_vocabulary
from boas.evidence._counts import Stratum
from boas.finding import LANGUAGES, Language, Message

CELL_WORDS = {
    "tp": Message("vrais positifs", "true positives"),
    "fp": Message("faux positifs", "false positives"),
    "fn": Message("faux négatifs", "false negatives"),
    "tn": Message("vrais négatifs", "true negatives"),
    "positives": Message("positifs selon la référence", "reference positives"),
    "negatives": Message("négatifs selon la référence", "reference negatives"),
    "flagged": Message("signalés par l’algorithme", "flagged by the algorithm"),
    "unflagged": Message("non signalés par l’algorithme", "not flagged by the algorithm"),
    "correct": Message("bien classés", "rightly classified"),
    "wrong": Message("mal classés", "wrongly classified"),
    "n": Message("effectif total", "number of people"),
}
_EVERYBODY = Message("toute la population", "everybody")
_VARIANT = Message("variante", "variant")


def describe_count(cell: str, stratum: Stratum, scores: tuple[float, float] | None = None) -> Message:
    """A count and its stratum in words, to begin a sentence."""
    fr, en = (
        f"{CELL_WORDS[cell].in_(language)} "
        f"({', '.join((*_list_scope(stratum, language), *_list_scores(scores, language)))})"
        for language in LANGUAGES
    )
    return Message(fr[0].upper() + fr[1:], en[0].upper() + en[1:])


def describe_stratum(stratum: Stratum) -> Message:
    """A stratum in words."""
    fr, en = (", ".join(_list_scope(stratum, language)) for language in LANGUAGES)
    return Message(fr, en)


def name_dimensions(dimensions: tuple[str, ...]) -> Message:
    """Names of dimensions, one after the other."""
    fr, en = (", ".join(name_dimension(dimension, language) for dimension in dimensions) for language in LANGUAGES)
    return Message(fr, en)


def _list_scope(stratum: Stratum, language: Language) -> list[str]:
    colon = " : " if language == "fr" else ": "
    pairs = [(name_dimension(name, language), group) for name, group in stratum.groups]
    pairs += [(name_dimension("site", language), stratum.site)] if stratum.site else []
    pairs += [(_VARIANT.in_(language), stratum.variant)] if stratum.variant else []
    return [f"{name}{colon}{value}" for name, value in pairs] or [_EVERYBODY.in_(language)]


def _list_scores(scores: tuple[float, float] | None, language: Language) -> list[str]:
    if scores is None:
        return []
    low, high = (f"{end:g}".replace(".", "," if language == "fr" else ".") for end in scores)
    if low == high:
        return [f"score {low}"]
    return [f"score de {low} à {high}" if language == "fr" else f"score from {low} to {high}"]


def name_dimension(dimension: str, language: Language) -> str:
    """A dimension's name inside a sentence."""
    message = load_vocabulary("subgroup_dimensions").terms.get(dimension)
    text = message.in_(language) if message else dimension
    return text[0].lower() + text[1:]
