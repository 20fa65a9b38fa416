"""Changes between two versions for people and programs: terminal text, Markdown, JSON."""

import json
from dataclasses import asdict, dataclass

from boas.changes import (
    Bump,
    CodelistDifference,
    VersionChange,
    build_version_content,
    compare_codelists,
    compute_bump,
    compute_required_bump,
    find_changes,
)
from boas.errors import UsageError
from boas.escaping import make_visible
from boas.parsing import Collection
from boas.translation import Language, Message, make_plural

BUMP_WORDS: dict[Bump, Message] = {
    "none": Message("none"),
    "patch": Message("patch"),
    "minor": Message("minor"),
    "major": Message("major"),
}
_FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class VersionDifference:
    """Everything that is different between two versions of one algorithm."""

    id: str
    before: str
    after: str
    required: Bump
    """Step of version that the changes ask for."""
    taken: Bump
    """Step of version that the two numbers take."""
    changes: tuple[VersionChange, ...]
    codelists: tuple[CodelistDifference, ...]


def compare_versions(collection: Collection, algorithm: str, older: str, newer: str) -> VersionDifference:
    """What changed between two versions of an algorithm, and the step of version that it asks for.

    Raises:
        UsageError: a card cannot be read.
    """
    one, two = (build_version_content(collection, algorithm, version) for version in (older, newer))
    if one is None or two is None:
        raise UsageError(
            Message("One of the two cards has errors."),
            Message("Run `boas check` first."),
        )
    changes = find_changes(one, two)
    return VersionDifference(
        algorithm,
        older,
        newer,
        compute_required_bump(changes),
        compute_bump(older, newer),
        changes,
        compare_codelists(one, two),
    )


def render_text_difference(difference: VersionDifference, language: Language) -> str:
    """For a terminal: a heading, a line a change, the codelists counted."""
    lines = [_format_heading(difference, language), ""]
    width = max((len(BUMP_WORDS[change.bump].in_(language)) for change in difference.changes), default=0)
    lines += [
        f"  {BUMP_WORDS[change.bump].in_(language):<{width}}  {make_visible(change.sentence.in_(language))}"
        for change in difference.changes
    ]
    lines += [f"  {_format_codelist_line(one, language)}" for one in difference.codelists]
    return "\n".join(lines) + "\n"


def render_markdown_difference(difference: VersionDifference, language: Language) -> str:
    """For a pull request: a heading and a table; no word of an author can leave its cell."""
    columns = Message("Change").in_(language), Message("Asks for").in_(language)
    lines = [
        f"### {_escape_cell(_format_heading(difference, language))}",
        "",
        f"| {columns[0]} | {columns[1]} |",
        "|---|---|",
    ]
    lines += [
        f"| {_escape_cell(change.sentence.in_(language))} | {BUMP_WORDS[change.bump].in_(language)} |"
        for change in difference.changes
    ]
    lines += ["", *(f"- {_escape_cell(_format_codelist_line(one, language))}" for one in difference.codelists)]
    return "\n".join(lines).rstrip() + "\n"


def render_json_difference(difference: VersionDifference) -> str:
    """For programs: one JSON object, sentences in each language."""
    changes = [
        {
            "path": one.path,
            "kind": one.kind,
            "bump": one.bump,
            "sentence": one.sentence.to_texts(),
            "before": one.before,
            "after": one.after,
        }
        for one in difference.changes
    ]
    body = {
        "schema_version": _FORMAT_VERSION,
        "id": difference.id,
        "before": difference.before,
        "after": difference.after,
        "required_bump": difference.required,
        "taken_bump": difference.taken,
        "changes": changes,
        "codelists": [asdict(one) for one in difference.codelists],
    }
    return json.dumps(body, ensure_ascii=True, indent=2) + "\n"


def _format_heading(difference: VersionDifference, language: Language) -> str:
    """Which versions, how many changes, which step they ask for."""
    n = len(difference.changes)
    asked, taken = (BUMP_WORDS[bump] for bump in (difference.required, difference.taken))
    title = f"{difference.id} {difference.before} → {difference.after}"
    if n == 0:
        return Message("{title}: nothing changed.", title=title).in_(language)
    return make_plural(
        "{title}: {n} change; version asked for: {asked}, taken: {taken}.",
        "{title}: {n} changes; version asked for: {asked}, taken: {taken}.",
        n,
        title=title,
        asked=asked,
        taken=taken,
    ).in_(language)


def _format_codelist_line(one: CodelistDifference, language: Language) -> str:
    """Counts of one codelist: left only, right only, common, moved."""
    return Message(
        "{file}: {before} only before, {after} only after, {common} in common, {moved} moved.",
        file=one.file,
        before=len(one.left_only),
        after=len(one.right_only),
        common=one.common,
        moved=len(one.moved),
    ).in_(language)


def _escape_cell(text: str) -> str:
    """A text that stays in its table cell: no line end, no bar, no mark-up, no mention."""
    escaped = make_visible(text).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("@", "@\u200b")
    return escaped.replace("`", "\\`").replace("*", "\\*").replace("_", "\\_").replace("[", "\\[")
