from ._computation import make_number_reader
from ._counts import CELLS, CROSS, Cell, CountsRow, CountsTable, ScoresRow, ScoresTable, Stratum, Suppression
from ._digits import choose_decimals, format_number, to_printed
from ._dimensions import COMPARED, EXPECTED_ANYWHERE, EXPECTED_DIMENSIONS, EXPECTED_IN_FRANCE, UNKNOWN, is_unknown
from ._estimates import ClaimVerdict, DisclosedCell, Disparity, Estimate, Implication, PooledEstimate, StratumEstimates
from ._evaluation import Evidence, Gaps, build_request, compare_groups, evaluate, identify_content, make_cache_entries
from ._parsing import read_counts, read_scores
from ._publishable_tables import (
    PublishableTables,
    TableRequest,
    build_tables,
    describe_tables,
    parse_dimensions,
    write_tables,
)
from ._strata import describe_count, describe_stratum, name_dimension, name_dimensions

__all__ = [
    "CELLS",
    "COMPARED",
    "CROSS",
    "EXPECTED_ANYWHERE",
    "EXPECTED_DIMENSIONS",
    "EXPECTED_IN_FRANCE",
    "UNKNOWN",
    "Cell",
    "ClaimVerdict",
    "CountsRow",
    "CountsTable",
    "DisclosedCell",
    "Disparity",
    "Estimate",
    "Evidence",
    "Gaps",
    "Implication",
    "PooledEstimate",
    "PublishableTables",
    "ScoresRow",
    "ScoresTable",
    "Stratum",
    "StratumEstimates",
    "Suppression",
    "TableRequest",
    "build_request",
    "build_tables",
    "choose_decimals",
    "compare_groups",
    "describe_count",
    "describe_stratum",
    "describe_tables",
    "evaluate",
    "format_number",
    "identify_content",
    "is_unknown",
    "make_cache_entries",
    "make_number_reader",
    "name_dimension",
    "name_dimensions",
    "parse_dimensions",
    "read_counts",
    "read_scores",
    "to_printed",
    "write_tables",
]
