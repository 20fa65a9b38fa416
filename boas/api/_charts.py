"""All evidence at once, as pages draw it: by year, by group of people, and the figures of one medical domain."""

from typing import Annotated

from litestar import Response, get
from litestar.params import Parameter as InPath

from boas.api._asgi import AnyRequest
from boas.api._lookup import respond_with_answer
from boas.api._operations import describe_responses
from boas.documents import load_vocabulary
from boas.index import DomainFigures, EvidenceOverview

MedicalDomain = Annotated[
    str,
    InPath(
        description="A term of the vocabulary `medical_domains` that any figure is about.",
        schema_extra={"enum": list(load_vocabulary("medical_domains").terms)},
    ),
]


@get(
    "/figures",
    operation_id="evidence_overview",
    summary="All evidence, by year and by group of people",
    responses=describe_responses(
        EvidenceOverview, "Evaluations by year, and by which groups algorithms were measured."
    ),
)
async def get_evidence_overview(request: AnyRequest) -> Response[bytes]:
    """Tell how much evidence there is: by year, by group of people, by medical domain."""
    return respond_with_answer(request, "figures")


@get(
    "/figures/{domain:str}",
    operation_id="domain_figures",
    summary="All figures of one medical domain",
    responses=describe_responses(DomainFigures, "Every figure of everybody of the algorithms about it.", one=True),
)
async def get_domain_figures(request: AnyRequest, domain: MedicalDomain) -> Response[bytes]:
    """Give every figure of the algorithms about one medical domain, with outcome, reference standard and people."""
    return respond_with_answer(request, "figures", domain)


CHART_HANDLERS = (get_evidence_overview, get_domain_figures)
