"""One file of the site as work to be done, and what all such work draws on."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeVar

from boas.documents import parse_path
from boas.formats import PinnedRelease, open_pinned_releases
from boas.index import AlgorithmAnswer, FindingRow, ListCut, Listing, NoticeList, Status, decode_answer
from boas.nomenclatures import NomenclatureFolder
from boas.site._assets import compute_engine_digest
from boas.site._events import Event, iter_events, iter_reuser_events
from boas.site._exports import VersionExports
from boas.site._facet_lists import PAGE_ROWS
from boas.site._interface import Answers, RulePage
from boas.site._selection import Selection, select_touched_files
from boas.site._settings import Settings
from boas.site._templates import Page, PartialSite, render_stamp, render_template
from boas.translation import Language

if TYPE_CHECKING:
    import hashlib

Kind = TypeVar("Kind")
Made = TypeVar("Made")
_KEPT = 48
"""Answers kept in memory: those of one algorithm and what its pages name."""


@dataclass(frozen=True, slots=True)
class Job:
    """One file of the site."""

    url: str
    """Below the site's root."""
    key: str
    """Digest of everything the file is made of."""
    make: Callable[[], bytes]
    page: Page | None = None
    """The page, when the file is one: its links are followed."""
    status: int = 200
    """HTTP status a server gives it with."""
    content: str = ""
    """Digest of the bytes, when it is known before they are made: files with the same one are written once."""
    stamp: "Stamp | None" = None
    """What the page says of the registry's commit, when it depends on it in nothing else."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a page says of the commit it is from, and all else it is made of: a page as it was gets a new one only."""

    rest: str
    """Digest of everything else."""
    said: bytes
    """The words, as they stand at the bottom of the page."""


def _require_content(content: bytes | None, path: str) -> bytes:
    """What was asked for by a path that is known; raises `KeyError` when it went meanwhile."""
    if content is None:
        raise KeyError(path)
    return content


@dataclass(frozen=True)
class Site:
    """What every job is made from."""

    answers: Answers
    rules: Sequence[RulePage]
    openapi: Mapping[str, object]
    urls: set[str] = field(default_factory=set)
    """Addresses of all files, filled once all jobs are known and before any is done."""
    _page_counts: dict[str, int] = field(default_factory=dict)
    _facts: dict[tuple[str, Callable[..., object]], Any] = field(default_factory=dict)
    _marked: dict[tuple[str, tuple[bytes, ...]], bool] = field(default_factory=dict)
    only_touched: bool = False
    """Whether only what a preview's files have to do with is made."""
    nomenclatures: NomenclatureFolder | None = None
    """Where built releases of code systems lie; nothing where none are looked for."""

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """Content keys of all answers, by path."""
        return dict(sorted(self.answers.list_keys()))

    @cached_property
    def archives(self) -> Mapping[str, str]:
        """Content keys of all archives, by path."""
        return dict(sorted(self.answers.list_archives()))

    def read_body(self, path: str) -> bytes:
        """JSON of one answer that `keys` told."""
        return self._kept_bodies(path)

    @cached_property
    def _kept_bodies(self) -> Callable[[str], bytes]:
        """Bodies of the last few answers: the files of one algorithm are made one after the other."""
        return lru_cache(maxsize=_KEPT)(lambda path: _require_content(self.answers.read_body(path), path))

    def read(self, path: str, kind: type[Kind]) -> Kind:
        """One answer that `keys` told, decoded; whoever asks must not change it."""
        found: Kind = self._kept_answers(path, kind)
        return found

    @cached_property
    def _kept_answers(self) -> Callable[..., Any]:
        """The last few answers, decoded."""
        return lru_cache(maxsize=_KEPT)(lambda path, kind: decode_answer(self.read_body(path), kind))

    @cached_property
    def status(self) -> Status:
        """What the registry says of itself."""
        return self.read("status", Status)

    def read_archive(self, path: str) -> bytes:
        """Bytes of one archive that `archives` told."""
        return _require_content(self.answers.read_archive(path), path)

    @cached_property
    def settings(self) -> Settings:
        """What stands on every page."""
        return Settings.from_status(self.read_body("status"), self.answers.languages)

    @cached_property
    def releases(self) -> tuple[PinnedRelease, ...]:
        """Pinned releases of code systems that are at hand."""
        pins = (pin.content for pin in self.status.nomenclatures)
        return open_pinned_releases(pins, self.nomenclatures) if self.nomenclatures else ()

    @cached_property
    def exports(self) -> VersionExports:
        """Versions in formats of other tools."""
        return VersionExports(self.read, self.settings, self.releases)

    @cached_property
    def listing(self) -> Listing:
        """All algorithms that lists show; asked once, then cut in memory."""
        return Listing(self.answers.list_algorithms, PAGE_ROWS)

    def count_pages(self, path: str, count: Callable[[bytes], int]) -> int:
        """How many pages the answer at a path takes; counted once for all languages."""
        if path not in self._page_counts:
            self._page_counts[path] = count(self.read_body(path))
        return self._page_counts[path]

    def read_fact(self, path: str, kind: type[Kind], make: Callable[[Kind], Made]) -> Made:
        """What little a function takes from the answer at a path; the answer is read once for all languages."""
        if (path, make) not in self._facts:
            self._facts[path, make] = make(self.read(path, kind))
        found: Made = self._facts[path, make]
        return found

    def holds_any(self, path: str, marks: tuple[bytes, ...]) -> bool:
        """Whether any of some marks stands in the answer at a path; looked up once for all languages."""
        if (path, marks) not in self._marked:
            self._marked[path, marks] = any(mark in self.read_body(path) for mark in marks)
        return self._marked[path, marks]

    def list_digests(self, chosen: tuple[str, str] | None) -> tuple[str, ...]:
        """Digest of each page of a list; the list is cut once for all languages."""
        if chosen not in self._list_digests:
            found = self.cut_list(chosen)
            self._list_digests[chosen] = tuple(found.compute_digest(n + 1) for n in range(found.count_pages()))
        return self._list_digests[chosen]

    @cached_property
    def _list_digests(self) -> dict[tuple[str, str] | None, tuple[str, ...]]:
        """Digests of the pages of lists cut so far."""
        return {}

    @cached_property
    def everything(self) -> ListCut:
        """The list of all algorithms."""
        return self.listing.cut()

    @cached_property
    def cut_list(self) -> Callable[[tuple[str, str] | None], ListCut]:
        """The list of one value of a facet, or of all algorithms; the last few are kept, not all."""
        return lru_cache(maxsize=32)(self.listing.cut)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """All that happened to all algorithms; asked only when a feed of several is made."""
        answers = (self.read(path, AlgorithmAnswer) for path in self.algorithms)
        return tuple(event for answer in answers for event in iter_events(answer))

    @cached_property
    def reuser_events(self) -> Mapping[str, Sequence[Event]]:
        """Notices about versions in use, by the organisation that uses them; asked only when a feed of one is made."""
        found: dict[str, list[Event]] = {}
        for path in self.algorithms:
            for name, event in iter_reuser_events(self.read(path, AlgorithmAnswer)):
                found.setdefault(name, []).append(event)
        return found

    @cached_property
    def invented(self) -> frozenset[str]:
        """Ids of the worked examples that any notice is about."""
        return frozenset(one.algorithm.id for one in self.read("notices", NoticeList).notices if one.is_example)

    @cached_property
    def algorithms(self) -> Mapping[str, str]:
        """Content keys of the answers about algorithms, withdrawn ones among them, by path."""
        return {path: key for path, key in self.keys.items() if path.startswith("algorithms/") and path.count("/") == 1}

    @cached_property
    def facet_values(self) -> tuple[tuple[str, str], ...]:
        """Each value of each facet that any algorithm has."""
        return tuple((facet.name, one.value) for facet in self.listing.facets for one in facet.values if one.count)

    @cached_property
    def selection(self) -> Selection | None:
        """The files to make; nothing when all of them are."""
        return select_touched_files(self.status, self.keys, self.read_body) if self.only_touched else None

    @cached_property
    def to_fix(self) -> Mapping[str, Sequence[FindingRow]]:
        """In a preview, what is found in the files of each algorithm, by its id."""
        found: dict[str, list[FindingRow]] = {}
        for one in self.status.findings if self.status.preview else ():
            place = parse_path(one.path)
            if place and place.algorithm:
                found.setdefault(place.algorithm, []).append(one)
        return found

    @cached_property
    def digest(self) -> str:
        """Digest of all there is: when it has not changed, nothing has."""
        return self.make_key(
            json.dumps(self.keys), json.dumps(self.archives), repr(self.rules), json.dumps(self.openapi, sort_keys=True)
        )

    def make_key(self, *parts: str) -> str:
        """Digest of the parts of one file, with what every page depends on."""
        digest = self._common_digest.copy()
        digest.update("\0".join(parts).encode())
        return digest.hexdigest()

    @cached_property
    def _common_digest(self) -> "hashlib._Hash":
        """Digest, still open, of what every page depends on."""
        chosen = [self.selection.make_key()] if self.selection else []
        chosen += [one.release.digest for one in self.releases]
        return sha256("\0".join((compute_engine_digest(), repr(self.settings), *chosen, "")).encode())

    def render_stamp(self, language: Language) -> bytes:
        """What pages say of the commit of the content; empty where no commit holds it."""
        if language not in self._stamps:
            self._stamps[language] = render_stamp(self.status, language) if self.status.commit else b""
        return self._stamps[language]

    @cached_property
    def _stamps(self) -> dict[Language, bytes]:
        """What pages say of the commit, by language."""
        return {}

    def make_page(self, language: Language, path: str) -> Page:
        """A page that knows which others there are."""
        beyond = PartialSite(self.selection.holds, self.settings.base_url) if self.selection else None
        return Page(language, path, self.urls, beyond)


def make_stamped_job(site: Site, page: Page, make: Callable[[], bytes], *made_of: str) -> Job:
    """A page that says from which commit the registry is, and takes nothing else from it than what is told."""
    rest, said = site.make_key(page.language, *made_of), site.render_stamp(page.language)
    return Job(page.url, site.make_key(rest, said.decode()), make, page, stamp=Stamp(rest, said) if said else None)


def make_plain_job(site: Site, page: Page, content: Mapping[str, object], *made_of: str) -> Job:
    """A page that stands for no answer and has no twin; its template has its name."""
    whole = {"twin": "", "published": site.status, **content}
    make = partial(render_template, f"{page.path}.html", page, site.settings, whole)
    return make_stamped_job(site, page, make, page.path, *made_of)
