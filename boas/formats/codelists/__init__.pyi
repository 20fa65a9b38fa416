from ._archive import build_codes_archive
from ._code_sets import CodeRule, CodeSelection, build_code_sets
from ._codelist_exporter import CodelistExporter, restrict_to_codelist
from ._form_list import CODELIST_EXPORTERS, list_codelist_exporters
from ._row_selection import SELECTED, name_data_column, select_rows

__all__ = [
    "CODELIST_EXPORTERS",
    "SELECTED",
    "CodeRule",
    "CodeSelection",
    "CodelistExporter",
    "build_code_sets",
    "build_codes_archive",
    "list_codelist_exporters",
    "name_data_column",
    "restrict_to_codelist",
    "select_rows",
]
