"""The number shown first about an algorithm, and for whom it works least well.

A published figure comes before a recomputed one: it is what people look for, and it carries what the
registry can say of it. Where nobody published a figure, the counts give one.
"""

from collections.abc import Callable, Iterator, Sequence

from boas.documents import Reported, vocabulary
from boas.evidence.estimates import Disparity, Estimate
from boas.index.plain import plain
from boas.index.records import Text, local
from boas.index.records import both as in_languages
from boas.index.row_answers import Headline, WorstGroup
from boas.registry import Since, Weighed

METRICS = ("auc", "c-index", "sensitivity", "ppv", "f1", "accuracy", "kappa", "discrimination")
"""Which metric stands first when there are several: those that say most about finding people come first."""


def headline(evaluations: Sequence[Weighed], since: Callable[[str], Since]) -> Headline | None:
    """The number shown first: a whole-population value, by metric, then by the size of its sample.

    `since` says of a version that was measured how the version shown stands to it.
    """
    claims = [
        (one, position, claim)
        for one in evaluations
        for position, claim in enumerate(one.evaluation.reported or ())
        if claim.metric in METRICS
    ]
    if claims:
        one, position, claim = min(claims, key=lambda found: claim_order(found[2]))
        return claimed(one, position, claim, since(one.version))
    return min(recomputed(evaluations, since), key=recomputed_order, default=None)


def claim_order(reported: Reported) -> tuple[bool, bool, int, int]:
    """Numbers before printed words, wholes before subgroups, then metric, then the larger sample."""
    has_group = reported.subgroup is not None
    return (reported.value is None, has_group, METRICS.index(reported.metric), -(reported.n or 0))


def claimed(one: Weighed, position: int, reported: Reported, known: Since) -> Headline:
    """A published value as the first number of an algorithm."""
    interval = reported.ci
    return Headline(
        metric=reported.metric,
        value=reported.value,
        as_printed=reported.as_printed,
        ci={"level": interval.level, "lower": interval.lower, "upper": interval.upper} if interval else None,
        n=reported.n,
        variant=local(reported.variant) if reported.variant else None,
        evaluation=one.id,
        state=one.judgements[position].state if position < len(one.judgements) else "declared",
        version=one.version,
        standing=known.relation,
        changes=tuple(in_languages(words) for words in known.changes),
    )


def recomputed(evaluations: Sequence[Weighed], since: Callable[[str], Since]) -> Iterator[Headline]:
    """Every recomputed value of a whole population that can stand first."""
    for one in evaluations:
        for found in one.recomputed:
            if not found.stratum.site and not found.stratum.groups:
                for metric in METRICS:
                    estimate = found.estimates.get(metric)
                    if estimate and estimate.value is not None:
                        yield counted(one, found.stratum.variant, estimate, since(one.version))


def counted(one: Weighed, variant: str, estimate: Estimate, known: Since) -> Headline:
    """A recomputed value as the first number of an algorithm."""
    said = plain(estimate, 0)
    both = said["lower"] is not None and said["upper"] is not None
    return Headline(
        metric=estimate.metric,
        value=said["value"],
        as_printed=None,
        ci={name: said[name] for name in ("level", "lower", "upper")} if both else None,
        n=estimate.n,
        variant=in_both(variant) if variant else None,
        evaluation=one.id,
        state="recomputed",
        version=one.version,
        standing=known.relation,
        changes=tuple(in_languages(words) for words in known.changes),
    )


def recomputed_order(found: Headline) -> tuple[int, int]:
    """By metric, then the larger sample first."""
    return (METRICS.index(found.metric), -(found.n or 0))


def in_both(text: str) -> Text:
    """A text of a table, which has no language of its own."""
    return {"fr": text, "en": text}


def worst_group(evaluations: Sequence[Weighed], first: Headline | None) -> WorstGroup | None:
    """The group furthest below its reference, for the metric of the first number where it can be had."""
    own = [one for one in evaluations if first and one.id == first.evaluation]
    found = [gap for one in own for gap in one.worst if gap.difference]
    metrics = list(vocabulary("metrics").terms)
    best = min(found, key=lambda gap: gap_order(gap, first, metrics), default=None)
    return as_worst(best, own[0]) if best else None


def gap_order(gap: Disparity, first: Headline | None, metrics: list[str]) -> tuple[bool, int, float]:
    """The first number's metric, then the vocabulary's order, then the largest shortfall."""
    difference = gap.difference.value if gap.difference else 0.0
    return (first is None or gap.metric != first.metric, metrics.index(gap.metric), difference)


def as_worst(gap: Disparity, one: Weighed) -> WorstGroup:
    """A gap as it stands in a row."""
    difference = plain(gap.difference, 0)
    return WorstGroup(
        metric=gap.metric,
        dimension=gap.dimension,
        group=gap.group,
        reference=gap.reference,
        difference=difference["value"],
        lower=difference["lower"],
        upper=difference["upper"],
        state=gap.state,
        evaluation=one.id,
        version=one.version,
    )


def states_of(evaluations: Sequence[Weighed]) -> tuple[str, ...]:
    """States the figures are in, in the order of the vocabulary; counts that give a number are recomputed ones."""
    found = {judgement.state for one in evaluations for judgement in one.judgements}
    found |= {"recomputed" for one in evaluations if one.has_value}
    return tuple(state for state in vocabulary("claim_states").terms if state in found)
