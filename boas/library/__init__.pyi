from ._affected import find_affected
from ._check_run import CheckRun, check_files
from ._expansion import expand_codelists
from ._figure_table import EstimateRow, FigureRow
from ._open_algorithm import OpenAlgorithm, OpenVersion
from ._open_registry import OpenRegistry, open_registry
from ._rule_packages import find_packages

__all__ = [
    "CheckRun",
    "EstimateRow",
    "FigureRow",
    "OpenAlgorithm",
    "OpenRegistry",
    "OpenVersion",
    "check_files",
    "expand_codelists",
    "find_affected",
    "find_packages",
    "open_registry",
]
