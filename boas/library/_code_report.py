"""Whose lists hold codes, asked of an open registry, and the answer as text or JSON."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from boas.documents import load_vocabulary
from boas.escaping import make_visible
from boas.index import CodeHolder, CodeSearch, FoundCode, encode_json, search_registry, split_codes
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


def _render_json(report: CodeSearch, language: Language) -> str:  # noqa: ARG001 -- terms have no language
    """The answer as the API gives it."""
    return f"{encode_json(report).decode()}\n"


CODES_FORMATS: Mapping[str, Callable[[CodeSearch, Language], str]] = {"text": _render_text, "json": _render_json}
"""Forms of the answer by name."""
