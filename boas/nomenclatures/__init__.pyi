from ._building import BuiltRelease, build_release
from ._code_entry import CodeEntry, CodeState
from ._code_forms import FORMS, CodeForm
from ._code_reading import (
    CodeProblem,
    are_codes,
    compute_check_digit,
    expand_range,
    find_code_problem,
    get_base_code,
    is_code,
    is_wide_start,
    list_code_problems,
    normalise_code,
    normalise_codes,
)
from ._hierarchy import resolve_match
from ._release import CodeRelease, open_release, render_release
from ._release_folder import FOLDER_VARIABLE, NomenclatureFolder, get_default_folder, make_release_name
from ._selection import CodeExpansion, SelectingCode, covers_some, expand_selection, find_idle_rules, is_empty_selection

__all__ = [
    "FOLDER_VARIABLE",
    "FORMS",
    "BuiltRelease",
    "CodeEntry",
    "CodeExpansion",
    "CodeForm",
    "CodeProblem",
    "CodeRelease",
    "CodeState",
    "NomenclatureFolder",
    "SelectingCode",
    "are_codes",
    "build_release",
    "compute_check_digit",
    "covers_some",
    "expand_range",
    "expand_selection",
    "find_code_problem",
    "find_idle_rules",
    "get_base_code",
    "get_default_folder",
    "is_code",
    "is_empty_selection",
    "is_wide_start",
    "list_code_problems",
    "make_release_name",
    "normalise_code",
    "normalise_codes",
    "open_release",
    "render_release",
    "resolve_match",
]
