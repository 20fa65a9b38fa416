"""Compares a claim with its sampling: notes metrics that the sampling cannot estimate, and the effect of weights.

What each sampling gives is in `boas.evidence.sampling`.
"""

from collections.abc import Iterator

from boas.documents import load_vocabulary
from boas.evidence._sampling import WEIGHTS_HELP, is_estimable
from boas.evidence.verification._claim import Claim, Note, make_failure
from boas.translation import Message

_SINCE = "2026-11-28"
"""Day from which samplings other than that of flagged cases are asked about."""


def check_sampling(claim: Claim, sampling: str | None) -> Iterator[Note]:
    """A metric that the sampling does not give; a claim on a population of its own is left alone."""
    own = claim.reported.population is not None or claim.reported.reference_standard is not None
    if sampling is None or own or is_estimable(claim.metric, sampling, weighted=claim.is_weighted):
        return
    name, who = load_vocabulary("metrics").terms[claim.metric], _CHOSEN[sampling]
    message = Message("{name}: {who}, so this metric cannot be estimated.", name=name, who=who)
    is_newer = sampling in WEIGHTS_HELP
    yield make_failure(
        "not-estimable", "", message, _GIVE_WEIGHTS if is_newer else _OTHER_SAMPLE, since=_SINCE * is_newer
    )


WEIGHTED = Note(
    Message("This figure is weighted: it does not come from whole numbers of people and cannot be recomputed.")
)
_CHOSEN = {
    "flagged-only": Message("only flagged cases were reviewed"),
    "stratified": Message("the cases reviewed were chosen by the reference, not as they come"),
    "stratified-by-flag": Message("the cases reviewed were chosen by the algorithm’s output, not as they come"),
}
"""Who was sampled, by sampling."""
_GIVE_WEIGHTS = Message(
    "Weight each stratum by its share of the population and write `weighted: true`, remove this "
    "figure, or correct `reference_standard.sampling`."
)
_OTHER_SAMPLE = Message("Remove this figure, or say in `population` on which other sample it was measured.")
