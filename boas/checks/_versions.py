"""Rules about versions: each one new, frozen once published, and numbered by what changed in it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from boas.changes import (
    Bump,
    VersionChange,
    VersionContent,
    build_version_content,
    compute_next_version,
    compute_required_bump,
    find_base_version,
    find_changes,
    find_lost_changes,
    is_enough,
    says_spelling,
    without_claim,
)
from boas.checks._main_line import FrozenVersion, MainLineFact
from boas.checks._questions import register_question
from boas.checks._related_documents import load_document
from boas.checks._reviews import has_confirmed_spelling
from boas.checks._rule import document_rule, frozen_rule, report_at_field, report_at_file
from boas.checks._values import make_printable
from boas.documents import build_path, find_algorithm, find_main_document, is_version, parse_version
from boas.finding import Finding
from boas.parsing import Collection, Document
from boas.translation import Message, join_messages

_STEPS: dict[Bump, Message] = {
    "none": Message("none"),
    "patch": Message("patch"),
    "minor": Message("minor"),
    "major": Message("major"),
}
_MOST_NAMED = 3


def _list_versions(collection: Collection, algorithm: str) -> tuple[str, ...]:
    """Versions of an algorithm that the tree holds and whose names are version numbers."""
    return tuple(name for name in collection.versions.get(algorithm, ()) if is_version(name))


@document_rule("versions")
def bump_too_small(document: Document, collection: Collection) -> Iterator[Finding]:
    """The number of a version moves at least as far as its changes ask.

    Why: a hospital that pins 1.x relies on nothing breaking; a codelist changed under a mere patch
    changes who is flagged, without a word.

    Help: rename the version as shown; `boas release` computes the number.
    """
    algorithm, version = document.location.algorithm, document.location.version
    if document.kind != "card" or not is_version(version):
        return
    versions = _list_versions(collection, algorithm)
    base = find_base_version(version, versions)
    before = build_version_content(collection, algorithm, base) if base else None
    after = build_version_content(collection, algorithm, version)
    if base is None or before is None or after is None:
        return
    listed = find_changes(before, after)
    is_doubted = says_spelling(after) and not has_confirmed_spelling(document, collection)
    changes = find_changes(before, without_claim(after)) if is_doubted else listed
    required = compute_required_bump(changes)
    if changes and not is_enough(base, version, required):
        reasons = [change.sentence for change in changes if change.bump == required][:_MOST_NAMED]
        least = _find_free_version(base, required, versions) + version.removeprefix(_strip_prerelease(version))
        message = Message(
            "Since {base}, these changes ask for a {step} version: {reasons}",
            base=base,
            step=_STEPS[required],
            reasons=join_messages(reasons, " "),
        )
        help_message = Message("Name this version {least} (folder and field `version`).", least=least)
        if is_doubted and is_enough(base, version, compute_required_bump(listed)):
            help_message = join_messages((help_message, _CONFIRM), " ")
        since = _find_inherited_day(base, version, (before, after), listed)
        yield report_at_field(
            "bump-too-small", document, ("version",), message, help_message, nearest=least, since=since
        )


_CONFIRM = Message(
    "If only spelling was corrected, somebody of the list who is no author confirms it: "
    "a file of audits/ with `kind: review` and `confirms_spelling: true`."
)


def _find_inherited_day(
    base: str, version: str, contents: tuple[VersionContent, VersionContent], listed: tuple[VersionChange, ...]
) -> str:
    """From which day a step that is too small is an error, for versions that were numbered rightly when they came."""
    before, after = contents
    if is_enough(base, version, compute_required_bump(listed)):
        return "2026-11-29"  # a confirmed correction of spelling, whose reviewer the list no longer names
    # Cards that became their authors' own only later were numbered as compiled ones, and cannot be renamed.
    return (
        "2026-11-28"
        if is_enough(base, version, compute_required_bump(find_changes(before, _as_compiled(after))))
        else ""
    )


def _as_compiled(content: VersionContent) -> VersionContent:
    """The same version, as if others than its authors had written the card."""
    return replace(content, origin="compiled")


def _find_free_version(base: str, required: Bump, versions: tuple[str, ...]) -> str:
    """The least number that takes a step from a version's release; past the greatest when it is no longer free."""
    least = compute_next_version(_strip_prerelease(base), required)
    taken = set(map(_strip_prerelease, versions)) - {_strip_prerelease(base)}
    return compute_next_version(max(taken, key=parse_version), required) if least in taken else least


def _strip_prerelease(version: str) -> str:
    """A version without its pre-release part."""
    return str(parse_version(version).finalize_version())


@document_rule("versions")
def version_not_new(document: Document, collection: Collection) -> Iterator[Finding]:
    """No two versions of an algorithm are alike.

    Why: 1.0.0-RC.1 and 1.0.0-rc.1 are one folder on some disks, and two answers to one question.

    Help: choose a number that is not there yet.
    """
    version = document.location.version
    if document.kind != "card" or not is_version(version):
        return
    others = (other for other in _list_versions(collection, document.location.algorithm) if other != version)
    for other in others:
        if other.lower() == version.lower() and version > other:
            message = Message("Version {version} already exists as {other}.", version=version, other=other)
            help_message = Message(
                "Choose a greater number, for instance {other}.", other=compute_next_version(other, "patch")
            )
            yield report_at_field("version-not-new", document, ("version",), message, help_message)


@document_rule("versions", since="2026-11-28")
def missing_changes(document: Document, collection: Collection) -> Iterator[Finding]:
    """From the second version on, a card says what changed.

    Why: whoever uses the older version must know in one reading whether they are touched.

    Help: add `changes:` with a sentence for each change; `boas release` writes a first list.
    """
    version = document.location.version
    if document.kind != "card" or not is_version(version) or not isinstance(document.value, dict):
        return
    others = [name for name in _list_versions(collection, document.location.algorithm) if name != version]
    if document.value.get("changes") or not others:
        return
    earlier = [name for name in others if parse_version(name) < parse_version(version)]
    if earlier:
        last = max(earlier, key=parse_version)
        message = Message("The card does not say what changed since {last}.", last=last)
        yield report_at_field("missing-changes", document, ("version",), message, _SAY_CHANGES)
    elif silent := [name for name in others if not _says_changes(document, collection, name)]:
        # The lowest number need not be the first one published: of two that are silent, one came second.
        first = min(silent, key=parse_version)
        message = Message(
            "Neither this card nor that of {first} says what changed; only the one published first need not.",
            first=first,
        )
        yield report_at_field("missing-changes", document, ("version",), message, _SAY_CHANGES)


_SAY_CHANGES = Message("Add `changes: [{kind: changed, text: {en: …}}]`, with a sentence in place of `…`.")


def _says_changes(document: Document, collection: Collection, version: str) -> bool:
    """Whether the card of another version lists its changes; other rules report one that cannot be read."""
    card = load_document(collection, build_path("card", algorithm=document.location.algorithm, version=version))
    return card is None or not isinstance(card.value, dict) or bool(card.value.get("changes"))


@document_rule("versions", severity="warning", since="2026-11-29")
def lost_correction(document: Document, collection: Collection) -> Iterator[Finding]:
    """The newest version holds what the version before it corrected.

    Why: two people who both start from 1.0.0 make 1.0.1 and 1.1.0; whoever takes the newer one gets back what the
    other corrected.

    Help: make the next version of both: edit the newest one in place, then `boas release`.
    """
    algorithm, version = document.location.algorithm, document.location.version
    known = _list_versions(collection, algorithm)
    versions = tuple(one for one in known if not parse_version(one).prerelease)
    if document.kind != "card" or version not in versions or version != max(versions, key=parse_version):
        return
    corrected = find_base_version(version, versions)
    start = find_base_version(corrected, versions) if corrected else None
    before, fixed, newest = (
        build_version_content(collection, algorithm, one) if one else None for one in (start, corrected, version)
    )
    if before and fixed and newest and (lost := find_lost_changes(before, fixed, newest)):
        reasons = join_messages([change.sentence for change in lost][:_MOST_NAMED], " ")
        message = Message(
            "{version} lacks what {corrected} corrected: {reasons}",
            version=version,
            corrected=corrected,
            reasons=reasons,
        )
        help_message = Message("Bring it into the next version, if it is not wrong for this one.")
        yield report_at_field("lost-correction", document, ("version",), message, help_message)


@frozen_rule("versions")
def frozen_version_changed(frozen: MainLineFact) -> Iterator[Finding]:
    """A published version never changes again.

    Why: a hospital that pins 1.2.0 must get the same bytes in ten years; an audit is about a digest,
    not about a name.

    Help: put the folder back as it was published; publish a new version, or an `erratum` notice.
    """
    if not isinstance(frozen, FrozenVersion):
        return
    if frozen.present == frozen.published:
        yield from _check_added_links(frozen)
        return
    now = frozen.present or "–"
    who = f" ({', '.join(commit[:12] for commit in frozen.changed_by)})" if frozen.changed_by else ""
    message = (
        Message(
            "The content changed since it was published{who}: digest {published} then, {now} now.",
            who=who,
            published=frozen.published,
            now=now,
        )
        if frozen.present
        else Message(
            "This published version is gone{who}; its digest was {published}.", who=who, published=frozen.published
        )
    )
    help_message = _suggest_new_version(frozen) if frozen.present else _suggest_restore(frozen)
    yield report_at_file("frozen-version-changed", find_main_document(frozen.folder), message, help_message)


def _check_added_links(frozen: FrozenVersion) -> Iterator[Finding]:
    """Links and submodules that a published version's folder has got since: no digest could hold what they lead to.

    On the main line they are passed over, and what was published stays published.
    """
    if frozen.strangers:
        named = ", ".join(make_printable(path) for path in frozen.strangers[:_MOST_NAMED])
        message = Message(
            "Since it was published, the folder of this version got what is no file: {named}.", named=named
        )
        help_message = Message(
            "Take it out of Git, which leaves the disk as it is: `git rm --cached -- {named}`.", named=named
        )
        at = find_main_document(frozen.folder)
        yield report_at_file("frozen-version-changed", at, message, help_message, since="2026-11-28")


def _suggest_restore(frozen: FrozenVersion) -> Message:
    """How a folder that is gone comes back."""
    back = f"git checkout --no-overlay {frozen.publisher[:12]} -- {frozen.folder}"
    return Message("Put the folder back: `{back}`.", back=back)


def _suggest_new_version(frozen: FrozenVersion) -> Message:
    """How edits are kept, and the folder put back without losing any."""
    algorithm = find_algorithm(frozen.folder)
    aside = f"git stash push --include-untracked -- {frozen.folder}"
    back = f"git checkout --no-overlay {frozen.publisher[:12]} -- {frozen.folder}"
    return Message(
        "Make a new version of it: `boas release {algorithm}`. Or put these edits aside, then put "
        "the folder back: `{aside}`, then `{back}`.",
        algorithm=algorithm,
        aside=aside,
        back=back,
    )


@document_rule("versions")
def similar_id(document: Document, collection: Collection) -> Iterator[Finding]:
    """Two algorithms have ids that cannot be taken for one another.

    Why: `sepsis-icu` and `sepsisicu` look and sound alike; one could pass for the other.

    Help: choose an id that says more.
    """
    own = document.location.algorithm
    if document.kind != "algorithm":
        return
    for other in collection.ask(list_similar_ids, _simplify_id(own)):
        if other < own:
            message = Message("`{own}` can be taken for `{other}`.", own=own, other=other)
            help_message = Message("Choose an id that says more.")
            yield report_at_file("similar-id", document.path, message, help_message)


@register_question
def list_similar_ids(collection: Collection, name: str) -> list[str]:
    """Ids of algorithms of which the eye keeps this."""
    return collection.compute_once(("similar ids",), lambda: _group_similar_ids(collection)).get(name, [])


def _group_similar_ids(collection: Collection) -> dict[str, list[str]]:
    """Ids of algorithms by what the eye keeps of them."""
    found: dict[str, list[str]] = {}
    for text in collection.versions:
        found.setdefault(_simplify_id(text), []).append(text)
    return found


def _simplify_id(name: str) -> str:
    """An id without what the eye passes over: hyphens, doubled letters, and 0/o, 1/l/i."""
    letters = name.replace("-", "").translate(str.maketrans("01i", "oll"))
    return re.sub(r"(.)\1+", r"\1", letters)
