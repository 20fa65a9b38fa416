"""Notices of a bulletin as pins need them: in whose range a version is, what they ask for, and what they say."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from boas.documents import is_in_range, is_version
from boas.pinning._json_forms import convert_value
from boas.registry import Bulletin, BulletinNotice
from boas.translation import LocalisedTexts, Message, join_messages, make_verbatim

_STOPPING = ("removed", "withdrawn", "safety")
_REMARKS = ("deprecated", "erratum")
_ORDER = (*_STOPPING, *_REMARKS)

Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class _TakenAway:
    """One thing that a removal took away."""

    version: str | None = None


@dataclass(frozen=True, slots=True)
class NoticeContent:
    """What a notice says, as far as it matters to a pin."""

    kind: str
    versions: str
    text: Texts
    date: str
    reason: str = ""
    affected_groups: tuple[Texts, ...] | None = None
    replacement: str | None = None
    retracts: str | None = None
    removed: tuple[_TakenAway, ...] | None = None


@dataclass(frozen=True)
class NoticeInForce:
    """A notice of a bulletin that nobody retracted."""

    row: BulletinNotice

    @cached_property
    def content(self) -> NoticeContent:
        """What it says; raises `MalformedError` when it is not written as a notice is."""
        return convert_value(self.row.document, NoticeContent)

    @property
    def stops(self) -> bool:
        """Whether versions it reaches must not be used as they are; so does one of a kind not known yet."""
        return self.content.kind not in _REMARKS

    @property
    def rank(self) -> tuple[int, str, str]:
        """Sorts the gravest first."""
        kind = self.content.kind
        return (_ORDER.index(kind) if kind in _ORDER else 0, self.content.date, self.row.id)

    def holds(self, version: str) -> bool:
        """Whether a version is in its range, by the registry's count or by ours."""
        if self.content.removed is not None:
            return version in {one.version for one in self.content.removed}
        return version in self.row.reaches or (is_version(version) and is_in_range(version, self.content.versions))


def list_notices_in_force(bulletin: Bulletin, algorithm: str, version: str) -> tuple[NoticeInForce, ...]:
    """Notices that hold for a version, the gravest first.

    Raises:
        MalformedError: one of them is not written as a notice is.
    """
    own = (NoticeInForce(row) for row in bulletin.notices if row.algorithm == algorithm and not row.retracted_by)
    return tuple(sorted((one for one in own if one.holds(version)), key=lambda one: one.rank))


def describe_notice(notice: NoticeInForce, bulletin: Bulletin) -> tuple[Message, tuple[Message, ...]]:
    """What a notice says: a sentence about the version, and lines below it."""
    told, kind = notice.content, notice.content.kind
    if kind in _SENTENCES:
        message = _SENTENCES[kind].fill(notice=notice.row.id, date=told.date)
    else:
        message = Message("a notice of kind {kind} speaks of it (`{notice}`, {date})", kind=kind).fill(
            notice=notice.row.id, date=told.date
        )
    return message, tuple(_iter_details(notice, bulletin))


_SENTENCES = {
    "removed": Message("removed from the registry (`{notice}`, {date})"),
    "withdrawn": Message("withdrawn (`{notice}`, {date})"),
    "safety": Message("a safety notice speaks of it (`{notice}`, {date})"),
    "deprecated": Message("deprecated (`{notice}`, {date})"),
    "erratum": Message("an erratum speaks of it (`{notice}`, {date})"),
}


def _iter_details(notice: NoticeInForce, bulletin: Bulletin) -> Iterator[Message]:
    """Reason and text, groups of people concerned, what to use instead, who else uses it."""
    told = notice.content
    if told.reason:
        yield Message("Reason: {reason}", reason=_name_reason(told.reason))
    yield make_verbatim(_localise(told.text))
    for group in told.affected_groups or ():
        yield Message("People concerned: {group}", group=_localise(group))
    if told.replacement:
        yield Message("Use instead: {replacement}", replacement=told.replacement)
    others = tuple(_iter_users(notice, bulletin))
    if notice.stops and others:
        yield Message("Also used by: {names}", names=join_messages(others))


def _iter_users(notice: NoticeInForce, bulletin: Bulletin) -> Iterator[LocalisedTexts]:
    """Everybody known to use a version that a notice reaches, or who does not say which."""
    seen: set[tuple[tuple[str, str], ...]] = set()
    for one in bulletin.uses:
        key = tuple(sorted(one.name.items()))
        is_own = one.algorithm == notice.row.algorithm and (one.version is None or notice.holds(one.version))
        if is_own and key not in seen:
            seen.add(key)
            yield _localise(one.name)


def _localise(texts: Texts) -> LocalisedTexts:
    """A text in the languages it has, each on one line."""
    return LocalisedTexts(tuple((language, " ".join(text.split())) for language, text in texts.items()))


def _name_reason(reason: str) -> Message:
    """The label of a reason; one the program does not know as it is written."""
    from boas.documents import load_vocabulary

    return load_vocabulary("notice_reasons").terms.get(reason, make_verbatim(reason))
