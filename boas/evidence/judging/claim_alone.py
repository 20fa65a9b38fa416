"""What a printed number tells by itself: its range, whether its n allows it, and whose interval it has.

Being possible says something only below a size: 0.94 is no proportion of 60 people, but from 100 on every number of
two digits is a proportion of n. A claim of which nothing else can be checked then stays *declared*. Only rounding
counts as holding: a value that digits were cut off from is told as such, and does not hold.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from boas.documents import vocabulary
from boas.evidence.digits import Printed, shown
from boas.evidence.judging.claim import (
    ALL_PEOPLE,
    COUNTED,
    DENOMINATORS,
    PROPORTIONS,
    Claim,
    Note,
    Weight,
    failing,
    joined,
    label,
)
from boas.evidence.judging.claim_interval import look_at_interval, look_for_size, unlike_a_proportion
from boas.evidence.judging.printed import cut_numerators, numerators, says_something, share
from boas.finding import Words

LIMITS = {"kappa": (-1, 1), "mcc": (-1, 1)} | dict.fromkeys(
    (*PROPORTIONS, "f1", "auc", "c-index", "discrimination", "brier", "balanced-accuracy"), (0, 1)
)
"""Smallest and largest value of a metric that has both."""
NEVER_NEGATIVE = COUNTED | {"positive-likelihood-ratio", "negative-likelihood-ratio"}

ESTIMABLE_IF_FLAGGED = frozenset({"ppv", "flagged", "calibration-intercept", "calibration-slope"})
"""What looking at flagged people only leaves intact."""

FROM_SCORES = frozenset({"auc", "brier", "calibration-slope", "calibration-intercept"})
NOT_RECOMPUTED = frozenset({"c-index", "discrimination"})

PERCENT = 100
"""A proportion of 1 to 100 was most likely printed in percent."""


@dataclass(frozen=True, slots=True)
class Alone:
    """What one claim tells without any other."""

    notes: tuple[Note, ...]
    counts: Sequence[int] = ()
    """Numerators that give the value, and the interval where it has a usual one; empty when not known or none."""
    methods: tuple[str, ...] = ()
    """Methods that give the interval."""
    is_in_range: bool = True
    """Whether it is a number that can be held against others."""


def look_at(claim: Claim, sampling: str | None) -> Alone:
    """Everything one claim tells without counts; `sampling` is a term of the vocabulary `samplings`."""
    value = claim.value
    if value is None:
        return Alone((in_words(claim),), is_in_range=False)
    wrong = (*out_of_range(claim, value), *not_estimable(claim, sampling))
    if wrong:
        return Alone(wrong, is_in_range=False)
    if claim.is_average:
        return Alone((AVERAGED, *unlike_a_proportion(claim, value)))
    if claim.metric not in PROPORTIONS:
        return Alone(tuple(other_metric(claim)))
    return look_at_proportion(claim, value)


def in_words(claim: Claim) -> Note:
    """The source gives words instead of a number."""
    words = claim.reported.as_printed or ""
    return Note(
        Words(
            f"La source donne des mots (« {words} ») et non un nombre : il n’y a rien à calculer.",
            f"The source gives words (“{words}”) and not a number: there is nothing to compute.",
        )
    )


AVERAGED = Note(
    Words(
        "C’est une moyenne de plusieurs résultats : elle n’a pas de n à elle et ne se recalcule pas.",
        "This is an average of several results: it has no n of its own and cannot be recomputed.",
    )
)


def out_of_range(claim: Claim, value: Printed) -> Iterator[Note]:
    """A value, a bound, a level or a number of people that cannot be."""
    yield from beyond(claim, value, "value")
    n = claim.reported.n
    if n is not None and n < 1:
        words = Words(
            f"n = {shown(n).fr} : il faut au moins une personne.", f"n = {shown(n).en}: it takes at least one."
        )
        yield failing("out-of-range", "n", words, GIVE_N)
    if claim.metric in COUNTED:
        yield from bad_count(claim, value)
    if claim.bounds and claim.reported.ci:
        yield from bad_interval(claim, value, *claim.bounds, claim.reported.ci.level)


def beyond(claim: Claim, number: Printed, part: str) -> Iterator[Note]:
    """A number outside the range of its metric."""
    low, high = LIMITS.get(claim.metric, (0 if claim.metric in NEVER_NEGATIVE else None, None))
    if (low is None or number.value >= low) and (high is None or number.value <= high):
        return
    which = Words("La borne", "The bound") if part == "ci" else Words("La valeur", "The value")
    fr, en = (
        ("est négative", "is negative")
        if high is None
        else (f"n’est pas entre {low} et 1", f"is not between {low} and 1")
    )
    words = Words(f"{which.fr} {number.words.fr} {fr}.", f"{which.en} {number.words.en} {en}.")
    is_percent = claim.metric in PROPORTIONS and 1 < number.value <= PERCENT
    yield failing("out-of-range", part, words, AS_FRACTION if is_percent else CHECK_PRINTED)


def bad_count(claim: Claim, value: Printed) -> Iterator[Note]:
    """A number of people that is not whole, or more than there are."""
    if value.value != int(value.value):
        words = Words(f"{value.words.fr} n’est pas un effectif.", f"{value.words.en} is not a number of people.")
        yield failing("out-of-range", "value", words, CHECK_PRINTED)
    elif claim.total is not None and value.value > claim.total:
        total = shown(claim.total)
        words = Words(
            f"{value.words.fr} sur {total.fr} : c’est plus que tous.",
            f"{value.words.en} of {total.en} is more than all.",
        )
        yield failing("impossible-value", "value", words, CHECK_PRINTED)


def bad_interval(claim: Claim, value: Printed, lower: Printed, upper: Printed, level: float) -> Iterator[Note]:
    """An interval with a level that is none, bounds out of range or reversed, or without its own value."""
    if not 0 < level < 1:
        at = shown(level, 2)
        words = Words(
            f"Le niveau de confiance {at.fr} n’est pas entre 0 et 1.",
            f"The confidence level {at.en} is not between 0 and 1.",
        )
        yield failing("out-of-range", "ci", words, LEVEL)
    for bound in (lower, upper):
        yield from beyond(claim, bound, "ci")
    low, high = lower.words, upper.words
    if lower.value > upper.value:
        words = Words(
            f"L’intervalle va à rebours, de {low.fr} à {high.fr}.",
            f"The interval runs backwards, from {low.en} to {high.en}.",
        )
        yield failing("impossible-value", "ci", words, BOUNDS)
    elif value.ends[1] <= lower.ends[0] or value.ends[0] >= upper.ends[1]:
        words = Words(
            f"La valeur {value.words.fr} est hors de son propre intervalle, {low.fr} à {high.fr}.",
            f"The value {value.words.en} is outside its own interval, {low.en} to {high.en}.",
        )
        yield failing("impossible-value", "ci", words, BOUNDS)


def not_estimable(claim: Claim, sampling: str | None) -> Iterator[Note]:
    """A metric that needs people whom nobody looked at; a claim on people of its own is left alone."""
    own = claim.reported.population is not None or claim.reported.reference_standard is not None
    if sampling != "flagged-only" or own or claim.metric in ESTIMABLE_IF_FLAGGED:
        return
    name = vocabulary("metrics").terms[claim.metric]
    words = Words(
        f"{name.fr} : seuls les cas signalés ont été relus, cette mesure ne peut donc pas être estimée.",
        f"{name.en}: only flagged cases were reviewed, so this metric cannot be estimated.",
    )
    yield failing("not-estimable", "", words, OTHER_SAMPLE)


def other_metric(claim: Claim) -> Iterator[Note]:
    """A metric that is no proportion: what it would take to check it."""
    if claim.metric in NOT_RECOMPUTED:
        yield Note(Words("Le registre ne recalcule pas cette mesure.", "The registry does not recompute this metric."))
    elif claim.metric not in COUNTED:
        file = "scores.csv" if claim.metric in FROM_SCORES else "counts.csv"
        yield Note(
            Words(
                f"Cette mesure se recalculerait à partir de {file}, qui n’est pas donné.",
                f"This metric would be recomputed from {file}, which is not given.",
            )
        )
    if claim.metric not in COUNTED and claim.total is None:
        yield without_size(claim)


def look_at_proportion(claim: Claim, value: Printed) -> Alone:
    """A proportion: whether its n allows it, and whose interval it has."""
    if claim.n is None:
        notes = (without_size(claim), *look_for_size(claim, value))
        return Alone(notes)
    counts = numerators(value, claim.n)
    note = allowed(claim, value, claim.n, counts)
    if claim.is_inferred:
        return Alone((note, *look_for_size(claim, value)), counts)
    if not counts or claim.bounds is None:
        return Alone((note,), counts)
    notes, fitting, methods = look_at_interval(claim, value, claim.n, counts)
    return Alone((note, *notes), fitting, methods)


def allowed(claim: Claim, value: Printed, n: int, counts: Sequence[int]) -> Note:
    """Whether a value is a proportion of n."""
    v, size = value.words, shown(n)
    if not counts:
        return impossible(claim, value, n)
    if says_something(value, n):
        found = share(counts[0], n, max(3, value.decimals))
        return Note(Words(f"{found.fr}.", f"{found.en}."), Weight.HOLDS)
    least = shown(10**value.decimals)
    return Note(
        Words(
            f"{v.fr} est possible pour tout n à partir de {least.fr} : avec n = {size.fr}, cela ne dit presque rien.",
            f"{v.en} is possible for every n from {least.en} on: with n = {size.en}, that says next to nothing.",
        )
    )


def impossible(claim: Claim, value: Printed, n: int) -> Note:
    """No count of n gives the value: the nearest ones, and whether cutting digits off would."""
    v, size, below = value.words, shown(n), int(value.value * n)
    near = joined((share(k, n, max(3, value.decimals + 1)) for k in (below, below + 1) if k <= n), " ; ", "; ")
    cut = cut_off(value, n, cut_numerators(value, n))
    words = Words(
        f"{v.fr} n’est pas une proportion de n = {size.fr} : {near.fr}.{cut.fr}",
        f"{v.en} is no proportion of n = {size.en}: {near.en}.{cut.en}",
    )
    # The population's n is a guess of ours, not of the source: it contradicts nothing.
    return Note(words) if claim.is_inferred else failing("impossible-value", "value", words, check_n(claim))


def cut_off(value: Printed, n: int, counts: Sequence[int]) -> Words:
    """Which of these counts would give a value if digits were cut off, as a sentence; empty when none would."""
    cut = cut_numerators(value, n)
    found = next((k for k in counts if k in cut), None)
    if found is None:
        return Words("", "")
    k, v = share(found, n, max(3, value.decimals + 1)), value.words
    return Words(
        f" {k.fr} ne donne {v.fr} qu’en coupant des chiffres, et non en arrondissant.",
        f" {k.en} gives {v.en} only by cutting off digits, not by rounding.",
    )


def without_size(claim: Claim) -> Note:
    """Nobody knows on how many people a claim rests."""
    who = DENOMINATORS.get(claim.metric, ALL_PEOPLE)
    words = Words(
        "n n’est pas donné : on ne sait pas sur combien de cas ce chiffre repose.",
        "n is not given: nobody knows how many cases this figure rests on.",
    )
    if claim.total is not None:
        n, name = shown(claim.total), label(claim.metric)
        words = Words(
            f"n = {n.fr} compte tout le monde ; « {name.fr} » porte sur {who.fr}, dont le nombre n’est pas donné.",
            f"n = {n.en} counts everybody; {name.en} is about {who.en}, whose number is not given.",
        )
    return Note(words, rule="missing-denominator", part="n", mend=give_n(claim))


def give_n(claim: Claim) -> Words:
    """Whom n should count."""
    who = DENOMINATORS.get(claim.metric, ALL_PEOPLE)
    return Words(
        f"Donner comme n le nombre de ceux sur qui porte ce chiffre : {who.fr}.",
        f"Give as n the number of those this figure is about: {who.en}.",
    )


def check_n(claim: Claim) -> Words:
    """The value or n is wrong, or n does not count whom it should."""
    who = DENOMINATORS.get(claim.metric, ALL_PEOPLE)
    return Words(
        f"Relire la valeur et n dans la source ; n compte ceux sur qui porte ce chiffre : {who.fr}.",
        f"Read the value and n again in the source; n counts those this figure is about: {who.en}.",
    )


GIVE_N = Words(
    "Donner le nombre de personnes, ou supprimer la ligne.", "Give the number of people, or delete the line."
)
AS_FRACTION = Words("Écrire une fraction : 0.85 et non 85.", "Write a fraction: 0.85 and not 85.")
LEVEL = Words("Écrire le niveau en fraction : 0.95 et non 95.", "Write the level as a fraction: 0.95 and not 95.")
CHECK_PRINTED = Words(
    "Relire le chiffre dans la source ; s’il y est bien ainsi, le dire dans « note ».",
    "Read the figure again in the source; if it stands there like this, say so in `note`.",
)
BOUNDS = Words(
    "Relire la valeur et les deux bornes dans la source.", "Read the value and both bounds again in the source."
)
OTHER_SAMPLE = Words(
    "Retirer ce chiffre, ou dire dans « population » sur quel autre échantillon il a été mesuré.",
    "Remove this figure, or say in `population` on which other sample it was measured.",
)
