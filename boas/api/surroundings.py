"""What algorithms stand on and speak of: data sources, organisations, vocabularies."""

from litestar import Response, get

from boas.api.documented import DataSourceId, OrganisationId, VocabularyName, answering
from boas.api.stored import AnyRequest, stored
from boas.index.answers import (
    DataSourceAnswer,
    DataSourceList,
    OrganisationAnswer,
    OrganisationList,
    VocabularyAnswer,
    VocabularyList,
)


@get(
    "/data_sources",
    operation_id="data_sources",
    summary="Data sources",
    responses=answering(DataSourceList, "All data sources, by name."),
)
async def data_sources(request: AnyRequest) -> Response[bytes]:
    """List the data sources that algorithms are made or measured on."""
    return stored(request, "data_sources")


@get(
    "/data_sources/{data_source:str}",
    operation_id="data_source",
    summary="One data source",
    responses=answering(DataSourceAnswer, "The data source and the algorithms that use it.", one=True),
)
async def data_source(request: AnyRequest, data_source: DataSourceId) -> Response[bytes]:
    """Give one data source: who holds it, what it is part of, which algorithms use it and for what."""
    return stored(request, "data_sources", data_source)


@get(
    "/organisations",
    operation_id="organisations",
    summary="Organisations",
    responses=answering(OrganisationList, "All organisations, by name."),
)
async def organisations(request: AnyRequest) -> Response[bytes]:
    """List the organisations that produce algorithms or hold data."""
    return stored(request, "organisations")


@get(
    "/organisations/{organisation:str}",
    operation_id="organisation",
    summary="One organisation",
    responses=answering(OrganisationAnswer, "The organisation, its algorithms and its data sources.", one=True),
)
async def organisation(request: AnyRequest, organisation: OrganisationId) -> Response[bytes]:
    """Give one organisation: what it is part of, what it produced, what it holds."""
    return stored(request, "organisations", organisation)


@get(
    "/vocabularies",
    operation_id="vocabularies",
    summary="Vocabularies",
    responses=answering(VocabularyList, "Names and labels of all vocabularies."),
)
async def vocabularies(request: AnyRequest) -> Response[bytes]:
    """List the closed lists of terms that documents use."""
    return stored(request, "vocabularies")


@get(
    "/vocabularies/{vocabulary:str}",
    operation_id="vocabulary",
    summary="One vocabulary",
    responses=answering(VocabularyAnswer, "Its terms with their labels in both languages.", one=True),
)
async def vocabulary(request: AnyRequest, vocabulary: VocabularyName) -> Response[bytes]:
    """Give one closed list of terms."""
    return stored(request, "vocabularies", vocabulary)


SURROUNDING_HANDLERS = (data_sources, data_source, organisations, organisation, vocabularies, vocabulary)
