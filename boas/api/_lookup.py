"""What handlers ask: the stored bytes of an answer, or the problem that says why there is none."""

from collections.abc import Sequence
from difflib import get_close_matches

from litestar import Response

from boas.api._asgi import AnyRequest
from boas.api._middleware import get_request_context
from boas.api._problems import RenamedError, RequestError
from boas.api._reply import JSON
from boas.documents import load_vocabulary
from boas.index import EvaluationList, Index, RemovedRow, VersionList, decode_answer
from boas.translation import Message, make_verbatim


def make_json_response(body: bytes) -> Response[bytes]:
    """Bytes of JSON, sent as they are."""
    return Response(body, media_type=JSON)


def respond_with_answer(request: AnyRequest, *parts: str) -> Response[bytes]:
    """The stored answer at a path such as `algorithms`, `avc-ait-pmsi`; raises `RequestError` when there is none."""
    return make_json_response(fetch_body(get_request_context(request.scope).get_index(), *parts))


def fetch_body(index: Index, *parts: str) -> bytes:
    """The bytes of a stored answer; raises `RequestError` when there is none."""
    found = index.find_answer("/".join(parts))
    if found is None:
        raise make_unknown_error(index, parts)
    return found.body


def make_unknown_error(index: Index, parts: Sequence[str]) -> RequestError:
    """The problem of an id that is not there, with the ones that come close, or of one that was taken out."""
    if gone := _find_removal(index, parts):
        return _make_removed_error(gone)
    if parts[0] == "algorithms" and (present := index.renamed.get(parts[1])):
        return RenamedError(parts[1], present)
    name = parts[-1] if len(parts) % 2 == 0 else parts[-2]
    inside = parts[2:3] and index.read_body("/".join(parts[:3]))
    near = _find_near_members(inside, parts[2], name) if inside else index.suggest_ids(parts[0], parts[1])
    hint = Message(" Perhaps: {near}.", near=", ".join(near)) if near else Message("")
    return RequestError(
        404,
        "unknown-id",
        Message("`{name}` is not known here.{hint}", name=name, hint=hint),
        near=near,
    )


def _find_removal(index: Index, parts: Sequence[str]) -> RemovedRow | None:
    """What stays of a thing that was taken out for good; of an algorithm, when nothing else of it is left."""
    if parts[0] != "algorithms" or len(parts) == 1:
        return None
    own = index.removed.get(parts[1], ())
    exactly = [one for one in own if one.what == "/".join(parts[2:4])]
    is_left = index.read_body("/".join(parts[:2])) is not None
    return next(iter(exactly or (() if is_left else own)), None)


def _make_removed_error(one: RemovedRow) -> RequestError:
    """The problem of a thing that was taken out for good: 410, with the day and the reason."""
    said = load_vocabulary("notice_reasons").terms.get(one.reason, make_verbatim(one.reason))
    what, day = f"{one.id} {one.what.partition('/')[2]}", one.date
    return RequestError(
        410,
        "removed",
        Message(
            "`{what}` was removed from the registry on {day} (reason: {said}); only its digest is left.",
            what=what,
            day=day,
            said=said,
        ),
    )


def _find_near_members(body: bytes, kind: str, name: str) -> tuple[str, ...]:
    """Ids in a list inside an algorithm, the nearest first, at most five."""
    if kind == "versions":
        ids = [one.version for one in decode_answer(body, VersionList).versions]
    else:
        ids = [one.id for one in decode_answer(body, EvaluationList).evaluations]
    close = get_close_matches(name[:64], ids, n=5, cutoff=0.5)
    return tuple(dict.fromkeys((*close, *ids)))[:5]


async def refuse_parameters(request: AnyRequest) -> None:
    """Refuse every query parameter, unless the handler says that it reads them.

    Asynchronous without need, since the framework would run it in a thread otherwise.
    """
    pairs = get_request_context(request.scope).pairs
    if pairs and not request.route_handler.opt.get("reads_parameters"):
        name = pairs[0][0][:80]
        raise RequestError(
            400,
            "unknown-parameter",
            Message("Unknown parameter: `{name}`. This address takes none.", name=name),
            parameter=name,
        )
