"""Tables of what is drawn, as CSV (RFC 4180): one row a figure, a year, an algorithm; terms and no labels."""

import json
from collections.abc import Sequence

from boas.index._chart_answers import DomainFigure, EvidenceYear, MeasuredAlgorithm
from boas.index._list_tables import ListShape, format_csv

_DOMAIN = ListShape("figures", DomainFigure, ("figure", "algorithm"))
_YEARS = ListShape("years", EvidenceYear, ("year",))
_MEASURED = ListShape("algorithms", MeasuredAlgorithm)


def format_domain_csv(body: bytes, languages: Sequence[str]) -> bytes:
    """Figures of one domain, from the JSON of their answer."""
    return _format_rows(body, _DOMAIN, languages)


def format_years_csv(body: bytes, languages: Sequence[str]) -> bytes:
    """Evaluations by year, from the JSON of the answer about all evidence."""
    return _format_rows(body, _YEARS, languages)


def format_measured_csv(body: bytes, languages: Sequence[str]) -> bytes:
    """Who was measured, from the same."""
    return _format_rows(body, _MEASURED, languages)


def _format_rows(body: bytes, shape: ListShape, languages: Sequence[str]) -> bytes:
    """The rows of an answer as a table."""
    return format_csv(json.loads(body)[shape.rows], shape, languages, (), for_excel=False)
