"""What the card's page calls each field, in which section it stands and in which shape it is shown.

Shapes are macros of `web/templates/parts/shapes.html`. A field of the card that is missing here
fails a test, so that nothing an author writes can stay invisible.
"""

from dataclasses import dataclass

from boas.documents import load_vocabulary
from boas.site._translations import mark as _
from boas.translation import Language


@dataclass(frozen=True, slots=True)
class _CardField:
    """One field of a card as its page shows it."""

    path: str
    shape: str
    """Name of a macro, with the vocabulary after a colon when it shows terms."""


@dataclass(frozen=True, slots=True)
class CardSection:
    """One section of the page, in the order a hospital reads."""

    id: str
    title: str
    fields: tuple[_CardField, ...]
    kinds: str = "RSMGP"
    """Kinds of algorithm that have it, by letter."""


SECTIONS = (
    CardSection(
        "use",
        _("Use"),
        (
            _CardField("intended_use.purpose", "text"),
            _CardField("intended_use.users", "texts"),
            _CardField("intended_use.decision_role", "term:decision_roles"),
            _CardField("intended_use.population", "population"),
            _CardField("intended_use.out_of_scope", "texts"),
            _CardField("intended_use.workflow", "text"),
            _CardField("intended_use.alternatives", "texts"),
            _CardField("intended_use.benefits", "benefits"),
            _CardField("use_cases", "terms:use_cases"),
            _CardField("conditions", "conditions"),
        ),
    ),
    CardSection(
        "limits",
        _("Limits and risks"),
        (
            _CardField("safety.limitations", "texts"),
            _CardField("safety.risks", "risks"),
            _CardField("safety.oversight", "text"),
            _CardField("safety.monitoring", "text"),
            _CardField("safety.privacy", "text"),
            _CardField("safety.security", "text"),
            _CardField("safety.stop_criteria", "texts"),
        ),
    ),
    CardSection(
        "bias",
        _("Bias"),
        (
            _CardField("bias.groups_at_risk", "groups_at_risk"),
            _CardField("bias.known_inequalities", "text"),
            _CardField("bias.approach", "text"),
            _CardField("bias.not_assessed", "not_assessed"),
        ),
    ),
    CardSection(
        "data",
        _("Data"),
        (
            _CardField("data.sources", "sources"),
            _CardField("data.development_sites", "development_sites"),
            _CardField("data.representativeness", "text"),
            _CardField("data.groups_absent", "texts"),
            _CardField("data.preprocessing", "text"),
            _CardField("data.missing_data", "text"),
            _CardField("data.labels", "text"),
            _CardField("data.partition", "text"),
        ),
    ),
    CardSection(
        "logic",
        _("Logic and codes"),
        (
            _CardField("logic.description", "text"),
            _CardField("logic.steps", "steps"),
            _CardField("logic.entry_event", "text"),
            _CardField("logic.look_back", "text"),
            _CardField("logic.filters", "texts"),
            _CardField("logic.codelists", "codelists"),
            _CardField("logic.example_codes", "example_codes"),
        ),
        "RSP",
    ),
    CardSection(
        "model",
        _("Model"),
        (
            _CardField("model.approach", "text"),
            _CardField("model.architecture", "text"),
            _CardField("model.n_parameters", "integer"),
            _CardField("model.context_length", "tokens"),
            _CardField("model.coefficient_scale", "coefficient_scale"),
            _CardField("model.base_models", "base_models"),
            _CardField("model.training", "training"),
            _CardField("model.artefacts", "artefacts"),
            _CardField("model.explainability", "text"),
            _CardField("model.uncertainty", "text"),
            _CardField("model.prompting", "text"),
        ),
        "SMG",
    ),
    CardSection(
        "io",
        _("Inputs and outputs"),
        (
            _CardField("io.inputs", "data_fields"),
            _CardField("io.outputs", "data_fields"),
            _CardField("io.outcome", "outcome"),
            _CardField("io.threshold", "threshold"),
            _CardField("io.sensitive_inputs", "terms:subgroup_dimensions"),
            _CardField("io.unavailable_input", "text"),
            _CardField("io.standards", "terms:data_standards"),
            _CardField("io.code_systems", "terms:code_systems"),
            _CardField("io.acquisition", "acquisition"),
            _CardField("vectors", "vectors"),
            _CardField("modality", "terms:modalities"),
            _CardField("languages", "terms:languages"),
        ),
    ),
    CardSection(
        "regulatory",
        _("Regulatory standing"),
        (
            _CardField("regulatory.medical_device", "medical_device"),
            _CardField("regulatory.ai_act", "ai_act"),
            _CardField("regulatory.data_protection", "data_protection"),
            _CardField("regulatory.ethics", "text"),
            _CardField("regulatory.registrations", "lines"),
            _CardField("regulatory.standards", "lines"),
        ),
    ),
    CardSection(
        "deployment",
        _("Deployment and code"),
        (
            _CardField("deployment.repository", "repository"),
            _CardField("deployment.programming_languages", "terms:programming_languages"),
            _CardField("deployment.install", "text"),
            _CardField("deployment.requirements", "lines"),
            _CardField("deployment.interfaces", "texts"),
            _CardField("deployment.hosting", "terms:hostings"),
        ),
    ),
    CardSection(
        "sustainability",
        _("Maintenance and footprint"),
        (
            _CardField("sustainability.update_policy", "text"),
            _CardField("sustainability.maintenance_until", "day"),
            _CardField("sustainability.footprint", "footprint"),
        ),
    ),
    CardSection(
        "producers",
        _("Producers"),
        (
            _CardField("ownership.organisations", "organisations"),
            _CardField("ownership.authors", "authors"),
            _CardField("ownership.contact", "contact"),
            _CardField("ownership.funding", "text"),
            _CardField("ownership.competing_interests", "text"),
            _CardField("ownership.patient_involvement", "text"),
        ),
    ),
    CardSection(
        "references",
        _("References and sources"),
        (
            _CardField("references.publications", "publications"),
            _CardField("references.sources", "fact_sources"),
            _CardField("lineage", "lineage"),
        ),
    ),
    CardSection(
        "licence",
        _("Licence and citation"),
        (
            _CardField("licence.code", "licence"),
            _CardField("licence.card", "licence"),
            _CardField("licence.weights", "licence"),
            _CardField("licence.codelists", "licence"),
            _CardField("licence.own", "own_licences"),
        ),
    ),
)

ELSEWHERE = frozenset(
    {
        "schema_version",
        "id",
        "version",
        "name",
        "summary",
        "kind",
        "category",
        "medical_domains",
        "upstream_version",
        "keywords",
        "changes",
        "waivers",
    }
)
"""Fields of the card shown outside these sections: in the head of the page or under its versions."""


def name_field(path: str, language: Language) -> str:
    """What people call a field; its path when nothing names it, for instance a field of `algorithm.yaml`."""
    known = load_vocabulary("card_fields").terms.get(path)
    return known.in_(language) if known else path
