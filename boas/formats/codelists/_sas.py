"""Codes as SAS: macro variables of at most 65,534 characters, a macro that makes the condition, and formats.

Texts stand between single quotation marks, where SAS resolves no macro. Prefixes are compared by `IN:`, which holds
codes against the start of a column that is at least as long; `PROC SQL` has no such operator and takes the formats.
"""

from collections.abc import Iterator, Sequence

from boas.formats.codelists._code_sets import CodeSelection, build_code_sets
from boas.formats.codelists._codelist_exporter import (
    NO_PLACE,
    CodelistExporter,
    describe_set,
    describe_version,
    list_lost_descendants,
    list_lost_facts,
    wrap_terms,
)
from boas.formats.exporters import Export, ExportView

_LONGEST_VARIABLE = 65_534
"""Characters that SAS keeps in one macro variable."""
_INDENT = "  "
_HIGHEST = "~" * 8
"""Comes after every code that begins the same, in ASCII."""


def export_sas(view: ExportView) -> Export:
    """The file."""
    parts = list(_comment(describe_version(view)))
    for one in build_code_sets(view.codelists):
        parts += ["", *_comment(describe_set(one)), *_iter_set(one)]
    lost = (*list_lost_facts(view.codelists, NO_PLACE, "label"), *list_lost_descendants(view.codelists))
    return "".join(f"{part}\n" for part in parts).encode(), lost


def _comment(lines: Sequence[str]) -> Iterator[str]:
    """Lines as comments, which none of them ends."""
    yield from (f"/* {line.replace('*/', '* /').replace('/*', '/ *')} */" for line in lines)


def _iter_set(one: CodeSelection) -> Iterator[str]:
    """Variables, the macro and the formats of one set."""
    conditions: dict[bool, list[str]] = {False: [], True: []}
    for left in (False, True):
        for match, operator in (("exact", "in"), ("prefix", "in:")):
            pieces = _split_codes(one.list_codes(match, left=left))
            for number, piece in enumerate(pieces, 1):
                name = f"{one.name}_{'out' if left else 'in'}_{match[0]}{number}"
                yield f"%let {name} =\n{_INDENT}{piece};"
                conditions[left].append(f"&column {operator} (&{name})")
    taken = "\n    or ".join(conditions[False]) or "0"
    out = "\n    or ".join(conditions[True])
    yield f"/* where %is_{one.name}(column); */"
    left_out = f"\n  and not ({out})" if out else ""
    yield f"%macro is_{one.name}(column);\n  (({taken}){left_out})\n%mend is_{one.name};"
    yield from _iter_formats(one)


def _split_codes(codes: Sequence[str]) -> list[str]:
    """Codes as texts with commas between them, in as few pieces as macro variables hold."""
    pieces, terms, size = list[str](), list[str](), 0
    for term in map(_quote_text, codes):
        longer = len(term) + len(_INDENT) + 2  # the comma, and the end of a line with its indent
        if terms and size + longer > _LONGEST_VARIABLE:
            pieces.append(wrap_terms(terms, _INDENT))
            terms, size = [], 0
        terms.append(term)
        size += longer
    return [*pieces, wrap_terms(terms, _INDENT)] if terms else pieces


def _iter_formats(one: CodeSelection) -> Iterator[str]:
    """A format of what is taken, and one of what is left out: `1` for a code it holds, `0` for any other."""
    yield f"/* put(column, $is_{one.name}_in.) = '1'" + (
        f" and put(column, $is_{one.name}_out.) = '0' */" if one.leave else " */"
    )
    yield "proc format;"
    for left in (False, True) if one.leave else (False,):
        ranges = [*_iter_ranges(one.list_codes("exact", left=left), one.list_codes("prefix", left=left))]
        known = f"{wrap_terms(ranges, '    ')} = '1'\n    " if ranges else ""
        yield f"  value $is_{one.name}_{'out' if left else 'in'}\n    {known}other = '0';"
    yield "run;"


def _iter_ranges(exact: Sequence[str], prefixes: Sequence[str]) -> Iterator[str]:
    """Values and ranges of a format, none of which overlap: a code that a prefix holds is not told again."""
    known = set(prefixes)

    def is_held(code: str, longest: int) -> bool:
        return any(code[:length] in known for length in range(longest + 1))

    yield from (_quote_text(code) for code in exact if not is_held(code, len(code)))
    for prefix in prefixes:
        if not is_held(prefix, len(prefix) - 1):
            yield f"{_quote_text(prefix)} - {_quote_text(prefix + _HIGHEST)}"


def _quote_text(text: str) -> str:
    """A text between single quotation marks."""
    return "'" + text.replace("'", "''") + "'"


SAS = CodelistExporter("sas", "SAS", "text/plain; charset=utf-8", "codes.sas", export_sas)
