"""Versions of an algorithm as pages tell them: which step each took, and whether one may stay on an older one.

Called for cards, version pages and timelines. Statuses come from the answers; only the steps between
numbers are worked out here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, TypeVar

from boas.changes import compute_bump
from boas.documents import CardChange, Notice
from boas.index import (
    AlgorithmAnswer,
    EvaluationSummary,
    Published,
    VersionAnswer,
    VersionRow,
    Written,
    to_text,
)

_StayVerdict = Literal["yes", "read", "prepare", "no"]
"""May one stay on a version: yes; after reading what breaks; for a while; no."""

_SHOWN_CHANGES = 3
"""Changes of a version told in the timeline; the rest stands on its page."""
_GONE = ("withdrawn", "removed")


@dataclass(frozen=True, slots=True)
class VersionStep:
    """One version in the line of versions."""

    version: str
    row: VersionRow
    """The version as answered."""
    before: str
    """The version before it in the line; empty for the first."""
    bump: str
    """Step its number takes from the version before; empty for the first."""
    changes: tuple[Written[CardChange], ...]
    more: int
    """Changes not told here."""
    prerelease: bool

    def pair(self) -> str:
        """The name of its comparison with the version before."""
        return f"{self.before}...{self.version}"


@dataclass(frozen=True, slots=True)
class _StayAdvice:
    """What a user of an older version must know."""

    version: str
    status: str
    verdict: _StayVerdict


@dataclass(frozen=True, slots=True)
class _VersionView:
    """One version as it was issued: its place in the line, what proves it, where it can be had."""

    version: str
    digest: str
    published: Published | None
    draft: bool
    """Whether it is not published yet."""
    status: str
    step: VersionStep
    line: tuple[VersionStep, ...]
    """All versions, newest first."""
    latest: str
    newer: str
    """The latest version, when this one is older; else empty."""
    bump: str
    """Step from this version to the newer one."""
    archive: str
    """Address of the archive below the site's root."""
    size: int
    """Bytes of the archive."""
    staying: tuple[_StayAdvice, ...]


def _is_prerelease(version: str) -> bool:
    """Whether a version announces another one."""
    return "-" in version.partition("+")[0]


def build_version_line(rows: Sequence[VersionRow]) -> tuple[VersionStep, ...]:
    """All versions with the step each took; `rows` come newest first."""
    olders = [*rows[1:], None]
    return tuple(_build_version_step(row, older) for row, older in zip(rows, olders, strict=True))


def _build_version_step(row: VersionRow, older: VersionRow | None) -> VersionStep:
    """One version in the line."""
    changes = row.changes
    return VersionStep(
        version=row.version,
        row=row,
        before=older.version if older else "",
        bump=compute_bump(older.version, row.version) if older else "",
        changes=changes[:_SHOWN_CHANGES],
        more=max(0, len(changes) - _SHOWN_CHANGES),
        prerelease=_is_prerelease(row.version),
    )


def build_stay_advice(rows: Sequence[VersionRow], latest: str) -> tuple[_StayAdvice, ...]:
    """Whether one may stay on each version older than the latest, newest first."""
    versions = [row.version for row in rows]
    older = rows[versions.index(latest) + 1 :]
    return tuple(
        _StayAdvice(
            row.version,
            row.status,
            _decide_stay(row.status, broken=has_breaking_step(versions, row.version, latest)),
        )
        for row in older
    )


def _decide_stay(status: str, *, broken: bool) -> _StayVerdict:
    """What the status of a version, and a break after it, make of staying there."""
    if status in _GONE:
        return "no"
    if status == "deprecated":
        return "prepare"
    return "read" if broken else "yes"


def has_breaking_step(versions: Sequence[str], old: str, new: str) -> bool:
    """Whether any step from an older version to a newer one breaks; before 1.0.0 a minor step does."""
    passed = versions[versions.index(new) : versions.index(old) + 1]
    return any(_is_breaking(before, after) for after, before in pairwise(passed))


def _is_breaking(old: str, new: str) -> bool:
    """Whether results of two neighbouring versions need not be alike."""
    bump = compute_bump(old, new)
    return bump == "major" or (bump == "minor" and old.startswith("0.") and new.startswith("0."))


def build_archive_path(algorithm: str, version: str) -> str:
    """Address of a version's archive below the site's root."""
    return f"archives/{algorithm}-{version}.zip"


def build_bundle_path(algorithm: str, version: str) -> str:
    """Address of a version's archive with its exports, below the site's root."""
    return f"bundles/{algorithm}-{version}.zip"


def build_version_view(answer: AlgorithmAnswer, version: VersionAnswer, size: int) -> _VersionView:
    """One version of an algorithm from both answers; `size` is that of its archive, in bytes."""
    steps, number, latest = build_version_line(answer.versions), version.version, answer.latest.version
    order = [one.version for one in steps]
    newer = latest if order.index(latest) < order.index(number) else ""
    return _VersionView(
        version=number,
        digest=version.digest,
        published=version.published,
        draft=version.draft,
        status=version.status,
        step=steps[order.index(number)],
        line=steps,
        latest=latest,
        newer=newer,
        bump=compute_bump(number, newer) if newer else "",
        archive=build_archive_path(answer.id, number),
        size=size,
        staying=build_stay_advice(answer.versions, latest),
    )


def restrict_to_version(answer: AlgorithmAnswer, version: VersionAnswer) -> AlgorithmAnswer:
    """The answer about an algorithm as its card shows it for one version: that version's own facts and evaluations."""
    number, latest = version.version, answer.latest.version
    if number == latest:
        return answer
    card = version.card.content
    own = tuple(adapt_evaluation(number, one) for one in answer.evaluations if number in one.stands_for)
    row = replace(
        answer.row,
        version=number,
        name=to_text(card.name),
        summary=to_text(card.summary),
        kind=card.kind,
        category=card.category,
        medical_domains=card.medical_domains,
        organisations=version.organisations,
        data_sources=version.data_sources,
        level=version.level,
        upstream_version=card.upstream_version,
        published=version.published,
        status=version.status,
        draft=version.draft,
        headline=version.headline,
        other_headline=version.other_headline,
        worst=version.worst,
        notices=(),
        n_observations=sum(number in one.counted for one in answer.observations),
        n_filled=version.completeness.filled,
        n_asked=version.completeness.expected,
    )
    observations = tuple(one for one in answer.observations if one.observation.content.holds(number))
    path = answer.path.removesuffix(f"{latest}/card.yaml") + f"{number}/card.yaml"
    return replace(answer, row=row, latest=version, evaluations=own, observations=observations, related=(), path=path)


_Evaluated = TypeVar("_Evaluated", bound=EvaluationSummary)


def adapt_evaluation(version: str, evaluation: _Evaluated) -> _Evaluated:
    """An evaluation whose figures stand for a version, as that version sees it."""
    standing = "measured" if evaluation.version == version else "unchanged"
    return replace(evaluation, standing=standing, changes=())


_NOTICE_ORDER = ("removed", "withdrawn", "safety", "deprecated", "erratum")


def sort_notices(notices: Sequence[Written[Notice]], retracted: Mapping[str, str]) -> tuple[Written[Notice], ...]:
    """Notices as a reader must meet them, retracted ones last; those of one kind stay newest first."""
    return tuple(sorted(notices, key=lambda one: _rank_notice(one.content, retracted)))


def _rank_notice(notice: Notice, retracted: Mapping[str, str]) -> tuple[bool, int]:
    """What puts a notice before another one."""
    return notice.id in retracted, _NOTICE_ORDER.index(notice.kind)
