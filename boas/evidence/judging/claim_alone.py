"""What a printed number tells by itself: its range, whether its n allows it, and whose interval it has.

Being possible says something only below a size: 0.94 is no proportion of 60 people, but from 100 on every number of
two digits is a proportion of n. A claim of which nothing else can be checked then stays *declared*. Only rounding
counts as holding: a value that digits were cut off from is told as such, and does not hold.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

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
from boas.evidence.judging.claim_range import out_of_range
from boas.evidence.judging.claim_sampling import WEIGHTED, not_estimable
from boas.evidence.judging.printed import cut_numerators, numerators, says_something, share
from boas.finding import Words

FROM_SCORES = frozenset({"auc", "brier", "calibration-slope", "calibration-intercept"})
NOT_RECOMPUTED = frozenset({"c-index", "discrimination"})


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


def look_at(claim: Claim, sampling: str | None, files: Collection[str] = ()) -> Alone:
    """Everything one claim tells without counts; `sampling` is a term of the vocabulary `samplings`.

    `files` are names of the tables that lie beside it.
    """
    value = claim.value
    if value is None:
        return Alone((in_words(claim),), is_in_range=False)
    wrong = (*out_of_range(claim, value), *not_estimable(claim, sampling))
    if wrong:
        return Alone(wrong, is_in_range=False)
    if claim.is_weighted:
        return Alone((WEIGHTED, *([without_size(claim)] if claim.reported.n is None else ())))
    if claim.is_average:
        return Alone((AVERAGED, *unlike_a_proportion(claim, value)))
    if claim.metric not in PROPORTIONS:
        return Alone(tuple(other_metric(claim, files)))
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


def other_metric(claim: Claim, files: Collection[str]) -> Iterator[Note]:
    """A metric that is no proportion: what it would take to check it."""
    if claim.metric in NOT_RECOMPUTED:
        yield Note(Words("Le registre ne recalcule pas cette mesure.", "The registry does not recompute this metric."))
    elif claim.metric not in COUNTED:
        file = "scores.csv" if claim.metric in FROM_SCORES else "counts.csv"
        fr, en = NO_ROW_THERE if file in files else NO_FILE
        yield Note(
            Words(
                f"Cette mesure se recalculerait à partir de {file}, {fr}.",
                f"This metric would be recomputed from {file}, {en}.",
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


NO_FILE = ("qui n’est pas donné", "which is not given")
NO_ROW_THERE = ("dont aucune ligne sans faute ne compte ces personnes", "where no sound row counts these people")
