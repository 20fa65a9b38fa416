"""What a text in place of a code is: a code, the same code otherwise written, a pattern, a range, a wrong digit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from stdnum import ean, luhn, verhoeff

from boas.nomenclatures._code_forms import FORMS, SINCE, CodeForm

_WILDCARD = re.compile(r"(?P<start>[^*%?]+?)[.]?(?:[*%?]+|\.?[-xX]|\.{2,3}|…)")
"""A start of codes and a sign for «whatever follows»: `I21*`, `I21%`, `I21.-`, `I21.x`."""
_RANGE = re.compile(r"(?P<first>[^\s]+?)\s*(?:-|–|—|:|/|\.\.|\bto\b|\bà\b)\s*(?P<last>[^\s]+)")
_MOST_OF_A_RANGE = 100
"""Starts of codes that a range is rewritten to; a wider one is no advice."""


@dataclass(frozen=True, slots=True)
class CodeProblem:
    """Why a text is no code of its system, and what it may stand for."""

    kind: str
    """`form`, `pattern`, `range`, `american`, `check-digit` or `no-concept`."""
    starts: tuple[str, ...] = ()
    """Starts of codes that a pattern or a range stands for."""
    near: str = ""
    """The same code as its system writes it, or the code with the digit that the others ask for."""
    since: str = ""
    """Day from which this is asked for; empty when it always was."""


def is_code(system: str, text: str, *, is_start: bool = False) -> bool:
    """Whether a text has the form of a code, or of the start of one; systems without a stated form accept all."""
    form = FORMS.get(system)
    return form is None or bool(form.whole.fullmatch(text)) or (is_start and _is_start(form, text))


def _is_start(form: CodeForm, text: str) -> bool:
    """Whether a text has the form of the start of a code."""
    return form.start is not None and bool(form.start.fullmatch(text))


def normalise_code(system: str, text: str) -> str:
    """The one spelling under which a code is compared with others: `J30.4` and `J304` are one code."""
    form = FORMS.get(system)
    if form is None or form.has_case:
        return text.strip()
    plain = text.strip().upper()
    if form.dot and plain[form.dot : form.dot + 1] == ".":
        return plain[: form.dot] + plain[form.dot + 1 :]
    return plain.removeprefix(form.prefix)


def normalise_codes(system: str, texts: Sequence[str]) -> Sequence[str]:
    """The same for many codes at once, in their order; long lists mostly need no change and are given back."""
    return _normalise_many(system, tuple(texts))


@lru_cache(maxsize=4)
def _normalise_many(system: str, texts: tuple[str, ...]) -> Sequence[str]:
    """The same, kept: several rules ask it of one list."""
    form, joined = FORMS.get(system), "\n".join(texts)
    is_plain = joined == joined.upper() and not _MAY_CHANGE.search(joined) and joined.count("\n") == len(texts) - 1
    if form and is_plain and not (form.dot and "." in joined):
        return texts
    return tuple([normalise_code(system, text) for text in texts])


_PREFIXES = sorted(re.escape(form.prefix) for form in FORMS.values() if form.prefix)
_MAY_CHANGE = re.compile("|".join((r"[^\S\n]", r"\n\n", *_PREFIXES)))
"""What normalising may take away from a code in capitals, beside a dot."""


def are_codes(system: str, texts: Sequence[str], *, is_start: bool = False) -> bool:
    """Whether every text has the form of a code, or of the start of one; one look at all of them together."""
    lines = "\n".join((*texts, ""))
    is_whole = lines.count("\n") == len(texts)  # a cell may hold a line end of its own
    return is_whole and bool(_compile_many(system, is_start).fullmatch(lines))


@cache
def _compile_many(system: str, is_start: bool) -> re.Pattern[str]:  # noqa: FBT001 -- only `are_codes` calls it
    """A pattern for any number of codes, each on a line."""
    form = FORMS.get(system)
    kinds = [form.whole.pattern] if form else [r"[^\n]*"]
    kinds += [form.start.pattern] if form and form.start and is_start else []
    return re.compile(rf"(?:(?:{'|'.join(f'(?:{kind})' for kind in kinds)})\n)*+")


def list_code_problems(
    system: str, texts: Sequence[str], *, is_start: bool = False
) -> Sequence[tuple[int, CodeProblem]]:
    """Places of the texts that are no codes, each with its problem; as `find_code_problem`, for a whole list."""
    form = FORMS.get(system)
    if form is None or (form.check_digit is None and are_codes(system, texts, is_start=is_start)):
        return ()
    found = ((place, find_code_problem(system, text, is_start=is_start)) for place, text in enumerate(texts))
    return [(place, problem) for place, problem in found if problem]


def get_base_code(system: str, code: str) -> str:
    """The code that a release lists: that of CCAM without activity, phase and PMSI extension; others as they are."""
    return code[:_CCAM_LENGTH] if system == "CCAM" else code


_CCAM_LENGTH = 7


def is_wide_start(system: str, text: str) -> bool:
    """Whether a start of codes is so short that it selects unrelated things, such as `I` or `E1` in CIM-10."""
    form = FORMS.get(system)
    return form is not None and len(normalise_code(system, text)) < form.least


def find_code_problem(system: str, text: str, *, is_start: bool = False) -> CodeProblem | None:
    """Why a text is no code of a system; nothing when it is one, or when nobody states the form.

    Args:
        system: Term of the vocabulary `code_systems`.
        text: What stands in place of a code.
        is_start: Whether the start of a code will do, as in lists that match by prefix.
    """
    form = FORMS.get(system)
    if form is None or (is_start and _is_start(form, text) and not form.whole.fullmatch(text)):
        return None
    return _find_digit_problem(form, text) if form.whole.fullmatch(text) else _read_text(system, form, text, is_start)


def _read_text(system: str, form: CodeForm, text: str, is_start: bool) -> CodeProblem:  # noqa: FBT001 -- as given above
    """What a text of the wrong form stands for."""
    since = form.since if form.earlier is None or form.earlier.fullmatch(text) else ""
    if start := _read_pattern(system, form, text):
        return CodeProblem("pattern", starts=(start,), since=since)
    if starts := expand_range(system, text):
        return CodeProblem("range", starts=starts, since=since)
    near = _correct_spelling(system, form, text, is_start=is_start)
    if not near and system in {"CIM-10", "ICD-10"} and is_code("ICD-10-CM", text.upper()):
        return CodeProblem("american", since=since)
    return CodeProblem("form", near=near, since=since)


def _read_pattern(system: str, form: CodeForm, text: str) -> str:
    """The start of codes that a text with a wildcard stands for; empty when it is none."""
    match = _WILDCARD.fullmatch(text.strip())
    start = normalise_code(system, match["start"]) if match and form.start else ""
    return start if start and is_code(system, start, is_start=True) else ""


def expand_range(system: str, text: str) -> tuple[str, ...]:
    """The starts of codes from one to another (`I20-I25`), both included; empty when the text is no such range.

    Both must be starts of codes of the same length that differ in their last digits only.
    """
    form, match = FORMS.get(system), _RANGE.fullmatch(text.strip())
    if match is None or form is None or form.start is None:
        return ()
    first, last = (normalise_code(system, match[name]) for name in ("first", "last"))
    fixed = next((at for at, (one, two) in enumerate(zip(first, last, strict=False)) if one != two), len(first))
    tails = first[fixed:], last[fixed:]
    if len(first) != len(last) or not all(tail.isascii() and tail.isdigit() for tail in tails):
        return ()
    low, high = map(int, tails)
    starts = tuple(f"{first[:fixed]}{number:0{len(tails[0])}}" for number in range(low, high + 1))
    is_right = 0 < len(starts) <= _MOST_OF_A_RANGE and all(is_code(system, one, is_start=True) for one in starts)
    return _shorten_decades(starts) if is_right else ()


def _shorten_decades(starts: tuple[str, ...]) -> tuple[str, ...]:
    """The same starts; ten that differ in a last digit below a whole category become that category."""
    stem = starts[0][:-1]
    whole = tuple(stem + digit for digit in "0123456789")
    return (stem,) if starts == whole and len(stem) > _LETTER_AND_DIGIT else starts


_LETTER_AND_DIGIT = 2


def _correct_spelling(system: str, form: CodeForm, text: str, *, is_start: bool) -> str:
    """The same code as its system writes it; empty when no other spelling of it is a code."""
    plain = text.strip(" ,;'\"")
    spellings = [plain] if form.has_case else [plain.upper(), normalise_code(system, plain)]
    return next((one for one in spellings if one != text and is_code(system, one, is_start=is_start)), "")


def _find_digit_problem(form: CodeForm, text: str) -> CodeProblem | None:
    """What is wrong with the digits of a code of the right form."""
    expected = compute_check_digit(form, text)
    if expected and expected != text[-1]:
        return CodeProblem("check-digit", near=text[:-1] + expected, since=SINCE)
    if form.check_digit == "verhoeff" and text[-3:-1] not in _CONCEPTS:
        return CodeProblem("no-concept", since=SINCE)
    return None


_CONCEPTS = frozenset({"00", "10"})
"""The two digits before the last one of the id of a concept; 01 and 11 stand for descriptions, 02 and 12 for relations.

SNOMED International, Technical Implementation Guide, 6 «SCTID», partition identifier.
"""


def compute_check_digit(form: CodeForm, text: str) -> str:
    """The last digit that the others of a code ask for; empty for systems without one.

    LOINC: Luhn over the digits before the dash. SNOMED CT: Verhoeff. CIP13 and UCD13: EAN-13.
    """
    if form.check_digit == "luhn":
        return str(luhn.calc_check_digit(text[:-2]))
    if form.check_digit == "verhoeff":
        return str(verhoeff.calc_check_digit(text[:-1]))
    return str(ean.calc_check_digit(text[:-1])) if form.check_digit == "ean" else ""
