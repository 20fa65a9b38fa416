"""The modules whose classes are answers: what their docstrings say describes the API."""

import sys

from boas.index import (
    _algorithm_comparison_answers,
    _answers,
    _chart_answers,
    _code_answers,
    _code_comparison_answers,
    _code_search_answers,
    _evidence_answers,
    _evidence_rows,
    _list_answers,
    _notice_answers,
    _observation_answers,
    _records,
    _reuse_answers,
    _review_answers,
    _row_answers,
    _status_answers,
    _version_answers,
)
from boas.registry import Bulletin

ANSWER_MODULES = (
    sys.modules[Bulletin.__module__],
    _algorithm_comparison_answers,
    _answers,
    _code_answers,
    _code_comparison_answers,
    _code_search_answers,
    _evidence_answers,
    _evidence_rows,
    _list_answers,
    _notice_answers,
    _observation_answers,
    _chart_answers,
    _records,
    _reuse_answers,
    _review_answers,
    _row_answers,
    _status_answers,
    _version_answers,
)
