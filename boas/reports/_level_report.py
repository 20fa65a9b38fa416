"""What the newest version of an algorithm lacks for its next level, as a list its author can go through."""

from dataclasses import dataclass

from boas.documents import build_algorithm_folder, describe_field, list_card_fields, load_vocabulary
from boas.escaping import make_visible
from boas.translation import Language, Message


@dataclass(frozen=True, slots=True)
class OtherVersionEvaluation:
    """An evaluation of another version."""

    evaluation: str
    version: str
    """Version that was measured."""
    holds: bool
    """Whether its figures stand for the version shown too."""
    changes: tuple[Message, ...]
    """What can have changed results since; empty when it is not a matter of changes."""


@dataclass(frozen=True, slots=True)
class LevelStatus:
    """Where one version stands."""

    algorithm: str
    version: str
    level: int
    asked: tuple[Message, ...]
    """What the next level asks for, in sentences; empty at the highest one."""
    lacking: tuple[str, ...]
    """Paths of the fields of its card that level 1 still asks for."""
    digest: str
    """Digest of the version's folder, which an audit is bound to."""
    is_published: bool
    """Whether the version may not be edited any more."""
    measured: tuple[OtherVersionEvaluation, ...] = ()
    """Evaluations of other versions, whether their figures stand for this one or not."""


_TO_REACH = Message("To reach level {above} ({level}):")
_AT_THE_TOP = Message("No level is higher.")
_THEN = Message("Next:")
_FROZEN = Message("the published version is frozen: begin another")
_WHAT = Message("what a field means, with an example")
_CHECK = Message("what is left to fix")
_ROWS = Message("begin an evaluation, and count a file with one row a person")
_NUMBERS = Message("what the numbers come to")
_BIND = Message("the digest to write in the audit")


def render_text_level(one: LevelStatus, language: Language) -> str:
    """Where a version stands and what to do next, as text."""
    word = load_vocabulary("levels").terms
    head = Message(
        "{algorithm} {version} – level {level}", algorithm=one.algorithm, version=one.version, level=one.level
    )
    lines = [f"{head.in_(language)} ({word[str(one.level)].in_(language)})", ""]
    lines += _list_evaluation_lines(one.measured, language)
    if not one.asked:
        return "\n".join([*lines, _AT_THE_TOP.in_(language), ""])
    above = one.level + 1
    lines.append(_TO_REACH.fill(above=above, level=word[str(above)]).in_(language))
    lines += [f"  - {make_visible(sentence.in_(language))}" for sentence in one.asked]
    lines += ["", *(f"      {row}" for row in _format_fields(one.lacking, language))] if one.lacking else []
    lines += ["", _THEN.in_(language), *(f"  {row}" for row in _format_commands(one, language))]
    return "\n".join([*lines, ""])


def _list_evaluation_lines(found: tuple[OtherVersionEvaluation, ...], language: Language) -> list[str]:
    """Figures that were measured on other versions, and whether they count; a line each, then what changed since."""
    lines = []
    for one in found:
        words = _UNCHANGED if one.holds else _OTHER
        lines.append(make_visible(words.fill(evaluation=one.evaluation, version=one.version).in_(language)))
        lines += [f"  - {make_visible(change.in_(language))}" for change in one.changes[:_MOST_CHANGES]]
        left = len(one.changes) - _MOST_CHANGES
        lines += [f"  - {_MORE.fill(left=left).in_(language)}"] if left > 0 else []
    return [*lines, ""] if lines else []


_MOST_CHANGES = 5
"""Changes told of one evaluation before the rest is only counted."""
_MORE = Message("and {left} more")
_UNCHANGED = Message("Evaluation “{evaluation}”: measured on version {version}, unchanged since; it counts.")
_OTHER = Message("Evaluation “{evaluation}”: measured on version {version}, not on this one; it does not count.")


def _format_fields(paths: tuple[str, ...], language: Language) -> list[str]:
    """Each field with what it means, in columns."""
    known = {field.path: field for field in list_card_fields()}
    width = max(map(len, paths))
    return [f"{path:<{width}}  {make_visible(describe_field(known[path]).in_(language))}" for path in paths]


def _format_commands(one: LevelStatus, language: Language) -> list[str]:
    """What to run next, with what each is good for, in columns."""
    rows = list(list_next_commands(one))
    width = max(len(command) for command, _ in rows)
    return [f"{command:<{width}}  {words.in_(language)}" for command, words in rows]


def list_next_commands(one: LevelStatus) -> tuple[tuple[str, Message], ...]:
    """Commands for what the next level asks."""
    folder = build_algorithm_folder(one.algorithm).rstrip("/")
    check = (f"boas check {folder}", _CHECK)
    if one.level == 0:
        again = ((f"boas release {one.algorithm}", _FROZEN),) if one.is_published else ()
        return (*again, (f"boas explain {one.lacking[0]}", _WHAT), check)
    if one.level < 3:  # noqa: PLR2004 -- levels 2 and 3 rest on evaluations, level 4 on an audit
        return ((f"boas evaluation new {one.algorithm}", _ROWS), (f"boas evidence {one.algorithm}", _NUMBERS), check)
    return ((f"digest: {one.digest}", _BIND), check)
