"""Rules that hold codelists against pinned releases of code systems, where the built files are at hand.

A list is held against the release it names, when that is pinned; otherwise against the newest pinned one, and then an
unknown code is only warned about. Nothing is ever corrected: a published list stays what it was.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from boas.checks._codelist_uses import (
    CodelistEntry,
    CodelistReference,
    find_codelist_reference,
    get_code,
    list_codes,
    locate_code,
)
from boas.checks._related_documents import load_content
from boas.checks._rule import document_rule, report_at_span
from boas.checks._values import make_printable
from boas.documents import SETTINGS, RegistrySettings, compare_releases
from boas.finding import Finding
from boas.formats import PinnedRelease, choose_release, open_pinned_releases
from boas.nomenclatures import CodeEntry, CodeRelease, are_codes, get_base_code, is_code, normalise_codes
from boas.parsing import Collection, Document, Table
from boas.translation import Message, make_plural

_SINCE = "2026-11-29"
"""Day from which codes are held against releases."""
_MAIN, _RELATED = frozenset({"DGN_PAL", "DP"}), frozenset({"DGN_REL", "DR"})
"""Names of fields that hold a main or a related diagnosis in the PMSI."""


@dataclass(frozen=True, slots=True)
class _PinnedList:
    """A codelist with the release it is held against."""

    use: CodelistReference
    table: Table
    release: CodeRelease
    is_own: bool
    """Whether that is the release that the list names."""


def list_releases(collection: Collection, system: str) -> tuple[CodeRelease, ...]:
    """Pinned releases of a system whose files are at hand, the newest last as far as their names tell."""
    return tuple(one.release for one in _open_releases(collection, system))


def _open_releases(collection: Collection, system: str) -> tuple[PinnedRelease, ...]:
    """The same with what their pins say."""
    settings = load_content(collection, SETTINGS, RegistrySettings)
    folder = collection.releases
    if folder is None or settings is None or settings.nomenclatures is None:
        return ()
    return open_pinned_releases([pin for pin in settings.nomenclatures if pin.system == system], folder)


def find_release(collection: Collection, use: CodelistReference) -> tuple[CodeRelease, bool] | None:
    """The release a list is held against, and whether it is the one that the list names."""
    chosen = choose_release(_open_releases(collection, use.system), use.system, use.release)
    if chosen is None:
        return None
    return chosen.release, bool(use.release) and compare_releases(use.release, chosen.release.release) == 0


def _find_pinned_list(document: Document, collection: Collection) -> _PinnedList | None:
    """The list in a document with its release; nothing for other documents, and where no release is at hand."""
    table = document.content
    if document.kind != "codelist" or not isinstance(table, Table) or collection.releases is None:
        return None
    use = find_codelist_reference(document, collection)
    found = find_release(collection, use) if use else None
    return _PinnedList(use, table, *found) if use and found else None


def _list_right_codes(pinned: _PinnedList) -> Sequence[str]:
    """The code that a release lists for each row; empty for a row whose text has not the form of a code."""
    system, is_start = pinned.use.system, pinned.use.match == "prefix"
    plain = normalise_codes(system, list_codes(pinned.table))
    if not are_codes(system, plain, is_start=is_start):
        plain = [code if is_code(system, code, is_start=is_start) else "" for code in plain]
    return plain if is_start else [get_base_code(system, code) for code in plain]


@document_rule("codelists", since=_SINCE)
def unknown_code(document: Document, collection: Collection) -> Iterator[Finding]:
    """A code exists in the release of its system that the list names, or that the registry pins.

    Why: a code that does not exist selects nobody, and a slip of one character hides a whole disease.

    Help: look the code up in that release; a list entered as its source published it says `as_published: true`.
    """
    pinned = _find_pinned_list(document, collection)
    if pinned is None:
        return
    codes, is_prefix = _list_right_codes(pinned), pinned.use.match == "prefix"
    unknown = pinned.release.find_unknown(codes) - {""}
    for place, code in enumerate(codes) if unknown else ():
        if code in unknown and not (is_prefix and next(pinned.release.iter_starting(code), None)):
            yield _report_unknown_code(document, pinned, get_code(pinned.table, place), code)


def _report_unknown_code(document: Document, pinned: _PinnedList, code: CodelistEntry, plain: str) -> Finding:
    """The finding of one code that a release does not have."""
    text, release = make_printable(code.text), pinned.release.release
    if pinned.use.match == "prefix":
        message = Message("No code of {release} begins with `{text}`.", release=release, text=text)
    else:
        message = Message("`{text}` is no code of {release}.", release=release, text=text)
    parent = pinned.release.find_parent(plain)
    near = tuple(one for one in pinned.release.suggest_codes(plain) if parent is None or one != parent.code)
    finding = report_at_span(
        "unknown-code", document, locate_code(document, code), message, _suggest_help(near, parent)
    )
    is_certain = pinned.is_own and not pinned.use.as_published
    return finding if is_certain else replace(finding, severity="warning")


def _suggest_help(near: tuple[str, ...], parent: CodeEntry | None) -> Message:
    """What to do about an unknown code: those that differ by one slip, and what it would stand under."""
    if parent is None:
        return _NEAR.fill(near=", ".join(near)) if near else _LOOK_UP
    above = {"code": parent.code, "label": parent.label}
    return _NEAR_AND_ABOVE.fill(near=", ".join(near), **above) if near else _ABOVE.fill(**above)


_NEAR_AND_ABOVE = Message("Look it up: near to it are {near}; it would stand under {code} ({label}).")
_NEAR = Message("Look it up: near to it are {near}.")
_ABOVE = Message("Look it up: it would stand under {code} ({label}).")
_LOOK_UP = Message("Look the code up in its system; delete it if it does not exist.")


@document_rule("codelists", severity="warning", since=_SINCE)
def uncodable_code(document: Document, collection: Collection) -> Iterator[Finding]:
    """A code of a list that matches exactly is one that data hold: no heading, not deleted, allowed in its field.

    Why: stays are coded with I2100 or I214, never with I21: comparing I21 exactly selects nobody, and says nothing.

    Help: declare the list with `match: prefix`, or write the codes below the heading one by one.
    """
    pinned = _find_pinned_list(document, collection)
    if pinned is None:
        return
    codes = _list_right_codes(pinned)
    restricted = pinned.release.find_restricted(codes)
    for place, code in enumerate(codes) if restricted else ():
        said = _describe_use(pinned, code, restricted[code]) if code in restricted else None
        if said:
            span = locate_code(document, get_code(pinned.table, place))
            yield report_at_span("uncodable-code", document, span, *said)


def _describe_use(pinned: _PinnedList, code: str, state: str) -> tuple[Message, Message] | None:
    """Why data hold no such code, with what to do; nothing when they may hold it."""
    release, is_prefix = pinned.release, pinned.use.match == "prefix"
    names = {"code": code, "release": release.release}
    if state == "deleted" and not (is_prefix and release.list_codable(code)):
        entry = release.find(code)
        since = entry.deleted if entry else ""
        message = _DELETED_SINCE.fill(**names, since=since) if since else _DELETED.fill(**names)
        return message, _KEEP_FOR_OLD_DATA
    if is_prefix:
        return None
    if state == "heading":
        below = release.list_codable(code)
        shown = ", ".join(below[:_MOST_SHOWN]) + (", …" if len(below) > _MOST_SHOWN else "")
        help_message = _PREFIX_OR_CODES.fill(codes=shown) if below else _LOOK_UP
        return _HEADING.fill(**names), help_message
    is_never_main = state in {"secondary", "associated"} and pinned.use.field in _MAIN
    if is_never_main or (state == "associated" and pinned.use.field in _RELATED):
        return _OTHER_FIELD.fill(**names, field=make_printable(pinned.use.field)), _NAME_OTHER_FIELD
    return None


_MOST_SHOWN = 6
_DELETED = Message("`{code}` was deleted from {release}.")
_DELETED_SINCE = Message("`{code}` was deleted from {release} in {since}.")
_KEEP_FOR_OLD_DATA = Message(
    "Keep it for data that are older than that, and add what replaces it; otherwise delete it."
)
_HEADING = Message("`{code}` is a heading of {release}: data hold the codes below it, so it selects nobody by itself.")
_PREFIX_OR_CODES = Message("Declare the list with `match: prefix` in card.yaml, or write the codes: {codes}.")
_OTHER_FIELD = Message("{release} does not allow `{code}` in {field}: it selects nobody there.")
_NAME_OTHER_FIELD = Message("Look for it among the associated diagnoses too, or delete it.")


@document_rule("codelists", severity="warning", since=_SINCE)
def changed_code(document: Document, collection: Collection) -> Iterator[Finding]:
    """A code means the same in the release that a list names and in the newest one that the registry pins.

    Why: a code whose label changed, or under which others came, selects other people in the data of today.

    Help: look at the label in both releases, and say in the card for which years of data the list is meant.
    """
    pinned = _find_pinned_list(document, collection)
    newest = list_releases(collection, pinned.use.system)[-1] if pinned and pinned.is_own else None
    if pinned is None or newest is None or newest is pinned.release:
        return
    describe = _describe_prefix_change if pinned.use.match == "prefix" else _describe_code_change
    for place, code in enumerate(_list_right_codes(pinned)):
        if code and (message := describe(pinned.release, newest, code)):
            help_message = Message("Look at both releases, and say in the card for which years of data the list is.")
            span = locate_code(document, get_code(pinned.table, place))
            yield report_at_span("changed-code", document, span, message, help_message)


def _describe_code_change(old: CodeRelease, new: CodeRelease, code: str) -> Message | None:
    """What became of one code from a release to a newer one."""
    before, after = old.find(code), new.find(code)
    if before is None or before.state == "deleted":
        return None
    if after is None or after.state == "deleted":
        return Message("`{code}` is no code of {release} any more.", code=code, release=new.release)
    if _fold_label(before.label) == _fold_label(after.label):
        return None
    return Message(
        "`{code}` is called “{before}” in {old} and “{after}” in {new}.",
        code=code,
        before=before.label,
        after=after.label,
        old=old.release,
        new=new.release,
    )


def _fold_label(label: str) -> str:
    """A label without accents, case, signs and spaces: what is left when only its typography changed."""
    plain = unicodedata.normalize("NFKD", label.casefold())
    return "".join(character for character in plain if character.isalnum())


def _describe_prefix_change(old: CodeRelease, new: CodeRelease, start: str) -> Message | None:
    """How the codes below a start changed from a release to a newer one."""
    before, after = set(old.list_codable(start)), set(new.list_codable(start))
    if not before or before == after:
        return None
    return Message(
        "Below `{code}`, {came} and {went} from {old} to {new}.",
        code=start,
        came=make_plural("{n} code came", "{n} codes came", len(after - before)),
        went=make_plural("{n} code went", "{n} codes went", len(before - after)),
        old=old.release,
        new=new.release,
    )
