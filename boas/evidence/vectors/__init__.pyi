from ._comparison import VectorMismatch, compare_answers, find_missing_columns, is_close
from ._diagnosis import VectorDiagnostic, diagnose_vector

__all__ = [
    "VectorDiagnostic",
    "VectorMismatch",
    "compare_answers",
    "diagnose_vector",
    "find_missing_columns",
    "is_close",
]
