"""The table schema beside the CSV: a Data Package (version 1), in which every column is text.

Readers guess types: `0592` becomes 592, `1E30` a number. The packages `frictionless` of R and of Python read this
file and keep codes as they are.
"""

import json
from collections.abc import Sequence
from hashlib import sha256

from boas.formats.codelists._codelist_exporter import CodelistExporter
from boas.formats.codelists._csv import CODES_CSV, export_csv, list_csv_columns
from boas.formats.exporters import CODE_COLUMN, Export, ExportView


def export_table_schema(view: ExportView) -> Export:
    """The file; what it is about lies in the CSV, whose size and digest it tells."""
    name = CODES_CSV.name_file(view.card.id, view.card.version)
    return render_table_schema(view, name, export_csv(view)[0], list_csv_columns(view)), ()


def render_table_schema(view: ExportView, file: str, content: bytes, columns: Sequence[str]) -> bytes:
    """The package of one CSV file of codes of a version."""
    card = view.card
    package = {
        "profile": "tabular-data-package",
        "name": f"{card.id}-codes",
        "id": f"sha256:{view.digest}",
        "title": view.title,
        "version": card.version,
        "homepage": view.page_url,
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": "codes",
                "path": file,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(content),
                "hash": f"sha256:{sha256(content).hexdigest()}",
                "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\n"},
                "schema": {
                    "fields": [_build_field(name) for name in columns],
                    "missingValues": [""],
                },
            }
        ],
    }
    known = {name: value for name, value in package.items() if value}
    return f"{json.dumps(known, ensure_ascii=False, indent=2)}\n".encode()


def _build_field(name: str) -> dict[str, object]:
    """One column."""
    return {"name": name, "type": "string", **({"constraints": {"required": True}} if name == CODE_COLUMN else {})}


TABLE_SCHEMA = CodelistExporter(
    "table-schema", "Data Package", "application/json", "codes.datapackage.json", export_table_schema
)
