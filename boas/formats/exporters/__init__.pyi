from ._export_view import ExportView
from ._exporter import Export, Exporter
from ._format_list import EXPORTERS, list_exporters

__all__ = [
    "EXPORTERS",
    "Export",
    "ExportView",
    "Exporter",
    "list_exporters",
]
