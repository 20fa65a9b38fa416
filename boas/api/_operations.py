"""What the OpenAPI document says about handlers beside their signatures: their answers, problems and parameters."""

from dataclasses import dataclass
from typing import Annotated

from litestar.openapi import ResponseSpec
from litestar.openapi.spec import Operation, Parameter, Schema
from litestar.openapi.spec.enums import OpenAPIType
from litestar.params import Parameter as InPath

from boas.api._problems import PROBLEM_JSON, Problem
from boas.api._reply import JSON
from boas.documents import ID_PATTERN, LONGEST_ID, SHORTEST_ID, list_vocabularies, load_vocabulary
from boas.index import (
    DIFFERENCES,
    FACET_LABELS,
    FACET_VOCABULARIES,
    MATRIX_ANSWERS,
    MOST_CURSOR,
    MOST_TEXT,
    MOST_VALUES,
    SORTS,
    SOURCE_FACETS,
    load_facet_terms,
)
from boas.translation import SOURCE_LANGUAGE

FORMATS = ("json", "jsonl", "csv")
"""Forms of a list."""
DIALECTS = ("excel",)
"""Ways to write a table."""

_ID = {"pattern": f"^{ID_PATTERN}$", "min_length": SHORTEST_ID, "max_length": LONGEST_ID}
_NUMBER = "(?:0|[1-9][0-9]{0,5})"
_PRERELEASE_PART = "(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)"
VERSION_PATTERN = rf"{_NUMBER}(?:\.{_NUMBER}){{2}}(?:-{_PRERELEASE_PART}(?:\.{_PRERELEASE_PART})*)?"
"""What `documents.is_version` takes, as a regular expression."""

# The patterns describe and refuse nothing: an address that fits none is answered with 404, as any unknown id.
AlgorithmId = Annotated[str, InPath(description="Id of an algorithm, such as `avc-ait-pmsi`.", schema_extra=_ID)]
VersionNumber = Annotated[
    str, InPath(description="Number of a version, such as `1.0.0`.", schema_extra={"pattern": f"^{VERSION_PATTERN}$"})
]
VersionPair = Annotated[
    str,
    InPath(
        description="Two versions joined by three dots, such as `1.0.0...2.0.0`.",
        schema_extra={"pattern": rf"^{VERSION_PATTERN}\.\.\.{VERSION_PATTERN}$"},
    ),
]
EvaluationId = Annotated[str, InPath(description="Id of an evaluation of this algorithm.", schema_extra=_ID)]
DataSourceId = Annotated[str, InPath(description="Id of a data source, such as `snds`.", schema_extra=_ID)]
OrganisationId = Annotated[str, InPath(description="Id of an organisation, such as `cnam`.", schema_extra=_ID)]
VocabularyName = Annotated[
    str,
    InPath(description="Name of a vocabulary, such as `kinds`.", schema_extra={"enum": list(list_vocabularies())}),
]

_PRINTABLE_TEXT = r"^[^\x00-\x1F\x7F-\x9F\uFDD0-\uFDEF\uFFFE\uFFFF]*$"
"""What an address may hold, see `boas.api._addresses`."""
_ID_SCHEMA = Schema(type=OpenAPIType.STRING, pattern=f"^{ID_PATTERN}$", min_length=SHORTEST_ID, max_length=LONGEST_ID)
_ID_FACETS = SOURCE_FACETS | {"organisation", "reused_by"}


def describe_problem(description: str) -> ResponseSpec:
    """A response that is a problem."""
    return ResponseSpec(Problem, generate_examples=False, description=description, media_type=PROBLEM_JSON)


_BAD_REQUEST = describe_problem("The address or a parameter cannot be understood.")
_UNKNOWN = describe_problem("There is no such thing; `near` names ids that come close.")
_GONE = describe_problem(
    "It was removed from the registry for good; the ledger keeps its digest, the day and the reason."
)
_RENAMED = describe_problem("The algorithm has another id now; `Location` names the address under it.")
NOT_READY: ResponseSpec = describe_problem(
    "The registry cannot answer right now; `Retry-After` says when to try again."
)


def describe_responses(
    kind: type[object],
    what: str,
    *,
    one: bool = False,
    always: bool = False,
    form: str = JSON,
) -> dict[int, ResponseSpec]:
    """Responses of a handler: its answer, and the problems it may give; `one` when an id may be unknown."""
    answer = ResponseSpec(kind, generate_examples=False, description=what, media_type=form)
    found = {200: answer, 400: _BAD_REQUEST}
    if not always:
        found[304] = ResponseSpec(None, generate_examples=False, description="Nothing changed since the given ETag.")
        found[503] = NOT_READY
    if one:
        found[404] = _UNKNOWN
        found[410] = _GONE
        found[308] = _RENAMED
    return found


def _describe_query_parameter(name: str, description: str, schema: Schema) -> Parameter:
    """One query parameter."""
    return Parameter(name=name, param_in="query", description=description, schema=schema, required=False)


def _describe_facet_parameter(name: str) -> Parameter:
    """The parameter of one facet."""
    vocabulary = FACET_VOCABULARIES.get(name)
    terms = f" Terms of the vocabulary `{vocabulary}`." if vocabulary else ""
    text = (
        f"{FACET_LABELS[name].in_(SOURCE_LANGUAGE)}: only algorithms with one of these values; may be repeated.{terms}"
    )
    item = Schema(any_of=[_describe_facet_values(name), _EMPTY])
    values = Schema(type=OpenAPIType.ARRAY, items=item, max_items=MOST_VALUES)
    return _describe_query_parameter(name, text, values)


def _describe_text(most: int) -> Schema:
    """A text of at most so many characters."""
    return Schema(type=OpenAPIType.STRING, max_length=most, pattern=_PRINTABLE_TEXT)


def _describe_facet_values(name: str) -> Schema:
    """The values there are; another one is refused with those that come close."""
    if terms := load_facet_terms(name):
        return Schema(type=OpenAPIType.STRING, enum=list(terms))
    return _ID_SCHEMA if name in _ID_FACETS else _describe_text(MOST_TEXT)


def _list_algorithm_parameters() -> list[Parameter]:
    """Every parameter of the list of algorithms."""
    order = Schema(type=OpenAPIType.STRING, enum=[*SORTS, ""])
    number = Schema(type=OpenAPIType.INTEGER, minimum=1, maximum=100, default=20)
    return [
        _describe_query_parameter(
            "q",
            "Words to search in names, summaries, texts and codes; accents do not matter.",
            _describe_text(MOST_TEXT),
        ),
        *(_describe_facet_parameter(name) for name in FACET_LABELS),
        _describe_query_parameter(
            "sort", "Order; `-` turns it round. By relevance when there are words, else by name, when empty.", order
        ),
        _describe_query_parameter("limit", "How many algorithms to give at most.", number),
        _describe_query_parameter("after", _GO_ON, _describe_text(MOST_CURSOR)),
        *_list_common_parameters(),
    ]


def _list_notice_parameters() -> list[Parameter]:
    """Every parameter of the list of notices."""
    kinds = Schema(type=OpenAPIType.STRING, enum=list(load_vocabulary("notice_kinds").terms))
    either = Schema(
        type=OpenAPIType.ARRAY, items=Schema(any_of=[kinds, _describe_text(MOST_TEXT)]), max_items=MOST_VALUES
    )
    ids = Schema(
        type=OpenAPIType.ARRAY, items=Schema(any_of=[_ID_SCHEMA, _describe_text(MOST_TEXT)]), max_items=MOST_VALUES
    )
    number = Schema(type=OpenAPIType.INTEGER, minimum=1, maximum=100, default=20)
    return [
        _describe_query_parameter(
            "kind",
            "Only notices of one of these kinds; may be repeated. Terms of the vocabulary `notice_kinds`.",
            either,
        ),
        _describe_query_parameter("algorithm", "Only notices about one of these algorithms; may be repeated.", ids),
        _describe_query_parameter("limit", "How many notices to give at most.", number),
        _describe_query_parameter("after", _GO_ON, _describe_text(MOST_CURSOR)),
        *_list_common_parameters(),
    ]


def _list_common_parameters() -> list[Parameter]:
    """What may be asked of every list."""
    form = Schema(type=OpenAPIType.STRING, enum=[*FORMATS, ""])
    dialect = Schema(type=OpenAPIType.STRING, enum=[*DIALECTS, ""])
    day = Schema(any_of=[Schema(type=OpenAPIType.STRING, pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), _EMPTY])
    return [
        _describe_query_parameter("ids", _SAY_IDS, _describe_text(MOST_CURSOR)),
        _describe_query_parameter("since", _SAY_SINCE, day),
        _describe_query_parameter("fields", _SAY_FIELDS, _describe_text(MOST_CURSOR)),
        _describe_query_parameter("format", _SAY_FORMAT, form),
        _describe_query_parameter("dialect", _SAY_DIALECT, dialect),
    ]


_EMPTY = Schema(type=OpenAPIType.STRING, max_length=0)
_SAY_IDS = "Only the rows of these ids, with commas between them, a hundred at most."
_SAY_SINCE = (
    "Only what is of this day or later, `YYYY-MM-DD`: of algorithms and versions the day of publication, of notices, "
    "evaluations and observations their own, of reuses the day they were last seen. Other lists have no days."
)
_SAY_FIELDS = "Only these fields of each row, with commas between them."
_SAY_FORMAT = "`jsonl` gives one row per line, `csv` a table: then all that fits, unless `limit` asks for a page."
_SAY_DIALECT = (
    "`excel`: CSV with semicolons, decimal commas and a byte order mark, for Excel where decimals have a comma."
)


_GO_ON = "Where to go on: `next` of the page before, with the other parameters unchanged."


@dataclass
class ListOperation(Operation):
    """An operation that gives a list without pages, with parameters that its handler reads by itself."""

    def __post_init__(self) -> None:
        """Add the parameters to those in the path."""
        self.parameters = [*(self.parameters or []), *_list_common_parameters()]


@dataclass
class NoticesOperation(Operation):
    """The operation that lists notices, with parameters that its handler reads by itself."""

    def __post_init__(self) -> None:
        """Add the parameters to those in the path."""
        self.parameters = [*(self.parameters or []), *_list_notice_parameters()]


@dataclass
class CodeSearchOperation(Operation):
    """The operation that looks codes up, with parameters that its handler reads by itself."""

    def __post_init__(self) -> None:
        """Add the parameters to those in the path."""
        self.parameters = [*(self.parameters or []), *_list_code_parameters()]


@dataclass
class CodeComparisonOperation(Operation):
    """The operation that compares lists, with a parameter that its handler reads by itself."""

    def __post_init__(self) -> None:
        """Add the parameter to those in the path."""
        sides = Schema(type=OpenAPIType.ARRAY, items=_describe_text(MOST_TEXT), min_items=2, max_items=4)
        said = "A version as `ID@VERSION`, or `ID` for the latest one; two to four times."
        self.parameters = [*(self.parameters or []), _describe_query_parameter("of", said, sides)]


@dataclass
class AlgorithmComparisonOperation(Operation):
    """The operation that compares algorithms, with parameters that its handler reads by itself."""

    def __post_init__(self) -> None:
        """Add the parameters to those in the path."""
        ids = Schema(type=OpenAPIType.STRING, max_length=MOST_CURSOR, pattern=_PRINTABLE_TEXT)
        only = Schema(type=OpenAPIType.STRING, enum=[DIFFERENCES, ""])
        self.parameters = [
            *(self.parameters or []),
            _describe_query_parameter("ids", "Two to four ids of algorithms with commas between them.", ids),
            _describe_query_parameter(
                "only", "`differences` leaves out the fields that all fill in the same way.", only
            ),
        ]


def _list_code_parameters() -> list[Parameter]:
    """Every parameter of the search by code."""
    code = Schema(type=OpenAPIType.STRING, max_length=40, pattern=_PRINTABLE_TEXT)
    systems = Schema(type=OpenAPIType.ARRAY, items=_describe_text(MOST_TEXT), max_items=MOST_VALUES)
    return [
        _describe_query_parameter(
            "code",
            "A code, with or without its dot; may be repeated, a hundred times at most.",
            Schema(type=OpenAPIType.ARRAY, items=code, max_items=100),
        ),
        _describe_query_parameter(
            "system",
            "Only codes of one of these systems; may be repeated. Terms of the vocabulary `code_systems`.",
            systems,
        ),
    ]


@dataclass
class MatrixOperation(Operation):
    """The operations of the audit matrix, with a parameter for each check that their handlers read by themselves."""

    def __post_init__(self) -> None:
        """Add the parameters."""
        self.parameters = [*(self.parameters or []), *map(_describe_check, load_vocabulary("audit_checks").terms)]


def _describe_check(name: str) -> Parameter:
    """The parameter of one check."""
    label = load_vocabulary("audit_checks").terms[name].in_(SOURCE_LANGUAGE)
    answers = Schema(type=OpenAPIType.STRING, enum=[*MATRIX_ANSWERS, ""])
    said = f"{label}: only algorithms whose check says one of these; may be repeated."
    return _describe_query_parameter(name, said, Schema(type=OpenAPIType.ARRAY, items=answers))


@dataclass
class UsageOperation(Operation):
    """The operation of usage, whose days are asked for in its query."""

    def __post_init__(self) -> None:
        """Add its parameters."""
        day = Schema(type=OpenAPIType.STRING, pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
        first = _describe_query_parameter("since", "First day to give by itself; 90 days before `until` unasked.", day)
        last = _describe_query_parameter("until", "Last day to give by itself; today (UTC) unasked.", day)
        self.parameters = [*(self.parameters or []), first, last]


@dataclass
class AlgorithmsOperation(Operation):
    """The operation that lists algorithms, with parameters that its handler reads by itself."""

    def __post_init__(self) -> None:
        """Add the parameters to those in the path."""
        self.parameters = [*(self.parameters or []), *_list_algorithm_parameters()]
