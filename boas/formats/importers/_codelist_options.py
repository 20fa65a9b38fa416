"""What only the author knows of an imported codelist: which code system of the registry it is, and how it is used."""

from collections.abc import Mapping
from dataclasses import replace

from boas.formats._import_result import CodeList, CodeRow, ImportResult, Loss, Question
from boas.formats.importers import _loss_reasons as reasons
from boas.nomenclatures import is_code, normalise_code
from boas.translation import Message

_WITHOUT_DOTS = "CIM-10"
"""The code system whose codes the PMSI stores without the dot that other files write."""


def with_codelist_use(
    imported: ImportResult, systems: Mapping[str, str], roles: Mapping[str, str], matches: Mapping[str, str]
) -> ImportResult:
    """The lists with their code system, role and match; lists of an unknown system become losses.

    Args:
        imported: what the files gave.
        systems: the registry's code system by the foreign name of one, or by the name of a list.
        roles: include or exclude by the name of a list.
        matches: how codes are compared, by the name of a list.

    The empty name stands for every list that needs one.
    """
    kept: list[CodeList] = []
    losses: list[Loss] = []
    asked: list[Question] = []
    for one in imported.lists:
        system = find_choice(systems, one.foreign_system, one.name, told=one.system)
        if system is None:
            losses.append(Loss(one.file, one.name, one.foreign_system or f"{len(one.codes)} codes", reasons.NO_SYSTEM))
            continue
        role, match = find_choice(roles, one.name, told=one.role), find_choice(matches, one.name, told=one.match)
        used = replace(one, system=system, role=role, match=match)
        kept.append(_without_duplicates(_without_dots(used, asked) if system == _WITHOUT_DOTS else used, losses))
    taken = _settle_exclusions(kept, losses)
    questions = (*imported.questions, *asked)
    return replace(imported, lists=tuple(taken), losses=(*imported.losses, *losses), questions=questions)


def find_choice(choices: Mapping[str, str], *names: str, told: str | None) -> str | None:
    """What an author chose under one of the names of a list, else what its file tells, else what was chosen for all."""
    named = next((choices[name] for name in names if name and name in choices), None)
    return named or told or choices.get("")


def _settle_exclusions(lists: list[CodeList], losses: list[Loss]) -> list[CodeList]:
    """The lists with those that take codes out of another one settled, and no code both included and excluded."""
    roles = {one.name: one.role for one in lists}
    kept: list[CodeList] = []
    for one in lists:
        if one.takes_from and roles.get(one.takes_from) != "include":
            losses += [Loss(one.file, code.origin, code.cells[0], reasons.TAKEN_FROM_EXCLUSION) for code in one.codes]
        else:
            kept.append(replace(one, role="exclude") if one.takes_from else one)
    included = {
        (one.system, one.field, one.match, code.cells[0]): one.name
        for one in kept
        if one.role == "include"
        for code in one.codes
    }
    left = [_without_included(one, included, losses) if one.role == "exclude" else one for one in kept]
    return [one for one in left if one.codes]


def _without_included(
    one: CodeList, included: Mapping[tuple[str | None, str | None, str | None, str], str], losses: list[Loss]
) -> CodeList:
    """An exclusion without the codes that another list includes; each is told, the others stay."""
    codes: list[CodeRow] = []
    for code in one.codes:
        name = included.get((one.system, one.field, one.match, code.cells[0]))
        if name is None:
            codes.append(code)
        else:
            losses.append(Loss(one.file, code.origin, code.cells[0], reasons.ALSO_INCLUDED.fill(list=name)))
    return replace(one, codes=tuple(codes))


def _without_dots(one: CodeList, asked: list[Question]) -> CodeList:
    """The list with its codes as the PMSI stores them; each code that was written otherwise is to be confirmed."""
    codes = []
    for code in one.codes:
        plain = normalise_code(_WITHOUT_DOTS, code.cells[0])
        stored = plain if is_code(_WITHOUT_DOTS, plain, is_start=True) else code.cells[0]
        if stored != code.cells[0]:
            words = reasons.REWRITTEN.fill(stored=stored)
            asked.append(Question(one.file, code.origin, code.cells[0], words))
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


def describe_list(one: CodeList) -> Message:
    """A list as a question names it: its name and the file it comes from."""
    return Message("{list} ({file})", list=one.name, file=one.file)
