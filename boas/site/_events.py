"""What happens to algorithms, as feeds tell it: notices that warn or take back, and versions that come out.

Dates are those of commits and decisions; no clock is read. A version whose commit is not known, in a
shallow clone, is not told.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from boas.documents import find_matching_version, is_in_range, parse_version
from boas.index import AlgorithmAnswer, Text, to_text

WARNING = ("removed", "withdrawn", "safety")
"""Kinds of notices told before everything else, the gravest first."""


@dataclass(frozen=True, slots=True)
class Event:
    """A notice given, a version published, or something observed or answered."""

    algorithm: str
    name: Text
    """Name of the algorithm by language."""
    domains: tuple[str, ...]
    kind: str
    """`version`, the kind of the notice, or `observation` and what became of it (`observation-open`)."""
    versions: str
    """The version, or the range the notice is about."""
    date: str
    """ISO 8601: of the commit that published the version, or the day of the decision."""
    texts: tuple[Text, ...]
    """What changed, or what users must know, by language."""
    target: str
    """Path of the page that tells more."""
    digest: str
    """Digest of the version; empty for a notice."""
    id: str = ""
    """Id of the notice; empty for a version."""
    retracts: str = ""
    """Id of the earlier notice that this one takes back; empty for all others."""
    observation: str = ""
    """Id of the observation and the number of what was said of it, as `ID/0`; empty for anything else."""
    used: tuple[str, ...] = ()
    """Versions in use by whom a feed is for, the oldest first; empty in feeds for everybody."""

    def to_datetime(self) -> datetime:
        """The date as a moment; days begin at midnight UTC."""
        found = datetime.fromisoformat(self.date)
        return found if found.tzinfo else found.replace(tzinfo=UTC)

    def make_uri(self, language: str) -> str:
        """A name that stays, wherever the site moves: made of what the event is, not of its address."""
        said = (self.algorithm, self.kind, self.id or self.observation or self.versions, self.digest, language)
        return uuid5(NAMESPACE_URL, "boas:event:" + "|".join(said)).urn


def iter_events(answer: AlgorithmAnswer) -> Iterator[Event]:
    """All events of one algorithm, from its answer; a notice that was retracted warns no more."""
    shared = (answer.id, answer.row.name, answer.row.medical_domains)
    page = f"algorithms/{answer.id}"
    numbers = [row.version for row in answer.versions]
    for notice in (one.content for one in answer.notices if one["id"] not in answer.retracted):
        touched = next((number for number in numbers if is_in_range(number, notice.versions)), "")
        target = f"{page}/versions/{touched}" if touched else page
        said = tuple(to_text(text) for text in (notice.text, *(notice.affected_groups or ())))
        taken_back = notice.retracts if notice.retracts and answer.retracted.get(notice.retracts) == notice.id else ""
        yield Event(*shared, notice.kind, notice.versions, notice.date, said, target, "", notice.id, taken_back)
    yield from _iter_observation_events(answer, numbers)
    for row in answer.versions:
        if row.published:
            said = tuple(to_text(change.content.text) for change in row.changes)
            target = f"{page}/versions/{row.version}"
            yield Event(*shared, "version", row.version, row.published.date, said, target, row.digest)


def _iter_observation_events(answer: AlgorithmAnswer, numbers: Sequence[str]) -> Iterator[Event]:
    """What was observed, and what those who may answer said of it; what was corrected since is told no more."""
    shared = (answer.id, answer.row.name, answer.row.medical_domains)
    for row in answer.observations:
        observation = row.observation.content
        touched = next((version for version in numbers if observation.holds(version)), "")
        target = f"algorithms/{answer.id}" + (f"/versions/{touched}" if touched else "")
        text = to_text(observation.text)
        answers = [(one.state, one.date, one.answer) for one in row.states if one.standing == "holds"]
        said = () if row.replaced_by else (("open", observation.date, None), *answers)
        for number, (state, date, answered) in enumerate(said):
            kind, name = f"observation-{state}", f"{observation.id}/{number}"
            texts = (answered, text) if answered else (text,)
            yield Event(*shared, kind, observation.versions, date, texts, target, "", observation=name)


def iter_reuser_events(answer: AlgorithmAnswer) -> Iterator[tuple[str, Event]]:
    """Notices that reach what an organisation uses, each with the id of the organisation.

    Where nothing says which version is in use, a withdrawal, a removal or a safety notice may be about it.
    """
    if not answer.reusers:
        return
    notices = {one["id"]: one.content for one in answer.notices}
    labels = {row.version: row.upstream_version for row in answer.versions}
    reuses = [one.content for one in answer.reuses]
    for name in dict.fromkeys(name for reuse in reuses for name in reuse.organisations):
        own = [reuse for reuse in reuses if name in reuse.organisations]
        versions = {reuse.version or find_matching_version(reuse.upstream, labels) for reuse in own}
        for event in iter_events(answer):
            used = [version for version in versions - {""} if event.id and notices[event.id].holds(version)]
            if used or (event.id and "" in versions and event.kind in WARNING):
                yield name, replace(event, used=tuple(sorted(used, key=parse_version)))


def sort_events(events: Iterable[Event], most: int) -> Sequence[Event]:
    """Warnings first, whatever their age; then everything else, newest first; at most so many."""
    dated = sorted(events, key=Event.to_datetime, reverse=True)
    return sorted(dated, key=lambda one: WARNING.index(one.kind) if one.kind in WARNING else len(WARNING))[:most]
