"""Rules about what holds for good: notices, audits and evaluations, and the settings that guard the registry."""

from collections.abc import Iterator
from dataclasses import replace

from boas.checks._main_line import (
    FrozenRecord,
    LoosenedSetting,
    MainLineFact,
    MovedSetting,
    RenamedAlgorithm,
    UnboundEvaluation,
    UnfoundedRemoval,
    UnownedFile,
)
from boas.checks._rule import frozen_rule, report_at_file
from boas.checks._values import make_printable
from boas.documents import RECORDS, SETTINGS, build_algorithm_path, find_growing_field, find_main_document, parse_place
from boas.finding import Finding
from boas.translation import Message, join_messages


@frozen_rule("versions")
def record_changed(kept: MainLineFact) -> Iterator[Finding]:
    """A published notice, audit, evaluation or observation neither changes nor goes away.

    Why: a safety alert struck out, a “no” turned into a “yes” or 74% into 94% would change what others have
    read and cited, and nobody would see it.

    Help: put the file back as it was published; correct it by a new document that names the old one. To an observation
    states may be added, at the end of `states`.
    """
    if not isinstance(kept, FrozenRecord) or kept.present == kept.published:
        return
    who = f" ({', '.join(commit[:12] for commit in kept.changed_by)})" if kept.changed_by else ""
    message = (
        Message(
            "This document changed since it was published{who}: digest {published} then, {present} now.",
            who=who,
            published=kept.published,
            present=kept.present,
        )
        if kept.present
        else Message(
            "This published document is gone{who}; its digest was {published}.", who=who, published=kept.published
        )
    )
    yield report_at_file("record-changed", find_main_document(kept.path), message, _suggest_record_restore(kept))


def _suggest_record_restore(kept: FrozenRecord) -> Message:
    """How to correct without changing: first the new document, then the old one as it was."""
    field = RECORDS[parse_place(kept.path).kind].correction_field
    command = f"git checkout --no-overlay {kept.publisher[:12]} -- {kept.path}"
    if not kept.present:
        return Message("Put it back: `{command}`.", command=command)
    if growing := find_growing_field(kept.path):
        return Message(
            "Only the end of `{growing}` may grow. Put it back: `{command}`; to correct the rest, copy it into a new "
            "document with `{field}` and the id of this one.",
            growing=growing,
            command=command,
            field=field,
        )
    return Message(
        "Copy this text into a new document, with `{field}` and the id of this one; then put this "
        "one back: `{command}`.",
        field=field,
        command=command,
    )


@frozen_rule("versions")
def frozen_setting_changed(kept: MainLineFact) -> Iterator[Finding]:
    """The commit from which nothing changes any more is named once and for all.

    Why: without this line, or with a later commit, a published version could change again.

    Help: put the line back as it was first written.
    """
    if isinstance(kept, MovedSetting):
        yield report_at_file(
            "frozen-setting-changed", SETTINGS, _describe_moved_setting(kept), _suggest_setting_line(kept)
        )


def _describe_moved_setting(kept: MovedSetting) -> Message:
    """How a setting is not what it was."""
    if not kept.first:
        return Message(
            "`{name}` names the commit {present}, which is not on the main line.",
            name=kept.name,
            present=kept.present[:12],
        )
    if not kept.present:
        return Message(
            "`{name}`, which named the commit {first}, is gone or cannot be read any more.",
            name=kept.name,
            first=kept.first[:12],
        )
    return Message(
        "`{name}` named the commit {first} and now names {present}.",
        name=kept.name,
        first=kept.first[:12],
        present=kept.present[:12],
    )


def _suggest_setting_line(kept: MovedSetting) -> Message:
    """The line to write."""
    if not kept.first:
        return Message("Write a commit that the main line already holds, in full.")
    line = f"{kept.name}: {kept.first}"
    return Message("Put the line back: `{line}`.", line=line)


@frozen_rule("versions")
def loosened_setting(kept: MainLineFact) -> Iterator[Finding]:
    """What guards the registry is not loosened in passing.

    Why: a threshold lowered, or a reviewer added, in the same proposal as the cards that gain by it would pass unseen.

    Help: make this setting a proposal of its own, which those who decide read for itself.
    """
    if isinstance(kept, LoosenedSetting):
        finding = report_at_file(
            "loosened-setting", kept.path, kept.what, _LOOK_AT_IT if kept.is_alone else _PROPOSE_ALONE
        )
        yield replace(finding, severity="warning") if kept.is_alone else finding


_LOOK_AT_IT = Message("Nothing to do if it is meant: the review says it first.")
_PROPOSE_ALONE = Message("Propose this file alone, and the rest in another proposal.")


@frozen_rule("versions", severity="warning")
def placeholder_owners(kept: MainLineFact) -> Iterator[Finding]:
    """The list of code owners names people.

    Why: while CODEOWNERS holds its placeholder, the forge asks nobody's consent for what decides on cards.

    Help: write people or teams of the forge into CODEOWNERS, in place of @OWNERS.
    """
    if isinstance(kept, UnownedFile):
        yield report_at_file("placeholder-owners", kept.path, _NOBODY, _NAME_OWNERS)


_NOBODY = Message("CODEOWNERS still holds `@OWNERS`: it protects nothing.")
_NAME_OWNERS = Message("Write people or teams of the forge in place of `@OWNERS`.")


@frozen_rule("versions")
def unclean_renaming(kept: MainLineFact) -> Iterator[Finding]:
    """An algorithm is renamed in a proposal of its own, and leads from its former id for ever.

    Why: among other edits nobody sees that what was published only moved; and who pinned the former id would find
    nothing when it is forgotten.

    Help: move the folder whole, write `former_ids` into algorithm.yaml, and change nothing else; never take an id out.
    """
    if not isinstance(kept, RenamedAlgorithm):
        return
    path = build_algorithm_path(kept.present)
    if kept.is_forgotten:
        message = Message("`{former}` led here, and leads nowhere now.", former=kept.former)
        yield report_at_file("unclean-renaming", path, message, _KEEP_FORMER.fill(former=kept.former))
    elif kept.beside:
        named = ", ".join(make_printable(one) for one in kept.beside[:_MOST_NAMED])
        message = Message(
            "This proposal renames `{former}`, and changes more: {named}.", former=kept.former, named=named
        )
        yield report_at_file("unclean-renaming", path, message, _ALONE)


_KEEP_FORMER = Message("Write `{former}` into `former_ids` again.")
_ALONE = Message("Make two proposals, the renaming first.")
_MOST_NAMED = 3


@frozen_rule("evidence")
def unbound_evaluation(kept: MainLineFact) -> Iterator[Finding]:
    """A new evaluation says the digest of the version measured, and the tool that recomputed its numbers.

    Why: without a digest nobody knows which bytes were measured; without a tool nobody can compute again.

    Help: write `digest` under `subject`, and `recomputed_with`, as the finding gives them.
    """
    if isinstance(kept, UnboundEvaluation) and (kept.digest or kept.tool):
        lines = [f"digest: {kept.digest}"] if kept.digest else []
        lines += [f"recomputed_with: {kept.tool}"] if kept.tool else []
        message = Message(
            "The evaluation does not say which bytes were measured, or with which tool its numbers were recomputed."
        )
        help_message = Message(
            "Write {lines} (`digest` under `subject`), if that is what was measured.",
            lines=join_messages(Message("`{line}`", line=line) for line in lines),
        )
        yield report_at_file("unbound-evaluation", kept.path, message, help_message, since="2026-11-28")


@frozen_rule("notices")
def unfounded_removal(kept: MainLineFact) -> Iterator[Finding]:
    """A notice of removal names what was published, and a maintainer of the registry decides it.

    Why: otherwise anybody could make the registry say that it took away what never was, or take the number of a
    version to come.

    Help: name what the main line published, with its digest, and have a maintainer of the registry sign.
    """
    if not isinstance(kept, UnfoundedRemoval):
        return
    if kept.is_known:
        message = Message(
            "Whoever decides to remove `{what}` is no maintainer of the registry.", what=make_printable(kept.what)
        )
        help_message = Message("Have a person of `maintainers` in registry.yaml decide, with their ORCID iD.")
    else:
        message = Message("`{what}` was never published here with this digest.", what=make_printable(kept.what))
        help_message = Message("Write what `boas verify` or the site's ledger.json names, with its digest.")
    yield report_at_file("unfounded-removal", kept.path, message, help_message)
