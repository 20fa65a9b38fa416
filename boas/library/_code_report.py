"""Whose lists hold codes, asked of an open registry, and the answer as text or JSON."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from boas.documents import load_vocabulary
from boas.escaping import make_visible
from boas.index import (
    CodeComparison,
    CodeHolder,
    CodeSearch,
    ComparedSystem,
    FoundCode,
    compare_registry_codes,
    encode_json,
    search_registry,
    split_codes,
)
from boas.library._open_registry import OpenRegistry
from boas.translation import Language, Message, lower_initial, make_plural


def search_codes(registry: OpenRegistry, written: str, systems: Sequence[str] = ()) -> CodeSearch:
    """Whose lists hold codes.

    Args:
        registry: The registry.
        written: Codes, with or without their dot, whatever stands between them.
        systems: Code systems to look in, terms of the vocabulary `code_systems`; all when there is none.
    """
    return search_registry(registry.snapshot, split_codes(written), systems)


def compare_codes(registry: OpenRegistry, wanted: Sequence[str]) -> CodeComparison:
    """What the lists of several versions have in common, and what only one holds.

    Args:
        registry: The registry.
        wanted: Two to four versions, `ID@VERSION`, or `ID` for the latest one.

    Raises:
        UsageError: One of them is not there or has no codelist, or they are too few or too many.
    """
    return compare_registry_codes(registry.snapshot, wanted)


def _render_text(report: CodeSearch, language: Language) -> str:
    """The answer as lines to read."""
    return "".join(f"{line}\n" for line in _iter_lines(report, language))


_LISTS = make_plural("{n} list", "{n} lists", 1)


def _iter_lines(report: CodeSearch, language: Language) -> Iterator[str]:
    """Each code with the lists that hold it, then the codes that none does."""
    for found in report.found:
        n = _LISTS.with_number(len(found.lists)).in_(language)
        yield make_visible(f"{found.code} ({found.system}) – {n}")
        for one in found.lists:
            yield f"  {make_visible(_describe_holder(found, one, language))}"
    if report.not_found:
        codes = make_visible(", ".join(report.not_found))
        yield Message("In no list of this registry: {codes}.", codes=codes).in_(language)


def _describe_holder(found: FoundCode, one: CodeHolder, language: Language) -> str:
    """One list: what it does with the code, and by which rule."""
    held = one.list
    role = _name_term("codelist_roles", held.role, language)
    rule = one.rule if held.match == "exact" else f"{one.rule}*"
    parts = [f"{held.algorithm} {', '.join(held.versions)}", role, held.path]
    parts += [rule] if rule != found.code else []
    parts += [held.field] if held.field else []
    parts += [] if held.current else [Message("not in its latest version").in_(language)]
    parts += [] if held.status == "active" else [_name_term("statuses", held.status, language)]
    return " · ".join(parts)


def _name_term(vocabulary: str, term: str, language: Language) -> str:
    """A term inside a line."""
    return lower_initial(load_vocabulary(vocabulary).terms[term].in_(language))


def _render_comparison(report: CodeComparison, language: Language) -> str:
    """The comparison as lines to read."""
    sides = [f"{one.algorithm} {one.version}" for one in report.sides]
    lines = [line for one in report.systems for line in _iter_system_lines(one, sides, language)]
    return "".join(f"{make_visible(line)}\n" for line in lines)


_COMMON, _SOME = Message("held by all"), Message("held by some")
_MOST_CODES = 40
"""Codes of one kind told on a line; JSON has all."""


def _iter_system_lines(one: ComparedSystem, sides: Sequence[str], language: Language) -> Iterator[str]:
    """One system: counts and codes of each kind."""
    only = [Message("only in {version}", version=side).in_(language) for side in sides]
    groups: dict[str, list[str]] = {name: [] for name in (_COMMON.in_(language), _SOME.in_(language), *only)}
    for code in one.codes:
        held = [at for at, verdict in enumerate(code.sides) if verdict in {"include", "covered"}]
        name = only[held[0]] if len(held) == 1 else (_COMMON if len(held) == len(sides) else _SOME).in_(language)
        if held:
            groups[name].append(code.code + ("*" if code.match == "prefix" else ""))
    yield one.system
    for name, codes in groups.items():
        more = "…" if len(codes) > _MOST_CODES else ""
        yield f"  {name} ({len(codes)}) {' '.join(codes[:_MOST_CODES])}{more}".rstrip()


def _render_json(report: CodeSearch | CodeComparison, language: Language) -> str:  # noqa: ARG001 -- terms have no language
    """The answer as the API gives it."""
    return f"{encode_json(report).decode()}\n"


COMPARISON_FORMATS: Mapping[str, Callable[[CodeComparison, Language], str]] = {
    "text": _render_comparison,
    "json": _render_json,
}
"""Forms of a comparison by name."""

CODES_FORMATS: Mapping[str, Callable[[CodeSearch, Language], str]] = {"text": _render_text, "json": _render_json}
"""Forms of the answer by name."""
