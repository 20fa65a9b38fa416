from ._code_forms import FORMS, CodeForm
from ._code_reading import (
    CodeProblem,
    compute_check_digit,
    expand_range,
    find_code_problem,
    is_code,
    is_wide_start,
    normalise_code,
)

__all__ = [
    "FORMS",
    "CodeForm",
    "CodeProblem",
    "compute_check_digit",
    "expand_range",
    "find_code_problem",
    "is_code",
    "is_wide_start",
    "normalise_code",
]
