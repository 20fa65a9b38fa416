"""Submissions: a reuse or an evaluation is sent, and answered once it is a commit for a maintainer to merge.

Handlers only look at the request, let it wait on the disk, and watch until the writer took it.
"""

import asyncio
import json
import re
from dataclasses import dataclass
from typing import Annotated, Literal

from litestar import Response, get, post
from litestar.params import Parameter as InPath

from boas import submissions
from boas.api._asgi import AnyRequest
from boas.api._lookup import fetch_body
from boas.api._middleware import get_request_context
from boas.api._operations import AlgorithmId
from boas.api._problems import ProblemFinding, RequestError, make_unavailable_error, select_texts
from boas.api._reply import JSON, negotiate_language
from boas.api._submission_operations import (
    EvaluationSubmissionOperation,
    ReuseSubmissionOperation,
    SubmissionStateOperation,
    describe_submission_responses,
)
from boas.api._submission_request import SubmissionGate, read_idempotency_key, read_submitted_body
from boas.errors import MachineError, UsageError
from boas.translation import Message, make_verbatim

_PATIENCE = 10.0
"""Seconds for the writer to take a submission before its sender is told where to ask again."""
_PACE = 0.02
"""Seconds between two looks at what waits."""
_COMMITTED = 201
_ID = re.compile(r"[0-9a-f]{32}")

SubmissionId = Annotated[str, InPath(description="Id of a submission.", schema_extra={"pattern": f"^{_ID.pattern}$"})]


@dataclass(frozen=True, slots=True)
class SubmissionState:
    """What became of a submission."""

    id: str
    """Id of the submission."""
    state: Literal["waiting", "committed", "refused", "lost"]
    """`waiting` for the writer, `committed` on a branch, `refused` for what `code` and `detail` say, or `lost`: not
    kept, to be sent again under the same Idempotency-Key."""
    branch: str | None = None
    """Branch of the registry's repository that somebody will merge or not."""
    commit: str | None = None
    """Its commit."""
    path: str | None = None
    """Path of the document."""
    code: str | None = None
    """Why it was refused, for programs."""
    detail: str | None = None
    """Why it was refused, in the language of `Accept-Language`."""
    findings: tuple[ProblemFinding, ...] = ()
    """What the rules say of the document and its tables: of a committed one, what is worth looking at."""


@post(
    "/algorithms/{algorithm:str}/reuses",
    operation_id="submit_reuse",
    operation_class=ReuseSubmissionOperation,
    summary="Declare a reuse",
    status_code=201,
    responses=describe_submission_responses(SubmissionState),
)
async def take_reuse(request: AnyRequest, algorithm: AlgorithmId) -> Response[bytes]:
    """Declare that an organisation uses this algorithm; a maintainer merges the commit that is made of it."""
    return await _take_submission(request, "reuse", algorithm)


@post(
    "/algorithms/{algorithm:str}/evaluations",
    operation_id="submit_evaluation",
    operation_class=EvaluationSubmissionOperation,
    summary="Send an evaluation",
    status_code=201,
    responses=describe_submission_responses(SubmissionState),
)
async def take_evaluation(request: AnyRequest, algorithm: AlgorithmId) -> Response[bytes]:
    """Send an evaluation of this algorithm with its tables; a maintainer merges the commit that is made of it."""
    return await _take_submission(request, "evaluation", algorithm)


@get(
    "/submissions/{submission:str}",
    operation_id="submission",
    operation_class=SubmissionStateOperation,
    summary="What became of a submission",
    responses=describe_submission_responses(SubmissionState, asks=True),
)
async def get_submission(request: AnyRequest, submission: SubmissionId) -> Response[bytes]:
    """Tell the key that sent a submission what became of it."""
    gate = _get_gate(request)
    holder = await gate.identify(request)
    known = await asyncio.to_thread(gate.desk.find, submission, holder) if _ID.fullmatch(submission) else None
    if known is None:
        raise RequestError(404, "unknown-id", Message("This key sent no such submission."))
    return _respond_with_state(request, known, 200)


async def _take_submission(request: AnyRequest, kind: str, algorithm: str) -> Response[bytes]:
    """Take a submission, and answer when it is known what became of it, or when that takes long."""
    gate = _get_gate(request)
    holder = await gate.identify(request)
    gate.count(holder, f"{kind}s")
    named, body = read_idempotency_key(request), await read_submitted_body(request)
    fetch_body(get_request_context(request.scope).get_index(), "algorithms", algorithm)
    asked = submissions.SubmissionRequest(holder, named, kind, algorithm, body)
    try:
        taken = await asyncio.to_thread(gate.desk.take, asked)
    except submissions.ForeignOrganisationError as error:
        raise RequestError(403, "other-organisation", _join(error)) from None
    except submissions.BodyError as error:
        raise RequestError(400, "bad-body", _join(error)) from None
    except MachineError as error:
        raise make_unavailable_error(error) from None
    _refuse_repetition(taken)
    return await _wait_for_outcome(request, gate, taken)


def _join(error: UsageError) -> Message:
    """What is wrong and what to do."""
    return Message("{message} {help}", message=error.message, help=error.help)


def _refuse_repetition(taken: submissions.Taken) -> None:
    """Refuse a request whose Idempotency-Key stands for another one, or for one that is not through yet."""
    if taken.state == "other":
        raise RequestError(422, "idempotency-key-reused", _REUSED)
    if taken.state == "waiting":
        refused = RequestError(409, "still-running", _RUNNING)
        refused.headers = {"retry-after": "1"}
        raise refused


_REUSED = Message("Something else was sent under this `Idempotency-Key`; give each request one of its own.")
_RUNNING = Message("The same request is being worked on. Send it again in a second to learn what became of it.")


async def _wait_for_outcome(request: AnyRequest, gate: SubmissionGate, taken: submissions.Taken) -> Response[bytes]:
    """The answer of the writer; where to ask for it when it takes long."""
    rounds = int(_PATIENCE / _PACE)
    while taken.state != "done" and rounds and gate.desk.is_waiting(taken.id):
        await asyncio.sleep(_PACE)
        rounds -= 1
    known = taken if taken.state == "done" else await asyncio.to_thread(gate.desk.find, taken.id)
    if known is None or known.state == "lost":
        raise make_unavailable_error(None)
    if known.outcome and known.outcome.status != _COMMITTED:
        raise _make_refusal_error(request, known.outcome)
    return _respond_with_state(request, known, _COMMITTED if known.outcome else 202)


def _make_refusal_error(request: AnyRequest, outcome: submissions.SubmissionOutcome) -> RequestError:
    """The problem of a submission that makes no commit."""
    language = negotiate_language(dict(request.scope))
    detail = make_verbatim(select_texts(outcome.detail or {}, language))
    findings = tuple(ProblemFinding.from_outcome(one, language) for one in outcome.findings)
    return RequestError(outcome.status, outcome.code, detail, findings=findings)


def _respond_with_state(request: AnyRequest, known: submissions.Taken, status: int) -> Response[bytes]:
    """What is known of a submission, as an answer that nobody keeps."""
    language, outcome = negotiate_language(dict(request.scope)), known.outcome
    said: dict[str, object] = {"id": known.id, "state": known.state}
    if outcome:
        findings = [ProblemFinding.from_outcome(one, language).to_json() for one in outcome.findings]
        detail = select_texts(outcome.detail, language) if outcome.detail else None
        parts = (outcome.branch, outcome.commit, outcome.path, outcome.code, detail)
        said |= {"state": "committed" if outcome.commit else "refused"}
        said |= {name: part for name, part in zip(_PARTS, parts, strict=True) if part}
        said["findings"] = findings
    headers = {
        "location": f"/api/v1/submissions/{known.id}",
        "cache-control": "no-store",
        "content-language": language,
        "vary": "Accept-Language",
    }
    return Response(json.dumps(said, ensure_ascii=False).encode(), status_code=status, media_type=JSON, headers=headers)


_PARTS = ("branch", "commit", "path", "code", "detail")


def _get_gate(request: AnyRequest) -> SubmissionGate:
    """The gate of this application."""
    gate: SubmissionGate = request.app.state["gate"]
    return gate


SUBMISSION_HANDLERS = (take_reuse, take_evaluation, get_submission)
