"""Texts of a foreign file in the language their author says they are in."""

from boas.exchange.imported import Imported, Loss, Piece, Said, shortened
from boas.finding import Language, Words


def plain(value: object, language: Language, *, bare: bool = False) -> object:
    """A value whose texts stand under their language; with `bare`, texts alone, as people read them."""
    match value:
        case Said(text):
            return text if bare else {language: text}
        case dict():
            return {key: plain(child, language, bare=bare) for key, child in value.items()}
        case list() | tuple():
            return [plain(child, language, bare=bare) for child in value]
    return value


def holds_text(value: object) -> bool:
    """Whether a value holds a text whose language has to be told."""
    match value:
        case Said():
            return True
        case dict():
            return any(map(holds_text, value.values()))
        case list() | tuple():
            return any(map(holds_text, value))
    return False


def asks_language(imported: Imported) -> bool:
    """Whether anything taken is a text in a language that the files do not tell."""
    values = (*(piece.value for piece in imported.pieces), *(one.value for one in imported.measured))
    labelled = any("label" in one.header for one in imported.lists)
    return labelled or bool(imported.body) or any(map(holds_text, values))


def loss_of(piece: Piece, reason: Words) -> Loss:
    """A piece that is not used after all."""
    return Loss(piece.file, piece.origin, shortened(plain(piece.value, "en", bare=True)), reason)
