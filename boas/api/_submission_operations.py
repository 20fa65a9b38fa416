"""What the OpenAPI document says about submissions beside their handlers' signatures."""

from dataclasses import dataclass

from litestar.openapi import ResponseSpec
from litestar.openapi.spec import OpenAPIMediaType, Operation, Parameter, Reference, RequestBody, Schema
from litestar.openapi.spec.enums import OpenAPIType

from boas.api._operations import describe_problem
from boas.api._reply import JSON

_OFF = "This server takes no submissions (see `boas serve --submissions`)"
_PROBLEMS = {
    400: "The address, the body or a header cannot be understood.",
    401: "There is no key, or it is not good; `WWW-Authenticate` asks for one.",
    403: "The key is not for this, or the document speaks for another organisation.",
    404: f"There is no such thing. {_OFF}.",
    405: f"{_OFF}.",
    408: "The body did not come in time.",
    409: "The same request is being worked on, or the registry holds a document or a branch of that name.",
    410: "It was removed from the registry for good.",
    413: "The body is larger than 64 KiB.",
    415: "The body is no `application/json`.",
    422: "The rules refuse the document, see `findings`; or the `Idempotency-Key` stands for another request.",
    429: "Too many requests; `Retry-After` says when to try again.",
    503: "It could not be kept or committed, and nothing was; `Retry-After` says when to send it again.",
}
_ASKING = (400, 401, 404, 429, 503)
"""Problems of whoever only asks what became of a submission."""


def describe_submission_responses(kind: type[object], *, asks: bool = False) -> dict[int, ResponseSpec]:
    """Responses of a handler of submissions, or of the one that `asks` what became of one."""
    found = {status: describe_problem(said) for status, said in _PROBLEMS.items() if not asks or status in _ASKING}
    answers = (
        {200: "What is known of it."}
        if asks
        else {
            201: "It is a commit on a branch of its own; `Location` is where this can be asked again.",
            202: "It is kept and waits; `Location` says where to ask what became of it.",
        }
    )
    return found | {
        status: ResponseSpec(kind, generate_examples=False, description=said, media_type=JSON)
        for status, said in answers.items()
    }


@dataclass
class SubmissionStateOperation(Operation):
    """An operation that needs a key."""

    def __post_init__(self) -> None:
        """Say which."""
        self.security = [{"key": []}]


@dataclass
class _SubmissionOperation(SubmissionStateOperation):
    """An operation that takes a submission."""

    def __post_init__(self) -> None:
        """Add the header by which a request is known again."""
        super().__post_init__()
        self.parameters = [*(self.parameters or []), _IDEMPOTENCY_KEY]

    def take_body(self, schema: Schema | Reference, description: str) -> None:
        """Say what the body holds."""
        self.request_body = RequestBody({JSON: OpenAPIMediaType(schema=schema)}, description, required=True)


_IDEMPOTENCY_KEY = Parameter(
    name="Idempotency-Key",
    param_in="header",
    description="A name of your choice for this request, such as a UUID: sent again under the same name, it is done "
    "once and answered alike.",
    schema=Schema(type=OpenAPIType.STRING, pattern='^"[a-zA-Z0-9-]{1,128}"$'),
    required=True,
)


@dataclass
class ReuseSubmissionOperation(_SubmissionOperation):
    """The operation that takes a reuse."""

    def __post_init__(self) -> None:
        """Say what the body holds."""
        super().__post_init__()
        self.take_body(
            Reference("#/components/schemas/Reuse"),
            "The document, as in a file of `reuses/`; `schema_version`, `id`, `organisation`, `date` may be left out.",
        )


@dataclass
class EvaluationSubmissionOperation(_SubmissionOperation):
    """The operation that takes an evaluation."""

    def __post_init__(self) -> None:
        """Say what the body holds."""
        super().__post_init__()
        table = Schema(type=OpenAPIType.STRING, description="The table as CSV, its lines parted by line feeds.")
        tables = Schema(
            type=OpenAPIType.OBJECT,
            properties={"counts.csv": table, "scores.csv": table},
            additional_properties=False,
        )
        document = Reference("#/components/schemas/Evaluation")
        whole = Schema(
            type=OpenAPIType.OBJECT,
            properties={"document": document, "tables": tables},
            required=["document"],
            additional_properties=False,
        )
        self.take_body(whole, "The document, as in `evaluation.yaml`, and the tables beside it.")
