"""Why a request got no answer, as RFC 9457 problems in the reader's language: one of the two translators of errors.

Every error of the API leaves through here: nobody outside ever sees a stack, a query or a path of the machine.
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Literal

from litestar import Response
from litestar.exceptions import HTTPException

from boas.api._asgi import AnyRequest
from boas.api._openapi_languages import find_near_addresses
from boas.api._reply import Reply, negotiate_language
from boas.errors import BoasError, UsageError
from boas.index import QueryError
from boas.translation import SOURCE_LANGUAGE, Language, Message

if TYPE_CHECKING:
    from boas.submissions import OutcomeFinding

PROBLEM_JSON = "application/problem+json"
_RETRY_AFTER = "2"
"""Seconds after which an index that could not be read is worth asking again."""

log = logging.getLogger("boas.api")


@dataclass(frozen=True, slots=True)
class ProblemFinding:
    """One thing that the rules of the registry say of a document that was sent."""

    rule: str
    """Name of the rule; `boas explain` and the page of rules say more."""
    severity: Literal["error", "warning", "info"]
    """Only errors refuse a document."""
    pointer: str
    """Where in the body it stands: a JSON pointer after `#` (RFC 6901)."""
    message: str
    """What was found."""
    help: str
    """What to do about it."""
    line: int | None = None
    """Line of a table, from 1."""

    @classmethod
    def from_outcome(cls, one: "OutcomeFinding", language: Language) -> "ProblemFinding":
        """What a submission keeps of a finding, in one language."""
        said, todo = select_texts(one.message, language), select_texts(one.help, language)
        return cls(one.rule, one.severity, one.pointer, said, todo, one.line or None)

    def to_json(self) -> dict[str, object]:
        """The parts that say something."""
        parts = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {name: part for name, part in parts.items() if part is not None}


@dataclass(frozen=True, slots=True)
class Problem:
    """A request without an answer (RFC 9457)."""

    type: str
    """Always `about:blank`: the status and `code` say it all."""
    title: str
    """Name of the status, always the same for one status."""
    status: int
    """The HTTP status."""
    detail: str
    """What is wrong with this request and what to do, in the language of `Accept-Language`; French without one."""
    code: str
    """What is wrong, for programs: `unknown-id`, `unknown-parameter`, …"""
    parameter: str | None = None
    """The query parameter that was refused."""
    near: tuple[str, ...] | None = None
    """Known ids, values or addresses close to an unknown one, nearest first."""
    findings: tuple[ProblemFinding, ...] | None = None
    """What the rules say of a document that was sent, by its place in the body."""


def select_texts(texts: Mapping[str, str], language: Language) -> str:
    """A text that was kept by language, in one of them; in English when it was not kept in that one."""
    return texts.get(language) or texts.get(SOURCE_LANGUAGE, "")


class RequestError(Exception):
    """A request that gets a problem instead of an answer."""

    def __init__(  # noqa: PLR0913 -- the parts of a problem
        self,
        status: int,
        code: str,
        detail: Message,
        *,
        parameter: str | None = None,
        near: tuple[str, ...] | None = None,
        findings: tuple[ProblemFinding, ...] | None = None,
    ) -> None:
        """Keep what the problem will say."""
        super().__init__(detail.in_(SOURCE_LANGUAGE))
        self.status, self.code, self.detail = status, code, detail
        self.parameter, self.near, self.findings = parameter, near, findings
        self.headers: Mapping[str, str] = (
            {"retry-after": _RETRY_AFTER} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}
        )


class RenamedError(RequestError):
    """A request for an algorithm under an id it had before: the reply leads to the present one."""

    def __init__(self, former: str, present: str) -> None:
        """Keep both ids."""
        message = Message("`{former}` is called `{present}` now.", former=former, present=present)
        super().__init__(HTTPStatus.PERMANENT_REDIRECT, "renamed", message)
        self.former, self.present = former, present

    def build_location(self, path: str, query: str) -> str:
        """Where the same thing is now, given the address and the parameters that were asked for."""
        start, _, rest = path.partition(f"/algorithms/{self.former}")
        return f"{start}/algorithms/{self.present}{rest}{'?' if query else ''}{query}"


NO_PAGE = Message("There is nothing at this address.")
_NO_METHOD = Message("This address can only be read, by GET or HEAD.")
_OTHER_METHODS = Message("This address takes other methods; the header `Allow` names them.")
_NOT_UNDERSTOOD = Message("The request cannot be understood.")
_SERVER_ERROR = Message("Something went wrong on our side; it is noted in the log of the server.")

_STATUS_PROBLEMS: Mapping[int, tuple[str, Message]] = {
    404: ("unknown-address", NO_PAGE),
    405: ("method-not-allowed", _NO_METHOD),
}


def _join_message(error: BoasError) -> Message:
    """What happened and what to do, one after the other."""
    return Message("{message} {help}", message=error.message, help=error.help)


def _to_request_error(error: Exception) -> RequestError:
    """An error as the problem it makes; what nobody expected is logged whole and told in one sentence."""
    if isinstance(error, RequestError):
        return error
    if isinstance(error, QueryError):
        return RequestError(
            400, "bad-parameter", _join_message(error), parameter=error.parameter, near=error.near or None
        )
    if isinstance(error, UsageError):
        return RequestError(400, "bad-request", _join_message(error))
    if isinstance(error, BoasError):
        return make_not_ready_error(error)
    if isinstance(error, HTTPException) and error.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
        return _from_framework_error(error)
    log.error("a request failed", exc_info=error)
    return RequestError(500, "internal-error", _SERVER_ERROR)


def make_not_ready_error(error: Exception) -> RequestError:
    """The index cannot be read now; why is for the log, since it names files of this machine."""
    log.warning("the index cannot be read: %s", error)
    return RequestError(
        503,
        "not-ready",
        Message("The registry cannot answer right now. Try again in a few seconds."),
    )


def make_unavailable_error(error: Exception | None) -> RequestError:
    """A submission was not kept, or not committed; why is for the log, since it names files of this machine."""
    if error is not None:
        log.warning("a submission cannot be kept: %s", error)
    return RequestError(503, "not-taken", _NOT_TAKEN)


_NOT_TAKEN = Message(
    "The submission could not be kept, and nothing was done. Send it again later with the same `Idempotency-Key`."
)


def _from_framework_error(error: HTTPException) -> RequestError:
    """An error found before any of our code ran."""
    code, detail = _STATUS_PROBLEMS.get(error.status_code, ("bad-request", _NOT_UNDERSTOOD))
    if "POST" in (error.headers or {}).get("allow", ""):
        detail = _OTHER_METHODS
    problem = RequestError(error.status_code, code, detail)
    problem.headers = {name: value for name, value in (error.headers or {}).items() if name == "allow"}
    return problem


def _encode_problem(problem: RequestError, language: Language) -> bytes:
    """The document of a problem; parts that say nothing are left out."""
    parts = {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail.in_(language),
        "code": problem.code,
        "parameter": problem.parameter,
        "near": problem.near,
        "findings": [one.to_json() for one in problem.findings] if problem.findings is not None else None,
    }
    said = {name: part for name, part in parts.items() if part is not None}
    return json.dumps(said, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _build_problem_headers(problem: RequestError, language: Language) -> dict[str, str]:
    """What a problem says beside its document."""
    return {"content-language": language, "vary": "Accept-Language", **problem.headers}


def make_problem_reply(problem: RequestError, language: Language) -> Reply:
    """A problem as a reply, for what is refused before the framework sees it."""
    return Reply(
        problem.status, _encode_problem(problem, language), PROBLEM_JSON, _build_problem_headers(problem, language)
    )


def make_problem_response(request: AnyRequest, error: Exception) -> Response[bytes]:
    """An error raised by or for a handler, as the framework wants it."""
    problem, language = _to_request_error(error), negotiate_language(dict(request.scope))
    if problem.code == "unknown-address":
        problem.near = find_near_addresses(request.scope["path"]) or None
    if isinstance(problem, RenamedError):
        problem.headers = {"location": problem.build_location(request.url.path, request.url.query)}
    return Response(
        _encode_problem(problem, language),
        status_code=problem.status,
        media_type=PROBLEM_JSON,
        headers=_build_problem_headers(problem, language),
    )
