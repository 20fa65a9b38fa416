"""Foreign files and blank pages to the files of a new algorithm.

Importers take what public formats say and list all they could not take; nothing is guessed. The card that
comes out holds the author's answers, and as comments what its kind is asked for. Nothing here writes a
file, asks a question or knows a rule.
"""

from boas.exchange.converting import slug
from boas.exchange.draft import Draft, card_path, files_of
from boas.exchange.formats import FORMATS, IN_A_FOLDER, format_of, read_foreign
from boas.exchange.guide import may_be_absent, needed
from boas.exchange.imported import CodeList, Imported, Loss, Piece, Said
from boas.exchange.lists import with_use
from boas.exchange.merging import fitted, merged
from boas.exchange.saying import asks_language, loss_of
from boas.exchange.settling import Judge, Settled, settle

__all__ = [
    "FORMATS",
    "IN_A_FOLDER",
    "CodeList",
    "Draft",
    "Imported",
    "Judge",
    "Loss",
    "Piece",
    "Said",
    "Settled",
    "asks_language",
    "card_path",
    "files_of",
    "fitted",
    "format_of",
    "loss_of",
    "may_be_absent",
    "merged",
    "needed",
    "read_foreign",
    "settle",
    "slug",
    "with_use",
]
