"""A registry in memory, as an index would answer it: a rich card and a sparse one.

Their facts are those of the published registry; `full_card` has a third, a worked example.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from typing import Any

from boas.documents import Algorithm, Card, DataSource, Evaluation, Organisation, load_vocabulary
from boas.documents._card import SourceUse
from boas.index import FACET_LABELS, AlgorithmQuery, CodeOverview, FindingRow, Written
from boas.index import _answers as a
from boas.index._comparison import compare_versions
from boas.index._encoding import encode_answer
from boas.index._facets import list_facet_values, load_facet_terms
from boas.registry import BulletinRegistry, BulletinVersion
from boas.tree import pack_files
from tests.site.small_evidence import STEP, bias, evidence, matrix, measured, printed, summary
from tests.site.small_facts import (
    COMMIT,
    DIGEST,
    PRODUCERS,
    PUBLISHED,
    SOURCES,
    SPARSE,
    STROKE,
    STROKE_EVALUATION,
    Json,
    both,
)
from tests.site.small_pairs import build_charts, propose_pairs
from tests.site.small_reuses import no_lineage, reuse_list, reuse_overview
from tests.site.small_reviews import review_list

GONE = frozenset({"withdrawn", "removed"})
"""Statuses that put an algorithm at the end of lists."""


def row_of(card: Json, origin: str = "compiled", **more: object) -> a.AlgorithmRow:
    """The row an index would make of a card."""
    row = a.AlgorithmRow(
        id=card["id"],
        version=card["version"],
        name=card["name"],
        summary=card["summary"],
        kind=card["kind"],
        category=card["category"],
        medical_domains=tuple(card["medical_domains"]),
        organisations=tuple(PRODUCERS[name] for name in card["ownership"]["organisations"]),
        data_sources=tuple(SOURCES[name] for name in dict.fromkeys(use["source"] for use in card["data"]["sources"])),
        programming_languages=tuple(card.get("deployment", {}).get("programming_languages", ())),
        licence=card.get("licence", {}).get("code"),
        level=0,
        origin=origin,
        status="active",
        draft=False,
        confidence=None,
        listed_in_boas=None,
        upstream_version=card.get("upstream_version"),
        published=PUBLISHED,
        headline=None,
        other_headline=None,
        worst=None,
        evidence=(),
        facets={
            "data_source": tuple(dict.fromkeys(use["source"] for use in card["data"]["sources"])),
            "origin": (origin,),
        },
    )
    return replace(row, **more)  # type: ignore[arg-type]


def version_row(version: str, **more: object) -> a.VersionRow:
    """A version in force, without changes."""
    row = a.VersionRow(
        version=version,
        digest=DIGEST,
        upstream_version=None,
        published=PUBLISHED,
        changes=(),
        status="active",
        draft=False,
    )
    return replace(row, **more)  # type: ignore[arg-type]


def algorithm(card: Json, row: a.AlgorithmRow, **more: object) -> a.AlgorithmAnswer:
    """The answer an index would make of a card and its row."""
    completeness = a.Completeness(4, 8, ("bias.approach", "bias.groups_at_risk", "deployment.install", "licence.code"))
    latest = a.VersionAnswer(
        id=row.id,
        version=row.version,
        digest=DIGEST,
        files=(),
        status="active",
        draft=False,
        published=PUBLISHED,
        origin=row.origin,
        card=Written(card, Card),
        codelists=(),
        method={},
        code={},
        vectors={},
        code_scan=None,
        organisations=row.organisations,
        data_sources=row.data_sources,
        notices=(),
        retracted={},
        code_warnings=(),
        completeness=completeness,
        headline=row.headline,
        other_headline=row.other_headline,
        worst=row.worst,
        level=row.level,
        step=STEP,
    )
    answer = a.AlgorithmAnswer(
        id=row.id,
        row=row,
        algorithm=Written({"schema_version": 1, "id": row.id, "origin": row.origin}, Algorithm),
        latest=latest,
        versions=(version_row(row.version, upstream_version=row.upstream_version),),
        evaluations=(),
        audits=(),
        reuses=(),
        notices=(),
        observations=(),
        retracted={},
        affected_codelists={},
        related=(),
        path=f"model_cards/algorithms/{row.id}/versions/{row.version}/card.yaml",
        reusers=(),
    )
    return replace(answer, **more)  # type: ignore[arg-type]


def stroke() -> a.AlgorithmAnswer:
    variant = both("1 : DP d’un RUM", "1: unit stay")
    headline = a.Headline(
        "ppv", 0.8826, None, None, 1669, variant, "publication-2015", "declared", "1.0.0", "measured", ()
    )
    evaluation = summary(printed(STROKE_EVALUATION))
    row = row_of(STROKE, confidence="high", listed_in_boas=False, headline=headline)
    return algorithm(STROKE, row, evaluations=(evaluation,))


def least_served(**more: object) -> a.AlgorithmAnswer:
    """The stroke algorithm, measured by group."""
    worst = a.WorstGroup(
        "sensitivity", "sex", "female", "male", -0.163, -0.2, -0.1, "gap-shown", "publication-2015", "1.0.0"
    )
    return replace(stroke(), row=replace(stroke().row, worst=replace(worst, **more)))  # type: ignore[arg-type]


def sparse() -> a.AlgorithmAnswer:
    return algorithm(SPARSE, row_of(SPARSE, confidence="medium"))


def uses_of(user: a.AlgorithmAnswer) -> tuple[SourceUse, ...]:
    """Data sources the card of an algorithm names."""
    uses = user.latest.card.content.data.sources
    return uses if isinstance(uses, tuple) else ()


def data_source(name: str, users: Sequence[a.AlgorithmAnswer], part_of: str | None = None) -> a.DataSourceAnswer:
    source = SOURCES[name]
    used = tuple(
        a.SourceUser(user.row, tuple(use.role for use in uses_of(user) if use.source == name))
        for user in users
        if source in user.row.data_sources
    )
    written = {"schema_version": 1, "id": name, "name": source.name, "description": both("Séjours.", "Stays.")}
    document = Written(written, DataSource)
    components = tuple(one for key, one in SOURCES.items() if part_of is None and key.startswith(f"{name}-"))
    parent = SOURCES[part_of] if part_of else None
    path = f"model_cards/data_sources/{name}.yaml"
    return a.DataSourceAnswer(
        name, source.name, PUBLISHED, document, (PRODUCERS["cnam"],), parent, components, used, path
    )


def organisation(name: str, algorithms: Sequence[a.AlgorithmAnswer]) -> a.OrganisationAnswer:
    producer, other = PRODUCERS[name], next(one for one in PRODUCERS.values() if one.id != name)
    document = {"schema_version": 1, "id": name, "name": producer.name, "type": "health-insurance", "country": "FR"}
    own, theirs = (
        tuple(one.row for one in algorithms if maker in one.row.organisations) for maker in (producer, other)
    )
    given = tuple(review_of(row, producer) for row in theirs[:1])
    received = tuple(review_of(row, other) for row in own[:1])
    return a.OrganisationAnswer(
        id=name,
        name=producer.name,
        published=PUBLISHED,
        organisation=Written(document, Organisation),
        part_of=None,
        parts=(),
        algorithms=own,
        data_sources=(SOURCES["snds"],),
        audits_given=given,
        audits_received=received,
        reciprocal=(other,) if given and received else (),
        n_reuses=0,
        path=f"model_cards/organisations/{name}.yaml",
    )


def review_of(row: a.AlgorithmRow, organisation: a.Named) -> a.AuditBetween:
    """The registry's own review of an algorithm, by somebody of another organisation."""
    return a.AuditBetween(
        id="relecture",
        kind="review",
        algorithm=a.Named(row.id, row.name),
        version=row.version,
        date="2026-05-04",
        auditor="Claude Ailleurs",
        organisation=organisation,
        producers=row.organisations,
        standing="independent",
    )


def status(rows: Sequence[a.AlgorithmRow], **more: object) -> a.Status:
    finding = FindingRow(
        rule="missing-denominator",
        severity="warning",
        path="model_cards/algorithms/avc-ait-pmsi/evaluations/publication-2015/evaluation.yaml",
        line=29,
        column=5,
        length=0,
        field="reported[0].n",
        message=both("Un chiffre sans effectif.", "A figure without its n."),
        mend=both("Donner l’effectif.", "Give the n."),
        source="",
        expected=(),
        nearest="",
        replacement=None,
    )
    answer = a.Status(
        title=both("BOAS – registre ouvert d’algorithmes en santé", "BOAS – open registry of health algorithms"),
        description=both("Ce que chacun fait, et avec quelles preuves.", "What each does, and on what evidence."),
        commit=COMMIT,
        date=PUBLISHED.date,
        author=PUBLISHED.author,
        version="0.1.0",
        shallow=False,
        forge_url="https://gitlab.example.org/sante/boas",
        licence="etalab-2.0",
        base_url=None,
        frozen_from="0" * 40,
        records_frozen_from=None,
        n_algorithms=len(rows),
        n_withdrawn=0,
        n_examples=0,
        n_versions=len(rows),
        n_evaluations=1,
        n_figures=2,
        n_data_sources=len(SOURCES),
        n_organisations=len(PRODUCERS),
        n_by_level={"0": len(rows)},
        n_errors=0,
        n_warnings=1,
        findings=(finding,),
        latest=tuple(rows),
        preview=None,
    )
    return replace(answer, **more)  # type: ignore[arg-type]


def _pack_digest(version: a.LedgerRow) -> bytes:
    """An archive that only says which version it is of."""
    return pack_files(((f"{version.id}-{version.version}/card.yaml", version.digest.encode()),))


class SmallRegistry:
    """Answers held in memory; the same questions as an index, with a plainer search."""

    def __init__(self, *algorithms: a.AlgorithmAnswer, **of_status: object) -> None:
        """Store the answers about these algorithms; further arguments are fields of the status."""
        self.rows = sorted((answer.row for answer in algorithms), key=lambda row: row.id)
        stored: dict[str, object] = {"status": status(self.rows, **of_status)}
        for answer in algorithms:
            here = f"algorithms/{answer.id}"
            stored[here] = answer
            stored[f"{here}/versions"] = a.VersionList(answer.id, answer.versions)
            stored[f"{here}/reuses"], stored[f"{here}/lineage"] = reuse_list(answer), no_lineage(answer)
            stored |= versions_of(answer) | evidence_of(answer)
        stored |= places(algorithms) | vocabularies() | {"audit_matrix": matrix(self.rows)}
        stored["reuses"], stored["reviews"] = reuse_overview(algorithms), review_list(algorithms)
        stored |= build_charts(algorithms, stored)
        ledger = tuple(ledger_row(answer, version) for answer in algorithms for version in answer.versions)
        stored["ledger"] = a.Ledger(ledger)
        stored["bulletin"] = bulletin(algorithms)
        stored["notices"] = a.NoticeList(0, ())
        stored["codes"], stored["proposed_pairs"] = CodeOverview(()), propose_pairs(algorithms)
        self.bodies = {path: encoded(answer) for path, answer in sorted(stored.items())}
        self.zips = {f"archives/{one.id}-{one.version}.zip": _pack_digest(one) for one in ledger}

    languages: tuple[str, ...] = ("fr", "en")

    def list_keys(self) -> Iterator[tuple[str, str]]:
        """Path and digest of every answer."""
        return ((path, sha256(body).hexdigest()) for path, body in self.bodies.items())

    def read_body(self, path: str) -> bytes | None:
        """One answer."""
        return self.bodies.get(path)

    def list_archives(self) -> Iterator[tuple[str, str]]:
        """Path and digest of the archive of every version."""
        return ((path, sha256(body).hexdigest()) for path, body in self.zips.items())

    def read_archive(self, path: str) -> bytes | None:
        """One archive; its bytes are no ZIP file, and no page looks inside."""
        return self.zips.get(path)

    def list_algorithms(self, query: AlgorithmQuery) -> bytes:
        """A list of algorithms; the cursor is the number of the first row."""
        start = int(query.after or 0)
        listed = [row for row in self.rows if row.origin != "example" or "example" in query.filters.get("origin", ())]
        worded = [row for row in listed if query.q in encoded(row).decode()]
        found = sorted((row for row in worded if fits(row, query.filters)), key=lambda row: row.status in GONE)
        asked = a.QueryEcho(query.q, dict(query.filters), query.sort, query.limit)
        following = str(start + query.limit) if len(found) > start + query.limit else None
        page = tuple(found[start : start + query.limit])
        n_withdrawn = sum(row.status in GONE for row in found)
        counted = facets(found, query.filters)
        n_examples = sum(row.origin == "example" for row in found)
        return encoded(a.AlgorithmList(len(found), n_withdrawn, n_examples, page, counted, following, asked))

    def close(self) -> None:
        """Nothing is open: all is in memory."""


def versions_of(answer: a.AlgorithmAnswer) -> dict[str, object]:
    """Answers about the versions of an algorithm: all say what the latest says, under their own number and status."""
    here = f"algorithms/{answer.id}"
    made = [
        replace(
            answer.latest,
            version=row.version,
            status=row.status,
            published=row.published,
            headline=answer.row.headline if row.version == answer.row.version else None,
            worst=answer.row.worst if row.version == answer.row.version else None,
        )
        for row in answer.versions
    ]
    stored: dict[str, object] = {f"{here}/versions/{one.version}": one for one in made}
    for newer, older in pairwise(made):
        stored[f"{here}/compare/{older.version}...{newer.version}"] = compare_versions(older, newer)
    return stored


def evidence_of(answer: a.AlgorithmAnswer) -> dict[str, object]:
    """Answers about the evidence of an algorithm: evaluations with a document of counts are measured again."""
    here = f"algorithms/{answer.id}"
    full = tuple((measured if one.counts else printed)(one.evaluation, one.source) for one in answer.evaluations)
    stored: dict[str, object] = {f"{here}/evaluations/{one.id}": one for one in full}
    return stored | {
        f"{here}/evaluations": a.EvaluationList(answer.id, full),
        f"{here}/evidence": evidence(answer, full),
        f"{here}/bias": bias(answer, full),
    }


def bulletin(algorithms: Sequence[a.AlgorithmAnswer]) -> a.Bulletin:
    """Statuses of all versions; of their files nothing is known, so that none is taken out of an archive."""
    rows = [
        BulletinVersion(answer.id, one.version, one.digest, one.status, one.upstream_version, {})
        for answer in algorithms
        for one in answer.versions
    ]
    registry = BulletinRegistry({"fr": "Petit registre"}, None, ("fr", "en"))
    return a.Bulletin(1, registry, "c" * 40, "2026-03-02T10:00:00+01:00", (), tuple(rows), (), (), ())


def ledger_row(answer: a.AlgorithmAnswer, version: a.VersionRow) -> a.LedgerRow:
    """One version of the ledger."""
    known = version.published
    commit, date = (known.commit, known.date) if known else (None, None)
    return a.LedgerRow(answer.id, version.version, version.digest, commit, date)


def encoded(answer: Any) -> bytes:  # noqa: ANN401 -- any answer
    return encode_answer(answer)


def fits(row: a.AlgorithmRow, filters: Mapping[str, Sequence[str]]) -> bool:
    has = list_facet_values(row)
    return all(any((name, value) in has for value in values) for name, values in filters.items())


def facets(rows: Sequence[a.AlgorithmRow], filters: Mapping[str, Sequence[str]]) -> tuple[a.Facet, ...]:
    """All facets with their counts among these rows."""
    names = {("data_source", one.id): one.name for one in SOURCES.values()}
    names |= {("organisation", one.id): one.name for one in PRODUCERS.values()}
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        for pair in list_facet_values(row):
            counts[pair] = counts.get(pair, 0) + 1

    def value(pair: tuple[str, str]) -> a.FacetValue:
        known = load_facet_terms(pair[0]).get(pair[1])
        label = names.get(pair) or (known.to_texts() if known else both(pair[1], pair[1]))
        return a.FacetValue(pair[1], label, counts[pair], pair[1] in filters.get(pair[0], ()))

    return tuple(
        a.Facet(name, words.to_texts(), tuple(value(pair) for pair in sorted(counts) if pair[0] == name))
        for name, words in FACET_LABELS.items()
    )


def places(algorithms: Sequence[a.AlgorithmAnswer]) -> dict[str, object]:
    """Answers about data sources and organisations."""
    parents = {"snds": None, "snds-pmsi-mco": "snds", "snds-cartographie": "snds"}
    sources = {name: data_source(name, algorithms, parents[name]) for name in SOURCES}
    producers = {name: organisation(name, algorithms) for name in PRODUCERS}
    source_rows = tuple(
        a.DataSourceRow(one.id, one.name, both("Séjours.", "Stays."), one.holders, parents[one.id], len(one.used_by), 0)
        for one in sources.values()
    )
    producer_rows = tuple(
        a.OrganisationRow(one.id, one.name, one.organisation.content.type, len(one.algorithms), 0, 1, 0)
        for one in producers.values()
    )
    return {
        "data_sources": a.DataSourceList(len(source_rows), source_rows),
        "organisations": a.OrganisationList(len(producer_rows), producer_rows),
        **{f"data_sources/{name}": one for name, one in sources.items()},
        **{f"organisations/{name}": one for name, one in producers.items()},
    }


def vocabularies() -> dict[str, object]:
    """Answers about one closed list."""
    levels = load_vocabulary("levels")
    label = levels.label.to_texts()
    answer = a.VocabularyAnswer("levels", label, {term: words.to_texts() for term, words in levels.terms.items()})
    return {"vocabularies": a.VocabularyList((a.Named("levels", label),)), "vocabularies/levels": answer}


def with_texts(answer: a.AlgorithmAnswer, change: Callable[[str], str]) -> a.AlgorithmAnswer:
    """The same answer with every text in `fr` or `en` changed."""

    def changed(value: Any) -> Any:  # noqa: ANN401 -- any part of a document
        if isinstance(value, dict):
            is_text = bool(value) and set(value) <= {"fr", "en"}
            return {key: change(below) if is_text else changed(below) for key, below in value.items()}
        return [changed(below) for below in value] if isinstance(value, list | tuple) else value

    card, evaluations = changed(answer.latest.card), answer.evaluations
    row = replace(answer.row, name=changed(answer.row.name), summary=changed(answer.row.summary))
    return replace(
        answer,
        row=row,
        latest=replace(answer.latest, card=Written(card, Card), method=changed(answer.latest.method)),
        evaluations=tuple(replace(one, evaluation=Written(changed(one.evaluation), Evaluation)) for one in evaluations),
    )
