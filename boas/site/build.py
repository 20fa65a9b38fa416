"""The whole site as a release on disk: only what changed is rendered, everything else is kept.

Called by `boas build`. Same answers, same tool: same bytes; then nothing is written at all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from boas.site import checking, manifest, release
from boas.site.ask import Answers, RulePage
from boas.site.pages import Job, all_jobs, site_of


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did."""

    release: str
    """Name of the release that is now current."""
    rendered: int
    kept: int
    removed: int


def build(
    answers: Answers,
    rules: Sequence[RulePage],
    openapi: Mapping[str, Any],
    out: Path,
    *,
    progress: Callable[[int, int], None],
) -> BuildResult:
    """Write the site under `out` and point `out/current` to it.

    `progress` is told how many of how many files are done. Raises `LockedError` when another build is
    running and `MachineError` when the disk refuses; the old release then stays as it was.
    """
    with release.saying_what_the_disk_lacks(out), release.only_builder(out):
        site = site_of(answers, rules, dict(openapi))
        return write_release(all_jobs(site), out, site.settings.root(), progress)


def write_release(jobs: Sequence[Job], out: Path, root: str, progress: Callable[[int, int], None]) -> BuildResult:
    """Write the files of these jobs as a new release, unless the current one holds exactly them."""
    old = release.current(out)
    before = manifest.read(old) if old else {}
    gone = len(before.keys() - {job.url for job in jobs})
    if old and not gone and all(job.url in before and before[job.url].key == job.key for job in jobs):
        progress(len(jobs), len(jobs))
        return BuildResult(old.name, 0, len(jobs), 0)
    folder = release.fresh_folder(out)
    after, made = write_files(jobs, folder, old, before, progress)
    follow_links(folder, made if not gone else after.keys(), after.keys(), root)
    text = manifest.text_of(after)
    release.write(folder, manifest.NAME, text)
    name = manifest.release_id(text)
    release.publish(out, folder, name)
    release.prune(out)
    return BuildResult(name, len(made), len(after) - len(made), gone)


def write_files(
    jobs: Sequence[Job],
    folder: Path,
    old: Path | None,
    before: Mapping[str, manifest.Entry],
    progress: Callable[[int, int], None],
) -> tuple[dict[str, manifest.Entry], list[str]]:
    """Keep or render every file; gives the manifest and the addresses that were rendered."""
    after: dict[str, manifest.Entry] = {}
    made = []
    for done, job in enumerate(jobs, start=1):
        known = before.get(job.url)
        if old and known and known.key == job.key and release.keep(old, folder, job.url):
            after[job.url] = known
        else:
            content = job.make()
            release.write(folder, job.url, content)
            after[job.url] = manifest.entry(job.url, job.key, content)
            made.append(job.url)
        progress(done, len(jobs))
    return after, made


def follow_links(folder: Path, looked_at: Any, urls: Any, root: str) -> None:  # noqa: ANN401 -- views of addresses
    """Check the links of the pages looked at: those rendered, or all when a page has gone."""

    def read(url: str) -> bytes:
        return (folder / url).read_bytes()

    pages = ((url, read(url)) for url in sorted(looked_at) if url.endswith(".html"))
    checking.check(pages, urls, read, root)
