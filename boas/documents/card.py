"""The card: what the authors of one version claim about it, section by section.

Field docs are the strings under each field; they become the JSON Schema's descriptions and the
field guide. The marks of `ask` say whether a field is needed, for which kinds, and its bump level.
"""

from typing import Annotated, Literal

from boas.documents.bounds import Age, PositiveCount
from boas.documents.dates import PastPeriod
from boas.documents.fields import Distinct, Line, LocalText, Many, OrAbsent, Part, ask
from boas.documents.lineage import Ancestors, CardChange, Waiver
from boas.documents.logic import InputsAndOutputs, Logic
from boas.documents.model import TrainedModel
from boas.documents.people import Author, FactSources, Footprint, People, Publications
from boas.documents.regulatory import Regulatory
from boas.documents.scalars import Country, Date, Id, Licence, Link, Term, Version


class Condition(Part):
    """A disease or state the algorithm is about, as a code."""

    system: Annotated[str, Term("code_systems")]
    """Code system."""
    code: Line
    """Code in that system, as the system stores it."""


class Ownership(Part):
    """Who made the algorithm and answers for it."""

    organisations: OrAbsent[Many[Id]] = ask("needed", "patch")
    """Ids of the producing organisations, in `organisations/`."""
    authors: OrAbsent[People[Author]] | None = ask("expected", "patch")
    """People who made it."""
    contact: OrAbsent[Line] | None = ask("expected", "patch")
    """A functional address or page where questions are answered; no person's own address."""
    funding: OrAbsent[LocalText] | None = ask("expected", "patch")
    """Who paid for the work."""
    competing_interests: OrAbsent[LocalText] | None = ask("expected", "patch")
    """Interests of the authors that a reader should know."""
    patient_involvement: OrAbsent[LocalText] | None = ask("optional", "patch")
    """How patients or the public took part."""


class Licences(Part):
    """Under which terms each piece may be used (SPDX expressions)."""

    code: OrAbsent[Licence] | None = ask("expected", "minor")
    """Licence of the program."""
    card: OrAbsent[Licence] | None = ask("expected", "minor")
    """Licence of this card."""
    weights: OrAbsent[Licence] | None = ask("expected", "minor", "MG")
    """Licence of the trained weights."""
    codelists: OrAbsent[Licence] | None = ask("expected", "minor", "RS")
    """Licence of the codelists."""


class Population(Part):
    """People the algorithm is meant for."""

    description: LocalText
    """Who they are, in words."""
    age_min: Age | None = None
    """Youngest age in completed years."""
    age_max: Age | None = None
    """Oldest age in completed years."""
    sex: Annotated[str, Term("sexes")] | None = None
    """Sex of the people meant."""
    setting: LocalText | None = None
    """Kind of care or place."""
    countries: Many[Country] | None = None
    """Countries, ISO 3166-1 alpha-2."""


class Benefits(Part):
    """What using it is expected to bring."""

    clinical: LocalText | None = None
    """For patients."""
    organisational: LocalText | None = None
    """For the organisation of care."""
    economic: LocalText | None = None
    """For costs."""


class IntendedUse(Part):
    """What it is for, for whom, and what it is not for."""

    purpose: LocalText = ask("needed", "major", affects_results=True)
    """What the algorithm is for."""
    users: OrAbsent[Many[LocalText]] | None = ask("expected", "major")
    """Who is meant to use it."""
    decision_role: OrAbsent[Annotated[str, Term("decision_roles")]] | None = ask(
        "expected", "major", affects_results=True
    )
    """What the output does to a decision."""
    population: OrAbsent[Population] | None = ask("expected", "major", affects_results=True)
    """People it is meant for."""
    out_of_scope: OrAbsent[Many[LocalText]] | None = ask("expected", "major", affects_results=True)
    """Uses it is not for."""
    workflow: OrAbsent[LocalText] | None = ask("optional", "major")
    """Where it stands in the work of its users."""
    alternatives: OrAbsent[Many[LocalText]] | None = ask("optional", "major")
    """Other ways to the same end."""
    benefits: OrAbsent[Benefits] | None = ask("optional", "major")
    """What it is expected to bring."""


class SourceUse(Part):
    """One data source and what it served for."""

    source: Id
    """Id of the data source, in `data_sources/`."""
    role: Annotated[str, Term("source_roles")]
    """What it served for."""
    components: Many[Line] | None = None
    """Tables or parts used."""
    period: PastPeriod | None = None
    """Years or dates covered, for instance `2015/2019`."""
    n_persons: PositiveCount | None = None
    """Number of people."""
    filters: Many[LocalText] | None = None
    """What was kept or dropped."""
    access: LocalText | None = None
    """How access is obtained."""
    legal_basis: LocalText | None = None
    """Legal ground of the processing."""
    opt_out: LocalText | None = None
    """How people can object."""


class Data(Part):
    """What data it was made on, is evaluated on and runs on."""

    sources: OrAbsent[Annotated[Many[SourceUse], Distinct((("source", "role"),))]] = ask(
        "needed", "minor", affects_results=True
    )
    """Data sources with their role."""
    representativeness: OrAbsent[LocalText] | None = ask("expected", "minor")
    """How the data compare with the people meant."""
    groups_absent: OrAbsent[Many[LocalText]] | None = ask("expected", "minor")
    """Groups the data do not hold."""
    preprocessing: OrAbsent[LocalText] | None = ask("expected", "minor", "SMG", affects_results=True)
    """What was done to the data first."""
    missing_data: OrAbsent[LocalText] | None = ask("expected", "minor", "SMG", affects_results=True)
    """How missing values are handled."""
    labels: OrAbsent[LocalText] | None = ask("expected", "minor", "SMG", affects_results=True)
    """Where the truth comes from."""
    partition: OrAbsent[LocalText] | None = ask("expected", "minor", "SMG", affects_results=True)
    """How data were split between development and test."""


class GroupAtRisk(Part):
    """A group that may be served worse, and what is done about it."""

    group: LocalText
    """The group."""
    harm: LocalText
    """What may go wrong for it."""
    mitigation: LocalText | None = None
    """What is done about it."""


class NotAssessed(Part):
    """A dimension nobody has looked at, said openly."""

    dimension: Annotated[str, Term("subgroup_dimensions")]
    """The dimension."""
    reason: LocalText
    """Why not."""


class Bias(Part):
    """For whom it may work less well."""

    groups_at_risk: OrAbsent[Many[GroupAtRisk]] | None = ask("expected", "minor")
    """Groups that may be served worse."""
    known_inequalities: OrAbsent[LocalText] | None = ask("expected", "minor")
    """Inequalities already present in care or data."""
    approach: OrAbsent[LocalText] | None = ask("expected", "minor")
    """How bias was looked for and treated."""
    not_assessed: OrAbsent[Annotated[Many[NotAssessed], Distinct((("dimension",),))]] | None = ask("expected", "minor")
    """Dimensions not looked at, with the reason."""


class Risk(Part):
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


class Safety(Part):
    """Limits, risks and how the algorithm is watched."""

    limitations: OrAbsent[Many[LocalText]] = ask("needed", "minor")
    """What it cannot do or does badly."""
    risks: OrAbsent[Many[Risk]] | None = ask("expected", "minor")
    """What can go wrong."""
    oversight: OrAbsent[LocalText] | None = ask("expected", "minor")
    """How a person stays in charge."""
    monitoring: OrAbsent[LocalText] | None = ask("expected", "minor")
    """How its behaviour is followed in use."""
    privacy: OrAbsent[LocalText] | None = ask("expected", "minor")
    """What could reveal a person, and what prevents it."""
    security: OrAbsent[LocalText] | None = ask("optional", "minor")
    """Attacks thought of and measures."""
    stop_criteria: OrAbsent[Many[LocalText]] | None = ask("optional", "minor")
    """Signs that say: stop using it."""


class Repository(Part):
    """Where the code lies."""

    url: Link
    """Address of the repository."""
    ref: Line | None = None
    """Tag or commit that this version stands for."""


class Deployment(Part):
    """How to get it and run it."""

    repository: OrAbsent[Repository] | None = ask("expected", "patch", affects_results=True)
    """Where the code lies."""
    programming_languages: OrAbsent[Many[Annotated[str, Term("programming_languages")]]] | None = ask(
        "expected", "patch"
    )
    """Languages of the code."""
    install: OrAbsent[LocalText] | None = ask("expected", "patch")
    """How to install and run it."""
    requirements: OrAbsent[Many[Line]] | None = ask("optional", "patch")
    """Software or frameworks it needs."""
    interfaces: OrAbsent[Many[LocalText]] | None = ask("optional", "patch")
    """Ways to call it."""
    hosting: OrAbsent[Many[Annotated[str, Term("hostings")]]] | None = ask("optional", "patch")
    """Where it may run."""


class Sustainability(Part):
    """How it is kept up, and what it costs the planet."""

    update_policy: OrAbsent[LocalText] | None = ask("optional", "patch")
    """When and how it is updated."""
    maintenance_until: OrAbsent[Date] | None = ask("optional", "patch")
    """Day until which it is maintained."""
    footprint: OrAbsent[Many[Footprint]] | None = ask("expected", "patch", "MG")
    """Energy and emissions (AFNOR SPEC 2314)."""


class References(Part):
    """What was published about it, and where each fact was read."""

    publications: OrAbsent[Publications] | None = ask("expected", "patch")
    """Publications with their role."""
    sources: OrAbsent[FactSources] | None = ask("expected", "patch")
    """Where each fact of this card was read."""


class Card(Part):
    """What the authors of one version claim about it."""

    schema_version: Literal[1] = ask("needed", "patch")
    """Version of this format."""
    id: Id = ask("needed", "major")
    """Id of the algorithm: the name of its folder."""
    version: Version = ask("needed", "none")
    """Semantic version: the name of the version's folder."""
    name: LocalText = ask("needed", "patch")
    """Name for people."""
    summary: LocalText = ask("needed", "patch")
    """One or two sentences that tell a hospital what this is."""
    kind: Annotated[str, Term("kinds")] = ask("needed", "major", affects_results=True)
    """What it is; each kind is asked for its own fields."""
    category: Annotated[str, Term("categories")] = ask("needed", "major", affects_results=True)
    """What it does."""
    modality: Many[Annotated[str, Term("modalities")]] = ask("needed", "patch")
    """Form of the data it reads."""
    medical_domains: Many[Annotated[str, Term("medical_domains")]] = ask("needed", "patch")
    """Fields of medicine."""
    upstream_version: Line | None = ask("optional", "patch", affects_results=True)
    """The producer's own label of this version, for instance `G8 (2019)`."""
    conditions: Annotated[Many[Condition], Distinct(is_exact=True)] | None = ask("optional", "patch")
    """Diseases or states it is about, as codes."""
    use_cases: Many[Annotated[str, Term("use_cases")]] | None = ask("optional", "patch")
    """National priority uses it serves."""
    languages: Many[Annotated[str, Term("languages")]] | None = ask("optional", "patch")
    """Natural languages of the texts it reads or writes."""
    keywords: Many[Line] | None = ask("optional", "patch")
    """Free words for search."""
    ownership: Ownership = ask("needed", "patch")
    """Who made it and answers for it."""
    licence: Licences | None = ask("optional", "minor")
    """Under which terms each piece may be used."""
    intended_use: IntendedUse = ask("needed", "major")
    """What it is for, for whom, and what it is not for."""
    data: Data = ask("needed", "minor")
    """What data it was made on, is evaluated on and runs on."""
    logic: Logic | None = ask("optional", "major", "RSP")
    """How it decides, step by step."""
    model: TrainedModel | None = ask("optional", "minor", "SMG")
    """How it was trained and what was shipped."""
    io: InputsAndOutputs | None = ask("optional", "major")
    """What goes in and what comes out."""
    bias: Bias | None = ask("optional", "minor")
    """For whom it may work less well."""
    safety: Safety = ask("needed", "minor")
    """Limits, risks and how it is watched."""
    regulatory: Regulatory | None = ask("optional", "minor")
    """Where it stands in law."""
    deployment: Deployment | None = ask("optional", "patch")
    """How to get it and run it."""
    sustainability: Sustainability | None = ask("optional", "patch")
    """How it is kept up, and its footprint."""
    lineage: Ancestors | None = ask("optional", "minor")
    """What it descends from."""
    changes: Many[CardChange] | None = ask("optional", "none")
    """What changed since the version before; asked from the second version on."""
    references: References | None = ask("optional", "patch")
    """What was published about it, and where facts were read."""
    waivers: Annotated[Many[Waiver], Distinct((("rule", "path"),))] | None = ask("optional", "none")
    """Findings the authors answer for, with a reason and an end."""
