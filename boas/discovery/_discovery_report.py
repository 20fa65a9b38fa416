"""What was discovered, as text for a terminal and as JSON; whatever others wrote is escaped."""

import json
from collections.abc import Iterator

from boas.discovery._dependency import FileProblem
from boas.discovery._discovery import Discovery
from boas.discovery._proposal import ProjectReuses, ReuseProposal
from boas.discovery._reuse_files import get_path, render_update
from boas.escaping import make_visible
from boas.translation import Language, Message, make_plural, make_verbatim


def render_discovery_text(discovery: Discovery, language: Language, *, is_written: bool) -> str:
    """The report for people: each project, what it shows, what could not be read, and the files."""
    lines: list[str] = []
    for project in discovery.projects:
        lines += [*_iter_project(project, discovery, language, is_written=is_written), ""]
    for unread in discovery.unread:
        lines += [f"{unread.folder}: {unread.message.in_(language)}", f"  → {unread.help.in_(language)}", ""]
    for finding in discovery.refused:
        place = f"{finding.location.path}:{finding.location.line}"
        lines.append(f"{place}: {finding.message.in_(language)} [{finding.rule}]")
    lines.append(_summarise(discovery, is_written=is_written).in_(language))
    return "".join(f"{make_visible(line)}\n" for line in lines)


def _summarise(discovery: Discovery, *, is_written: bool) -> Message:
    """How many files came of it."""
    n = len(discovery.files)
    if is_written:
        return make_plural("{n} reuse written.", "{n} reuses written.", n)
    return make_plural("{n} new reuse; `--write` writes its file.", "{n} new reuses; `--write` writes their files.", n)


def _iter_project(
    project: ProjectReuses, discovery: Discovery, language: Language, *, is_written: bool
) -> Iterator[str]:
    """Lines about one project."""
    yield f"{project.project.url or project.project.folder} @ {project.project.commit[:12]}"
    for proposal in project.proposals:
        yield f"  {proposal.algorithm}: {_describe_state(proposal, discovery).in_(language)}"
        yield f"    {_describe_use(proposal).in_(language)}"
        yield from (f"    {note.in_(language)}" for note in proposal.notes)
        path = get_path(proposal)
        if path in discovery.files and not is_written:
            yield from (f"    | {line}" for line in discovery.files[path].decode().splitlines())
        elif proposal.is_changed:
            yield from (f"    | {line}" for line in render_update(proposal, discovery.day).splitlines())
    if not project.proposals:
        yield f"  {Message('Names nothing that this registry describes.').in_(language)}"
    yield from (f"  ! {_locate(path, problem)}{problem.message.in_(language)}" for path, problem in project.problems)


def _locate(path: str, problem: FileProblem) -> str:
    """File and line of a problem, as far as they are known."""
    place = f"{path}:{problem.line}" if problem.line else path
    return f"{place}: " if place else ""


def _describe_state(proposal: ReuseProposal, discovery: Discovery) -> Message:
    """Whether a reuse is new, known, or says another version than is used now."""
    path = get_path(proposal)
    if proposal.is_changed:
        return Message("already known as `{id}`, which says another version; put these lines in:", id=proposal.id)
    if proposal.is_known:
        return Message("already known as `{id}`", id=proposal.id)
    if path not in discovery.files:
        return Message("refused by the rules of this registry, see below")
    return Message("new, {path}", path=path)


def _describe_use(proposal: ReuseProposal) -> Message:
    """The version in use and the files that name it."""
    paths = ", ".join(proposal.paths)
    used, matched = proposal.used, proposal.matched
    if used.version:
        return Message("version {version}, in {paths}", version=used.version, paths=paths)
    said = used.upstream_version or used.upstream_range
    if used.upstream_commit:
        commit = Message("commit {commit}", commit=used.upstream_commit[:12])
        said_at = Message("{said}, {commit}", said=said, commit=commit) if said else commit
        return _describe_place(said_at, paths, matched)
    if not said:
        return Message("version not said, in {paths}", paths=paths)
    if used.upstream_version and not matched:
        return Message("{said}, which is no version of this registry, in {paths}", said=said, paths=paths)
    return _describe_place(make_verbatim(said), paths, matched)


def _describe_place(said: Message, paths: str, matched: str) -> Message:
    """What is said of a version, the version of this registry it stands for when it does, and the files."""
    if matched:
        return Message("{said}, which is version {matched} here, in {paths}", said=said, matched=matched, paths=paths)
    return Message("{said}, in {paths}", said=said, paths=paths)


def render_discovery_json(discovery: Discovery, language: Language) -> str:
    """The report for programs."""
    content = {
        "day": discovery.day,
        "projects": [_build_project(project, discovery, language) for project in discovery.projects],
        "unread": [
            {"folder": one.folder, "message": one.message.in_(language), "help": one.help.in_(language)}
            for one in discovery.unread
        ],
        "refused": [
            {
                "path": one.location.path,
                "line": one.location.line,
                "rule": one.rule,
                "message": one.message.in_(language),
            }
            for one in discovery.refused
        ],
        "files": {path: text.decode() for path, text in discovery.files.items()},
    }
    return json.dumps(content, ensure_ascii=True, indent=2) + "\n"


def _build_project(project: ProjectReuses, discovery: Discovery, language: Language) -> dict[str, object]:
    """One project as plain values."""
    return {
        "url": project.project.url,
        "name": project.project.name,
        "commit": project.project.commit,
        "reuses": [_build_reuse(proposal, discovery, language) for proposal in project.proposals],
        "problems": [
            {"path": make_visible(path), "line": problem.line, "message": problem.message.in_(language)}
            for path, problem in project.problems
        ],
    }


def _build_reuse(proposal: ReuseProposal, discovery: Discovery, language: Language) -> dict[str, object]:
    """One reuse as plain values."""
    return {
        "algorithm": proposal.algorithm,
        "id": proposal.id,
        "path": get_path(proposal),
        "state": _name_state(proposal, discovery),
        "kind": proposal.kind,
        "version": proposal.used.version,
        "upstream": proposal.used.get_upstream_fields(),
        "matched_version": proposal.matched,
        "files": list(proposal.paths),
        "notes": [note.in_(language) for note in proposal.notes],
    }


def _name_state(proposal: ReuseProposal, discovery: Discovery) -> str:
    """What a program is told of where a reuse stands."""
    if proposal.is_known:
        return "changed" if proposal.is_changed else "known"
    return "new" if get_path(proposal) in discovery.files else "refused"
