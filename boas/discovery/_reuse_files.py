"""The YAML of proposed reuses, as the documents of a registry are written."""

from collections.abc import Mapping, Sequence

from boas.discovery._proposal import ReuseProposal
from boas.discovery._registry_facts import build_reuse_path
from boas.parsing import QuotedText, render_mapping
from boas.translation import SOURCE_LANGUAGE, Message, list_languages

_HEAD = "# yaml-language-server: $schema=../../../../schemas/reuse.schema.json"


def get_path(proposal: ReuseProposal) -> str:
    """Where the file of a proposal lies, or that of the known reuse."""
    return build_reuse_path(proposal.algorithm, proposal.id)


def render_file(proposal: ReuseProposal, languages: Sequence[str], day: str) -> bytes:
    """The whole file of a new reuse.

    Args:
        proposal: what is proposed.
        languages: those of the registry, the first one first.
        day: the day it was read (ISO 8601).
    """
    project = proposal.project
    fields: dict[str, object] = {
        "schema_version": 1,
        "id": proposal.id,
        "kind": proposal.kind,
        "origin": "discovered",
        "project": {"name": project.name, "url": project.url},
        **_build_version(proposal),
        "date": day,
        "purpose": _describe_purpose(proposal, languages),
        "sources": _build_sources(proposal, day),
    }
    return "\n".join((_HEAD, *render_mapping(fields), "")).encode()


def render_update(proposal: ReuseProposal, day: str) -> str:
    """The lines that would bring a known reuse up to date; a person puts them in."""
    return "\n".join(render_mapping({**_build_version(proposal), "sources": _build_sources(proposal, day)}))


def _build_version(proposal: ReuseProposal) -> dict[str, object]:
    """The version in use, where anything is known of it."""
    used = proposal.used
    if used.version:
        return {"version": QuotedText(used.version)}
    upstream = {field: QuotedText(value) for field, value in used.get_upstream_fields().items()}
    return {"upstream": upstream} if upstream else {}


def _build_sources(proposal: ReuseProposal, day: str) -> list[Mapping[str, object]]:
    """Each file that names the algorithm, at the commit that was read."""
    project = proposal.project
    return [
        {"repository": project.url, "path": QuotedText(path), "commit": QuotedText(project.commit), "seen": day}
        for path in proposal.paths
    ]


def _describe_purpose(proposal: ReuseProposal, languages: Sequence[str]) -> dict[str, object]:
    """What is known of the purpose, in the languages of the registry that the program has words in; else in English."""
    words = _PURPOSE.fill(paths=", ".join(proposal.paths), project=proposal.project.name)
    spoken = [language for language in languages if language in list_languages()]
    if not spoken:
        return {languages[0]: words.in_(SOURCE_LANGUAGE)}
    return {language: words.in_(language) for language in spoken}


_PURPOSE = Message("Discovered in {paths} of {project}; what it is used for there has not been read.")
