"""Answers in groups that are made of the same: while that is as it was, a group is neither composed nor encoded again.

What all answers about one algorithm are made of is named here once: its own files with the commits that brought them,
whatever lies beside the folders of algorithms, and what others say of it. A test holds that nothing else is read.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from boas.index._algorithms import build_algorithm_answers
from boas.index._answers import Answer
from boas.index._catalogue import (
    build_data_source,
    build_data_source_list,
    build_ledger,
    build_organisation,
    build_organisation_list,
    build_status,
    build_vocabulary_list,
    iter_vocabulary_answers,
)
from boas.index._charts import ChartFacts, build_chart_answers, take_missing
from boas.index._code_comparison import CodeSide, compare_code_sides
from boas.index._code_kin import iter_code_kin
from boas.index._code_shards import build_code_answers
from boas.index._composer import Composer
from boas.index._encoding import encode_json
from boas.index._matrix import build_audit_matrix
from boas.index._notices import build_notice_list
from boas.index._proposed_pairs import build_proposed_pairs, list_beside
from boas.index._relations import map_affected_codelists
from boas.index._reuses import build_lineage, build_reuse_overview
from boas.index._reviews import build_review_list
from boas.index._status_answers import FindingRow
from boas.registry import AlgorithmEntry, build_bulletin

NamedAnswers = Iterable[tuple[str, Answer]]
"""Answers by path."""


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """Answers that are made of the same."""

    name: str
    made_of: str
    """Digest of all that decides them; empty when that is not told, so that they are made each time."""
    make: Callable[[], NamedAnswers]


def iter_answer_groups(composer: Composer, findings: tuple[FindingRow, ...]) -> Iterator[AnswerGroup]:
    """Every answer of a registry, each in one group."""
    facts = ChartFacts()
    for entry in composer.registry.algorithms.values():
        make = partial(_iter_algorithm_answers, composer, entry, facts)
        yield AnswerGroup(name_algorithm_group(entry.id), fingerprint_algorithm(composer, entry), make)
    for name, sides in iter_code_kin(composer):
        yield AnswerGroup(f"algorithms/{name}/codes", _fingerprint_sides(sides), partial(_compare_codes, name, sides))
    yield AnswerGroup("codes", composer.origins.codes, partial(build_code_answers, composer.registry))
    yield AnswerGroup("registry", "", partial(_iter_registry_answers, composer, findings, facts))


def name_algorithm_group(algorithm: str) -> str:
    """What the group of all answers about one algorithm is called."""
    return f"algorithms/{algorithm}"


def _iter_algorithm_answers(composer: Composer, entry: AlgorithmEntry, facts: ChartFacts) -> NamedAnswers:
    """Every answer about one algorithm, of which charts keep what they need."""
    for path, answer in build_algorithm_answers(composer, entry):
        facts.take(composer.rows[entry.id], answer)
        yield path, answer


def _compare_codes(name: str, sides: tuple[CodeSide, ...]) -> NamedAnswers:
    """The codes of an algorithm beside those of others."""
    return [(f"algorithms/{name}/codes", compare_code_sides(sides))]


def _iter_registry_answers(composer: Composer, findings: tuple[FindingRow, ...], facts: ChartFacts) -> NamedAnswers:
    """Answers about more than one algorithm, and about what lies beside them."""
    take_missing(composer, facts)
    yield from build_chart_answers(composer, facts)
    for name, document in composer.registry.data_sources.items():
        yield f"data_sources/{name}", build_data_source(composer, name, document)
    for name, document in composer.registry.organisations.items():
        yield f"organisations/{name}", build_organisation(composer, name, document)
    for name, answer in iter_vocabulary_answers():
        yield f"vocabularies/{name}", answer
    yield "data_sources", build_data_source_list(composer)
    yield "organisations", build_organisation_list(composer)
    yield "vocabularies", build_vocabulary_list()
    yield "ledger", build_ledger(composer)
    yield "bulletin", build_bulletin(composer.registry)
    yield "notices", build_notice_list(composer)
    yield "audit_matrix", build_audit_matrix(composer)
    yield "reuses", build_reuse_overview(composer)
    yield "reviews", build_review_list(composer)
    yield "proposed_pairs", build_proposed_pairs(composer)
    yield "status", build_status(composer, findings)


def fingerprint_algorithm(composer: Composer, entry: AlgorithmEntry) -> str:
    """Digest of all that the answers about one algorithm are made of; empty while work that no commit holds is shown.

    What others say of it is small, and goes in as the answers have it: whatever moved it would move these.
    """
    registry = composer.registry
    if registry.unpublished is not None:
        return ""
    beside = (
        composer.find_related(entry.id),
        list_beside(composer, entry.id),
        build_lineage(composer, entry),
        [composer.code_warnings.get((entry.id, version.version), ()) for version in entry.versions],
        composer.collect(map_affected_codelists).get(entry.id, {}),
    )
    return _compute_digest(composer.origins.fingerprint_own(entry).encode() + encode_json(beside))


def _fingerprint_sides(sides: Iterable[CodeSide]) -> str:
    """Digest of what stands side by side."""
    return _compute_digest(repr(tuple(sides)).encode("utf-8", "surrogatepass"))


def _compute_digest(data: bytes) -> str:
    """SHA-256 as text."""
    return sha256(data).hexdigest()
