"""How often an algorithm was fetched, by version and day: numbers of the operations database."""

import asyncio
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta

from litestar import Response, get

from boas.api._asgi import AnyRequest
from boas.api._lookup import fetch_body, make_json_response
from boas.api._middleware import get_request_context
from boas.api._operations import AlgorithmId, UsageOperation, describe_responses
from boas.api._problems import RequestError
from boas.operations import UsageRow, read_usage
from boas.translation import Message

_DAYS_SHOWN = 90
"""Days given one by one unless others are asked for."""
_MOST_DAYS = 366
"""Days that can be asked for at once."""

MEANING = Message(
    "Downloads are not use: one study may download a version once and use it for years, and a program may download it "
    "every night and use nothing. Nobody is remembered: whoever downloads twice counts twice. These numbers rank "
    "nothing."
)


@dataclass(frozen=True, slots=True)
class UsageNumbers:
    """How often something was fetched. Robots stand apart: no other number holds them."""

    archives: int = 0
    """Archives of whole versions."""
    files: int = 0
    """Single files of versions."""
    exports: int = 0
    """Citations, metadata and tables made of a version."""
    answers: int = 0
    """Answers as data, over this API or beside the pages."""
    by_programs: int = 0
    """How many of these four were asked for by programs and not by browsers, as far as they say."""
    robots: int = 0
    """What robots that visit everything asked for, of all kinds."""


@dataclass(frozen=True, slots=True)
class VersionUsage:
    """How often one version was fetched, on all days."""

    version: str | None
    """The version; nothing for what is about no version in particular."""
    numbers: UsageNumbers


@dataclass(frozen=True, slots=True)
class DayUsage:
    """How often one version was fetched on one day."""

    day: str
    """The day (ISO 8601, UTC)."""
    version: str | None
    """The version; nothing for what is about no version in particular."""
    numbers: UsageNumbers


@dataclass(frozen=True, slots=True)
class UsageAnswer:
    """How often an algorithm was fetched from this server."""

    id: str
    """Id of the algorithm."""
    meaning: dict[str, str]
    """What the numbers say and what they do not, in each language."""
    first_day: str | None
    """The first day with a number; nothing while there is none."""
    total: UsageNumbers
    """All days and versions."""
    versions: tuple[VersionUsage, ...]
    """Each version that was ever fetched, on all days."""
    since: str
    """First of the days below."""
    until: str
    """Last of the days below."""
    days: tuple[DayUsage, ...]
    """Days on which something was fetched, oldest first."""


@get(
    "/algorithms/{algorithm:str}/usage",
    operation_id="usage",
    operation_class=UsageOperation,
    summary="How often an algorithm was fetched",
    responses=describe_responses(
        UsageAnswer,
        "Downloads and answers by version and day, where this server counts them (`boas serve --operations`).",
        one=True,
    ),
    reads_parameters=True,
)
async def get_usage(request: AnyRequest, algorithm: AlgorithmId) -> Response[bytes]:
    """Tell how often one algorithm was fetched from this server; downloads are not use, and rank nothing."""
    asking = get_request_context(request.scope)
    since, until = _read_days(asking.pairs, datetime.now(tz=UTC).date())
    index, operations = asking.get_index(), request.app.state["usage"]
    fetch_body(index, "algorithms", algorithm)
    rows = await asyncio.to_thread(read_usage, operations, algorithm)
    answer = build_usage_answer(algorithm, rows, since, until, index.languages)
    return make_json_response(json.dumps(asdict(answer), ensure_ascii=False, separators=(",", ":")).encode())


def build_usage_answer(
    algorithm: str, rows: Sequence[UsageRow], since: str, until: str, languages: Iterable[str] = ()
) -> UsageAnswer:
    """All numbers of one algorithm as an answer."""
    by_version: dict[str, list[UsageRow]] = {}
    by_day: dict[tuple[str, str], list[UsageRow]] = {}
    for row in rows:
        by_version.setdefault(row.key.version, []).append(row)
        if since <= row.key.day <= until:
            by_day.setdefault((row.key.day, row.key.version), []).append(row)
    return UsageAnswer(
        id=algorithm,
        meaning=MEANING.to_texts(languages),
        first_day=min((row.key.day for row in rows), default=None),
        total=_sum_rows(rows),
        versions=tuple(VersionUsage(version or None, _sum_rows(own)) for version, own in sorted(by_version.items())),
        since=since,
        until=until,
        days=tuple(DayUsage(day, version or None, _sum_rows(own)) for (day, version), own in sorted(by_day.items())),
    )


def _sum_rows(rows: Iterable[UsageRow]) -> UsageNumbers:
    """Rows as one set of numbers."""
    numbers = dict.fromkeys((*_FIELDS.values(), "by_programs", "robots"), 0)
    for row in rows:
        if row.key.agent == "robot":
            numbers["robots"] += row.n
        else:
            numbers[_FIELDS[row.key.kind]] += row.n
            numbers["by_programs"] += row.n if row.key.agent == "program" else 0
    return UsageNumbers(**numbers)


_FIELDS = {"archive": "archives", "file": "files", "export": "exports", "answer": "answers"}


def _read_days(pairs: Sequence[tuple[str, str]], today: date) -> tuple[str, str]:
    """First and last day asked for; raises `RequestError` for what is no such parameter, no day or too many days."""
    said = dict[str, date]()
    for name, value in pairs:
        if name not in {"since", "until"} or name in said:
            raise _make_parameter_error(name, Message("This address takes `since` and `until`, each once."))
        try:
            said[name] = datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC).date()
        except ValueError:
            raise _make_parameter_error(name, Message("A day is written YYYY-MM-DD.")) from None
    until = said.get("until", max(today, said.get("since", today)))
    since = said.get("since") or date.fromordinal(max(1, until.toordinal() - _DAYS_SHOWN + 1))
    if not since <= until < since + timedelta(_MOST_DAYS):
        raise _make_parameter_error("since", Message("Ask for {n} days at most, the first one first.", n=_MOST_DAYS))
    return since.isoformat(), until.isoformat()


def _make_parameter_error(name: str, detail: Message) -> RequestError:
    """The problem of a day that cannot be understood."""
    return RequestError(400, "bad-parameter", detail, parameter=name[:80])


USAGE_HANDLERS = (get_usage,)
