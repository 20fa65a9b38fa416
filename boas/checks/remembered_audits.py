"""Disclosure audits as they are remembered from one run to the next, by the bytes of all that was looked at.

An audit loads what computes and may take seconds: while no byte about the same people changes, it is read back.
"""

from collections.abc import Iterator, Sequence

from boas.checks.neighbours import document_at
from boas.checks.same_people import Crowd, crowd_of
from boas.evidence.weighing import content_id
from boas.evidence.withholding.published import Audited, Publication
from boas.reading import Collection, Result, Shelf

AUDITS = Shelf("disclosure", Audited)
FILES = ("evaluation.yaml", "counts.csv", "scores.csv")
"""What an evaluation publishes."""


def audited(crowd: Crowd, own: Publication, others: Sequence[Publication]) -> Audited:
    """The audit of one evaluation beside others that may be about the same people."""
    contents = [contents_of(one, crowd.collection) for one in (own, *others)]
    key = AUDITS.make_key(contents, own.threshold)
    known = crowd.collection.cache.results.get(key)
    if known is None:
        from boas.evidence.withholding.auditing import audit  # noqa: PLC0415 -- loads numpy, which is spared otherwise

        found = audit(own, others, own.threshold)
    else:
        found = AUDITS.read(known)
    crowd.results[own.name] = Result(key, lambda: AUDITS.write(found))
    return found


def contents_of(one: Publication, collection: Collection) -> tuple[str, ...]:
    """The folder of an evaluation, and a name for the bytes of each of its files."""
    return (one.name, *(content_id(document_at(collection, f"{one.name}/{name}")) for name in FILES))


def audit_results(collection: Collection) -> Iterator[Result]:
    """Every audit made or read back while this collection was checked; none before."""
    yield from crowd_of(collection).results.values()
