"""The card: what the authors of one version claim about it, section by section.

Field docs are the strings under each field; they become the JSON Schema's descriptions and the
field guide. The marks of `ask` say whether a field is needed, for which kinds, and its bump level.
"""

from typing import Annotated, Literal

from pydantic import Field

from boas.documents._bounds import Age, PositiveCount
from boas.documents._dates import PastPeriod
from boas.documents._fields import DistinctItems, DocumentPart, Line, LocalText, Many, OrAbsent, make_field
from boas.documents._lineage import Ancestors, CardChange, Waiver
from boas.documents._logic import InputsAndOutputs, Logic
from boas.documents._people import Author, FactSources, Footprint, People, Publications
from boas.documents._regulatory import Regulatory
from boas.documents._scalars import (
    Country,
    DataSourceId,
    Date,
    Id,
    Licence,
    Link,
    OrganisationId,
    OwnLicence,
    Term,
    Version,
)
from boas.documents._trained_model import TrainedModel
from boas.documents._vectors import VectorUses


class Condition(DocumentPart):
    """A disease or state the algorithm is about, as a code."""

    system: Annotated[str, Term("code_systems")]
    """Code system."""
    code: Line
    """Code in that system, as the system stores it."""


class Ownership(DocumentPart):
    """Who made the algorithm and answers for it."""

    organisations: OrAbsent[Many[OrganisationId]] = make_field("needed", "patch")
    """Ids of the producing organisations, in `organisations/`."""
    authors: OrAbsent[People[Author]] | None = make_field("expected", "patch")
    """People who made it."""
    contact: OrAbsent[Line] | None = make_field("expected", "patch")
    """A functional address or page where questions are answered; no person's own address."""
    funding: OrAbsent[LocalText] | None = make_field("expected", "patch")
    """Who paid for the work."""
    competing_interests: OrAbsent[LocalText] | None = make_field("expected", "patch")
    """Interests of the authors that a reader should know."""
    patient_involvement: OrAbsent[LocalText] | None = make_field("optional", "patch")
    """How patients or the public took part."""


class OwnLicenceText(DocumentPart):
    """A licence that is none of SPDX: whoever wants to use the piece has to read it."""

    id: OwnLicence
    """What the fields above call it: `LicenseRef-` and a name of letters, digits, points and hyphens."""
    name: Line
    """Its title."""
    url: Link
    """Page that holds its text."""


class Licences(DocumentPart):
    """Under which terms each piece may be used (SPDX expressions, or `LicenseRef-…` for a licence of its own)."""

    code: OrAbsent[Licence] | None = make_field("expected", "minor")
    """Licence of the program."""
    card: OrAbsent[Licence] | None = make_field("expected", "minor")
    """Licence of this card."""
    weights: OrAbsent[Licence] | None = make_field("expected", "minor", "MG")
    """Licence of the trained weights."""
    codelists: OrAbsent[Licence] | None = make_field("expected", "minor", "RS")
    """Licence of the codelists."""
    own: Annotated[Many[OwnLicenceText], DistinctItems((("id",),), is_exact=True)] | None = make_field(
        "optional", "minor"
    )
    """Licences named above that are none of SPDX, with the page where each can be read."""


class Population(DocumentPart):
    """People the algorithm is meant for."""

    description: LocalText
    """Who they are, in words."""
    age_min: Annotated[Age, Field(json_schema_extra={"default": 0})] | None = None
    """Youngest age in completed years; 0 when left out."""
    age_max: Age | None = None
    """Oldest age in completed years."""
    sex: Annotated[str, Term("sexes")] | None = None
    """Sex of the people meant."""
    setting: LocalText | None = None
    """Kind of care or place."""
    countries: Many[Country] | None = None
    """Countries, ISO 3166-1 alpha-2."""


class Benefits(DocumentPart):
    """What using it is expected to bring."""

    clinical: LocalText | None = None
    """For patients."""
    organisational: LocalText | None = None
    """For the organisation of care."""
    economic: LocalText | None = None
    """For costs."""


class IntendedUse(DocumentPart):
    """What it is for, for whom, and what it is not for."""

    purpose: LocalText = make_field("needed", "major", affects_results=True)
    """What the algorithm is for."""
    users: OrAbsent[Many[LocalText]] | None = make_field("expected", "major")
    """Who is meant to use it."""
    decision_role: OrAbsent[Annotated[str, Term("decision_roles")]] | None = make_field(
        "expected", "major", affects_results=True
    )
    """What the output does to a decision."""
    population: OrAbsent[Population] | None = make_field("expected", "major", affects_results=True)
    """People it is meant for."""
    out_of_scope: OrAbsent[Many[LocalText]] | None = make_field("expected", "major", affects_results=True)
    """Uses it is not for."""
    workflow: OrAbsent[LocalText] | None = make_field("optional", "major")
    """Where it stands in the work of its users."""
    alternatives: OrAbsent[Many[LocalText]] | None = make_field("optional", "major")
    """Other ways to the same end."""
    benefits: OrAbsent[Benefits] | None = make_field("optional", "major")
    """What it is expected to bring."""


class SourceUse(DocumentPart):
    """One data source and what it served for."""

    source: DataSourceId
    """Id of the data source, in `data_sources/`."""
    role: Annotated[str, Term("source_roles")]
    """What it served for."""
    components: Many[Line] | None = None
    """Tables or parts used."""
    period: PastPeriod | None = None
    """Years or dates covered, for instance `2015/2019`."""
    n_persons: PositiveCount | None = None
    """Number of people."""
    n: PositiveCount | None = None
    """How many of another unit than people there were."""
    unit: Annotated[str, Term("units")] | None = None
    """What `n` counts, one by one."""
    filters: Many[LocalText] | None = None
    """What was kept or dropped."""
    access: LocalText | None = None
    """How access is obtained."""
    legal_basis: LocalText | None = None
    """Legal ground of the processing."""
    opt_out: LocalText | None = None
    """How people can object."""


class DevelopmentSite(DocumentPart):
    """A place where the data it was made on come from."""

    name: Line
    """Hospital, centre or region."""
    country: Country | None = None
    """Country, ISO 3166-1 alpha-2."""
    organisation: OrganisationId | None = None
    """Its id, when it is an organisation of the registry."""
    period: PastPeriod | None = None
    """Years or dates of its data."""
    n: PositiveCount | None = None
    """How many of the unit come from there."""
    unit: Annotated[str, Term("units")] | None = None
    """What is counted, one by one; persons when left out."""


class Data(DocumentPart):
    """What data it was made on, is evaluated on and runs on."""

    sources: OrAbsent[Annotated[Many[SourceUse], DistinctItems((("source", "role"),))]] = make_field(
        "needed", "minor", affects_results=True
    )
    """Data sources with their role."""
    development_sites: OrAbsent[Annotated[Many[DevelopmentSite], DistinctItems((("name", "country"),))]] | None = (
        make_field("optional", "minor", affects_results=True)
    )
    """Places where the data it was made on come from."""
    representativeness: OrAbsent[LocalText] | None = make_field("expected", "minor")
    """How the data compare with the people meant."""
    groups_absent: OrAbsent[Many[LocalText]] | None = make_field("expected", "minor")
    """Groups the data do not hold."""
    preprocessing: OrAbsent[LocalText] | None = make_field("expected", "minor", "SMG", affects_results=True)
    """What was done to the data first."""
    missing_data: OrAbsent[LocalText] | None = make_field("expected", "minor", "SMG", affects_results=True)
    """How missing values are handled."""
    labels: OrAbsent[LocalText] | None = make_field("expected", "minor", "SMG", affects_results=True)
    """Where the truth comes from."""
    partition: OrAbsent[LocalText] | None = make_field("expected", "minor", "SMG", affects_results=True)
    """How data were split between development and test."""


class GroupAtRisk(DocumentPart):
    """A group that may be served worse, and what is done about it."""

    group: LocalText
    """The group."""
    harm: LocalText
    """What may go wrong for it."""
    mitigation: LocalText | None = None
    """What is done about it."""


class NotAssessed(DocumentPart):
    """A dimension nobody has looked at, said openly."""

    dimension: Annotated[str, Term("subgroup_dimensions")]
    """The dimension."""
    reason: LocalText
    """Why not."""


class Bias(DocumentPart):
    """For whom it may work less well."""

    groups_at_risk: OrAbsent[Many[GroupAtRisk]] | None = make_field("expected", "minor")
    """Groups that may be served worse."""
    known_inequalities: OrAbsent[LocalText] | None = make_field("expected", "minor")
    """Inequalities already present in care or data."""
    approach: OrAbsent[LocalText] | None = make_field("expected", "minor")
    """How bias was looked for and treated."""
    not_assessed: OrAbsent[Annotated[Many[NotAssessed], DistinctItems((("dimension",),))]] | None = make_field(
        "expected", "minor"
    )
    """Dimensions not looked at, with the reason."""


class Risk(DocumentPart):
    """Something that can go wrong."""

    hazard: LocalText
    """What can go wrong."""
    affected: LocalText | None = None
    """Who is touched."""
    severity: Annotated[str, Term("scales")] | None = None
    """How bad."""
    likelihood: Annotated[str, Term("scales")] | None = None
    """How likely."""
    mitigation: LocalText | None = None
    """What is done about it."""


class Safety(DocumentPart):
    """Limits, risks and how the algorithm is watched."""

    limitations: OrAbsent[Many[LocalText]] = make_field("needed", "minor")
    """What it cannot do or does badly."""
    risks: OrAbsent[Many[Risk]] | None = make_field("expected", "minor")
    """What can go wrong."""
    oversight: OrAbsent[LocalText] | None = make_field("expected", "minor")
    """How a person stays in charge."""
    monitoring: OrAbsent[LocalText] | None = make_field("expected", "minor")
    """How its behaviour is followed in use."""
    privacy: OrAbsent[LocalText] | None = make_field("expected", "minor")
    """What could reveal a person, and what prevents it."""
    security: OrAbsent[LocalText] | None = make_field("optional", "minor")
    """Attacks thought of and measures."""
    stop_criteria: OrAbsent[Many[LocalText]] | None = make_field("optional", "minor")
    """Signs that say: stop using it."""


class Repository(DocumentPart):
    """Where the code lies."""

    url: Link
    """Address of the repository."""
    ref: Line | None = None
    """Tag or commit that this version stands for."""


class Deployment(DocumentPart):
    """How to get it and run it."""

    repository: OrAbsent[Repository] | None = make_field("expected", "patch", affects_results=True)
    """Where the code lies."""
    programming_languages: OrAbsent[Many[Annotated[str, Term("programming_languages")]]] | None = make_field(
        "expected", "patch"
    )
    """Languages of the code."""
    install: OrAbsent[LocalText] | None = make_field("expected", "patch")
    """How to install and run it."""
    requirements: OrAbsent[Many[Line]] | None = make_field("optional", "patch")
    """Software or frameworks it needs."""
    interfaces: OrAbsent[Many[LocalText]] | None = make_field("optional", "patch")
    """Ways to call it."""
    hosting: OrAbsent[Many[Annotated[str, Term("hostings")]]] | None = make_field("optional", "patch")
    """Where it may run."""


class Sustainability(DocumentPart):
    """How it is kept up, and what it costs the planet."""

    update_policy: OrAbsent[LocalText] | None = make_field("optional", "patch")
    """When and how it is updated."""
    maintenance_until: OrAbsent[Date] | None = make_field("optional", "patch")
    """Day until which it is maintained."""
    footprint: OrAbsent[Many[Footprint]] | None = make_field("expected", "patch", "MG")
    """Energy and emissions (AFNOR SPEC 2314)."""


class References(DocumentPart):
    """What was published about it, and where each fact was read."""

    publications: OrAbsent[Publications] | None = make_field("expected", "patch")
    """Publications with their role."""
    sources: OrAbsent[FactSources] | None = make_field("expected", "patch")
    """Where each fact of this card was read."""


class Card(DocumentPart):
    """What the authors of one version claim about it."""

    schema_version: Literal[1] = make_field("needed", "patch")
    """Version of this format."""
    id: Id = make_field("needed", "major")
    """Id of the algorithm: the name of its folder."""
    version: Version = make_field("needed", "none")
    """Semantic version: the name of the version's folder."""
    name: LocalText = make_field("needed", "patch")
    """Name for people."""
    summary: LocalText = make_field("needed", "patch")
    """One or two sentences that tell a hospital what this is."""
    kind: Annotated[str, Term("kinds")] = make_field("needed", "major", affects_results=True)
    """What it is; each kind is asked for its own fields."""
    category: Annotated[str, Term("categories")] = make_field("needed", "major", affects_results=True)
    """What it does."""
    modality: Many[Annotated[str, Term("modalities")]] = make_field("needed", "patch")
    """Form of the data it reads."""
    medical_domains: Many[Annotated[str, Term("medical_domains")]] = make_field("needed", "patch")
    """Fields of medicine."""
    upstream_version: Line | None = make_field("optional", "patch", affects_results=True)
    """The producer's own label of this version, for instance `G8 (2019)`."""
    conditions: Annotated[Many[Condition], DistinctItems(is_exact=True)] | None = make_field("optional", "patch")
    """Diseases or states it is about, as codes."""
    use_cases: Many[Annotated[str, Term("use_cases")]] | None = make_field("optional", "patch")
    """National priority uses it serves."""
    languages: Many[Annotated[str, Term("languages")]] | None = make_field("optional", "patch")
    """Natural languages of the texts it reads or writes."""
    keywords: Many[Line] | None = make_field("optional", "patch")
    """Free words for search."""
    ownership: Ownership = make_field("needed", "patch")
    """Who made it and answers for it."""
    licence: Licences | None = make_field("optional", "minor")
    """Under which terms each piece may be used."""
    intended_use: IntendedUse = make_field("needed", "major")
    """What it is for, for whom, and what it is not for."""
    data: Data = make_field("needed", "minor")
    """What data it was made on, is evaluated on and runs on."""
    logic: Logic | None = make_field("optional", "major", "RSP")
    """How it decides, step by step."""
    model: TrainedModel | None = make_field("optional", "minor", "SMG")
    """How it was trained and what was shipped."""
    io: InputsAndOutputs | None = make_field("optional", "major")
    """What goes in and what comes out."""
    vectors: VectorUses | None = make_field("optional", "patch")
    """Test vectors: invented rows with the answers expected for them, which anybody can run again."""
    bias: Bias | None = make_field("optional", "minor")
    """For whom it may work less well."""
    safety: Safety = make_field("needed", "minor")
    """Limits, risks and how it is watched."""
    regulatory: Regulatory | None = make_field("optional", "minor")
    """Where it stands in law."""
    deployment: Deployment | None = make_field("optional", "patch")
    """How to get it and run it."""
    sustainability: Sustainability | None = make_field("optional", "patch")
    """How it is kept up, and its footprint."""
    lineage: Ancestors | None = make_field("optional", "minor")
    """What it descends from."""
    changes: Many[CardChange] | None = make_field("optional", "none")
    """What changed since the version before; asked from the second version on."""
    references: References | None = make_field("optional", "patch")
    """What was published about it, and where facts were read."""
    waivers: Annotated[Many[Waiver], DistinctItems((("rule", "path"),))] | None = make_field("optional", "none")
    """Findings the authors answer for, with a reason and an end."""
