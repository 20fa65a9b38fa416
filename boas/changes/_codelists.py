"""Changes of codelists, code by code: what came, went, changed sides or only its label.

Two lists are about the same thing when they have the same system, field and way of matching. A code
that another prefix of the list already covers flags nobody new, and the message says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from boas.changes._change import Bump, ChangeKind, VersionChange
from boas.changes._completion import compute_completion_bump, is_completion
from boas.changes._content import Json, VersionContent, find_value
from boas.changes._fields import compare_licences
from boas.changes._sentences import build_sentence
from boas.translation import Message, make_plural

_CodelistKey = tuple[str, str, str]
"""System, field of the data, and way of matching."""


@dataclass(frozen=True, slots=True)
class _CodeSet:
    """Codes of one version about the same thing: role and rest of the row by code."""

    codes: Mapping[str, tuple[str, str]]
    files: tuple[str, ...]
    file_of: Mapping[str, str]
    """File by code."""


@dataclass(frozen=True, slots=True)
class CodelistDifference:
    """What is different between the codelists of two versions about the same thing."""

    system: str
    field: str
    match: str
    file: str
    """The newer version's file, or the older one's when the list is gone."""
    left_only: tuple[str, ...]
    """Codes of the older version alone, sorted."""
    right_only: tuple[str, ...]
    """Codes of the newer version alone, sorted."""
    common: int
    """How many codes both have, on the same side."""
    moved: tuple[str, ...]
    """Codes that changed between inclusion and exclusion."""
    relabelled: tuple[str, ...]
    """Codes whose label or comment changed."""


def compare_codelists(before: VersionContent, after: VersionContent) -> tuple[CodelistDifference, ...]:
    """One difference for each thing that codelists of either version are about, by system, field and match."""
    old, new = _group_codes(_with_added_fields(before, after)), _group_codes(after)
    return tuple(
        _compare_code_sets(key, old.get(key, _EMPTY_CODE_SET), new.get(key, _EMPTY_CODE_SET))
        for key in sorted({*old, *new})
    )


def _compare_code_sets(key: _CodelistKey, old: _CodeSet, new: _CodeSet) -> CodelistDifference:
    """What is different between two sides."""
    both = old.codes.keys() & new.codes.keys()
    moved = tuple(sorted(code for code in both if old.codes[code][0] != new.codes[code][0]))
    return CodelistDifference(
        *key,
        file=(new.files or old.files)[0],
        left_only=tuple(sorted(old.codes.keys() - new.codes.keys())),
        right_only=tuple(sorted(new.codes.keys() - old.codes.keys())),
        common=len(both) - len(moved),
        moved=moved,
        relabelled=tuple(sorted(code for code in both if old.codes[code][1] != new.codes[code][1])),
    )


def _group_codes(content: VersionContent) -> dict[_CodelistKey, _CodeSet]:
    """Codes of a version by what they are about."""
    uses = find_value(content.card, "logic.codelists")
    by_key: dict[_CodelistKey, list[Json]] = {}
    for use in uses if isinstance(uses, list) else ():
        by_key.setdefault((use["system"], use.get("field", ""), use["match"]), []).append(use)
    return {key: _build_code_set(own, content.codelists) for key, own in by_key.items()}


def _build_code_set(uses: list[Json], tables: Mapping[str, Mapping[str, str]]) -> _CodeSet:
    """Codes of the lists about one thing; of a code in two of them, the last one counts."""
    rows = [(use, code, rest) for use in uses for code, rest in tables.get(use["path"], {}).items()]
    codes = {code: (use["role"], rest) for use, code, rest in rows}
    return _CodeSet(codes, tuple(use["path"] for use in uses), {code: use["path"] for use, code, _ in rows})


_EMPTY_CODE_SET = _CodeSet({}, (), {})


def iter_codelist_changes(before: VersionContent, after: VersionContent) -> Iterator[VersionChange]:
    """Every change of codelists, one for each code; lists that fill a gap, one for each list."""
    if is_completion(find_value(before.card, _CODELISTS), find_value(after.card, _CODELISTS)):
        yield from (*_iter_first_lists(after), *_iter_stray_changes(before, after))
        return
    changes = [*_iter_added_fields(before, after), *_iter_release_changes(before, after)]
    changes += _iter_provenance_changes(before, after)
    old, new = _group_codes(_with_added_fields(before, after)), _group_codes(after)
    for key in sorted({*old, *new}):
        changes += _iter_code_changes(key, old.get(key, _EMPTY_CODE_SET), new.get(key, _EMPTY_CODE_SET))
    changes += _iter_stray_changes(before, after)
    yield from changes or _iter_rearrangements(before, after)


_CODELISTS = "logic.codelists"


def _iter_first_lists(after: VersionContent) -> Iterator[VersionChange]:
    """The lists of a card that gave none before: they describe the selection as it always was."""
    bump = compute_completion_bump(_CODELISTS, after.origin)
    for use in find_value(after.card, _CODELISTS):
        path, codes = use["path"], sorted(after.codelists.get(use["path"], ()))
        role = _FIRST_LIST_PHRASES[use["role"]]
        message = Message(
            "{path}: {role}, {count}.", path=path, role=role, count=make_plural("{n} code", "{n} codes", len(codes))
        )
        yield VersionChange(path, "added", None, codes, bump, message)


_FIRST_LIST_PHRASES = {
    "include": Message("list of the inclusion given for the first time"),
    "exclude": Message("list of the exclusion given for the first time"),
}


def find_added_fields(before: VersionContent, after: VersionContent) -> dict[str, str]:
    """By file, the field of the data that a list now names and did not name before."""
    old, new = (find_value(content.card, _CODELISTS) for content in (before, after))
    if not isinstance(old, list) or not isinstance(new, list):
        return {}
    named = {use["path"]: use for use in new if use.get("field")}
    silent = (use for use in old if not use.get("field") and use["path"] in named)
    return {
        use["path"]: named[use["path"]]["field"]
        for use in silent
        if all(use[name] == named[use["path"]][name] for name in ("system", "match"))
    }


def _iter_added_fields(before: VersionContent, after: VersionContent) -> Iterator[VersionChange]:
    """Lists that now name the field of the data they are compared with: nobody else is selected."""
    for path, name in sorted(find_added_fields(before, after).items()):
        message = Message("{path}: field that is compared now said, {name}.", path=path, name=name)
        yield VersionChange(path, "changed", None, name, "patch", message)


def _with_added_fields(before: VersionContent, after: VersionContent) -> VersionContent:
    """The older version with the fields of the data that the newer one only adds to its lists."""
    fields = find_added_fields(before, after)
    if not fields:
        return before
    logic = before.card["logic"]
    uses = [use | {"field": fields[use["path"]]} if use["path"] in fields else use for use in logic["codelists"]]
    return replace(before, card={**before.card, "logic": {**logic, "codelists": uses}})


def _iter_stray_changes(before: VersionContent, after: VersionContent) -> Iterator[VersionChange]:
    """Files of codes that neither card names: their codes decide nothing, but the bytes are others."""
    named = {path for content in (before, after) for path in _map_releases(content)}
    for path in sorted({*before.codelists, *after.codelists} - named):
        mapping, two = before.codelists.get(path), after.codelists.get(path)
        if mapping != two:
            kind: ChangeKind = "added" if mapping is None else "removed" if two is None else "changed"
            message = _FILE_SENTENCES[kind].fill(path=path)
            yield VersionChange(path, kind, sorted(mapping or ()), sorted(two or ()), "patch", message)


def _iter_rearrangements(before: VersionContent, after: VersionContent) -> Iterator[VersionChange]:
    """The same codes in other files, or in another order of files."""
    old, new = (find_value(content.card, "logic.codelists") for content in (before, after))
    if (old, before.codelists) != (new, after.codelists) and isinstance(old, list) and isinstance(new, list):
        message = build_sentence("logic.codelists", Message("arranged otherwise, same codes."))
        yield VersionChange("logic.codelists", "changed", old, new, "patch", message)


def _iter_code_changes(key: _CodelistKey, old: _CodeSet, new: _CodeSet) -> Iterator[VersionChange]:
    """Changes of the codes about one thing."""
    for code in sorted({*old.codes, *new.codes}):
        pair, two = old.codes.get(code), new.codes.get(code)
        if pair == two:
            continue
        path = new.file_of.get(code) or old.file_of[code]
        if pair is None or two is None:
            yield _build_code_change(key, path, code, old, new)
        elif pair[0] != two[0]:
            message = _describe_code(key, code, _SWAP_PHRASES[two[0]])
            yield VersionChange(path, "moved", pair[0], two[0], "major", message)
        else:
            message = _describe_code(key, code, Message("label changed."))
            yield VersionChange(path, "changed", pair[1], two[1], "patch", message)


def _build_code_change(key: _CodelistKey, path: str, code: str, old: _CodeSet, new: _CodeSet) -> VersionChange:
    """A code that only one side has: news to nobody when a prefix that stays covers it."""
    came = code in new.codes
    role = (new if came else old).codes[code][0]
    cover = _find_covering_prefix(key, code, role, old if came else new)
    bump: Bump = "minor" if cover else "major"
    what = _CODE_PHRASES[role, came]
    if cover:
        what = Message("{what}, already covered by {cover}", what=what, cover=cover)
    elif key[2] == "prefix":
        what = Message("{what}, with every code that starts with {code}", what=what, code=code)
    before, after = (None, code) if came else (code, None)
    message = _describe_code(key, code, Message("{what}.", what=what))
    return VersionChange(path, "added" if came else "removed", before, after, bump, message, affects_results=not cover)


def _find_covering_prefix(key: _CodelistKey, code: str, role: str, side: _CodeSet) -> str:
    """The shortest other prefix of a side, with the same role, that already covers a code."""
    if key[2] != "prefix":
        return ""
    prefixes = [
        other for other, (its, _) in side.codes.items() if its == role and other != code and code.startswith(other)
    ]
    return min(prefixes, key=len, default="")


def _describe_code(key: _CodelistKey, code: str, what: Message) -> Message:
    """A sentence about one code."""
    return Message("{system} {code}: {what}", system=key[0], code=code, what=what)


_CODE_PHRASES = {
    ("include", True): Message("code added to the inclusion"),
    ("include", False): Message("code removed from the inclusion"),
    ("exclude", True): Message("code added to the exclusion"),
    ("exclude", False): Message("code removed from the exclusion"),
}

_FILE_SENTENCES = {
    "added": Message("{path}: list added, though the card does not name it."),
    "removed": Message("{path}: list removed, though the card does not name it."),
    "changed": Message("{path}: list changed, though the card does not name it."),
}

_SWAP_PHRASES = {
    "exclude": Message("moves from inclusion to exclusion."),
    "include": Message("moves from exclusion to inclusion."),
}


_NOT_GIVEN = Message("not given")


def _iter_release_changes(before: VersionContent, after: VersionContent) -> Iterator[VersionChange]:
    """Lists that stay but name another release of their code system."""
    old, new = _map_releases(before), _map_releases(after)
    for path in sorted(old.keys() & new.keys()):
        if old[path] != new[path]:
            message = Message(
                "{path}: release {old} → {new}.", path=path, old=old[path] or _NOT_GIVEN, new=new[path] or _NOT_GIVEN
            )
            bump: Bump = "patch" if old[path] is None else "minor"  # a release given at last is the same one
            yield VersionChange(path, "changed", old[path], new[path], bump, message)


def _iter_provenance_changes(before: VersionContent, after: VersionContent) -> Iterator[VersionChange]:
    """Lists that stay and now say otherwise where they were read, under which licence, or whether as published."""
    old, new = _map_uses(before), _map_uses(after)
    for path in sorted(old.keys() & new.keys()):
        for name, label in _PROVENANCE.items():
            one, two = old[path].get(name), new[path].get(name)
            if one != two:
                phrase = _PROVENANCE_PHRASES["added" if one is None else "removed" if two is None else "changed"]
                message = Message("{path}: {what}", path=path, what=phrase.fill(label=label))
                yield VersionChange(path, "changed", one, two, _compute_provenance_bump(name, one, two), message)


def _compute_provenance_bump(name: str, one: Any, two: Any) -> Bump:  # noqa: ANN401 -- any plain value
    """Another licence is compared as that of all lists is; everything else describes the same list."""
    if name != "licence" or one is None:
        return "patch"
    return next(compare_licences("licence.codelists", one, two)).bump


_PROVENANCE = {
    "source": Message("source"),
    "licence": Message("licence"),
    "as_published": Message("whether the codes stand as published"),
}

_PROVENANCE_PHRASES = {
    "added": Message("{label} now said."),
    "changed": Message("{label} said otherwise."),
    "removed": Message("{label} no longer said."),
}


def _map_uses(content: VersionContent) -> dict[str, Json]:
    """What the card says of each codelist by file; of a file that is used twice, what it says last."""
    uses = find_value(content.card, "logic.codelists")
    return {use["path"]: use for use in uses} if isinstance(uses, list) else {}


def _map_releases(content: VersionContent) -> dict[str, Any]:
    """Release of each codelist by file."""
    uses = find_value(content.card, "logic.codelists")
    return {use["path"]: use.get("release") for use in uses} if isinstance(uses, list) else {}
