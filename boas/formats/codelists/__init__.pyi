from ._archive import build_codes_archive
from ._code_sets import CodeRule, CodeSelection, build_code_sets
from ._codelist_exporter import CodelistExporter, restrict_to_codelist
from ._form_list import CODELIST_EXPORTERS

__all__ = [
    "CODELIST_EXPORTERS",
    "CodeRule",
    "CodeSelection",
    "CodelistExporter",
    "build_code_sets",
    "build_codes_archive",
    "restrict_to_codelist",
]
