"""How a rule, score or pipeline decides, and what goes in and out of any algorithm."""

from typing import Annotated

from boas.documents._bounds import Number
from boas.documents._fields import DistinctItems, DocumentPart, Line, LocalText, Many, OrAbsent, Series, make_field
from boas.documents._people import ReadSource
from boas.documents._scalars import Duration, Licence, Term


class CodelistUse(DocumentPart):
    """One codelist of the version's folder and what it does to the selection."""

    path: Line
    """File inside the version's folder, for instance `codelists/avc.csv`."""
    system: Annotated[str, Term("code_systems")]
    """System the codes belong to."""
    release: Line | None = None
    """Release of the system, for instance `ICD-10 2019`."""
    role: Annotated[str, Term("codelist_roles")]
    """Whether the codes select or exclude."""
    match: Annotated[str, Term("code_matches")]
    """How a code of the list is compared with a code of the data."""
    field: Line | None = None
    """Field of the data that is compared, for instance `main_diagnosis`."""
    source: ReadSource | None = None
    """Where the list was read: a file at a commit, or a page."""
    licence: Licence | None = None
    """Licence of this list, where it is not that of all of them (an SPDX expression)."""
    as_published: bool | None = None
    """Whether the codes stand here as they were published, those included that do not exist or can never match."""


CodelistUses = Annotated[Many[CodelistUse], DistinctItems((("path", "role", "match", "field"),))]
"""Codelists, each once for one thing it does to one field."""


class ExampleCodes(DocumentPart):
    """Codes a source cites, without saying that they are the whole selection."""

    system: Annotated[str, Term("code_systems")]
    """System the codes belong to."""
    codes: Annotated[Many[Line], DistinctItems(is_exact=True)]
    """The codes."""


class Logic(DocumentPart):
    """How it decides, step by step."""

    description: OrAbsent[LocalText] | None = make_field("expected", "patch", "RSP")
    """The method in words; a long one goes to `method.fr.md` or `method.en.md`."""
    steps: OrAbsent[Series[LocalText]] | None = make_field("expected", "major", "RSP", affects_results=True)
    """Steps in order."""
    entry_event: OrAbsent[LocalText] | None = make_field("expected", "major", "RS", affects_results=True)
    """What makes a person enter the selection."""
    look_back: OrAbsent[LocalText] | None = make_field("expected", "major", "RS", affects_results=True)
    """How far back data are read."""
    filters: OrAbsent[Many[LocalText]] | None = make_field("expected", "major", "RSP", affects_results=True)
    """What is dropped, such as quality filters."""
    codelists: OrAbsent[CodelistUses] | None = make_field("expected", "major", "RS", affects_results=True)
    """Codelists that decide the selection."""
    example_codes: Many[ExampleCodes] | None = make_field("optional", "patch", "RSP")
    """Codes cited by the sources, not a selection list."""


class DataField(DocumentPart):
    """One thing that goes in or comes out."""

    name: Line
    """Name as the program has it."""
    type: Line
    """Type, for instance `boolean`, `probability`, `text`."""
    unit: Line | None = None
    """Unit of measurement (UCUM where it has one)."""
    code_system: Annotated[str, Term("code_systems")] | None = None
    """Code system of the values."""
    required: bool | None = None
    """Whether it must be there."""
    meaning: LocalText | None = None
    """What it means."""


DataFields = Annotated[Many[DataField], DistinctItems((("name",),), is_exact=True)]
"""What goes in or comes out, each thing once."""


class Acquisition(DocumentPart):
    """One way in which the images or signals it reads are acquired."""

    modality: Annotated[str, Term("image_modalities")]
    """Kind of device, by its code in DICOM."""
    body_parts: Many[Annotated[str, Term("body_parts")]] | None = None
    """Part of the body that is seen."""
    contrast: Annotated[str, Term("contrasts")] | None = None
    """Whether a contrast agent is given."""
    manufacturers: Many[Line] | None = None
    """Makers of the devices it was made for, with the model where it matters."""
    protocol: LocalText | None = None
    """What else must hold: sequence, thickness of slices, field strength, position."""


class PredictedOutcome(DocumentPart):
    """What a score or model foretells."""

    event: LocalText
    """The event or state, in words."""
    horizon: Duration | None = None
    """Time within which it is to happen, for instance `P10Y` (ISO 8601); left out for what is so already."""
    starts: LocalText | None = None
    """Moment from which that time runs."""


class Threshold(DocumentPart):
    """The value from which the algorithm says yes."""

    value: Number
    """The value, in the unit of the output."""
    rationale: LocalText | None = None
    """Why this value."""
    adjustable: bool | None = None
    """Whether users may move it."""


class InputsAndOutputs(DocumentPart):
    """What goes in and what comes out."""

    inputs: OrAbsent[DataFields] | None = make_field("expected", "major", affects_results=True)
    """What it reads."""
    outputs: OrAbsent[DataFields] | None = make_field("expected", "major", affects_results=True)
    """What it gives."""
    threshold: OrAbsent[Threshold] | None = make_field("expected", "major", "SM", affects_results=True)
    """Value from which it says yes."""
    outcome: OrAbsent[PredictedOutcome] | None = make_field("optional", "major", "SM", affects_results=True)
    """What it foretells, and how far ahead."""
    acquisition: OrAbsent[Many[Acquisition]] | None = make_field("optional", "major", affects_results=True)
    """How the images or signals it reads are acquired."""
    sensitive_inputs: OrAbsent[Many[Annotated[str, Term("subgroup_dimensions")]]] | None = make_field(
        "expected", "major", affects_results=True
    )
    """Sensitive characteristics it reads."""
    unavailable_input: OrAbsent[LocalText] | None = make_field("expected", "major", affects_results=True)
    """What it does when an input is missing."""
    standards: OrAbsent[Many[Annotated[str, Term("data_standards")]]] | None = make_field("expected", "minor")
    """Data models and exchange standards."""
    code_systems: Many[Annotated[str, Term("code_systems")]] | None = make_field(
        "optional", "minor", affects_results=True
    )
    """Code systems it reads."""
