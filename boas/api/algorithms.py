"""The list of algorithms, one algorithm, its versions and its evaluations."""

from litestar import Response, get

from boas.api.documented import AlgorithmId, AlgorithmsOperation, EvaluationId, VersionNumber, VersionPair, answering
from boas.api.manners import asked
from boas.api.stored import AnyRequest, bytes_reply, stored, unknown
from boas.index import AlgorithmQuery
from boas.index.answers import (
    AlgorithmAnswer,
    AlgorithmList,
    BiasAnswer,
    Comparison,
    EvaluationAnswer,
    EvaluationList,
    EvidenceAnswer,
    VersionAnswer,
    VersionList,
)


@get(
    "/algorithms",
    operation_id="algorithms",
    operation_class=AlgorithmsOperation,
    summary="Search and filter algorithms",
    responses=answering(AlgorithmList, "Algorithms that answer the query, and the facets that narrow it."),
    reads_parameters=True,
)
async def algorithms(request: AnyRequest) -> Response[bytes]:
    """List algorithms: any of the values of a facet, all of the facets, all of the words."""
    asking = asked(request.scope)
    query = AlgorithmQuery.parse(asking.pairs)
    return bytes_reply(asking.get_index().list_algorithms(query))


@get(
    "/algorithms/{algorithm:str}",
    operation_id="algorithm",
    summary="One algorithm",
    responses=answering(AlgorithmAnswer, "The algorithm with its latest version and what surrounds it.", one=True),
)
async def algorithm(request: AnyRequest, algorithm: AlgorithmId) -> Response[bytes]:
    """Give one algorithm: its latest version, its evaluations, audits, reuses and notices."""
    return stored(request, "algorithms", algorithm)


@get(
    "/algorithms/{algorithm:str}/versions",
    operation_id="versions",
    summary="Versions of an algorithm",
    responses=answering(VersionList, "All versions, newest first.", one=True),
)
async def versions(request: AnyRequest, algorithm: AlgorithmId) -> Response[bytes]:
    """List the versions of one algorithm with what changed in each."""
    return stored(request, "algorithms", algorithm, "versions")


@get(
    "/algorithms/{algorithm:str}/versions/{version:str}",
    operation_id="version",
    summary="One version of an algorithm",
    responses=answering(VersionAnswer, "The card as it was written, its codelists and long descriptions.", one=True),
)
async def version(request: AnyRequest, algorithm: AlgorithmId, version: VersionNumber) -> Response[bytes]:
    """Give one version: its card as written, its codelists and its long descriptions."""
    return stored(request, "algorithms", algorithm, "versions", version)


@get(
    "/algorithms/{algorithm:str}/compare/{pair:str}",
    operation_id="comparison",
    summary="Two versions of an algorithm compared",
    responses=answering(
        Comparison, "What changed from one version to the other, and the step that asks for.", one=True
    ),
)
async def comparison(request: AnyRequest, algorithm: AlgorithmId, pair: VersionPair) -> Response[bytes]:
    """Compare any two versions of one algorithm: typed changes, codelists code by code, step of version asked for."""
    index = asked(request.scope).get_index()
    before, _, after = pair.partition("...")
    for name in (before, after):
        if index.read_body(f"algorithms/{algorithm}/versions/{name}") is None:
            raise unknown(index, ("algorithms", algorithm, "versions", name))
    return bytes_reply(index.build_comparison(algorithm, before, after) or b"")


@get(
    "/algorithms/{algorithm:str}/evaluations",
    operation_id="evaluations",
    summary="Evaluations of an algorithm",
    responses=answering(EvaluationList, "All evaluations.", one=True),
)
async def evaluations(request: AnyRequest, algorithm: AlgorithmId) -> Response[bytes]:
    """List the evaluations of one algorithm with their figures."""
    return stored(request, "algorithms", algorithm, "evaluations")


@get(
    "/algorithms/{algorithm:str}/evaluations/{evaluation:str}",
    operation_id="evaluation",
    summary="One evaluation of an algorithm",
    responses=answering(EvaluationAnswer, "The evaluation as it was written, and what its numbers come to.", one=True),
)
async def evaluation(request: AnyRequest, algorithm: AlgorithmId, evaluation: EvaluationId) -> Response[bytes]:
    """Give one evaluation: on what it was measured, how, every figure, and what its counts give."""
    return stored(request, "algorithms", algorithm, "evaluations", evaluation)


@get(
    "/algorithms/{algorithm:str}/evidence",
    operation_id="evidence",
    summary="Evidence about an algorithm",
    responses=answering(EvidenceAnswer, "Every claim, the file it rests on, and what was recomputed.", one=True),
)
async def evidence(request: AnyRequest, algorithm: AlgorithmId) -> Response[bytes]:
    """Hold every claim against the counts: recomputed, consistent, contradicted, or only declared."""
    return stored(request, "algorithms", algorithm, "evidence")


@get(
    "/algorithms/{algorithm:str}/bias",
    operation_id="bias",
    summary="Bias of an algorithm by group",
    responses=answering(BiasAnswer, "Differences between groups, dimensions nobody looked at, and audits.", one=True),
)
async def bias(request: AnyRequest, algorithm: AlgorithmId) -> Response[bytes]:
    """Tell for whom the latest version works less well, as far as its published counts can tell."""
    return stored(request, "algorithms", algorithm, "bias")


ALGORITHM_HANDLERS = (
    algorithms,
    algorithm,
    versions,
    version,
    comparison,
    evaluations,
    evaluation,
    evidence,
    bias,
)
