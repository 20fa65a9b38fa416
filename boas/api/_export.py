"""One version in a format of other tools: what its address takes and gives."""

from typing import Annotated

from litestar import Response
from litestar.openapi import ResponseSpec
from litestar.params import Parameter as InPath

from boas.api._asgi import AnyRequest
from boas.api._lookup import fetch_body
from boas.api._middleware import get_request_context
from boas.api._operations import describe_responses
from boas.api._problems import RequestError
from boas.api._reply import negotiate_language
from boas.documents import ID_PATTERN
from boas.formats import list_exporters
from boas.index import Status, VersionAnswer, build_export_view, decode_answer
from boas.translation import Message

ExportFormat = Annotated[
    str, InPath(description="Name of a format, such as `bibtex`.", schema_extra={"pattern": f"^{ID_PATTERN}$"})
]


def describe_export_responses() -> dict[int, ResponseSpec]:
    """Responses of the handler: the file, whose type is that of its format, and the problems it may give."""
    return describe_responses(str, "The file; its type is that of the format.", one=True, form="*/*")


def respond_with_export(request: AnyRequest, algorithm: str, version: str, name: str) -> Response[bytes]:
    """The file, in the language of `Accept-Language`; raises `RequestError` when there is no such version or format."""
    index = get_request_context(request.scope).get_index()
    answer = decode_answer(fetch_body(index, "algorithms", algorithm, "versions", version), VersionAnswer)
    status = decode_answer(fetch_body(index, "status"), Status)
    known = {one.name: one for one in list_exporters(answer.card.content.kind)}
    if name not in known:
        raise _make_unknown_format_error(name, tuple(known))
    language = negotiate_language(dict(request.scope), index.languages)
    view = build_export_view(answer, status.title, (status.base_url or "").rstrip("/"), language)
    content, _ = known[name].export(view)
    headers = {"content-language": language, "vary": "Accept-Language"}
    return Response(content, media_type=known[name].media_type, headers=headers)


def _make_unknown_format_error(name: str, known: tuple[str, ...]) -> RequestError:
    """The problem of a format that there is not, or not for this kind of algorithm."""
    names = ", ".join(known)
    return RequestError(
        404,
        "unknown-id",
        Message("The format `{name}` is not known here. Formats: {names}.", name=name, names=names),
        near=known,
    )
