"""Codes as a module of Python, without any requirement."""

from collections.abc import Iterator

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

_FUNCTION = '''
LENGTHS = {
    (name, what): sorted({len(prefix) for prefix in one[what]})
    for name, one in CODE_SETS.items()
    for what in ("take_prefix", "leave_prefix")
}


def selects(name, code):
    """Whether a code of the data is in a set."""

    def holds(what):
        exact, prefixes = CODE_SETS[name][what + "_exact"], CODE_SETS[name][what + "_prefix"]
        return code in exact or any(code[:length] in prefixes for length in LENGTHS[name, what + "_prefix"])

    return holds("take") and not holds("leave")
'''


def export_python(view: ExportView) -> Export:
    """The file; outside comments it is ASCII alone, every text a literal."""
    head = [f"# {line}" for line in describe_version(view)]
    facts = {"ALGORITHM": view.card.id, "VERSION": view.card.version, "DIGEST": f"sha256:{view.digest}"}
    lines = [*head, *(f"{name} = {value!a}" for name, value in facts.items()), "CODE_SETS = {"]
    lines += [line for one in build_code_sets(view.codelists) for line in _iter_set(one)]
    lost = (*list_lost_facts(view.codelists, NO_PLACE, "label"), *list_lost_descendants(view.codelists))
    return ("\n".join([*lines, "}"]) + _FUNCTION).encode(), lost


def _iter_set(one: CodeSelection) -> Iterator[str]:
    """One set."""
    yield f"    {one.name!a}: {{"
    for name, value in {"system": one.system, "field": one.field, "role": one.role, "releases": one.releases}.items():
        yield f"        {name!a}: {value!a},"
    for left, what in ((False, "take"), (True, "leave")):
        for match in ("exact", "prefix"):
            codes = wrap_terms([ascii(code) for code in one.list_codes(match, left=left)], " " * 12)
            inside = f"[\n            {codes}\n        ]" if codes else ""
            yield f'        "{what}_{match}": frozenset({inside}),'
    yield "    },"


PYTHON = CodelistExporter("python", "Python", "text/x-python; charset=utf-8", "codes.py", export_python)
