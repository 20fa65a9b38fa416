"""Rules about codelists: codes that exist in form, once each, from a named release, never on both sides."""

# ruff: noqa: ARG001 -- every rule takes the same two arguments, and few need both.

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cache

from boas.checks._code_advice import explain_field_text, explain_listed_text
from boas.checks._codelist_uses import (
    CodelistEntry,
    CodelistReference,
    find_codelist_reference,
    get_code,
    list_codelist_references,
    list_codes,
    list_used_codes,
    locate_code,
    read_text_field,
)
from boas.checks._fields import EACH, iter_strings, iter_values, list_field_paths
from boas.checks._rule import document_rule, report_at_field, report_at_span
from boas.checks._values import as_list, get_value, make_printable
from boas.documents import DOCUMENTS
from boas.finding import Finding, Replacement
from boas.nomenclatures import (
    CodeProblem,
    find_code_problem,
    is_code,
    is_wide_start,
    list_code_problems,
    normalise_codes,
)
from boas.parsing import Collection, Document, FieldPath, SourceSpan, Table, quote_like
from boas.translation import Message


@document_rule("codelists")
def bad_code(document: Document, collection: Collection) -> Iterator[Finding]:
    """Each code has the form of its code system, as data store it.

    Why: a dotted code (I21.0) or one followed by a comma selects nobody, and nothing says so at run time.

    Help: write the code without dot or space, in capitals, one a line, in the column `code`; in a list entered as it
    was published (`as_published: true`), leave it, and tell in an observation what it does.
    """
    yield from _find_bad_inline_codes(document)
    if document.kind != "codelist" or not isinstance(document.content, Table):
        return
    if "code" not in document.content.header and document.content.header:
        message = Message("The list has no column `code`.")
        help_message = Message("Name the column of codes `code`.")
        yield report_at_span("bad-code", document, SourceSpan(1, 1, 0), message, help_message)
    if use := find_codelist_reference(document, collection):
        codes = list_codes(document.content)
        for place, problem in list_code_problems(use.system, codes, is_start=use.match == "prefix"):
            yield _report_bad_code(document, use, get_code(document.content, place), problem)


def _find_bad_inline_codes(document: Document) -> Iterator[Finding]:
    """Codes that stand beside their system in a document itself; one cited as an example may be the start of codes."""
    for loc, name in list_coded_parts(document.kind) if document.kind in DOCUMENTS else ():
        for at, part in iter_values(document.value, loc):
            system = read_text_field(part, "system")
            for inside, code in iter_strings(part, (name, EACH) if name == "codes" else (name,)):
                yield from _report_bad_inline_code(document, (*at, *inside), system, code, is_start=name == "codes")


def _report_bad_inline_code(
    document: Document, here: FieldPath, system: str, code: str, *, is_start: bool
) -> Iterator[Finding]:
    """The finding of one text beside its system that is no code."""
    problem = find_code_problem(system, code, is_start=is_start)
    if problem is None:
        return
    advice = explain_field_text(system, code, problem)
    since = max(problem.since, _INLINE_SINCE)
    found = report_at_field("bad-code", document, here, advice.message, advice.help, nearest=advice.near, since=since)
    near = advice.near if advice.is_same else ""
    yield replace(found, replacement=_build_replacement(document, here, near))


_INLINE_SINCE = "2026-11-28"
"""Day from which codes outside codelists are held to the form of their system."""


def _build_replacement(document: Document, loc: FieldPath, near: str) -> Replacement | None:
    """What to write over a code of a document, in the quotes that stand there."""
    at = document.find_span(loc)
    written = document.get_line(at.line)[at.column - 1 : at.column - 1 + at.length]
    return Replacement(quote_like(written, near), is_safe=True) if near and written else None


@cache
def list_coded_parts(kind: str) -> tuple[tuple[FieldPath, str], ...]:
    """Paths of the parts of a kind of document in which codes stand beside their system, with the codes' field."""
    known = {loc for _, loc in list_field_paths(kind)}
    return tuple((loc[:-1], str(loc[-1])) for loc in sorted(known, key=str) if _is_beside_system(loc, known))


def _is_beside_system(loc: FieldPath, known: set[FieldPath]) -> bool:
    """Whether a path is that of a code, or of codes, with the system beside."""
    return loc[-1] in {"code", "codes"} and (*loc[:-1], "system") in known


def _report_bad_code(document: Document, use: CodelistReference, code: CodelistEntry, problem: CodeProblem) -> Finding:
    """The finding of a text that is no code, with the code it may have been."""
    advice = explain_listed_text(use.system, code.text, problem, use.match)
    span = locate_code(document, code)
    if use.as_published:  # putting it right would say that the authors published something else
        finding = report_at_span("bad-code", document, span, advice.message, _LEAVE_IT, since=problem.since)
        return replace(finding, severity="warning")
    finding = report_at_span("bad-code", document, span, advice.message, advice.help, since=problem.since)
    replacement = Replacement(advice.near, is_safe=True) if advice.is_same else None
    return replace(finding, nearest=advice.near, replacement=replacement)


_LEAVE_IT = Message("Leave it as it was published; an observation may tell what it does to the selection.")


@document_rule("codelists")
def duplicate_code(document: Document, collection: Collection) -> Iterator[Finding]:
    """A code stands once in a list.

    Why: a double falsifies the number of codes and often hides a slip in its neighbour.

    Help: delete the second line.
    """
    if document.kind != "codelist" or not isinstance(document.content, Table):
        return
    use = find_codelist_reference(document, collection)
    texts = list_codes(document.content)
    plain = normalise_codes(use.system, texts) if use else texts
    if len(set(plain)) < len(plain):
        yield from _report_duplicates(document, document.content, plain)


def _report_duplicates(document: Document, table: Table, plain: Sequence[str]) -> Iterator[Finding]:
    """Findings of codes that an earlier row has already."""
    first: dict[str, int] = {}
    for place, name in enumerate(plain):
        if first.setdefault(name, place) != place:
            code, before = get_code(table, place), get_code(table, first[name])
            message = Message(
                "The code `{text}` already stands on line {line}.", text=make_printable(code.text), line=before.row.line
            )
            since = "" if before.text == code.text else _SPELLINGS_SINCE
            span = locate_code(document, code)
            yield report_at_span("duplicate-code", document, span, message, Message("Delete this line."), since=since)


_SPELLINGS_SINCE = "2026-11-29"
"""Day from which two spellings of one code, as `J30.4` and `J304`, count as that code twice."""


@document_rule("codelists")
def include_exclude_overlap(document: Document, collection: Collection) -> Iterator[Finding]:
    """A code is not both included and excluded in the same way for the same field.

    Why: the result would depend on the order of steps, which every program chooses for itself.

    Help: remove the code from one of the two lists.
    """
    uses = list_codelist_references(document)
    included: dict[tuple[str, str, str], dict[str, tuple[str, str]]] = {}
    for use in uses:
        if use.role == "include":
            own = included.setdefault(_name_selection(use), {})
            own.update({plain: (use.path, text) for plain, text in _pair_codes(use, document, collection)})
    for position, use in enumerate(uses):
        known = included.get(_name_selection(use), {}) if use.role == "exclude" else {}
        both = _pair_codes(use, document, collection, known.keys()) if known else []
        if both:
            is_same = any(known[plain][1] == text for plain, text in both)
            path = known[both[0][0]][0]
            message = _describe_overlap(make_printable(both[0][1]), len(both) - 1, make_printable(path))
            help_message = Message("Remove these codes from one of the two lists.")
            loc = ("logic", "codelists", position, "path")
            since = "" if is_same else _SPELLINGS_SINCE
            yield report_at_field("include-exclude-overlap", document, loc, message, help_message, since=since)


def _describe_overlap(code: str, others: int, path: str) -> Message:
    """The message about codes that are both included and excluded."""
    if not others:
        return Message("The code `{code}` is also included by {path}.", code=code, path=path)
    return Message(
        "The code `{code}` is also included by {path}; codes in the same case: {others} more.",
        code=code,
        path=path,
        others=others,
    )


def _name_selection(use: CodelistReference) -> tuple[str, str, str]:
    """What makes equal codes of two lists select the same thing: system, field and match."""
    return use.system, use.field, use.match


def _pair_codes(
    use: CodelistReference, card: Document, collection: Collection, among: AbstractSet[str] | None = None
) -> list[tuple[str, str]]:
    """Codes of a list as they are compared, each with its text; with `among` only those of them."""
    texts = list_used_codes(use, card, collection)
    plain = normalise_codes(use.system, texts)
    if among is not None and among.isdisjoint(plain):
        return []
    return [pair for pair in zip(plain, texts, strict=True) if among is None or pair[0] in among]


@document_rule("codelists", severity="warning", since="2026-11-29")
def wide_prefix(document: Document, collection: Collection) -> Iterator[Finding]:
    """A prefix is long enough to mean something: in CIM-10, at least a category of three characters.

    Why: `I` selects every disease of the circulatory system and `E1` diabetes with hypoglycaemia and more; a list that
    stops there is seldom the one that was meant, and nobody sees it in the number of its rows.

    Help: write the categories one by one, or waive the rule with the reason why all of them are meant.
    """
    if document.kind != "codelist" or not isinstance(document.content, Table):
        return
    use = find_codelist_reference(document, collection)
    if use is None or use.match != "prefix":
        return
    for place, text in enumerate(list_codes(document.content)):
        if is_wide_start(use.system, text) and is_code(use.system, text, is_start=True):
            message = Message("Everything that begins with `{text}` is selected.", text=make_printable(text))
            help_message = Message("Write the categories one by one; if all of them are meant, waive this rule.")
            span = locate_code(document, get_code(document.content, place))
            yield report_at_span("wide-prefix", document, span, message, help_message)


@document_rule("codelists", severity="warning")
def missing_release(document: Document, collection: Collection) -> Iterator[Finding]:
    """A codelist says which release of the code system it comes from.

    Why: code systems change every year; a code removed or split changes who is flagged.

    Help: add `release: …`, for instance `CIM-10 FR 2019`; if the source does not say, leave the warning.
    """
    if document.kind != "card":
        return
    for position, use in enumerate(as_list(get_value(document.value, ("logic", "codelists")))):
        if isinstance(use, dict) and "release" not in use:
            message = Message("The release of the code system is not given.")
            help_message = Message(
                "Add `release: …`, for instance `CIM-10 FR 2019`; if the source does not say it, do nothing."
            )
            yield report_at_field("missing-release", document, ("logic", "codelists", position), message, help_message)
