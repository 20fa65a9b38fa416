"""Codes as a script of R, without any package."""

from collections.abc import Iterator, Sequence

from boas.formats.codelists._code_sets import CodeSelection, build_code_sets
from boas.formats.codelists._codelist_exporter import (
    NO_PLACE,
    CodelistExporter,
    describe_version,
    list_lost_descendants,
    list_lost_facts,
    wrap_terms,
)
from boas.formats.exporters import Export, ExportView

_FUNCTION = """
# Which codes of the data are in a set: selects("name", data$column)
selects <- function(name, code) {
  one <- code_sets[[name]]
  code <- as.character(code)
  holds <- function(exact, prefixes) {
    found <- code %in% exact
    for (n in unique(nchar(prefixes))) found <- found | substr(code, 1, n) %in% prefixes
    found
  }
  holds(one$take_exact, one$take_prefix) & !holds(one$leave_exact, one$leave_prefix)
}
"""
_PLAIN = range(0x20, 0x7F)


def export_r(view: ExportView) -> Export:
    """The file; outside comments it is ASCII alone, every text a literal."""
    lines = [f"# {line}" for line in describe_version(view)]
    facts = {"algorithm": view.card.id, "version": view.card.version, "digest": f"sha256:{view.digest}"}
    sets = ",\n".join(_build_set(one) for one in build_code_sets(view.codelists))
    lines += [f"{name} <- {_quote_text(value)}" for name, value in facts.items()]
    text = "\n".join([*lines, f"code_sets <- list(\n{sets}\n)"]) + _FUNCTION
    lost = (*list_lost_facts(view.codelists, NO_PLACE, "label"), *list_lost_descendants(view.codelists))
    return text.encode(), lost


def _build_set(one: CodeSelection) -> str:
    """One set."""
    return f'  "{one.name}"' + " = list(\n    " + ",\n    ".join(_iter_parts(one)) + "\n  )"


def _iter_parts(one: CodeSelection) -> Iterator[str]:
    """What is told of a set, and its codes."""
    yield from (f"{name} = {_quote_text(getattr(one, name))}" for name in ("system", "field", "role"))
    yield f"releases = {_build_vector(one.releases)}"
    for left, what in ((False, "take"), (True, "leave")):
        for match in ("exact", "prefix"):
            yield f"{what}_{match} = {_build_vector(one.list_codes(match, left=left))}"


def _build_vector(texts: Sequence[str]) -> str:
    """Texts as a vector."""
    if not texts:
        return "character(0)"
    return f"c(\n      {wrap_terms([_quote_text(text) for text in texts], '      ')}\n    )"


def _quote_text(text: str) -> str:
    """A text as R writes it; all but plain letters by their number."""
    return '"' + "".join(_escape_sign(sign) for sign in text) + '"'


def _escape_sign(sign: str) -> str:
    """One letter of a text."""
    return f"\\{sign}" if sign in '"\\' else sign if ord(sign) in _PLAIN else f"\\U{{{ord(sign):x}}}"


R = CodelistExporter("r", "R", "text/plain; charset=utf-8", "codes.R", export_r)
