"""One notice as an advisory of OSV (ossf.github.io/osv-schema, 1.7), with what that format lets a database add.

Three things are not what their words suggest. `withdrawn` is said of the advisory: a notice that withdraws versions
has none, one that was retracted has. A package needs an ecosystem from a closed list in which no registry of
algorithms stands, so that none is named: versions stand without one, and the algorithm under `database_specific`.
Times are those of commits; where the history is cut short, the day of the decision stands for them.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from boas.documents import load_vocabulary
from boas.formats.advisories._version_events import list_spans
from boas.translation import SOURCE_LANGUAGE

_SCHEMA_VERSION = "1.7.0"
_ID_PREFIX = "x_BOAS"
"""`x_` marks a database of its own, which needs no prefix of the central list."""

_Texts = Mapping[str, str]
"""One text by language."""


@dataclass(frozen=True, slots=True)
class AdvisoryView:
    """What an advisory tells of a notice."""

    algorithm: str
    name: _Texts
    """Name of the algorithm."""
    notice: str
    kind: str
    """A term of the vocabulary `notice_kinds`."""
    reason: str
    """A term of the vocabulary `notice_reasons`."""
    range: str
    """The range of the notice, as written."""
    versions: tuple[str, ...]
    """Versions of the registry that it is about, the oldest first."""
    removed: tuple[str, ...]
    """Those of them that were taken away, when the notice is about these alone."""
    is_about_versions: bool
    """Not when it takes only evaluations or audits away."""
    text: _Texts
    affected_groups: tuple[_Texts, ...]
    date: str
    """Day of the decision."""
    published: str
    """Moment (ISO 8601) of the commit that brought the notice; empty when it is not known."""
    retracted: str
    """Moment of the commit that brought the notice which takes it back, or that notice's day; empty when it stands."""
    decided_by: str
    evidence_url: str
    page: str
    """Address of the page about the algorithm; empty where the site's own is not known."""
    more: Mapping[str, object] = field(default_factory=dict)
    """Further facts of the notice, for `database_specific`."""


@dataclass(frozen=True, slots=True)
class Advisory:
    """An advisory as a file."""

    id: str
    content: bytes


def export_advisory(view: AdvisoryView) -> Advisory:
    """A notice as an advisory: the same bytes for the same notice."""
    name = f"{_ID_PREFIX}-{view.algorithm}_{view.notice}"
    published = _to_moment(view.published or view.date)
    retracted = _to_moment(view.retracted) if view.retracted else ""
    said: dict[str, object] = {
        "schema_version": _SCHEMA_VERSION,
        "id": name,
        "published": published,
        "modified": max(published, retracted),
        **({"withdrawn": retracted} if retracted else {}),
        "summary": _summarise(view),
        "details": "\n\n".join(_iter_paragraphs(view)),
        "affected": [_describe_versions(view)] if view.is_about_versions else [],
        "references": list(_iter_references(view)),
        "credits": [{"name": view.decided_by, "type": "OTHER"}],
        "database_specific": {
            "algorithm": view.algorithm,
            "notice": view.notice,
            "kind": view.kind,
            "reason": view.reason,
            "date": view.date,
            "range": view.range,
            "text": dict(view.text),
            "affected_groups": [dict(group) for group in view.affected_groups],
            **view.more,
        },
    }
    return Advisory(name, json.dumps(said, ensure_ascii=False, indent=2).encode() + b"\n")


def _to_moment(written: str) -> str:
    """A day or a moment as OSV writes moments: in UTC, to the second, with `Z`; a day begins at midnight."""
    found = datetime.fromisoformat(written)
    return (found.astimezone(UTC) if found.tzinfo else found).strftime("%Y-%m-%dT%H:%M:%SZ")


def _summarise(view: AdvisoryView) -> str:
    """One line in English, as in every advisory."""
    kind = load_vocabulary("notice_kinds").terms.get(view.kind)
    name = view.name.get(SOURCE_LANGUAGE) or next(iter(view.name.values()), view.algorithm)
    return f"{kind.in_(SOURCE_LANGUAGE) if kind else view.kind}: {name} ({view.algorithm}, versions {view.range})"


def _iter_paragraphs(view: AdvisoryView) -> Iterator[str]:
    """What users must know, in every language it is given in, each under its code where there are several."""
    for language, text in view.text.items():
        if len(view.text) > 1:
            yield f"## {language}"
        yield text
        groups = [group[language] for group in view.affected_groups if language in group]
        if groups:
            yield "\n".join(f"- {group}" for group in groups)


def _describe_versions(view: AdvisoryView) -> dict[str, object]:
    """The versions concerned: as ranges, and one by one."""
    ranges = [f"=={version}" for version in view.removed] or [view.range]
    events = [
        {key: version}
        for text in ranges
        for span in list_spans(text)
        for key, version in (("introduced", span.first), ("fixed", span.end))
        if version
    ]
    found: dict[str, object] = {"ranges": [{"type": "SEMVER", "events": events}]} if events else {}
    specific = {"algorithm": view.algorithm, "purl": f"pkg:generic/boas/{view.algorithm}"}
    return found | {"versions": list(view.versions), "database_specific": specific}


def _iter_references(view: AdvisoryView) -> Iterator[dict[str, str]]:
    """Where the reason can be checked, and the page that tells more."""
    if view.page:
        yield {"type": "ADVISORY", "url": view.page}
    if view.evidence_url:
        yield {"type": "EVIDENCE", "url": view.evidence_url}
