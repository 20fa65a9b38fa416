"""What the index answers about who judged and who measured which version, and how they stand to its authors."""

from dataclasses import dataclass
from typing import Literal

from boas.index._evidence_answers import Independence
from boas.index._records import Named


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One audit, review or evaluation of one version, and who signs it."""

    id: str
    what: Literal["audit", "evaluation"]
    """Whether it judges or measures; the registry's own reviews are audits of the kind `review`."""
    kind: str
    """Of an audit a term of the vocabulary `audit_kinds`, of an evaluation one of `designs`; empty when not given."""
    algorithm: Named
    version: str
    """Version that was judged or measured; empty when the registry has it under another algorithm."""
    stands_for: tuple[str, ...]
    """Versions it holds for, oldest first."""
    status: str
    """Status of that version."""
    date: str
    """Empty when it is not given."""
    by: str
    """Name of who signs it; empty when nobody does."""
    organisation: Named | None
    """The organisation whoever signs names."""
    producers: tuple[Named, ...]
    """Organisations that made the version."""
    independence: Independence
    counts: bool
    """Whether it stands: an audit of these very bytes, in date and well dated, or an evaluation; not replaced."""
    replaced_by: str | None
    """Id of what corrects it; nothing while it stands."""
    is_example: bool
    """Of a worked example: invented, and never counted."""


@dataclass(frozen=True, slots=True)
class ReviewList:
    """Who judged and who measured what: independent ones first, worked examples last."""

    total: int
    """Of algorithms that are no worked examples."""
    n_by_independence: dict[str, int]
    """How many of these are of each state of the vocabulary `independence_states`."""
    reviews: tuple[ReviewRow, ...]
