"""Whether a judgement can have been made on the day it gives: not ahead of time, nor before what it judges.

A judgement is bound to bytes by their digest, so that one made on a proposal, days before it was published, holds.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from boas.documents import Audit, Evaluation, parse_period_ends


def is_ahead(day: str, as_of: str) -> bool:
    """Whether a day (ISO 8601) is later than the reference day by more than time zones explain.

    Never when `as_of` is empty: time does not count then.
    """
    return bool(as_of) and day > (date.fromisoformat(as_of) + timedelta(days=1)).isoformat()


def is_before(day: str, period: str | None) -> bool:
    """Whether a day lies before every day that the end of a period may be; never before one that does not exist."""
    ends = parse_period_ends(period) if period else None
    return ends is not None and day < ends[1][0].isoformat()


def list_later_evaluations(audit: Audit, evaluations: Mapping[str, Evaluation]) -> tuple[str, ...]:
    """Ids of the evaluations that an audit judges and that came after it.

    An audit about bias that names none judges those of its version: it came too early when all of them came after it.

    Args:
        audit: the audit, with its signers, subject and date.
        evaluations: those of the algorithm, by id.
    """
    if audit.evaluations:
        named = [own for own in audit.evaluations if own in evaluations]
        return tuple(own for own in named if is_before(audit.date, evaluations[own].date))
    judged = tuple(_filter_same_version(audit, evaluations)) if audit.kind == "bias" else ()
    later = tuple(own for own in judged if is_before(audit.date, evaluations[own].date))
    return later if later == judged else ()


def _filter_same_version(audit: Audit, evaluations: Mapping[str, Evaluation]) -> Iterator[str]:
    """Ids of the evaluations of the version an audit judges."""
    return (own for own, evaluation in evaluations.items() if evaluation.subject.version == audit.subject.version)
