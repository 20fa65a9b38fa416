"""What to say of a text that is no code, and what to write in its place.

A code is only proposed when it is the same code otherwise written; no system is ever proposed in place of another.
"""

from dataclasses import dataclass

from boas.checks._values import make_printable
from boas.nomenclatures import CodeProblem, is_code
from boas.translation import Message


@dataclass(frozen=True, slots=True)
class CodeAdvice:
    """What a finding about one text says."""

    message: Message
    help: Message
    near: str = ""
    """The code that may have been meant."""
    is_same: bool = False
    """Whether it surely is the same code, so that it may be written without a second look."""


def explain_listed_text(system: str, code: str, problem: CodeProblem, match: str) -> CodeAdvice:
    """The advice about a text in a codelist of a card, which matches `exact` or by `prefix`."""
    if not problem.starts:
        return _explain_text(system, code, problem)
    starts, is_prefix = _join_starts(problem.starts), match == "prefix"
    if len(problem.starts) > 1:
        help_message = _LINES_OF_PREFIXES if is_prefix else _LINES_AND_PREFIX
        return CodeAdvice(_describe(code, problem), help_message.fill(starts=starts))
    help_message = _PREFIX_ALREADY if is_prefix else _PREFIX
    return CodeAdvice(_describe(code, problem), help_message.fill(starts=starts), problem.starts[0], is_prefix)


def explain_field_text(system: str, code: str, problem: CodeProblem) -> CodeAdvice:
    """The advice about a code beside its system in a document."""
    if not problem.starts:
        return _explain_text(system, code, problem)
    if len(problem.starts) > 1:
        return CodeAdvice(_describe(code, problem), _EACH_BY_ITSELF.fill(starts=_join_starts(problem.starts)))
    near = problem.starts[0]
    return CodeAdvice(_describe(code, problem), _WRITE.fill(near=near), near if is_code(system, near) else "")


def _explain_text(system: str, code: str, problem: CodeProblem) -> CodeAdvice:
    """The advice about a text that stands for one code at most."""
    text, name = make_printable(code), make_printable(system)
    if problem.kind == "check-digit":
        message = Message("The check digit of `{text}` does not fit its other digits.", text=text)
        return CodeAdvice(message, _DIGIT.fill(near=problem.near), problem.near)
    if problem.kind == "no-concept":
        return CodeAdvice(Message("`{text}` identifies no concept of SNOMED CT.", text=text), _CONCEPT)
    message = Message("`{text}` does not have the form of a {system} code.", text=text, system=name)
    if problem.kind == "american":
        return CodeAdvice(message, _AMERICAN.fill(system=name))
    if problem.near:
        return CodeAdvice(message, _WRITE.fill(near=problem.near), problem.near, is_same=True)
    return CodeAdvice(message, _LOOK_UP)


def _describe(code: str, problem: CodeProblem) -> Message:
    """What a pattern or a range is."""
    if problem.kind == "range":
        return Message("`{text}` is a range of codes, not a code.", text=make_printable(code))
    return Message("`{text}` is a pattern for codes, not a code.", text=make_printable(code))


def _join_starts(starts: tuple[str, ...]) -> str:
    """Starts of codes as one text; of many the first and the last ones."""
    shown = starts if len(starts) <= _MOST_SHOWN else (*starts[: _MOST_SHOWN - 2], "…", starts[-1])
    return ", ".join(shown)


_MOST_SHOWN = 12

_WRITE = Message("Write `{near}`.")
_PREFIX = Message("Write `{starts}` and declare the list with `match: prefix` in card.yaml.")
_PREFIX_ALREADY = Message("Write `{starts}`: this list already matches by prefix.")
_LINES_OF_PREFIXES = Message("Write one line for each of: {starts}.")
_LINES_AND_PREFIX = Message("Write one line for each of: {starts}; declare the list with `match: prefix` in card.yaml.")
_EACH_BY_ITSELF = Message("Write each by itself: {starts}.")
_DIGIT = Message("Look the code up: either another digit is wrong, or the code is `{near}`.")
_CONCEPT = Message("Look up the id of the concept: this one has the form of that of a description or a relation.")
_AMERICAN = Message(
    "A letter in the third place belongs to the American ICD-10-CM: look up the disease in {system} and write its code."
)
_LOOK_UP = Message("Look the code up in its system; delete it if it does not exist.")
