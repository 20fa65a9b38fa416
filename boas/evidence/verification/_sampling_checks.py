"""Compares a claim with its sampling: notes metrics that the sampling cannot estimate, and the effect of weights.

What each sampling gives is in `boas.evidence.sampling`.
"""

from collections.abc import Iterator

from boas.documents import load_vocabulary
from boas.evidence._sampling import WEIGHTS_HELP, is_estimable
from boas.evidence.verification._claim import Claim, Note, make_failure
from boas.finding import Message

_SINCE = "2026-11-28"
"""Day from which samplings other than that of flagged cases are asked about."""


def check_sampling(claim: Claim, sampling: str | None) -> Iterator[Note]:
    """A metric that the sampling does not give; a claim on a population of its own is left alone."""
    own = claim.reported.population is not None or claim.reported.reference_standard is not None
    if sampling is None or own or is_estimable(claim.metric, sampling, weighted=claim.is_weighted):
        return
    name, who = load_vocabulary("metrics").terms[claim.metric], _CHOSEN[sampling]
    message = Message(
        f"{name.fr} : {who.fr}, cette mesure ne peut donc pas être estimée.",
        f"{name.en}: {who.en}, so this metric cannot be estimated.",
    )
    is_newer = sampling in WEIGHTS_HELP
    yield make_failure(
        "not-estimable", "", message, _GIVE_WEIGHTS if is_newer else _OTHER_SAMPLE, since=_SINCE * is_newer
    )


WEIGHTED = Note(
    Message(
        "Ce chiffre est pondéré : il ne vient pas de nombres entiers de personnes et ne se recalcule pas.",
        "This figure is weighted: it does not come from whole numbers of people and cannot be recomputed.",
    )
)
_CHOSEN = {
    "flagged-only": Message("seuls les cas signalés ont été relus", "only flagged cases were reviewed"),
    "stratified": Message(
        "les cas relus ont été choisis selon la référence, et non comme ils se présentent",
        "the cases reviewed were chosen by the reference, not as they come",
    ),
    "stratified-by-flag": Message(
        "les cas relus ont été choisis selon la sortie de l’algorithme, et non comme ils se présentent",
        "the cases reviewed were chosen by the algorithm’s output, not as they come",
    ),
}
"""Who was sampled, by sampling."""
_GIVE_WEIGHTS = Message(
    "Pondérer chaque strate par sa part dans la population et écrire « weighted: true », retirer ce chiffre, ou "
    "corriger « reference_standard.sampling ».",
    "Weight each stratum by its share of the population and write `weighted: true`, remove this figure, or correct "
    "`reference_standard.sampling`.",
)
_OTHER_SAMPLE = Message(
    "Retirer ce chiffre, ou dire dans « population » sur quel autre échantillon il a été mesuré.",
    "Remove this figure, or say in `population` on which other sample it was measured.",
)
