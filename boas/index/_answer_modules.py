"""The modules whose classes are answers: what their docstrings say describes the API."""

from boas.index import (
    _answers,
    _code_answers,
    _evidence_answers,
    _evidence_rows,
    _records,
    _row_answers,
    _version_answers,
)

ANSWER_MODULES = (
    _answers,
    _code_answers,
    _evidence_answers,
    _evidence_rows,
    _records,
    _row_answers,
    _version_answers,
)
