"""Completing a card is not changing the algorithm: what filled a gap, and the step of version that asks for.

A gap is a field that was left out, or absent because the sources read did not state it. What takes its place
describes the algorithm that was there all along, and so does one more item in a list of a compiled card that
says neither whom it is for nor how it decides, such as a known limit. Three things are never completion: another
value, a second list or another code beside what was given, and a value that goes.
"""

from collections.abc import Mapping
from dataclasses import replace

from boas.changes._bump_levels import find_result_fields
from boas.changes._change import BUMPS, Bump, VersionChange
from boas.changes._content import Plain, is_translation
from boas.changes._sentences import ValueSentence

_NOT_STATED = "not-stated"
"""The one reason for an absence that is not about the algorithm: compilers did not read it anywhere."""

_FIRST_OF_ITS_KIND = frozenset({"logic.codelists", "io.threshold"})
"""Fields whose first value its own authors may have chosen only now: it decides who is flagged."""

_LIMITING_DETAILS = frozenset(
    {"age_min", "age_max", "sex", "countries", "required", "filters", "body_parts", "contrast", "manufacturers"}
)
"""Details whose absence means "no limit" when authors describe their own work: filling one is a limit more."""


def _is_gap(value: Plain) -> bool:
    """Whether a field holds no information about the algorithm."""
    return value is None or (isinstance(value, Mapping) and _get_absence_reason(value) == _NOT_STATED)


def is_missing(value: Plain) -> bool:
    """Whether a field is left out or declared absent, for whatever reason."""
    return value is None or (isinstance(value, Mapping) and "absent" in value)


def _get_absence_reason(value: Mapping[str, Plain]) -> Plain:
    """Why a value is absent; None when it is given."""
    absent = value.get("absent")
    return absent.get("reason") if isinstance(absent, Mapping) else None


def is_completion(before: Plain, after: Plain) -> bool:
    """Whether a whole field was a gap and is given now."""
    return _is_gap(before) and not is_missing(after)


def _find_added_details(before: Plain, after: Plain) -> frozenset[str] | None:
    """Names of the details that were added, all else being the same; None when anything else differs."""
    if not isinstance(before, Mapping) or not isinstance(after, Mapping) or not before.keys() <= after.keys():
        return None
    if any(before[key] != after[key] and not is_translation(before[key], after[key]) for key in before):
        return None
    return frozenset(after.keys() - before.keys())


def compute_completion_bump(path: str, origin: str) -> Bump:
    """What filling a whole field asks for: patch, or minor where authors give a first list or threshold."""
    return "minor" if path in _FIRST_OF_ITS_KIND and not _is_compiled(origin) else "patch"


def _is_compiled(origin: str) -> bool:
    """Whether others than the authors wrote the card, so that what it gains was already so."""
    return origin == "compiled"


def cap_completion(change: VersionChange, origin: str) -> VersionChange:
    """A change asked for no more than it is: one that only adds details to a thing documents that thing.

    On a card of its authors a detail more may be news, at most a minor one, and a limit more stays what it was. On a
    compiled card an item more documents too, where another value would ask for no more than a minor version.
    """
    is_described = change.bump == "minor" and change.path not in find_result_fields()
    if change.kind == "added" and _is_compiled(origin) and is_described:
        return cap_bump(change, "patch")
    details = _find_added_details(change.before, change.after)
    if change.kind != "changed" or not details:
        return change
    if _is_compiled(origin):
        sentence = ValueSentence(change.path, change.kind, change.before, change.after)
        return replace(cap_bump(change, "patch"), said=sentence)
    return change if details & _LIMITING_DETAILS else cap_bump(change, "minor")


def cap_bump(change: VersionChange, bump: Bump) -> VersionChange:
    """The same change, asking for no greater step than one; what asks for a patch changes no result."""
    least = min(change.bump, bump, key=BUMPS.index)
    return replace(change, bump=least, affects_results=False if least == "patch" else change.affects_results)
