"""What the card's page calls each field, in which section it stands and in which shape it is shown.

Shapes are macros of `web/templates/parts/shapes.html`. A field of the card that is missing here
fails a test, so that nothing an author writes can stay invisible.
"""

from dataclasses import dataclass

from boas.documents import vocabulary
from boas.finding import Language
from boas.site.words import mark as _


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a card as its page shows it."""

    path: str
    shape: str
    """Name of a macro, with the vocabulary after a colon when it shows terms."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the page, in the order a hospital reads."""

    id: str
    title: str
    fields: tuple[Field, ...]
    kinds: str = "RSMGP"
    """Kinds of algorithm that have it, by letter."""


SECTIONS = (
    Section(
        "use",
        _("Use"),
        (
            Field("intended_use.purpose", "text"),
            Field("intended_use.users", "texts"),
            Field("intended_use.decision_role", "term:decision_roles"),
            Field("intended_use.population", "population"),
            Field("intended_use.out_of_scope", "texts"),
            Field("intended_use.workflow", "text"),
            Field("intended_use.alternatives", "texts"),
            Field("intended_use.benefits", "benefits"),
            Field("use_cases", "terms:use_cases"),
            Field("conditions", "conditions"),
        ),
    ),
    Section(
        "limits",
        _("Limits and risks"),
        (
            Field("safety.limitations", "texts"),
            Field("safety.risks", "risks"),
            Field("safety.oversight", "text"),
            Field("safety.monitoring", "text"),
            Field("safety.privacy", "text"),
            Field("safety.security", "text"),
            Field("safety.stop_criteria", "texts"),
        ),
    ),
    Section(
        "bias",
        _("Bias"),
        (
            Field("bias.groups_at_risk", "groups_at_risk"),
            Field("bias.known_inequalities", "text"),
            Field("bias.approach", "text"),
            Field("bias.not_assessed", "not_assessed"),
        ),
    ),
    Section(
        "data",
        _("Data"),
        (
            Field("data.sources", "sources"),
            Field("data.representativeness", "text"),
            Field("data.groups_absent", "texts"),
            Field("data.preprocessing", "text"),
            Field("data.missing_data", "text"),
            Field("data.labels", "text"),
            Field("data.partition", "text"),
        ),
    ),
    Section(
        "logic",
        _("Logic and codes"),
        (
            Field("logic.description", "text"),
            Field("logic.steps", "steps"),
            Field("logic.entry_event", "text"),
            Field("logic.look_back", "text"),
            Field("logic.filters", "texts"),
            Field("logic.codelists", "codelists"),
            Field("logic.example_codes", "example_codes"),
        ),
        "RSP",
    ),
    Section(
        "model",
        _("Model"),
        (
            Field("model.approach", "text"),
            Field("model.architecture", "text"),
            Field("model.n_parameters", "integer"),
            Field("model.base_models", "base_models"),
            Field("model.training", "training"),
            Field("model.artefacts", "artefacts"),
            Field("model.explainability", "text"),
            Field("model.uncertainty", "text"),
            Field("model.prompting", "text"),
        ),
        "SMG",
    ),
    Section(
        "io",
        _("Inputs and outputs"),
        (
            Field("io.inputs", "data_fields"),
            Field("io.outputs", "data_fields"),
            Field("io.threshold", "threshold"),
            Field("io.sensitive_inputs", "terms:subgroup_dimensions"),
            Field("io.unavailable_input", "text"),
            Field("io.standards", "terms:data_standards"),
            Field("io.code_systems", "terms:code_systems"),
            Field("modality", "terms:modalities"),
            Field("languages", "terms:languages"),
        ),
    ),
    Section(
        "regulatory",
        _("Regulatory standing"),
        (
            Field("regulatory.medical_device", "medical_device"),
            Field("regulatory.ai_act", "ai_act"),
            Field("regulatory.data_protection", "data_protection"),
            Field("regulatory.ethics", "text"),
            Field("regulatory.registrations", "lines"),
            Field("regulatory.standards", "lines"),
        ),
    ),
    Section(
        "deployment",
        _("Deployment and code"),
        (
            Field("deployment.repository", "repository"),
            Field("deployment.programming_languages", "terms:programming_languages"),
            Field("deployment.install", "text"),
            Field("deployment.requirements", "lines"),
            Field("deployment.interfaces", "texts"),
            Field("deployment.hosting", "terms:hostings"),
        ),
    ),
    Section(
        "sustainability",
        _("Maintenance and footprint"),
        (
            Field("sustainability.update_policy", "text"),
            Field("sustainability.maintenance_until", "day"),
            Field("sustainability.footprint", "footprint"),
        ),
    ),
    Section(
        "producers",
        _("Producers"),
        (
            Field("ownership.organisations", "organisations"),
            Field("ownership.authors", "authors"),
            Field("ownership.contact", "contact"),
            Field("ownership.funding", "text"),
            Field("ownership.competing_interests", "text"),
            Field("ownership.patient_involvement", "text"),
        ),
    ),
    Section(
        "references",
        _("References and sources"),
        (
            Field("references.publications", "publications"),
            Field("references.sources", "fact_sources"),
            Field("lineage", "lineage"),
        ),
    ),
    Section(
        "licence",
        _("Licence and citation"),
        (
            Field("licence.code", "licence"),
            Field("licence.card", "licence"),
            Field("licence.weights", "licence"),
            Field("licence.codelists", "licence"),
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


def label_of(path: str, language: Language) -> str:
    """What people call a field; its path when nothing names it, for instance a field of `algorithm.yaml`."""
    known = vocabulary("card_fields").terms.get(path)
    return known.in_(language) if known else path
