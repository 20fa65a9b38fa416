"""What only the author knows of an imported codelist: which code system of the registry it is, and how it is used."""

import re
from collections.abc import Mapping
from dataclasses import replace

from boas.formats._import_result import CodeList, CodeRow, ImportResult, Loss
from boas.formats.importers import _loss_reasons as reasons

_DOTTED = re.compile(r"([A-Z][0-9]{2})\.([0-9A-Z+]{1,4})")
_WITHOUT_DOTS = "CIM-10"
"""The code system whose codes the PMSI stores without the dot that other files write."""


def with_codelist_use(
    imported: ImportResult, systems: Mapping[str, str], role: str | None, match: str | None
) -> ImportResult:
    """The lists with their code system, role and match; lists of an unknown system become losses.

    `systems` gives the registry's name for a foreign one, before what is known of it; the empty name stands for
    every list that needs one.
    """
    kept: list[CodeList] = []
    losses: list[Loss] = []
    for one in imported.lists:
        named = systems.get(one.foreign_system) if one.foreign_system else None
        system = named or one.system or systems.get("")
        if system is None:
            losses.append(Loss(one.file, one.name, one.foreign_system or f"{len(one.codes)} codes", reasons.NO_SYSTEM))
            continue
        used = replace(one, system=system, role=one.role or role, match=one.match or match)
        kept.append(_without_duplicates(_without_dots(used, losses) if system == _WITHOUT_DOTS else used, losses))
    return replace(imported, lists=tuple(kept), losses=(*imported.losses, *losses))


def _without_dots(one: CodeList, losses: list[Loss]) -> CodeList:
    """The list with its codes as the PMSI stores them; each code that was written otherwise is told."""
    codes = []
    for code in one.codes:
        stored = _DOTTED.sub(r"\1\2", code.cells[0]) if _DOTTED.fullmatch(code.cells[0]) else code.cells[0]
        if stored != code.cells[0]:
            words = reasons.REWRITTEN.fill(stored=stored)
            losses.append(Loss(one.file, code.origin, code.cells[0], words))
        codes.append(replace(code, cells=(stored, *code.cells[1:])))
    return replace(one, codes=tuple(codes))


def _without_duplicates(one: CodeList, losses: list[Loss]) -> CodeList:
    """The list with each code once; the others are told."""
    kept: dict[str, CodeRow] = {}
    for code in one.codes:
        if code.cells[0] in kept:
            losses.append(Loss(one.file, code.origin, code.cells[0], reasons.DOUBLE))
        kept.setdefault(code.cells[0], code)
    return replace(one, codes=tuple(kept.values()))
