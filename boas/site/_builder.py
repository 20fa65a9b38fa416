"""The whole site as a release on disk: only what changed is rendered, everything else is kept.

Called by `boas build`. Same answers, same tool: same bytes; then nothing is written at all.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from boas.nomenclatures import NomenclatureFolder
from boas.site import _link_check as checking
from boas.site import _manifest as manifest
from boas.site import _release as release
from boas.site._interface import Answers, RulePage
from boas.site._jobs import Job, Site
from boas.site._pages import list_all_jobs
from boas.site._shards import name_subject, run_shards, split_jobs
from boas.site._stamps import replace_stamp


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did."""

    release: str
    """Name of the release that is now current."""
    rendered: int
    kept: int
    removed: int


def build(  # noqa: PLR0913 -- three things to ask, a place, and two ways to go about it
    answers: Answers,
    rules: Sequence[RulePage],
    openapi: Mapping[str, object],
    out: Path,
    *,
    progress: Callable[[int, int], None],
    only_touched: bool = False,
    anew: bool = False,
    n_processes: int = 1,
    nomenclatures: NomenclatureFolder | None = None,
) -> BuildResult:
    """Write the site under `out` and point `out/current` to it.

    With `only_touched`, of a preview only what its files have to do with is written; links that lead
    further lead to the published site. With `anew` no file of the release before is kept. `progress` is
    told how many of how many files are done. Several processes give the same bytes; a program with threads of its own
    asks for one. Codes are written out in those pinned releases that `nomenclatures` holds. Raises `LockedError` when
    another build is running and `MachineError` when the disk refuses; the old release then stays as it was.
    """
    with release.explain_disk_errors(out), release.lock_builds(out):
        site = Site(answers, rules, openapi, only_touched=only_touched, nomenclatures=nomenclatures)
        known: KnownRelease = (None, {}) if anew else read_current(out)
        done = _reuse_release(site, known, progress)
        if done:
            return done
        jobs = list_all_jobs(site)
        answers.close()  # whatever asks next, in whichever process, opens it for itself
        return write_release(jobs, out, known, site.settings.find_root(), progress, n_processes=n_processes)


KnownRelease = tuple[Path | None, Mapping[str, manifest.ManifestEntry]]
"""A release that is there, if any, and its manifest."""


def read_current(out: Path) -> KnownRelease:
    """The release being read, with its manifest."""
    old = release.find_current(out)
    return old, manifest.read_manifest(old) if old else {}


def _reuse_release(site: Site, known: KnownRelease, progress: Callable[[int, int], None]) -> BuildResult | None:
    """What there is to say when a release was made of the same content and is whole; known without listing pages."""
    old, files = known
    root = files.get("index.html")
    if not old or not root or root.key != site.digest or not manifest.is_whole_release(old, files):
        return None
    progress(len(files), len(files))
    return BuildResult(old.name, 0, len(files), 0)


def write_release(  # noqa: PLR0913 -- what to write, where, and how
    jobs: Sequence[Job],
    out: Path,
    known: KnownRelease,
    root: str,
    progress: Callable[[int, int], None],
    *,
    n_processes: int = 1,
) -> BuildResult:
    """Write the files of these jobs as a new release, keeping what can be kept of a `known` one.

    Nothing is published when the current one holds exactly them.
    """
    old, before = known
    urls = frozenset(job.url for job in jobs)
    gone = before.keys() - urls
    writing = _ReleaseWriter(release.ReleaseFolder(out, old), old, before, checking.LinkChecker(urls, root))
    # All about one algorithm in turn, in every language: what was read for one file serves for the next.
    ordered = sorted(jobs, key=_make_order)
    n_stale = sum(job.url not in before or before[job.url].key != job.key for job in jobs)
    shards = split_jobs(ordered, n_processes if n_stale >= _WORTH_A_PROCESS else 1)
    counted = _count_for_all(progress, len(shards[0]), len(jobs))
    for told in run_shards(shards, partial(writing.write_files, progress=counted)):
        writing.merge(told)
    if gone:
        writing.make_broken_again(jobs, gone)
    writing.links.finish(writing.read)
    writing.folder.remove_others(urls)
    text = manifest.render_manifest(writing.after)
    writing.folder.write(manifest.MANIFEST_NAME, text)
    name = release.publish(out, writing.folder.path, manifest.compute_release_id(text))
    made = writing.made | {url for url, entry in writing.after.items() if before.get(url) != entry}
    return BuildResult(name, len(made), len(jobs) - len(made), len(gone))


_WORTH_A_PROCESS = 400
"""Files to be made from which on a second process gains more than its start costs."""


def _count_for_all(progress: Callable[[int, int], None], own: int, total: int) -> Callable[[int], None]:
    """Tells of all files while only those of this process are counted: the others are taken to be as far."""
    return lambda done: progress(total if done == own else done * total // own, total)


def _make_order(job: Job) -> tuple[str, str, str]:
    """Files by what they are about and their address below the language, then by language."""
    return name_subject(job.url), job.url.partition("/")[2], job.url


_Written = tuple[dict[str, manifest.ManifestEntry], set[str], dict[str, list[str]], dict[str, set[tuple[str, str]]]]
"""Files written with their entries, those of them that were made, and what was found of their links."""


class _ReleaseWriter:
    """A release while it is written: what was kept, what was made."""

    def __init__(
        self,
        folder: release.ReleaseFolder,
        old: Path | None,
        before: Mapping[str, manifest.ManifestEntry],
        links: checking.LinkChecker,
    ) -> None:
        """Take the new folder, the release before with its manifest, and what holds links against all addresses."""
        self.folder, self.old, self.before, self.links = folder, old, before, links
        self.after: dict[str, manifest.ManifestEntry] = {}
        self.made: set[str] = set()
        self._by_content: dict[str, str] = {}

    def write_files(self, jobs: Iterable[Job], progress: Callable[[int], None]) -> "_Written":
        """Keep or make these files; gives what another process must know of them."""
        for done, job in enumerate(jobs, start=1):
            self.write_file(job)
            progress(done)
        return self.after, self.made, self.links.broken, self.links.anchored

    def merge(self, told: "_Written") -> None:
        """Take over what another process has written."""
        after, made, broken, anchored = told
        self.after |= after
        self.made |= made
        self.links.broken |= broken
        self.links.anchored |= anchored

    def write_file(self, job: Job) -> None:
        """Keep one file when nothing it is made of has changed, else make it."""
        known = self.before.get(job.url)
        if self.old and known and known.key == job.key and self.folder.keep(self.old, job.url, known):
            self.after[job.url] = known
        elif not self.keep_with_new_stamp(job, known):
            self.make(job)
        if job.content:
            self._by_content.setdefault(job.content, job.url)

    def keep_with_new_stamp(self, job: Job, known: manifest.ManifestEntry | None) -> bool:
        """Keep a page of which only the commit it names has changed, with the new one; tells whether it was so."""
        if not (self.old and known and job.stamp and job.stamp.rest == known.rest):
            return False
        before = manifest.read_whole(f"{self.old}/{job.url}", known)
        content = replace_stamp(before, job.stamp.said) if before else None
        if content is None:
            return False
        self.folder.write(job.url, content)
        self.after[job.url] = manifest.make_entry(job.url, job.key, content, job.status, job.stamp.rest)
        return True

    def make(self, job: Job) -> None:
        """Make one file. A page that names something the site lacks is made again next time."""
        self.made.add(job.url)
        if twin := self._find_twin(job):
            self.folder.repeat(job.url, twin)
            self.after[job.url] = replace(self.after[twin], key=job.key, status=job.status)
            return
        content = job.make()
        lost = job.page.lost if job.page else ()
        key = sha256("\0".join((job.key, *sorted(lost))).encode()).hexdigest() if lost else job.key
        self.folder.write(job.url, content)
        rest = job.stamp.rest if job.stamp and not lost else ""
        self.after[job.url] = manifest.make_entry(job.url, key, content, job.status, rest)
        if job.page:
            self.links.follow(job.url, content)

    def _find_twin(self, job: Job) -> str:
        """Address of a file with the same bytes and type that is there already; empty when there is none."""
        there = self._by_content.get(job.content, "")
        is_new = job.url not in self.after
        return there if is_new and there.rpartition(".")[2] == job.url.rpartition(".")[2] else ""

    def make_broken_again(self, jobs: Sequence[Job], gone: Iterable[str]) -> None:
        """After pages have gone, make again those kept that led to one; few others hold the name of one at all."""
        names = checking.compile_names(gone)
        for job in jobs:
            if not job.page or job.url in self.made:
                continue
            content = self.read(job.url)
            if names.search(content) and self.links.find_lost(job.url, content):
                self.make(job)

    def read(self, url: str) -> bytes:
        """A file of the release being written."""
        return (self.folder.path / url).read_bytes()
