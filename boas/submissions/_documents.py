"""From what was sent to files of the registry: where they lie, and what they say, as the house writes YAML."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from boas.documents import DOCUMENTS, FOLDER, LONGEST_ID, build_path, is_id
from boas.finding import Finding
from boas.parsing import read_yaml, render_mapping
from boas.submissions._json_body import BodyError, parse_body
from boas.submissions._spool import Submission
from boas.translation import Message

_SIGNERS = {"reuse": "declared_by", "evaluation": "evaluator"}
"""Field of the person who answers for a document."""
_NAMELESS = "submission"
"""Stands in paths for an id that cannot; the rules then say what is wrong with it, and nothing is committed."""


@dataclass(frozen=True, slots=True)
class NewFiles:
    """The files that a submission asks for."""

    kind: str
    """Kind of the document."""
    path: str
    """Path of the document."""
    files: Mapping[str, bytes]
    """Every file by its path in the registry, the document first."""
    document: Mapping[str, Any]
    branch: str


def find_foreign_organisation(kind: str, document: Mapping[str, Any], organisation: str) -> str:
    """An organisation for which a document speaks though the key is another's; empty when there is none."""
    named = [_get_inner(document, _SIGNERS[kind], "organisation")]
    if kind == "reuse":
        members = _get_inner(document, "project", "organisations")
        if isinstance(members, list) and organisation not in members:
            named += members
        named += [document.get("organisation"), _get_inner(document, "confirmation", "by", "organisation")]
    return next((one for one in named if isinstance(one, str) and one != organisation), "")


def _get_inner(value: object, *names: str) -> object:
    """What lies at a path of names; nothing where there is none."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def refuse_unsigned(kind: str, document: Mapping[str, Any]) -> None:
    """Raise `BodyError` for a document that names nobody who answers for it, or that was not declared by its reuser."""
    if kind == "reuse" and document.get("origin", "declared") != "declared":
        raise BodyError(
            Message("Only a reuse that is declared by its reuser can be sent with a key."),
            Message("Write `origin: declared`, or leave it out."),
        )
    if not isinstance(document.get(_SIGNERS[kind]), dict):
        raise BodyError(
            Message("The document does not say who answers for it."),
            Message("Name a person in `{field}`.", field=_SIGNERS[kind]),
        )


def build_files(one: Submission) -> NewFiles:
    """The files of a submission. Raises `BodyError` for a body that has no document."""
    sent, tables = parse_body(one.kind, one.body.encode())
    document = _sort_fields(one.kind, _complete(one, sent))
    own = document.get("id")
    name = own if isinstance(own, str) and is_id(own) else _NAMELESS
    path = build_path(one.kind, **{"algorithm": one.algorithm, one.kind: name})
    beside = {path.rpartition("/")[0] + f"/{table}": text.encode() for table, text in sorted(tables.items())}
    branch = f"proposals/{one.kind}-{one.algorithm}-{name}"
    return NewFiles(one.kind, path, {path: _render_document(one.kind, path, document), **beside}, document, branch)


def exclude_placeholder(found: Iterable[Finding], new: NewFiles) -> tuple[Finding, ...]:
    """Findings without those that hold an id against the name that stands in its place: that it is none is said."""
    is_named = f"/{_NAMELESS}" not in new.path
    return tuple(one for one in found if is_named or one.rule != "id-mismatch")


def _complete(one: Submission, sent: dict[str, Any]) -> dict[str, Any]:
    """The document with what key, address and day say by themselves, where it says nothing else."""
    day, signer = one.received[:10], _SIGNERS[one.kind]
    found = {"schema_version": 1, "id": one.organisation[:LONGEST_ID], **sent}
    if one.kind == "reuse":
        found = {"origin": "declared", "organisation": one.organisation, "date": day, **found}
    elif isinstance(found.get("subject", {}), dict):
        found["subject"] = {"id": one.algorithm, **found.get("subject", {})}
    if isinstance(found.get(signer), dict):
        found[signer] = {**found[signer], "organisation": found[signer].get("organisation") or one.organisation}
    return found


def _sort_fields(kind: str, document: Mapping[str, Any]) -> dict[str, Any]:
    """Fields in the order of their model, unknown ones last."""
    known = [name for name in DOCUMENTS[kind].model.model_fields if name in document]
    return {name: document[name] for name in (*known, *(name for name in document if name not in known))}


def _render_document(kind: str, path: str, document: Mapping[str, Any]) -> bytes:
    """A document as YAML; raises `BodyError` when it would not come back as it is."""
    depth = path.count("/") - FOLDER.count("/")
    head = f"# yaml-language-server: $schema={'../' * depth}schemas/{kind}.schema.json"
    text = "\n".join((head, *render_mapping(document))) + "\n"
    back = read_yaml(text)
    if back.value != document and not back.diagnostics:
        raise BodyError(
            Message("The document cannot be written as YAML that says the same."),
            Message("Take out spaces at the ends of texts and of their lines."),
        )
    return text.encode()
