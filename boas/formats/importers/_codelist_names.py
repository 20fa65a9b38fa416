"""Names of imported lists, and the registry's names of the code systems that foreign files name."""

from collections.abc import Sequence

from boas.documents import load_vocabulary
from boas.formats._import_result import CodeList
from boas.formats.importers import _conversion as converting

_SYSTEM_ALIASES = {
    **dict.fromkeys(("icd10", "icd 10"), "ICD-10"),
    **dict.fromkeys(("cim10", "cim 10", "cim 10 fr", "cim-10 fr", "cim-10 pmsi"), "CIM-10"),
    **dict.fromkeys(("snomed ct", "snomedct", "snomed"), "SNOMED-CT"),
    **dict.fromkeys(("opcs4", "opcs 4"), "OPCS-4"),
    **dict.fromkeys(("read v2", "readv2", "read2"), "Read-v2"),
    **dict.fromkeys(("ctv3", "read v3", "readv3"), "CTV3"),
}
"""Usual names of code systems, without the word `codes`; ICD-10 without its country is that of the WHO."""


def match_code_system(written: str) -> str | None:
    """The registry's name of a code system, when the foreign name is exactly it, its label or a usual name of it."""
    folded = " ".join(written.casefold().split())
    terms = load_vocabulary("code_systems").terms
    named = {name.casefold(): one for one, label in terms.items() for name in (one, *label.to_texts().values())}
    bare = " ".join(folded.replace("_", " ").removesuffix(" codes").removesuffix(" code").split())
    return named.get(folded) or named.get(bare) or _SYSTEM_ALIASES.get(bare)


def make_list_name(file: str) -> str:
    """A name for a list, made of the name of its file."""
    return converting.make_slug(file.rpartition("/")[2].rpartition(".")[0]) or "codes"


def make_unique_name(name: str, lists: Sequence[CodeList]) -> str:
    """The name, with a number when another list has it already."""
    taken = {one.name for one in lists}
    number = 2
    candidate = name
    while candidate in taken:
        candidate, number = f"{name}-{number}", number + 1
    return candidate
