"""The cache of disclosure audits, keyed by the bytes of every evaluation that an audit took into account.

An audit loads numpy and may take seconds; while no byte about the same people changes, its entry is read instead.
"""

from collections.abc import Sequence

from boas.checks._population_overlap import EvaluationIndex
from boas.checks._related_documents import load_document
from boas.documents import get_file_name
from boas.evidence import identify_content
from boas.evidence.disclosure import AuditResult, PublishedEvaluation
from boas.parsing import CacheEntry, Collection, EntryCodec

_AUDITS = EntryCodec("disclosure", AuditResult)
_FILES = tuple(map(get_file_name, ("evaluation", "counts", "scores")))
"""What an evaluation publishes."""


def audit_with_cache(
    crowd: EvaluationIndex, published: PublishedEvaluation, others: Sequence[PublishedEvaluation]
) -> AuditResult:
    """The audit of one evaluation beside others that may be about the same people."""
    contents = [_fingerprint_publication(publication, crowd.collection) for publication in (published, *others)]
    key = _AUDITS.make_key(contents, published.threshold)
    known = crowd.collection.cache.results.get(key)
    if known is None:
        from boas.evidence.disclosure import audit_disclosure  # noqa: PLC0415 -- loads numpy, which is spared otherwise

        found = audit_disclosure(published, others, published.threshold)
    else:
        found = _AUDITS.read(known)
    crowd.collection.results["audit", published.name] = CacheEntry(key, lambda: known or _AUDITS.write(found))
    return found


def _fingerprint_publication(published: PublishedEvaluation, collection: Collection) -> tuple[str, ...]:
    """The folder of an evaluation, and a name for the bytes of each of its files."""
    return (
        published.name,
        *(identify_content(load_document(collection, f"{published.name}/{name}")) for name in _FILES),
    )
