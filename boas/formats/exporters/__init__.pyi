from ._export_view import ExportView
from ._exporter import Export, Exporter, make_card_loss
from ._format_list import EXPORTERS, list_exporters
from ._listed_codes import CODE_COLUMN, ListedCodes

__all__ = [
    "CODE_COLUMN",
    "EXPORTERS",
    "Export",
    "ExportView",
    "Exporter",
    "ListedCodes",
    "list_exporters",
    "make_card_loss",
]
