"""Several foreign files about one algorithm as one: the first that gives a field counts, the others become losses."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from boas.documents import list_card_fields
from boas.formats._import_result import CodeList, ImportedValue, ImportResult, Loss
from boas.formats._source_language import make_loss
from boas.formats.importers import _loss_reasons as reasons
from boas.formats.importers._codelist_names import make_unique_name
from boas.formats.importers._sources import SOURCES


def merge_imports(all_of_them: Sequence[ImportResult]) -> ImportResult:
    """What several files give together."""
    pieces: list[ImportedValue] = []
    losses: list[Loss] = []
    lists: list[CodeList] = []
    for one in all_of_them:
        taken = {piece.to for piece in pieces} - {SOURCES}
        pieces += [piece for piece in one.pieces if piece.to not in taken]
        losses += [make_loss(piece, reasons.GIVEN_BEFORE) for piece in one.pieces if piece.to in taken]
        for found in one.lists:
            lists.append(replace(found, name=make_unique_name(found.name, lists)))
    links = {repr(piece.value): piece for one in all_of_them for piece in one.of_algorithm}
    bodies = [one.body for one in all_of_them if one.body]
    measured = tuple(measure for one in all_of_them for measure in one.measured)
    return ImportResult(
        tuple(form for one in all_of_them for form in one.forms),
        tuple(pieces),
        tuple(links.values()),
        tuple(lists),
        tuple(replace(one, id=f"{one.id.rpartition('-')[0]}-{n}") for n, one in enumerate(measured, 1)),
        "\n\n".join(bodies),
        (*(loss for one in all_of_them for loss in one.losses), *losses),
        tuple(question for one in all_of_them for question in one.questions),
    )


def fit_to_answers(imported: ImportResult, kind: str, answers: Collection[str]) -> ImportResult:
    """What is left when the author answered some fields, and chose a kind that does not have others."""
    of_kind = {field.path for field in list_card_fields() if field.applies_to(kind)}
    kept: list[ImportedValue] = []
    losses: list[Loss] = []
    for piece in imported.pieces:
        if piece.to in answers:
            losses.append(make_loss(piece, reasons.ANSWERED))
        elif piece.to not in of_kind:
            losses.append(make_loss(piece, reasons.OTHER_KIND))
        else:
            kept.append(piece)
    return replace(imported, pieces=tuple(kept), losses=(*imported.losses, *losses))
