"""What the index answers about notices: whom and what they reach, and which lists of codes."""

from dataclasses import dataclass

from boas.documents import CodeStanding
from boas.index._records import Named, Published, Text


@dataclass(frozen=True, slots=True)
class NoticeMark:
    """A standing notice in a few words, beside the name of an algorithm."""

    id: str
    kind: str
    """A term of the vocabulary `notice_kinds`."""
    reason: str
    """A term of the vocabulary `notice_reasons`."""
    date: str
    """Day of the decision."""
    text: Text
    """What a user must know."""


@dataclass(frozen=True, slots=True)
class ChangedCode:
    """A code that no longer means what lists of codes took it for."""

    system: str
    """A term of the vocabulary `code_systems`."""
    code: str
    change: str
    """A term of the vocabulary `code_changes`."""
    from_release: str | None
    """Last release in which it was as before."""
    to_release: str | None
    """First release in which it is as it is now."""


@dataclass(frozen=True, slots=True)
class AffectedCodelist:
    """A list of codes that holds a changed code as it was before, or may."""

    algorithm: Named
    versions: tuple[str, ...]
    """Versions whose folder holds the list so, newest first."""
    path: str
    """File inside the version's folder."""
    release: str | None
    """Release the list is made of, when its card says so."""
    code: ChangedCode
    standing: CodeStanding
    """`affected`, or `possibly-affected` where the release is not given or cannot be placed."""


@dataclass(frozen=True, slots=True)
class CodeWarning:
    """What a notice says of a code that a list of a version holds."""

    algorithm: Named
    """The algorithm the notice was given about; often another one."""
    notice: str
    """Id of the notice."""
    date: str
    text: Text
    path: str
    """The list, a file inside the version's folder."""
    release: str | None
    code: ChangedCode
    standing: CodeStanding


@dataclass(frozen=True, slots=True)
class ReachedRow:
    """An algorithm that descends from what a notice is about, depends on it or is a part of it."""

    algorithm: Named
    version: str
    """Its latest version, which the notice reaches."""
    path: tuple[Named, ...]
    """The algorithms by which the notice comes, the nearest first; the last is the one it is about."""
    is_certain: bool
    """Whether every step names its version; otherwise the notice may be about another one."""


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice with all that it reaches."""

    algorithm: Named
    id: str
    kind: str
    """A term of the vocabulary `notice_kinds`."""
    versions: str
    """The range it is about, as written."""
    touched: tuple[str, ...]
    """Versions in that range, newest first, and those it took away."""
    removed: tuple[str, ...]
    """What a removal took away: `versions/1.0.0`, `evaluations/ID` or `audits/ID`."""
    reason: str
    """A term of the vocabulary `notice_reasons`."""
    text: Text
    """What a user must know."""
    affected_groups: tuple[Text, ...]
    """Groups of people concerned."""
    replacement: Named | None
    """Algorithm to use instead."""
    codes: tuple[ChangedCode, ...]
    codelists: tuple[AffectedCodelist, ...]
    """Lists of any algorithm that these codes concern; none of a notice that was retracted."""
    reaches: tuple[ReachedRow, ...]
    """Algorithms that rest on what it is about, by id; none of a notice that was retracted."""
    date: str
    """Day of the decision."""
    decided_by: str
    """Who decided."""
    organisation: Named | None
    """Organisation of whoever decided."""
    evidence_url: str | None
    """Where the reason can be checked."""
    retracts: str | None
    """Earlier notice of the same algorithm that it takes back or corrects."""
    retracted_by: str | None
    """Later notice that took this one back; nothing of one that stands."""
    is_example: bool
    """Whether it is about a worked example: nobody decided it."""
    has_page: bool
    """Whether anything is left of the algorithm."""
    published: Published | None
    """The commit that brought it; not known in a shallow clone."""
    path: str
    """Path of the notice in the repository."""


@dataclass(frozen=True, slots=True)
class NoticeList:
    """All notices: those that stand before those that were retracted, the gravest first, then the newest."""

    total: int
    """How many there are in all, before paging; worked examples stand last and count too."""
    notices: tuple[NoticeRow, ...]
    next: str | None = None
    """Cursor of the next page, for the parameter `after`."""
    previous: str | None = None
    """Cursor of the page before; empty when that is the first one, nothing on the first one."""

    def list_effective(self, algorithm: str) -> tuple[NoticeRow, ...]:
        """Those about any version of an algorithm that nobody retracted, in the same order."""
        return tuple(row for row in self.notices if row.algorithm.id == algorithm and not row.retracted_by)
