from ._export_view import ExportView
from ._exporter import Export, Exporter, make_card_loss
from ._format_list import EXPORTERS, list_exporters
from ._listed_codes import CODE_COLUMN, ListedCodes
from ._pinned_releases import PinnedRelease, choose_release, open_pinned_releases

__all__ = [
    "CODE_COLUMN",
    "EXPORTERS",
    "Export",
    "ExportView",
    "Exporter",
    "ListedCodes",
    "PinnedRelease",
    "choose_release",
    "list_exporters",
    "make_card_loss",
    "open_pinned_releases",
]
