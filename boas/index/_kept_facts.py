"""Facts that the index keeps under what they were made of, so that they are not worked out for all after each change.

A fact of one algorithm rests on its own files and on what lies beside the folders of algorithms; one about codes on
cards, lists and notices. While that is as it was, the fact is taken over.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from typing import TypeVar

from boas.documents import find_algorithm
from boas.index._encoding import decode_answer, encode_json
from boas.parsing import CacheEntry
from boas.registry import AlgorithmEntry, Registry

_Fact = TypeVar("_Fact")


class FactOrigins:
    """What facts are made of, as digests."""

    def __init__(self, registry: Registry) -> None:
        """Take the registry they are of."""
        self._registry = registry

    def fingerprint_own(self, entry: AlgorithmEntry) -> str:
        """Digest of an algorithm's files with the commits that brought them, and of all that any algorithm rests on.

        Empty while work that no commit holds is shown.
        """
        if self._registry.unpublished is not None:
            return ""
        if entry.id not in self._own:
            ledger = [self._registry.ledger[version.folder] for version in entry.versions]
            # Whether an audit is in date is all that a day decides here; the matrix adds its own day.
            day = self._registry.collection.as_of if entry.audits else ""
            brought = [one.digest + repr(one.publisher) for one in ledger]
            self._own[entry.id] = _compute_text_digest(
                json.dumps((self._common, self._files.get(entry.id, []), brought, day))
            )
        return self._own[entry.id]

    @cached_property
    def _own(self) -> dict[str, str]:
        """Digests told so far, by algorithm."""
        return {}

    @cached_property
    def _files(self) -> dict[str, list[str]]:
        """Files with the changes that brought them, by algorithm; under an empty name those that belong to none."""
        history, found = self._registry.history, dict[str, list[str]]()
        for path, file in self._registry.collection.tree.files.items():
            algorithm = find_algorithm(path)
            change = history.last_changed.get(path) if algorithm else None
            found.setdefault(algorithm, []).append(f"{path}\0{file.mode} {file.blob} {file.size} {change}")
        return found

    @cached_property
    def _common(self) -> str:
        """Digest of what may be said in any answer: organisations, sources, settings, reviewers, present ids."""
        registry = self._registry
        parts = (
            self._files.get("", []),
            sorted(registry.former_ids.items()),
            registry.collection.languages,
            registry.history.shallow,
        )
        return _compute_text_digest(json.dumps(parts))

    @cached_property
    def codes(self) -> str:
        """Digest of all that answers about codes rest on; empty while work that no commit holds is shown."""
        registry = self._registry
        if registry.unpublished is not None:
            return ""
        known = (sorted(registry.former_ids.items()), registry.collection.languages)
        return _compute_text_digest(json.dumps((known, list(map(_list_code_parts, registry.algorithms.values())))))


def _list_code_parts(entry: AlgorithmEntry) -> list[object]:
    """What is said of an algorithm's codes: by its cards and lists, and by notices on whether they may be used."""
    versions = [
        (one.version, one.document.file.blob, [(path, own.file.blob) for path, own in sorted(one.codelists.items())])
        for one in entry.versions
    ]
    notices = [(document.path, document.file.blob) for document in entry.notices]
    corrected = sorted([*about, by] for about, by in entry.corrected.items())
    return [entry.id, entry.algorithm.origin, versions, notices, corrected]


def _compute_text_digest(text: str) -> str:
    """SHA-256 of a text, as text."""
    return sha256(text.encode()).hexdigest()


class KeptFacts:
    """Facts of an earlier filling, and those of this one."""

    def __init__(self, known: Mapping[str, bytes]) -> None:
        """Take what an index remembers."""
        self._known = known
        self._entries: dict[str, CacheEntry] = {}

    def find(self, name: str, made_of: str, kind: type[_Fact], make: Callable[[], _Fact]) -> _Fact:
        """A fact as it was kept, or made now; what is made of nothing that has a digest is made each time."""
        if not made_of:
            return make()
        key = f"{name} {made_of}"
        body = self._known.get(key)
        if body is not None:
            self._keep(key, body)
            return decode_answer(body, kind)
        found = make()
        body = encode_json(found)
        again = decode_answer(body, kind)
        if again == found and encode_json(again) == body:  # what does not come back as it was is not kept
            self._keep(key, body)
        return found

    def _keep(self, key: str, body: bytes) -> None:
        """Remember a fact for the next filling."""
        self._entries[key] = CacheEntry(key, lambda: body)

    def iter_entries(self) -> Iterator[CacheEntry]:
        """Every fact asked for, to be remembered."""
        yield from self._entries.values()
