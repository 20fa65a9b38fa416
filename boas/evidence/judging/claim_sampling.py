"""A printed number held against who was looked at: what a sampling does not give is told, and what weights change.

What each sampling gives is in `boas.evidence.sampling`.
"""

from collections.abc import Iterator

from boas.documents import vocabulary
from boas.evidence.judging.claim import Claim, Note, failing
from boas.evidence.sampling import WEIGHTS_HELP, is_estimable
from boas.finding import Words

SINCE = "2026-11-28"
"""Day from which samplings other than that of flagged cases are asked about."""


def not_estimable(claim: Claim, sampling: str | None) -> Iterator[Note]:
    """A metric that the people looked at do not give; a claim on people of its own is left alone."""
    own = claim.reported.population is not None or claim.reported.reference_standard is not None
    if sampling is None or own or is_estimable(claim.metric, sampling, weighted=claim.is_weighted):
        return
    name, who = vocabulary("metrics").terms[claim.metric], CHOSEN[sampling]
    words = Words(
        f"{name.fr} : {who.fr}, cette mesure ne peut donc pas être estimée.",
        f"{name.en}: {who.en}, so this metric cannot be estimated.",
    )
    is_newer = sampling in WEIGHTS_HELP
    yield failing("not-estimable", "", words, GIVE_WEIGHTS if is_newer else OTHER_SAMPLE, since=SINCE * is_newer)


WEIGHTED = Note(
    Words(
        "Ce chiffre est pondéré : il ne vient pas de nombres entiers de personnes et ne se recalcule pas.",
        "This figure is weighted: it does not come from whole numbers of people and cannot be recomputed.",
    )
)
CHOSEN = {
    "flagged-only": Words("seuls les cas signalés ont été relus", "only flagged cases were reviewed"),
    "stratified": Words(
        "les cas relus ont été choisis selon la référence, et non comme ils se présentent",
        "the cases reviewed were chosen by the reference, not as they come",
    ),
    "stratified-by-flag": Words(
        "les cas relus ont été choisis selon la sortie de l’algorithme, et non comme ils se présentent",
        "the cases reviewed were chosen by the algorithm’s output, not as they come",
    ),
}
"""Who was looked at, by sampling."""
GIVE_WEIGHTS = Words(
    "Pondérer chaque strate par sa part dans la population et écrire « weighted: true », retirer ce chiffre, ou "
    "corriger « reference_standard.sampling ».",
    "Weight each stratum by its share of the population and write `weighted: true`, remove this figure, or correct "
    "`reference_standard.sampling`.",
)
OTHER_SAMPLE = Words(
    "Retirer ce chiffre, ou dire dans « population » sur quel autre échantillon il a été mesuré.",
    "Remove this figure, or say in `population` on which other sample it was measured.",
)
