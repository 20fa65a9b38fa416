"""Rules about reuses: who says so, how it is known, in which order, and which notices reach them.

`missing-file` reports a version that is not there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from boas.checks._corrections import has_effect
from boas.checks._notices import is_withdrawal
from boas.checks._related_documents import iter_siblings, load_content
from boas.checks._rule import document_rule, report_at_field
from boas.documents import (
    Card,
    Notice,
    Reuse,
    UpstreamVersion,
    build_path,
    find_matching_version,
    is_same_upstream_version,
    is_version,
    load_vocabulary,
)
from boas.finding import Finding
from boas.independence import is_foreign_signer
from boas.parsing import Collection, Document, FieldPath
from boas.translation import Message, join_messages

_SINCE = "2026-11-29"


@document_rule("reuses")
def reuse_of_withdrawn(document: Document, collection: Collection) -> Iterator[Finding]:
    """A reuse is not of a withdrawn version.

    Why: a version is withdrawn because it harms or errs; whoever still uses it must know before their
    patients do.

    Help: move to a version that is not withdrawn, or write `status: stopped`.
    """
    reuse = document.content
    if not isinstance(reuse, Reuse) or reuse.status == "stopped":
        return
    version = _determine_version(document, collection)
    taken_away = [notice for notice in _list_notices(document, collection, version) if is_withdrawal(notice)]
    if taken_away and version:
        first = min(taken_away, key=lambda notice: notice.date)
        message = Message("Version {version} has been withdrawn since {date}.", version=version, date=first.date)
        finding = report_at_field("reuse-of-withdrawn", document, _locate_version(reuse), message, _MOVE_ON)
        # A withdrawal must never wait for those who already use the version; nor must what others found of their use.
        is_new = reuse.is_declared and reuse.date >= first.date
        yield finding if is_new else replace(finding, severity="warning")


_MOVE_ON = Message("Write a version that is not withdrawn, or `status: stopped`.")


@document_rule("reuses", severity="warning")
def reuse_under_notice(document: Document, collection: Collection) -> Iterator[Finding]:
    """No notice is about the version that is reused.

    Why: a safety notice, a deprecation or an erratum is written for those who use the version; they learn of it here.
    Where nothing says which version is used, a withdrawal or a safety notice may be about it.

    Help: read the notice and act on it; then write the version that is used now, or `status: stopped`, or keep the
    version and have the reuser confirm it: `confirmation` with a day after that of the notice.
    """
    reuse = document.content
    if not isinstance(reuse, Reuse) or reuse.status == "stopped":
        return
    version = _determine_version(document, collection)
    known_until = _find_last_word(reuse)
    notices = [notice for notice in _list_notices(document, collection, version) if notice.date > known_until]
    if not version:
        notices = [notice for notice in notices if is_withdrawal(notice) or notice.kind == "safety"]
    elif any(map(is_withdrawal, _list_notices(document, collection, version))):
        return  # `reuse-of-withdrawn` reports it, whatever was confirmed
    if notices:
        message = _describe_notices(notices, version)
        yield report_at_field("reuse-under-notice", document, _locate_version(reuse), message, _READ_NOTICE)


_READ_NOTICE = Message(
    "Read the notice; then write the version that is used now, `status: stopped`, or a later `confirmation`."
)


def _find_last_word(reuse: Reuse) -> str:
    """The day (ISO 8601) on which the reuser last spoke and knew every notice; empty when it never did."""
    own = reuse.confirmation
    confirmed = own.date if own and own.state == "confirmed" and own.date else ""
    return max(confirmed, reuse.date if reuse.is_declared else "")


def _describe_notices(notices: Sequence[Notice], version: str) -> Message:
    """Which notices are about a version, or may be when the version is not known."""
    kinds = load_vocabulary("notice_kinds").terms
    listed = join_messages(
        [
            Message("{kind} `{notice}` ({date})", kind=kinds[notice.kind], notice=notice.id, date=notice.date)
            for notice in notices
        ]
    )
    if version:
        return Message("Notices about version {version}: {listed}.", version=version, listed=listed)
    return Message("Nothing says which version is used; these notices may be about it: {listed}.", listed=listed)


def _list_notices(document: Document, collection: Collection, version: str) -> list[Notice]:
    """Standing notices about a version of the algorithm a reuse is of, oldest first; all when it is not known."""

    def sort_valid() -> tuple[Notice, ...]:
        everything = iter_siblings(document, collection, Notice)
        found = (one.content for one in everything if has_effect(one.document, collection))
        return tuple(sorted(found, key=lambda notice: (notice.date, notice.id)))

    standing = collection.compute_once(("standing notices", document.location.algorithm), sort_valid)
    return [notice for notice in standing if not version or notice.holds(version)]


def _determine_version(document: Document, collection: Collection) -> str:
    """The registry version that is reused: the one named, or the one that stands for the upstream version."""
    reuse: Reuse = document.content
    labels = _map_upstream_labels(document.location.algorithm, collection)
    return reuse.version or find_matching_version(reuse.upstream, labels)


def _map_upstream_labels(algorithm: str, collection: Collection) -> dict[str, str | None]:
    """The producers' own label of each version of an algorithm."""
    return {version: card.upstream_version for version, card in _map_cards(algorithm, collection).items()}


def _map_cards(algorithm: str, collection: Collection) -> dict[str, Card]:
    """The cards of an algorithm, by version."""

    def load_contents() -> dict[str, Card]:
        paths = {
            version: build_path("card", algorithm=algorithm, version=version)
            for version in collection.versions.get(algorithm, ())
            if is_version(version)
        }
        cards = {version: load_content(collection, path, Card) for version, path in paths.items()}
        return {version: card for version, card in cards.items() if card}

    return collection.compute_once(("cards", algorithm), load_contents)


def _locate_version(reuse: Reuse) -> FieldPath:
    """Where a reuse tells its version, or its day when it tells none."""
    if reuse.version:
        return ("version",)
    return ("upstream",) if reuse.upstream else ("date",)


@document_rule("reuses", since=_SINCE)
def incomplete_reuse(document: Document, collection: Collection) -> Iterator[Finding]:  # noqa: ARG001 -- as all rules
    """A reuse says of what kind it is, by whom, and how that is known.

    Why: nobody can be warned who is not named, and a reuse that nobody declared and no source tells is hearsay.

    Help: write `kind`; `organisation` or `project`; `declared_by` when the reuser declares it, otherwise
    `sources`.
    """
    reuse = document.content
    if isinstance(reuse, Reuse):
        for loc, message, help_message in _iter_gaps(reuse):
            yield report_at_field("incomplete-reuse", document, loc, message, help_message)


def _iter_gaps(reuse: Reuse) -> Iterator[tuple[FieldPath, Message, Message]]:
    """What a reuse does not say, each with its place and what to do."""
    if reuse.kind is None:
        kinds = ", ".join(load_vocabulary("reuse_kinds").terms)
        yield ("id",), Message("The kind of reuse is not said."), Message("Add `kind`: {kinds}.", kinds=kinds)
    if reuse.organisation is None and reuse.project is None:
        yield ("id",), Message("Nobody is named as the reuser."), Message("Add `organisation` or `project`.")
    yield from _iter_unfounded(reuse)


def _iter_unfounded(reuse: Reuse) -> Iterator[tuple[FieldPath, Message, Message]]:
    """What of a reuse rests on nobody's word and on no source."""
    if reuse.is_declared and reuse.declared_by is None:
        yield ("id",), Message("Nobody declares this reuse."), _SAY_WHO
    if not reuse.is_declared and not reuse.sources:
        yield ("origin",), Message("No source tells this reuse."), Message("Add `sources`.")
    for position, source in enumerate(reuse.sources or ()):
        if not source.is_findable():
            yield ("sources", position), Message("This source leads nowhere."), _LEAD_SOMEWHERE
    said = reuse.confirmation
    if said and said.state != "declared" and not (said.by and said.date):
        yield ("confirmation",), Message("Nobody says so, or on no day."), Message("Add `by` and `date`.")


_SAY_WHO = Message("Add `declared_by`; or, when it was read somewhere, `origin: compiled` and `sources`.")
_LEAD_SOMEWHERE = Message("Give `repository`, `doi` or `url`.")


@document_rule("reuses", since=_SINCE)
def foreign_declaration(document: Document, collection: Collection) -> Iterator[Finding]:
    """A reuse is declared, and confirmed, by somebody of the reuser, and not by a maker of the algorithm.

    Why: a producer who declares who uses its algorithm advertises; only the reuser knows what is in use.

    Help: have somebody of the reuser sign, or write `origin: compiled` with the sources that tell it.
    """
    reuse = document.content
    if not isinstance(reuse, Reuse):
        return
    cards = tuple(_map_cards(document.location.algorithm, collection).values())
    confirmed_by = reuse.confirmation.by if reuse.confirmation else None
    signers = (("declared_by", reuse.declared_by if reuse.is_declared else None), ("confirmation", confirmed_by))
    for field, person in signers:
        if person and is_foreign_signer(person, reuse, cards, collection.organisations):
            message = Message("{name} does not speak for the reuser.", name=person.name)
            yield report_at_field("foreign-declaration", document, (field,), message, _SIGN_AT_HOME)


_SIGN_AT_HOME = Message("Have somebody of the reuser sign, or write `origin: compiled` with its sources.")


@document_rule("reuses", since=_SINCE)
def reversed_reuse(document: Document, collection: Collection) -> Iterator[Finding]:  # noqa: ARG001 -- as all rules
    """A reuse does not end before it begins.

    Why: whoever looks for the people a version was used on in a year must find the right years.

    Help: swap `since` and `until`, or correct the one that is wrong.
    """
    reuse = document.content
    if isinstance(reuse, Reuse) and reuse.since and reuse.until and reuse.until < reuse.since:
        message = Message("It ends on {until}, before it begins on {since}.", until=reuse.until, since=reuse.since)
        yield report_at_field("reversed-reuse", document, ("until",), message, _SWAP_DAYS)


_SWAP_DAYS = Message("Swap `since` and `until`, or correct the one that is wrong.")


@document_rule("reuses", since=_SINCE)
def upstream_mismatch(document: Document, collection: Collection) -> Iterator[Finding]:
    """The upstream version of a reuse or an ancestor is the one that the registry version named with it stands for.

    Why: a notice reaches the version that is named; if the two names mean two versions, it misses one of them.

    Help: write the registry version that stands for this upstream version, or leave `version` out.
    """
    for loc, algorithm, version, upstream in _iter_named_versions(document):
        labels = _map_upstream_labels(algorithm, collection) if version and upstream and upstream.version else {}
        label = labels.get(version or "")
        if not (label and upstream and upstream.version) or is_same_upstream_version(label, upstream.version):
            continue
        matching = find_matching_version(upstream, labels)
        message = Message("Version {version} stands for `{label}`.", version=version, label=label)
        help_message = Message("Write `version: {matching}`.", matching=matching) if matching else _LEAVE_OUT
        yield report_at_field("upstream-mismatch", document, (*loc, "upstream", "version"), message, help_message)


_LEAVE_OUT = Message("Leave `version` out: this registry does not hold that one.")


def _iter_named_versions(document: Document) -> Iterator[tuple[FieldPath, str, str | None, UpstreamVersion | None]]:
    """Where a reuse or a card names a version of an algorithm of this registry: place, algorithm, and both names."""
    content = document.content
    if isinstance(content, Reuse):
        yield (), document.location.algorithm, content.version, content.upstream
    elif isinstance(content, Card):
        for position, ancestor in enumerate(content.lineage or ()):
            if ancestor.id:
                yield ("lineage", position), ancestor.id, ancestor.version, ancestor.upstream
