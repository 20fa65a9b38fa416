from ._codelist_options import describe_list, find_choice, with_codelist_use
from ._conversion import make_slug
from ._format_detection import FOLDER_FILES, FORMATS, detect_format, read_foreign
from ._loss_reasons import BODY
from ._merging import fit_to_answers, merge_imports
from ._sources import record_source
from ._table_columns import COLUMN_PARTS

__all__ = [
    "BODY",
    "COLUMN_PARTS",
    "FOLDER_FILES",
    "FORMATS",
    "describe_list",
    "detect_format",
    "find_choice",
    "fit_to_answers",
    "make_slug",
    "merge_imports",
    "read_foreign",
    "record_source",
    "with_codelist_use",
]
