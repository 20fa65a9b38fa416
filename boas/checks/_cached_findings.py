"""Findings of an earlier run, taken over where everything that they rest on is as it was.

A registry is checked in parts: an algorithm with all its files, or a single file beside. Of each part is kept what its
findings were made of, what was read outside of it, and the findings. They are taken over when all of that has the same
digest now; of what a rule may read nothing is listed by hand, it is recorded while the rule runs.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from hashlib import sha256
from typing import Any

from boas.checks._files import find_missing_settings
from boas.checks._late_collection import LateMapping, open_collection
from boas.checks._plain_findings import decode_finding, encode_finding
from boas.checks._population_overlap import find_people, list_evaluations
from boas.checks._questions import QUESTIONS
from boas.checks._recorded_collection import Read, RecordedCollection, find_part
from boas.checks._rule import RULES
from boas.checks._run import collect_findings
from boas.documents import SETTINGS, find_algorithm
from boas.finding import Finding
from boas.nomenclatures import NomenclatureFolder
from boas.parsing import Cache, CacheEntry, Collection
from boas.tree import Tree

_DIGITS = 40
"""Hexadecimal digits of SHA-256 that a digest keeps: 160 bits, which nobody finds twice."""
_BY_THE_CLOCK = frozenset({"unscannable-code"})
"""Rules whose findings may come of a busy machine: a part that has one is checked again."""


@dataclass(frozen=True, slots=True)
class PartEntry:
    """The findings about one part of a registry, and everything they rest on."""

    made_of: str
    """Digest of all its files."""
    reads: Sequence[Sequence[str]]
    """What rules read outside of it, as JSON, each with the digest of what they found."""
    people: Mapping[str, Sequence[Any]]
    """Source and number of people of its evaluations, by folder."""
    results: Mapping[str, Any]
    """Cache entries for what took long to compute, by key, in base 64."""
    findings: Sequence[Any]
    """As `encode_finding` gives them, in the order in which rules gave them."""

    def write(self) -> bytes:
        """The entry as bytes."""
        return json.dumps([self.made_of, self.reads, self.people, self.results, self.findings]).encode()

    @classmethod
    def read(cls, body: bytes) -> "PartEntry":
        """The entry that such bytes were made of; raises `ValueError` or `TypeError` for any others."""
        return cls(*json.loads(body))


_Results = dict[tuple[str, str], CacheEntry]
"""Cache entries by kind and path."""


@dataclass(frozen=True, slots=True)
class CachedCheck:
    """The findings of a check that took over what holds of an earlier one."""

    findings: tuple[Finding, ...]
    """Sorted as always."""
    entries: Mapping[str, PartEntry]
    """By part, those of this check: what the next one may take over."""
    redone: tuple[str, ...]
    """Parts of which nothing could be taken over."""


@dataclass(frozen=True)
class _State:
    """A registry as it is now, as far as digests go."""

    whole: Collection
    digests: Mapping[str, str]
    """A digest of mode and content of each file, by path."""
    known: dict[str, str] = field(default_factory=dict)

    @cached_property
    def parts(self) -> Mapping[str, tuple[str, ...]]:
        """Paths of each part, in path order, as the parts are."""
        found: dict[str, list[str]] = {}
        for path in self.whole.tree.files:
            found.setdefault(find_part(path), []).append(path)
        return {part: tuple(paths) for part, paths in found.items()}

    def fingerprint_read(self, read: str) -> str:
        """A digest of what somebody reads, given as JSON; empty for a question that nobody knows any more."""
        if read not in self.known:
            self.known[read] = self._compute_digest(*json.loads(read))
        return self.known[read]

    def _compute_digest(self, name: str, *about: str) -> str:
        """The same, made now."""
        match name, about:
            case "file", (path,):
                return self.digests.get(path, "")
            case "below", (start,):
                return self.fingerprint_paths(self.whole.list_paths(start))
        asked = QUESTIONS.get(name)
        return _compute_digest(json.dumps(asked(self.whole, *about))) if asked else ""

    def fingerprint_part(self, part: str) -> str:
        """A digest of all files of a part."""
        return self.fingerprint_read(json.dumps(("below" if part.endswith("/") else "file", part)))

    def fingerprint_paths(self, paths: Iterable[str]) -> str:
        """A digest of some files: their paths, modes and contents."""
        return _compute_digest(json.dumps([(path, self.digests[path]) for path in paths]))

    def holds(self, part: str, entry: PartEntry | None) -> bool:
        """Whether everything that the entry of a part rests on is as it was."""
        return (
            entry is not None
            and entry.made_of == self.fingerprint_part(part)
            and all(self.fingerprint_read(read) == found for read, found in entry.reads)
        )


def _compute_digest(text: str) -> str:
    """A digest of a text of JSON."""
    return sha256(text.encode()).hexdigest()[:_DIGITS]


def can_be_cached(paths: Iterable[str]) -> bool:
    """Whether findings about these paths keep to their part: a path that is shown otherwise than it is may not."""
    return all(map(str.isprintable, paths))


def check_with_cache(  # noqa: PLR0913 -- what is there now, what was there before, and what is asked
    tree: Tree,
    digests: Mapping[str, str],
    entries: Mapping[str, PartEntry],
    *,
    as_of: str,
    chosen: Iterable[str] | None = None,
    releases: NomenclatureFolder | None = None,
) -> CachedCheck:
    """All findings about a tree or some parts of it, as `check` gives them for files; what holds is taken over.

    Args:
        tree: The files, whose bytes have these digests.
        digests: A digest of mode and content of each, by path.
        entries: Those of an earlier check, with the same settings and the same program.
        as_of: Reference day (ISO 8601).
        chosen: Parts that are asked about, see `list_whole_parts`; all of them when left out.
        releases: Built releases of code systems, the same ones as when the entries were made.
    """
    people: dict[str, tuple[str, int | None]] = {}
    results = {key: text for entry in entries.values() for key, text in entry.results.items()}
    known = LateMapping(lambda key: b64decode(results[key]) if key in results else None, lambda: results)
    whole, read = open_collection(tree, Cache({}, {}, known), as_of, people, releases)
    state, recorder = _State(whole, digests), RecordedCollection(whole)
    for part in state.parts:
        if (entry := entries.get(part)) and entry.made_of == state.fingerprint_part(part):
            people.update((folder, (source, n)) for folder, (source, n) in entry.people.items())
    asked = tuple(state.parts) if chosen is None else tuple(part for part in state.parts if part in set(chosen))
    redone = tuple(part for part in asked if not state.holds(part, entries.get(part)))
    made = {}
    for part in redone:
        bare, own = _check_part(part, state, recorder)
        made[part] = replace(bare, results={one.key: b64encode(one.write()).decode() for one in own.values()})
        for path in state.parts[part]:
            read.pop(path, None)  # what was checked need not stay in memory
    present = {part: entry for part in state.parts if (entry := made.get(part) or entries.get(part))}
    findings = [decode_finding(plain) for part in asked for plain in present[part].findings]
    kept = {part: entry for part, entry in present.items() if not _has_timed_findings(entry)}
    return CachedCheck(tuple(sorted(findings, key=Finding.make_sort_key)), kept, redone)


def check_with_entries(collection: Collection, entries: Mapping[str, PartEntry]) -> CachedCheck:
    """All findings about a collection read whole, as `check` gives them; what holds of an earlier check is taken over.

    What took long to compute for findings taken over is known to the collection's cache, and goes into its results as
    if it had been computed. The entries are those of the same program.
    """
    state, recorder = _State(collection, _name_contents(collection)), RecordedCollection(collection)
    made: dict[str, PartEntry] = {}
    results: _Results = {}
    for part in state.parts:
        entry, known = entries.get(part), collection.cache.results
        if entry and state.holds(part, entry) and entry.results.keys() <= known.keys():
            made[part] = entry
            own = {
                (kind, path): CacheEntry(key, partial(known.__getitem__, key))
                for key, (kind, path) in entry.results.items()
            }
        else:
            bare, own = _check_part(part, state, recorder)
            made[part] = replace(bare, results={one.key: name for name, one in own.items()})
        results |= own
    recorder.close()
    collection.results.update(results)
    found = [decode_finding(plain) for entry in made.values() for plain in entry.findings]
    found += find_missing_settings(collection)
    kept = {part: entry for part, entry in made.items() if not _has_timed_findings(entry)}
    redone = tuple(part for part, entry in made.items() if entry is not entries.get(part))
    return CachedCheck(tuple(sorted(found, key=Finding.make_sort_key)), kept, redone)


def iter_check_results(collection: Collection) -> Iterator[CacheEntry]:
    """All that rules took long to compute, or took over, while this collection was checked; nothing before.

    Findings are taken over only where all of it is known: what is not kept has its part checked each time.
    """
    yield from collection.results.values()


def _name_contents(collection: Collection) -> dict[str, str]:
    """A digest of mode and content of each file, and of the settings, which decide what every file is held to."""
    files = collection.tree.files
    settings = files[SETTINGS].blob if SETTINGS in files else ""
    held = f"{settings} {collection.least_count} {' '.join(collection.languages)}"
    return {path: f"{file.mode} {file.blob} {file.size} {held}" for path, file in files.items()}


def list_whole_parts(paths: Iterable[str], tree: Tree) -> tuple[str, ...] | None:
    """The parts that some files of a tree are; None when they are only some files of a part."""
    chosen = set(paths)
    parts = {find_part(path) for path in chosen}
    inside = (path for path in tree.files if find_part(path) in parts)
    return tuple(sorted(parts)) if all(path in chosen for path in inside) else None


def _check_part(part: str, state: _State, recorder: RecordedCollection) -> tuple[PartEntry, _Results]:
    """The findings about one part with all that was read for them, and what took long to compute beside the entry."""
    paths, whole = state.parts[part], state.whole
    recorder.start()
    cards = [card for path in paths if (card := recorder.load(path)) and card.kind == "card"]
    found = collect_findings([whole.tree.files[path] for path in paths], cards, recorder, tuple(RULES.values()))
    folders = list_evaluations(whole, find_algorithm(part))
    people = {folder: find_people(folder, recorder) for folder in folders}
    reads = _list_outer_reads(recorder.reads, part, frozenset(paths))
    made = {name: whole.results.pop(name) for name in list(whole.results) if name[1].startswith(part)}
    read = [(text, state.fingerprint_read(text)) for text in sorted(map(json.dumps, reads))]
    return PartEntry(state.fingerprint_part(part), read, people, {}, list(map(encode_finding, found))), made


def _list_outer_reads(reads: Iterable[Read], part: str, paths: frozenset[str]) -> Iterator[Read]:
    """Of what was read, all that the part's own files do not decide."""
    for read in reads:
        is_own_file = read[0] == "file" and read[1] in paths
        is_own_folder = read[0] == "below" and part.endswith("/") and read[1].startswith(part)
        if not (is_own_file or is_own_folder):
            yield read


def _has_timed_findings(entry: PartEntry) -> bool:
    """Whether a finding may come of a busy machine."""
    return any(plain[0] in _BY_THE_CLOCK for plain in entry.findings)
