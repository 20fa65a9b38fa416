"""How a score or model was made, and what was shipped."""

from typing import Annotated

from boas.documents._bounds import PositiveCount
from boas.documents._fields import DistinctItems, DocumentPart, Line, LocalText, Many, OrAbsent, make_field
from boas.documents._scalars import Id, Licence, Link, Sha256, Term


class BaseModelUse(DocumentPart):
    """A model this one was built from."""

    id: Id | None = None
    """Its id, when it is in this registry."""
    url: Link | None = None
    """Its address, when it is not."""
    relation: Annotated[str, Term("model_relations")]
    """How it was used."""
    licence: Licence | None = None
    """Its licence."""
    digest: Sha256 | None = None
    """SHA-256 of its weights."""


BaseModelUses = Annotated[Many[BaseModelUse], DistinctItems((("id", "relation"), ("url", "relation")))]
"""Models, each used once in one way."""


class Training(DocumentPart):
    """How it was trained."""

    procedure: LocalText
    """What was done."""
    hyperparameters: LocalText | None = None
    """Settings."""
    compute: LocalText | None = None
    """Machines and time."""


class Artefact(DocumentPart):
    """A file of weights, named by its address and digest, never shipped in the registry."""

    uri: Link
    """Address."""
    format: Line
    """Format, for instance `safetensors`."""
    sha256: Sha256
    """SHA-256 of the file, 64 hex digits."""
    size: PositiveCount | None = None
    """Bytes."""


class TrainedModel(DocumentPart):
    """How it was trained and what was shipped."""

    approach: OrAbsent[LocalText] | None = make_field("expected", "minor", "SMG", affects_results=True)
    """Family of method, in words."""
    architecture: OrAbsent[LocalText] | None = make_field("expected", "major", "SMG", affects_results=True)
    """Form of the model."""
    n_parameters: OrAbsent[PositiveCount] | None = make_field("expected", "minor", "SMG", affects_results=True)
    """Number of parameters."""
    context_length: OrAbsent[PositiveCount] | None = make_field("optional", "minor", "G", affects_results=True)
    """Tokens that it can take into account at once, those it writes included."""
    coefficient_scale: Annotated[str, Term("coefficient_scales")] | None = make_field(
        "optional", "major", "SM", affects_results=True
    )
    """What the numbers of the file `coefficients.csv` are."""
    base_models: OrAbsent[BaseModelUses] | None = make_field("expected", "major", "MG", affects_results=True)
    """Models it was built from."""
    training: OrAbsent[Training] | None = make_field("expected", "minor", "SMG", affects_results=True)
    """How it was trained."""
    artefacts: OrAbsent[Annotated[Many[Artefact], DistinctItems((("uri",),))]] | None = make_field(
        "expected", "minor", "MG", affects_results=True
    )
    """Files of weights."""
    explainability: OrAbsent[LocalText] | None = make_field("expected", "minor", "SMG")
    """How an output can be explained."""
    uncertainty: OrAbsent[LocalText] | None = make_field("expected", "minor", "SMG")
    """How sure an output is, and how that is told."""
    prompting: OrAbsent[LocalText] | None = make_field("expected", "minor", "G", affects_results=True)
    """Prompts and settings of generation."""
