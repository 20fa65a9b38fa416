"""What algorithms stand on and speak of: data sources, organisations, vocabularies."""

from litestar import Response, get

from boas.api._asgi import AnyRequest
from boas.api._list_options import respond_with_list
from boas.api._lookup import respond_with_answer
from boas.api._operations import DataSourceId, ListOperation, OrganisationId, VocabularyName, describe_responses
from boas.index import (
    DataSourceAnswer,
    DataSourceList,
    OrganisationAnswer,
    OrganisationList,
    ReuseOverview,
    ReviewList,
    VocabularyAnswer,
    VocabularyList,
)


@get(
    "/data_sources",
    operation_id="data_sources",
    operation_class=ListOperation,
    reads_parameters=True,
    summary="Data sources",
    responses=describe_responses(DataSourceList, "All data sources, by name."),
)
async def list_data_sources(request: AnyRequest) -> Response[bytes]:
    """List the data sources that algorithms are made or measured on."""
    return await respond_with_list(request, "data_sources")


@get(
    "/data_sources/{data_source:str}",
    operation_id="data_source",
    summary="One data source",
    responses=describe_responses(DataSourceAnswer, "The data source and the algorithms that use it.", one=True),
)
async def get_data_source(request: AnyRequest, data_source: DataSourceId) -> Response[bytes]:
    """Give one data source: who holds it, what it is part of, which algorithms use it and for what."""
    return respond_with_answer(request, "data_sources", data_source)


@get(
    "/organisations",
    operation_id="organisations",
    operation_class=ListOperation,
    reads_parameters=True,
    summary="Organisations",
    responses=describe_responses(OrganisationList, "All organisations, by name."),
)
async def list_organisations(request: AnyRequest) -> Response[bytes]:
    """List the organisations that produce algorithms or hold data."""
    return await respond_with_list(request, "organisations")


@get(
    "/organisations/{organisation:str}",
    operation_id="organisation",
    summary="One organisation",
    responses=describe_responses(
        OrganisationAnswer, "The organisation, its algorithms and its data sources.", one=True
    ),
)
async def get_organisation(request: AnyRequest, organisation: OrganisationId) -> Response[bytes]:
    """Give one organisation: what it is part of, what it produced, what it holds."""
    return respond_with_answer(request, "organisations", organisation)


@get(
    "/vocabularies",
    operation_id="vocabularies",
    operation_class=ListOperation,
    reads_parameters=True,
    summary="Vocabularies",
    responses=describe_responses(VocabularyList, "Names and labels of all vocabularies."),
)
async def list_vocabularies(request: AnyRequest) -> Response[bytes]:
    """List the closed lists of terms that documents use."""
    return await respond_with_list(request, "vocabularies")


@get(
    "/vocabularies/{vocabulary:str}",
    operation_id="vocabulary",
    summary="One vocabulary",
    responses=describe_responses(VocabularyAnswer, "Its terms with their labels in each language.", one=True),
)
async def get_vocabulary(request: AnyRequest, vocabulary: VocabularyName) -> Response[bytes]:
    """Give one closed list of terms."""
    return respond_with_answer(request, "vocabularies", vocabulary)


@get(
    "/reuses",
    operation_id="reuses",
    operation_class=ListOperation,
    reads_parameters=True,
    summary="Who uses what",
    responses=describe_responses(ReuseOverview, "Every known reuse of every algorithm, and how many count."),
)
async def list_reuses(request: AnyRequest) -> Response[bytes]:
    """List every known reuse: those that count are by others than the producers, and confirmed or sourced."""
    return await respond_with_list(request, "reuses")


@get(
    "/reviews",
    operation_id="reviews",
    operation_class=ListOperation,
    reads_parameters=True,
    summary="Who reviewed what",
    responses=describe_responses(ReviewList, "Every audit, review and evaluation, and how independent it is."),
)
async def list_reviews(request: AnyRequest) -> Response[bytes]:
    """List who judged and who measured which version, with what was computed of their independence."""
    return await respond_with_list(request, "reviews")


CATALOGUE_HANDLERS = (
    list_data_sources,
    get_data_source,
    list_organisations,
    get_organisation,
    list_reuses,
    list_reviews,
    list_vocabularies,
    get_vocabulary,
)
