"""Strata and counts in words, for sentences: "true positives (sex: F, site: Brest)"."""

from boas.documents import load_vocabulary
from boas.evidence._counts import Stratum
from boas.translation import LocalisedDigits, Message, change_case, join_messages, make_verbatim

CELL_WORDS = {
    "tp": Message("true positives"),
    "fp": Message("false positives"),
    "fn": Message("false negatives"),
    "tn": Message("true negatives"),
    "positives": Message("reference positives"),
    "negatives": Message("reference negatives"),
    "flagged": Message("flagged by the algorithm"),
    "unflagged": Message("not flagged by the algorithm"),
    "correct": Message("rightly classified"),
    "wrong": Message("wrongly classified"),
    "n": Message("number of people"),
}
_EVERYBODY = Message("everybody")
_VARIANT = Message("variant")


def describe_count(cell: str, stratum: Stratum, scores: tuple[float, float] | None = None) -> Message:
    """Describe a count and its stratum in words, to begin a sentence.

    Args:
        cell: A count (`tp`, `fp`, `fn`, `tn`), a sum of counts such as `positives`, or `n`.
        stratum: The people counted.
        scores: Lowest and highest score of the people counted, when the count comes from a range of scores.
    """
    scope = join_messages([*_list_scope(stratum), *_list_scores(scores)])
    return change_case(Message("{cell} ({scope})", cell=CELL_WORDS[cell], scope=scope), "capital")


def describe_stratum(stratum: Stratum) -> Message:
    """Describe a stratum in words, to stand inside a sentence."""
    return join_messages(_list_scope(stratum))


def name_dimensions(dimensions: tuple[str, ...]) -> Message:
    """Names of dimensions, one after the other."""
    return join_messages(map(name_dimension, dimensions))


def _list_scope(stratum: Stratum) -> list[Message]:
    """Each thing that sets a stratum apart; “everybody” when nothing does."""
    pairs: list[tuple[Message, str]] = [(name_dimension(name), group) for name, group in stratum.groups]
    pairs += [(name_dimension("site"), stratum.site)] if stratum.site else []
    pairs += [(_VARIANT, stratum.variant)] if stratum.variant else []
    return [Message("{name}: {value}", name=name, value=value) for name, value in pairs] or [_EVERYBODY]


def _list_scores(scores: tuple[float, float] | None) -> list[Message]:
    """The range of scores, when there is one."""
    if scores is None:
        return []
    low, high = (LocalisedDigits(f"{end:g}") for end in scores)
    if low == high:
        return [Message("score {low}", low=low)]
    return [Message("score from {low} to {high}", low=low, high=high)]


def name_dimension(dimension: str) -> Message:
    """A dimension's name inside a sentence."""
    label = load_vocabulary("subgroup_dimensions").terms.get(dimension)
    return change_case(label or make_verbatim(dimension), "inside")
