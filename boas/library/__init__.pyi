from ._affected import find_affected
from ._check_run import CheckRun, check_files
from ._code_report import CODES_FORMATS, COMPARISON_FORMATS, compare_codes, search_codes
from ._expansion import expand_codelists
from ._figure_table import EstimateRow, FigureRow
from ._open_algorithm import OpenAlgorithm, OpenVersion
from ._open_registry import OpenRegistry, open_registry
from ._rule_packages import find_packages
from ._vector_runs import VectorOutcome, VectorReport, build_vector_evaluation, iter_report_lines, run_vectors

__all__ = [
    "CODES_FORMATS",
    "COMPARISON_FORMATS",
    "CheckRun",
    "EstimateRow",
    "FigureRow",
    "OpenAlgorithm",
    "OpenRegistry",
    "OpenVersion",
    "VectorOutcome",
    "VectorReport",
    "build_vector_evaluation",
    "check_files",
    "compare_codes",
    "expand_codelists",
    "find_affected",
    "find_packages",
    "iter_report_lines",
    "open_registry",
    "run_vectors",
    "search_codes",
]
