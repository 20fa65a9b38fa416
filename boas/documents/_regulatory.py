"""Where an algorithm stands in law."""

from typing import Annotated

from boas.documents._dates import PastDate
from boas.documents._fields import DocumentPart, Line, LocalText, Many, OrAbsent, make_field
from boas.documents._scalars import Link, Term


class MedicalDevice(DocumentPart):
    """Standing under medical-device law."""

    status: Annotated[str, Term("medical_device_statuses")]
    """Status."""
    device_class: Annotated[str, Term("device_classes")] | None = None
    """Class."""
    udi_di: Line | None = None
    """Device identifier (UDI-DI)."""


class AiAct(DocumentPart):
    """Standing under Regulation (EU) 2024/1689."""

    category: Annotated[str, Term("ai_act_categories")]
    """Category."""
    basis: LocalText | None = None
    """Why this category."""
    assessed_on: PastDate | None = None
    """Day of the assessment."""


class DataProtection(DocumentPart):
    """Ground and papers under data-protection law."""

    methodology: Annotated[str, Term("reference_methodologies")] | None = None
    """Reference methodology followed."""
    authorisation: Line | None = None
    """Number of an authorisation."""
    dpia: Link | None = None
    """Address of the impact assessment."""


class Regulatory(DocumentPart):
    """Where it stands in law."""

    medical_device: OrAbsent[MedicalDevice] | None = make_field("expected", "minor")
    """Standing under medical-device law."""
    ai_act: OrAbsent[AiAct] | None = make_field("expected", "minor")
    """Standing under the AI Act."""
    data_protection: OrAbsent[DataProtection] | None = make_field("expected", "minor")
    """Ground and papers under data-protection law."""
    ethics: OrAbsent[LocalText] | None = make_field("optional", "minor")
    """Ethics review."""
    registrations: OrAbsent[Many[Line]] | None = make_field("optional", "minor")
    """Registrations of studies or processing."""
    standards: OrAbsent[Many[Line]] | None = make_field("optional", "minor")
    """Norms followed."""
