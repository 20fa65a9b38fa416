"""What the card's page calls each field, in which section it stands and in which shape it is shown.

Shapes are macros of `web/templates/parts/shapes.html`. A field of the card that is missing here
fails a test, so that nothing an author writes can stay invisible.
"""

from dataclasses import dataclass

from boas.site.words import mark as _


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a card as its page shows it."""

    path: str
    label: str
    """English message."""
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
            Field("intended_use.purpose", _("What it is for"), "text"),
            Field("intended_use.users", _("Who uses it"), "texts"),
            Field("intended_use.decision_role", _("Role in the decision"), "term:decision_roles"),
            Field("intended_use.population", _("Population meant"), "population"),
            Field("intended_use.out_of_scope", _("Not for"), "texts"),
            Field("intended_use.workflow", _("Place in the work"), "text"),
            Field("intended_use.alternatives", _("Alternatives"), "texts"),
            Field("intended_use.benefits", _("Benefits expected"), "benefits"),
            Field("use_cases", _("National priority uses"), "terms:use_cases"),
            Field("conditions", _("Conditions"), "conditions"),
        ),
    ),
    Section(
        "limits",
        _("Limits and risks"),
        (
            Field("safety.limitations", _("Known limits"), "texts"),
            Field("safety.risks", _("Risks"), "risks"),
            Field("safety.oversight", _("Human oversight"), "text"),
            Field("safety.monitoring", _("Monitoring in use"), "text"),
            Field("safety.privacy", _("Privacy"), "text"),
            Field("safety.security", _("Security"), "text"),
            Field("safety.stop_criteria", _("When to stop using it"), "texts"),
        ),
    ),
    Section(
        "bias",
        _("Bias"),
        (
            Field("bias.groups_at_risk", _("Groups that may be served worse"), "groups_at_risk"),
            Field("bias.known_inequalities", _("Known inequalities"), "text"),
            Field("bias.approach", _("How bias was looked for"), "text"),
            Field("bias.not_assessed", _("Dimensions not assessed, and why"), "not_assessed"),
        ),
    ),
    Section(
        "data",
        _("Data"),
        (
            Field("data.sources", _("Data sources"), "sources"),
            Field("data.representativeness", _("Representativeness"), "text"),
            Field("data.groups_absent", _("Groups absent from the data"), "texts"),
            Field("data.preprocessing", _("Preprocessing"), "text"),
            Field("data.missing_data", _("Missing values"), "text"),
            Field("data.labels", _("Where the truth comes from"), "text"),
            Field("data.partition", _("Development and test"), "text"),
        ),
    ),
    Section(
        "logic",
        _("Logic and codes"),
        (
            Field("logic.description", _("How it decides"), "text"),
            Field("logic.steps", _("Steps"), "steps"),
            Field("logic.entry_event", _("Entry event"), "text"),
            Field("logic.look_back", _("Look-back"), "text"),
            Field("logic.filters", _("Filters"), "texts"),
            Field("logic.codelists", _("Codelists"), "codelists"),
            Field("logic.example_codes", _("Example codes"), "example_codes"),
        ),
        "RSP",
    ),
    Section(
        "model",
        _("Model"),
        (
            Field("model.approach", _("Approach"), "text"),
            Field("model.architecture", _("Architecture"), "text"),
            Field("model.n_parameters", _("Number of parameters"), "integer"),
            Field("model.base_models", _("Base models"), "base_models"),
            Field("model.training", _("Training"), "training"),
            Field("model.artefacts", _("Files of weights"), "artefacts"),
            Field("model.explainability", _("Explainability"), "text"),
            Field("model.uncertainty", _("Uncertainty"), "text"),
            Field("model.prompting", _("Prompts and generation settings"), "text"),
        ),
        "SMG",
    ),
    Section(
        "io",
        _("Inputs and outputs"),
        (
            Field("io.inputs", _("Inputs"), "data_fields"),
            Field("io.outputs", _("Outputs"), "data_fields"),
            Field("io.threshold", _("Threshold"), "threshold"),
            Field("io.sensitive_inputs", _("Sensitive inputs"), "terms:subgroup_dimensions"),
            Field("io.unavailable_input", _("When an input is missing"), "text"),
            Field("io.standards", _("Standards"), "terms:data_standards"),
            Field("io.code_systems", _("Code systems"), "terms:code_systems"),
            Field("modality", _("Form of the data"), "terms:modalities"),
            Field("languages", _("Languages of the texts"), "terms:languages"),
        ),
    ),
    Section(
        "regulatory",
        _("Regulatory standing"),
        (
            Field("regulatory.medical_device", _("Medical device"), "medical_device"),
            Field("regulatory.ai_act", _("AI Act"), "ai_act"),
            Field("regulatory.data_protection", _("Data protection"), "data_protection"),
            Field("regulatory.ethics", _("Ethics review"), "text"),
            Field("regulatory.registrations", _("Registrations"), "lines"),
            Field("regulatory.standards", _("Norms followed"), "lines"),
        ),
    ),
    Section(
        "deployment",
        _("Deployment and code"),
        (
            Field("deployment.repository", _("Code repository"), "repository"),
            Field("deployment.programming_languages", _("Programming languages"), "terms:programming_languages"),
            Field("deployment.install", _("Installation"), "text"),
            Field("deployment.requirements", _("Requirements"), "lines"),
            Field("deployment.interfaces", _("Ways to call it"), "texts"),
            Field("deployment.hosting", _("Hosting"), "terms:hostings"),
        ),
    ),
    Section(
        "sustainability",
        _("Maintenance and footprint"),
        (
            Field("sustainability.update_policy", _("Update policy"), "text"),
            Field("sustainability.maintenance_until", _("Maintained until"), "day"),
            Field("sustainability.footprint", _("Energy and emissions"), "footprint"),
        ),
    ),
    Section(
        "producers",
        _("Producers"),
        (
            Field("ownership.organisations", _("Organisations"), "organisations"),
            Field("ownership.authors", _("Authors"), "authors"),
            Field("ownership.contact", _("Contact"), "contact"),
            Field("ownership.funding", _("Funding"), "text"),
            Field("ownership.competing_interests", _("Competing interests"), "text"),
            Field("ownership.patient_involvement", _("Patient involvement"), "text"),
        ),
    ),
    Section(
        "references",
        _("References and sources"),
        (
            Field("references.publications", _("Publications"), "publications"),
            Field("references.sources", _("Where each fact was read"), "fact_sources"),
            Field("lineage", _("Descends from"), "lineage"),
        ),
    ),
    Section(
        "licence",
        _("Licence and citation"),
        (
            Field("licence.code", _("Licence of the code"), "licence"),
            Field("licence.card", _("Licence of the card"), "licence"),
            Field("licence.weights", _("Licence of the weights"), "licence"),
            Field("licence.codelists", _("Licence of the codelists"), "licence"),
        ),
    ),
)

LABELS = {field.path: field.label for section in SECTIONS for field in section.fields}
"""English label of every field that can be missing."""

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


def label_of(path: str) -> str:
    """English label of a field; its path when nothing names it, for instance a field of `algorithm.yaml`."""
    return LABELS.get(path, path)
