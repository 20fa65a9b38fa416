"""Texts of a foreign file in the language their author says they are in."""

from boas.formats._import_result import ImportedValue, ImportResult, Loss, SourceText, shorten_value
from boas.translation import Language, Message


def localise_texts(value: object, language: Language, *, bare: bool = False) -> object:
    """A value whose texts stand under their language; with `bare`, texts alone, as people read them."""
    match value:
        case SourceText(text):
            return text if bare else {language: text}
        case dict():
            return {key: localise_texts(child, language, bare=bare) for key, child in value.items()}
        case list() | tuple():
            return [localise_texts(child, language, bare=bare) for child in value]
    return value


def _has_text(value: object) -> bool:
    """Whether a value holds a text whose language has to be told."""
    match value:
        case SourceText():
            return True
        case dict():
            return any(map(_has_text, value.values()))
        case list() | tuple():
            return any(map(_has_text, value))
    return False


def needs_language(imported: ImportResult) -> bool:
    """Whether anything taken is a text in a language that the files do not tell."""
    values = (*(piece.value for piece in imported.pieces), *(one.value for one in imported.measured))
    labelled = any("label" in one.header for one in imported.lists)
    return labelled or bool(imported.body) or any(map(_has_text, values))


def make_loss(piece: ImportedValue, reason: Message) -> Loss:
    """A piece that is not used after all."""
    return Loss(piece.file, piece.origin, shorten_value(localise_texts(piece.value, "en", bare=True)), reason)
