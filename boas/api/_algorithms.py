"""The list of algorithms, one algorithm, its versions and its evaluations."""

import asyncio

from litestar import Response, get

from boas.api._asgi import AnyRequest
from boas.api._export import CodelistName, ExportFormat, describe_export_responses, respond_with_export
from boas.api._list_options import respond_with_algorithms, respond_with_list
from boas.api._lookup import make_json_response, make_unknown_error, respond_with_answer
from boas.api._middleware import get_request_context
from boas.api._operations import (
    AlgorithmId,
    AlgorithmsOperation,
    EvaluationId,
    ListOperation,
    VersionNumber,
    VersionPair,
    describe_responses,
)
from boas.index import (
    AlgorithmAnswer,
    AlgorithmList,
    BiasAnswer,
    CodeComparison,
    Comparison,
    EvaluationAnswer,
    EvaluationList,
    EvidenceAnswer,
    LineageAnswer,
    ObservationList,
    ReuseList,
    VersionAnswer,
    VersionList,
)


@get(
    "/algorithms",
    operation_id="algorithms",
    operation_class=AlgorithmsOperation,
    summary="Search and filter algorithms",
    responses=describe_responses(AlgorithmList, "Algorithms that answer the query, and the facets that narrow it."),
    reads_parameters=True,
)
async def list_algorithms(request: AnyRequest) -> Response[bytes]:
    """List algorithms: any of the values of a facet, all of the facets, all of the words."""
    return await respond_with_algorithms(request)


@get(
    "/algorithms/{algorithm:str}",
    operation_id="algorithm",
    summary="One algorithm",
    responses=describe_responses(
        AlgorithmAnswer, "The algorithm with its latest version and what surrounds it.", one=True
    ),
)
async def get_algorithm(request: AnyRequest, algorithm: AlgorithmId) -> Response[bytes]:
    """Give one algorithm: its latest version, its evaluations, audits, reuses and notices."""
    return respond_with_answer(request, "algorithms", algorithm)


@get(
    "/algorithms/{algorithm:str}/versions",
    operation_id="versions",
    operation_class=ListOperation,
    reads_parameters=True,
    summary="Versions of an algorithm",
    responses=describe_responses(VersionList, "All versions, newest first.", one=True),
)
async def list_versions(request: AnyRequest, algorithm: AlgorithmId) -> Response[bytes]:
    """List the versions of one algorithm with what changed in each."""
    return await respond_with_list(request, "algorithms", algorithm, "versions")


@get(
    "/algorithms/{algorithm:str}/versions/{version:str}",
    operation_id="version",
    summary="One version of an algorithm",
    responses=describe_responses(
        VersionAnswer, "The card as it was written, its codelists and long descriptions.", one=True
    ),
)
async def get_version(request: AnyRequest, algorithm: AlgorithmId, version: VersionNumber) -> Response[bytes]:
    """Give one version: its card as written, its codelists and its long descriptions."""
    return respond_with_answer(request, "algorithms", algorithm, "versions", version)


@get(
    "/algorithms/{algorithm:str}/versions/{version:str}/export/{format:str}",
    operation_id="export",
    summary="One version of an algorithm in a format of other tools",
    responses=describe_export_responses(),
)
async def export_version(
    request: AnyRequest,
    algorithm: AlgorithmId,
    version: VersionNumber,
    format: ExportFormat,  # noqa: A002 -- what the address calls it
) -> Response[bytes]:
    """Give one version as the file its page offers: the same bytes as beside that page."""
    return respond_with_export(request, algorithm, version, format)


@get(
    "/algorithms/{algorithm:str}/versions/{version:str}/codelists/{codelist:str}/export/{format:str}",
    operation_id="export_codelist",
    summary="One codelist of a version in a form of other tools",
    responses=describe_export_responses(),
)
async def export_codelist(
    request: AnyRequest,
    algorithm: AlgorithmId,
    version: VersionNumber,
    codelist: CodelistName,
    format: ExportFormat,  # noqa: A002 -- what the address calls it
) -> Response[bytes]:
    """Give the codes of one codelist as SQL, SAS, R, Python, FHIR or CSV: what `boas export --codelist` writes."""
    return respond_with_export(request, algorithm, version, format, codelist)


@get(
    "/algorithms/{algorithm:str}/compare/{pair:str}",
    operation_id="comparison",
    summary="Two versions of an algorithm compared",
    responses=describe_responses(
        Comparison, "What changed from one version to the other, and the step that asks for.", one=True
    ),
)
async def get_comparison(request: AnyRequest, algorithm: AlgorithmId, pair: VersionPair) -> Response[bytes]:
    """Compare any two versions of one algorithm: typed changes, codelists code by code, step of version asked for."""
    index = get_request_context(request.scope).get_index()
    before, _, after = pair.partition("...")
    for name in (before, after):
        if index.read_body(f"algorithms/{algorithm}/versions/{name}") is None:
            raise make_unknown_error(index, ("algorithms", algorithm, "versions", name))
    compared = await asyncio.to_thread(index.build_comparison, algorithm, before, after)
    return make_json_response(compared or b"")


@get(
    "/algorithms/{algorithm:str}/evaluations",
    operation_id="evaluations",
    operation_class=ListOperation,
    reads_parameters=True,
    summary="Evaluations of an algorithm",
    responses=describe_responses(EvaluationList, "All evaluations.", one=True),
)
async def list_evaluations(request: AnyRequest, algorithm: AlgorithmId) -> Response[bytes]:
    """List the evaluations of one algorithm with their figures."""
    return await respond_with_list(request, "algorithms", algorithm, "evaluations")


@get(
    "/algorithms/{algorithm:str}/evaluations/{evaluation:str}",
    operation_id="evaluation",
    summary="One evaluation of an algorithm",
    responses=describe_responses(
        EvaluationAnswer, "The evaluation as it was written, and what its numbers come to.", one=True
    ),
)
async def get_evaluation(request: AnyRequest, algorithm: AlgorithmId, evaluation: EvaluationId) -> Response[bytes]:
    """Give one evaluation: on what it was measured, how, every figure, and what its counts give."""
    return respond_with_answer(request, "algorithms", algorithm, "evaluations", evaluation)


@get(
    "/algorithms/{algorithm:str}/evidence",
    operation_id="evidence",
    summary="Evidence about an algorithm",
    responses=describe_responses(
        EvidenceAnswer, "Every claim, the file it rests on, and what was recomputed.", one=True
    ),
)
async def get_evidence(request: AnyRequest, algorithm: AlgorithmId) -> Response[bytes]:
    """Hold every claim against the counts: recomputed, consistent, contradicted, or only declared."""
    return respond_with_answer(request, "algorithms", algorithm, "evidence")


@get(
    "/algorithms/{algorithm:str}/bias",
    operation_id="bias",
    summary="Bias of an algorithm by group",
    responses=describe_responses(
        BiasAnswer, "Differences between groups, dimensions nobody looked at, and audits.", one=True
    ),
)
async def get_bias(request: AnyRequest, algorithm: AlgorithmId) -> Response[bytes]:
    """Tell for whom the latest version works less well, as far as its published counts can tell."""
    return respond_with_answer(request, "algorithms", algorithm, "bias")


@get(
    "/algorithms/{algorithm:str}/reuses",
    operation_id="algorithm_reuses",
    operation_class=ListOperation,
    reads_parameters=True,
    summary="Who uses an algorithm",
    responses=describe_responses(
        ReuseList, "Every known reuse; that none is known does not say that nobody uses it.", one=True
    ),
)
async def list_algorithm_reuses(request: AnyRequest, algorithm: AlgorithmId) -> Response[bytes]:
    """List who is known to use one algorithm, in which version, and which notices reach them."""
    return await respond_with_list(request, "algorithms", algorithm, "reuses")


@get(
    "/algorithms/{algorithm:str}/observations",
    operation_id="observations",
    operation_class=ListOperation,
    reads_parameters=True,
    summary="What was observed about an algorithm",
    responses=describe_responses(
        ObservationList, "What was found when reading or running it, and what its authors answer.", one=True
    ),
)
async def list_observations(request: AnyRequest, algorithm: AlgorithmId) -> Response[bytes]:
    """List what was found about one algorithm, with its basis, what became of it and where it is still so."""
    return await respond_with_list(request, "algorithms", algorithm, "observations")


@get(
    "/algorithms/{algorithm:str}/lineage",
    operation_id="lineage",
    summary="Lineage of an algorithm",
    responses=describe_responses(
        LineageAnswer, "What it comes from, what comes from it, and the notices that reach it that way.", one=True
    ),
)
async def get_lineage(request: AnyRequest, algorithm: AlgorithmId) -> Response[bytes]:
    """Tell what one algorithm descends from, depends on or is a part of, and what does so of it."""
    return respond_with_answer(request, "algorithms", algorithm, "lineage")


@get(
    "/algorithms/{algorithm:str}/codes",
    operation_id="algorithm_codes",
    summary="Codes of an algorithm beside those of others",
    responses=describe_responses(
        CodeComparison, "Its codes beside those of the two algorithms that share most of them.", one=True
    ),
)
async def get_algorithm_codes(request: AnyRequest, algorithm: AlgorithmId) -> Response[bytes]:
    """Hold the lists of one algorithm against those nearest to them; there is none where no other shares a code."""
    return respond_with_answer(request, "algorithms", algorithm, "codes")


ALGORITHM_HANDLERS = (
    get_algorithm_codes,
    list_algorithms,
    get_algorithm,
    list_versions,
    get_version,
    export_version,
    export_codelist,
    get_comparison,
    list_evaluations,
    get_evaluation,
    get_evidence,
    get_bias,
    list_algorithm_reuses,
    list_observations,
    get_lineage,
)
