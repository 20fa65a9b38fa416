"""Whom a notice reaches, as a list to call through: text, a table for a spreadsheet, or JSON for a program."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from io import StringIO

from boas.documents import load_vocabulary
from boas.escaping import make_visible
from boas.parsing import is_formula
from boas.translation import Language, Message, make_plural


@dataclass(frozen=True, slots=True)
class AffectedReuse:
    """One reuse in the range of a notice, and whom to ask about it."""

    organisations: tuple[tuple[str, str], ...]
    """Id and name of each organisation that uses it, itself or through a project."""
    project: str
    project_url: str
    version: str
    """Version of the registry in use; empty when nothing tells it."""
    upstream: str
    """What its producers call the version in use; empty when it is not given."""
    is_certain: bool
    """Whether the version in use is known to be in the range; otherwise it may be."""
    status: str
    """A term of the vocabulary `reuse_statuses`; empty when it is not given."""
    known_by: str
    """`declared`, `confirmed`, `disputed`, `compiled` or `discovered`."""
    person: str
    """Who declared or confirmed it; empty when nobody did."""
    orcid: str
    sources: tuple[str, ...]
    """Where it was read."""
    path: str
    """Path of the reuse in the registry."""


@dataclass(frozen=True, slots=True)
class AffectedDescendant:
    """An algorithm that descends from what a notice is about, depends on it or is a part of it."""

    id: str
    version: str
    """Its latest version, which the notice reaches."""
    way: tuple[str, ...]
    """Ids of the algorithms by which the notice comes, the nearest first."""
    is_certain: bool
    """Whether every step names its version; otherwise the notice may be about another one."""
    organisations: tuple[tuple[str, str], ...]
    """Id and name of each organisation that produces it."""
    path: str
    """Path of its card in the registry."""


@dataclass(frozen=True, slots=True)
class AffectedReport:
    """A notice, and the reuses and algorithms it reaches."""

    algorithm: str
    notice: str
    kind: str
    """A term of the vocabulary `notice_kinds`."""
    reason: str
    """A term of the vocabulary `notice_reasons`."""
    range: str
    date: str
    versions: tuple[str, ...]
    """Versions of the registry in its range, the newest first."""
    retracted_by: str
    """The notice that takes it back; empty when it stands."""
    reuses: tuple[AffectedReuse, ...]
    """Those that are certain first, then by who uses it."""
    descendants: tuple[AffectedDescendant, ...]
    """Algorithms of this registry that rest on it, by id."""


_REUSES = make_plural("{n} reuse is concerned:", "{n} reuses are concerned:", 1)
_DESCENDANTS = make_plural("{n} algorithm rests on it:", "{n} algorithms rest on it:", 1)
_KNOWN_BY: Mapping[str, Message] = {
    "declared": Message("declared by its user"),
    "confirmed": Message("confirmed by its user"),
    "disputed": Message("disputed by its user"),
    "compiled": Message("read in public sources"),
    "discovered": Message("found in a lock file"),
}


def _render_text(report: AffectedReport, language: Language) -> str:
    """The list as lines to read."""
    return "".join(f"{line}\n" for line in _iter_lines(report, language))


def _iter_lines(report: AffectedReport, language: Language) -> Iterator[str]:
    """The notice, then each reuse with whom to ask."""
    head = Message(
        "{kind}: {algorithm} {range}, {date} ({reason})",
        kind=load_vocabulary("notice_kinds").terms[report.kind],
        algorithm=report.algorithm,
        range=report.range,
        date=report.date,
        reason=load_vocabulary("notice_reasons").terms[report.reason],
    )
    yield head.in_(language)
    if report.versions:
        yield Message("Versions in its range: {versions}", versions=", ".join(report.versions)).in_(language)
    if report.retracted_by:
        by = Message("It was retracted by `{notice}`: it has no effect any more.", notice=report.retracted_by)
        yield by.in_(language)
    yield ""
    if report.reuses:
        yield _REUSES.with_number(len(report.reuses)).in_(language)
        for one in report.reuses:
            yield from _iter_reuse_lines(one, language)
    else:
        yield Message("No reuse in its range is known here. That is not to say that nobody uses it.").in_(language)
    yield from _iter_descendant_lines(report.descendants, language)


def _iter_descendant_lines(descendants: Sequence[AffectedDescendant], language: Language) -> Iterator[str]:
    """Each algorithm that rests on what the notice is about, with the way by which it comes."""
    if descendants:
        yield ""
        yield _DESCENDANTS.with_number(len(descendants)).in_(language)
    for one in descendants:
        certain = "" if one.is_certain else f" – {Message('may be concerned').in_(language)}"
        yield f"- {one.id} {one.version} ({' → '.join(one.way)}){certain}"


def _iter_reuse_lines(one: AffectedReuse, language: Language) -> Iterator[str]:
    """One reuse: who, which version, how it is known, whom to ask, where it was read."""
    names = [f"{name} ({key})" for key, name in one.organisations]
    yield f"- {make_visible(' · '.join([*([one.project] if one.project else []), *names]) or one.path)}"
    status = load_vocabulary("reuse_statuses").terms.get(one.status)
    version = one.version or one.upstream
    told = Message("version {version}", version=version) if version else Message("version not known")
    certain = [] if one.is_certain else [Message("may be concerned").in_(language)]
    facts = [told.in_(language), *certain, *([status.in_(language)] if status else [])]
    yield f"  {make_visible(' · '.join([*facts, _KNOWN_BY[one.known_by].in_(language)]))}"
    contact = " · ".join(
        part for part in (one.person, f"https://orcid.org/{one.orcid}" if one.orcid else "", one.project_url) if part
    )
    if contact:
        yield f"  {make_visible(contact)}"
    yield from (f"  {make_visible(source)}" for source in one.sources)


_COLUMNS = (
    *("organisations", "names", "project", "project_url", "version", "upstream", "is_certain", "status"),
    *("known_by", "person", "orcid", "sources", "path", "what", "affected_id", "way"),
)


def _render_csv(report: AffectedReport, language: Language) -> str:  # noqa: ARG001 -- terms have no language
    """The list as a table (RFC 4180): terms and no labels; several values of a cell have spaces between them."""
    target = StringIO()
    lines = csv.writer(target)
    lines.writerow(("algorithm", "notice", *_COLUMNS))
    rows = (*map(_list_reuse_cells, report.reuses), *map(_list_descendant_cells, report.descendants))
    for cells in rows:
        lines.writerow(f"'{cell}" if is_formula(cell) else cell for cell in (report.algorithm, report.notice, *cells))
    return target.getvalue()


def _list_reuse_cells(one: AffectedReuse) -> tuple[str, ...]:
    """A reuse of a version in the range of the notice."""
    return (
        *_list_organisation_cells(one.organisations),
        *(one.project, one.project_url, one.version, one.upstream, "yes" if one.is_certain else "no", one.status),
        *(one.known_by, one.person, one.orcid, " ".join(one.sources), one.path, "reuse", "", ""),
    )


def _list_descendant_cells(one: AffectedDescendant) -> tuple[str, ...]:
    """An algorithm that rests on what the notice is about; its producers are whom to call."""
    return (
        *_list_organisation_cells(one.organisations),
        *("", "", one.version, "", "yes" if one.is_certain else "no", ""),
        *("", "", "", "", one.path, "algorithm", one.id, " ".join(one.way)),
    )


def _list_organisation_cells(organisations: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """Ids and names of organisations."""
    return " ".join(key for key, _ in organisations), " · ".join(name for _, name in organisations)


def _render_json(report: AffectedReport, language: Language) -> str:  # noqa: ARG001 -- as above
    """The list for a program."""
    told = asdict(report)
    for one in (*told["reuses"], *told["descendants"]):
        one["organisations"] = [{"id": key, "name": name} for key, name in one["organisations"]]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


AFFECTED_FORMATS: Mapping[str, Callable[[AffectedReport, Language], str]] = {
    "text": _render_text,
    "csv": _render_csv,
    "json": _render_json,
}
"""Forms of the list by name, the first one unasked."""
