"""Several foreign files about one algorithm as one: the first that gives a field counts, the others become losses."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from boas.documents.guide import card_fields
from boas.exchange import reasons
from boas.exchange.codelists import unused
from boas.exchange.imported import CodeList, Imported, Loss, Piece
from boas.exchange.saying import loss_of


def merged(all_of_them: Sequence[Imported]) -> Imported:
    """What several files give together."""
    pieces: list[Piece] = []
    losses: list[Loss] = []
    lists: list[CodeList] = []
    for one in all_of_them:
        taken = {piece.to for piece in pieces}
        pieces += [piece for piece in one.pieces if piece.to not in taken]
        losses += [loss_of(piece, reasons.GIVEN_BEFORE) for piece in one.pieces if piece.to in taken]
        for found in one.lists:
            lists.append(replace(found, name=unused(found.name, lists)))
    links = {repr(piece.value): piece for one in all_of_them for piece in one.of_algorithm}
    bodies = [one.body for one in all_of_them if one.body]
    measured = tuple(measure for one in all_of_them for measure in one.measured)
    return Imported(
        tuple(form for one in all_of_them for form in one.forms),
        tuple(pieces),
        tuple(links.values()),
        tuple(lists),
        tuple(replace(one, id=f"{one.id.rpartition('-')[0]}-{n}") for n, one in enumerate(measured, 1)),
        "\n\n".join(bodies),
        (*(loss for one in all_of_them for loss in one.losses), *losses),
    )


def fitted(imported: Imported, kind: str, answers: Collection[str]) -> Imported:
    """What is left when the author answered some fields, and chose a kind that does not have others."""
    of_kind = {field.path for field in card_fields() if field.applies_to(kind)}
    kept: list[Piece] = []
    losses: list[Loss] = []
    for piece in imported.pieces:
        if piece.to in answers:
            losses.append(loss_of(piece, reasons.ANSWERED))
        elif piece.to not in of_kind:
            losses.append(loss_of(piece, reasons.OTHER_KIND))
        else:
            kept.append(piece)
    return replace(imported, pieces=tuple(kept), losses=(*imported.losses, *losses))
