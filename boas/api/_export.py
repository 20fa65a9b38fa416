"""One version in a format of other tools: what its address takes and gives."""

from functools import cache
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
from boas.errors import UsageError
from boas.formats import (
    CodelistExporter,
    Exporter,
    ExportView,
    list_codelist_exporters,
    list_exporters,
    open_pinned_releases,
    restrict_to_codelist,
)
from boas.index import Status, VersionAnswer, build_export_view, decode_answer
from boas.nomenclatures import NomenclatureFolder, get_default_folder
from boas.translation import Message

CodelistName = Annotated[
    str,
    InPath(description="Name of a codelist: its file without `.csv`.", schema_extra={"pattern": f"^{ID_PATTERN}$"}),
]

ExportFormat = Annotated[
    str, InPath(description="Name of a format, such as `bibtex`.", schema_extra={"pattern": f"^{ID_PATTERN}$"})
]


def describe_export_responses() -> dict[int, ResponseSpec]:
    """Responses of the handler: the file, whose type is that of its format, and the problems it may give."""
    return describe_responses(str, "The file; its type is that of the format.", one=True, form="*/*")


def respond_with_export(
    request: AnyRequest, algorithm: str, version: str, name: str, codelist: str = ""
) -> Response[bytes]:
    """The file, in the language of `Accept-Language`; raises `RequestError` when there is no such version or format.

    With the name of a codelist, the codes of that one alone.
    """
    view = _build_view(request, algorithm, version)
    known = _list_formats(view, only_codes=bool(codelist))
    if name not in known:
        raise _make_unknown_format_error(name, tuple(known))
    content, _ = known[name].export(_restrict(view, codelist) if codelist else view)
    headers = {"content-language": view.language, "vary": "Accept-Language"}
    return Response(content, media_type=_convert_media_type(known[name].media_type), headers=headers)


def _convert_media_type(media_type: str) -> str:
    """A media type as the framework wants it: it adds the encoding of texts by itself."""
    return media_type.removesuffix("; charset=utf-8") if media_type.startswith("text/") else media_type


def _build_view(request: AnyRequest, algorithm: str, version: str) -> ExportView:
    """The version as exporters see it."""
    index = get_request_context(request.scope).get_index()
    answer = decode_answer(fetch_body(index, "algorithms", algorithm, "versions", version), VersionAnswer)
    status = decode_answer(fetch_body(index, "status"), Status)
    language = negotiate_language(dict(request.scope), index.languages)
    releases = open_pinned_releases((pin.content for pin in status.nomenclatures), _open_folder())
    return build_export_view(answer, status.title, (status.base_url or "").rstrip("/"), language, releases)


@cache
def _open_folder() -> NomenclatureFolder:
    """Built releases of this machine, each read once."""
    return NomenclatureFolder(get_default_folder())


def _list_formats(view: ExportView, *, only_codes: bool) -> dict[str, Exporter | CodelistExporter]:
    """The formats that a version can be had in, by name; those of codes where it has codelists."""
    whole = () if only_codes else list_exporters(view.card.kind)
    return {**{one.name: one for one in whole}, **{one.name: one for one in list_codelist_exporters(view)}}


def _restrict(view: ExportView, codelist: str) -> ExportView:
    """The version with one codelist; raises `RequestError` when it has no such."""
    try:
        return restrict_to_codelist(view, codelist)
    except UsageError as error:
        names = tuple(dict.fromkeys(one.name for one in view.codelists))
        raise RequestError(404, "unknown-id", error.message, near=names) from error


def _make_unknown_format_error(name: str, known: tuple[str, ...]) -> RequestError:
    """The problem of a format that there is not, or not for this kind of algorithm."""
    names = ", ".join(known)
    return RequestError(
        404,
        "unknown-id",
        Message("The format `{name}` is not known here. Formats: {names}.", name=name, names=names),
        near=known,
    )
