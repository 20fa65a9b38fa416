from ._codelist_options import with_codelist_use
from ._conversion import make_slug
from ._format_detection import FOLDER_FILES, FORMATS, detect_format, read_foreign
from ._loss_reasons import BODY
from ._merging import fit_to_answers, merge_imports

__all__ = [
    "BODY",
    "FOLDER_FILES",
    "FORMATS",
    "detect_format",
    "fit_to_answers",
    "make_slug",
    "merge_imports",
    "read_foreign",
    "with_codelist_use",
]
