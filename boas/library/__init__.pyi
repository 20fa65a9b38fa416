from ._affected import find_affected
from ._check_run import CheckRun, check_files
from ._code_report import CODES_FORMATS, COMPARISON_FORMATS, compare_codes, search_codes
from ._expansion import expand_codelists
from ._figure_table import EstimateRow, FigureRow
from ._open_algorithm import OpenAlgorithm, OpenVersion
from ._open_registry import OpenRegistry, open_registry
from ._rule_packages import find_packages

__all__ = [
    "CODES_FORMATS",
    "COMPARISON_FORMATS",
    "CheckRun",
    "EstimateRow",
    "FigureRow",
    "OpenAlgorithm",
    "OpenRegistry",
    "OpenVersion",
    "check_files",
    "compare_codes",
    "expand_codelists",
    "find_affected",
    "find_packages",
    "open_registry",
    "search_codes",
]
