"""Registry to rows, rows to answers: the shadow of Git that pages and the API ask.

Filled in one transaction from the frozen registry; deleted, it comes back identical. Nothing above
touches Git or YAML, and nothing here is typed by a person.
"""

from boas.index.fill import FillResult, fill, recipe
from boas.index.matrix_csv import matrix_csv
from boas.index.queries import Index, open_index
from boas.index.query import AlgorithmQuery, QueryError

__all__ = ["AlgorithmQuery", "FillResult", "Index", "QueryError", "fill", "matrix_csv", "open_index", "recipe"]
