"""What a proposal brings, as records, and how much of it a summary has room for; shown by its neighbours."""

from dataclasses import dataclass
from typing import Literal

from boas.finding import Finding
from boas.reports._difference_report import VersionDifference
from boas.translation import Message

LONGEST_REST = 200
"""More than the last line ever takes."""
_LONGEST_SENTENCE = 300
MOST_CHANGES, MOST_FIGURES, MOST_PATHS = 20, 8, 10


@dataclass(frozen=True, slots=True)
class ReviewedFigure:
    """One number that counts give, for everybody an evaluation looked at."""

    variant: str
    metric: str
    """Term of the vocabulary `metrics`."""
    value: float
    lower: float | None
    upper: float | None
    n: int | None


@dataclass(frozen=True, slots=True)
class ReviewedEvaluation:
    """One evaluation of a version that the proposal touches."""

    id: str
    version: str
    is_new: bool
    states: tuple[tuple[str, int], ...]
    """How many claims are in each state (terms of `claim_states`); states without any are left out."""
    figures: tuple[ReviewedFigure, ...]
    """Recomputed; none while the evaluation has errors, since its counts might not be fit to print."""
    n_excused: int = 0
    """Numbers that small counts may show through because a publication is said to hold them already."""


@dataclass(frozen=True, slots=True)
class ReviewedVersion:
    """One version that the proposal adds, edits or removes, or whose level it moves."""

    version: str
    is_new: bool
    is_removed: bool
    follows: str
    """The version it is compared with: the one before a new one, itself for an edited one; empty for a first one."""
    level_before: int | None
    """Level of the version it follows, before the proposal; nothing when there is none."""
    level_after: int | None
    """Nothing when the card cannot be read, or is gone."""
    missing: tuple[Message, ...]
    """What the next level asks for."""
    difference: VersionDifference | None
    """Nothing for a first version, or when a card cannot be read."""


@dataclass(frozen=True, slots=True)
class ReviewedDocument:
    """One document about an algorithm, other than a card, that the proposal touches."""

    kind: str
    id: str
    state: Literal["added", "changed", "removed"]


@dataclass(frozen=True, slots=True)
class ReviewedAlgorithm:
    """One algorithm that the proposal touches."""

    id: str
    is_new: bool
    is_removed: bool
    versions: tuple[ReviewedVersion, ...]
    evaluations: tuple[ReviewedEvaluation, ...]
    documents: tuple[ReviewedDocument, ...]
    """In path order."""
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class ListedReviewer:
    """Somebody on the list of the branch a proposal is for, and how they stand to it."""

    name: str
    organisation: str
    """Id."""
    accounts: tuple[str, ...]
    """As a forge and a number: `github:583231`."""
    standing: str
    """`independent`, `unknown`, `same-organisation`, `conflict`, `author` or `not-listed`; `may-be-` before either of
    two of them when names alone cannot tell."""
    may_review: bool
    sentence: Message
    """Why."""


@dataclass(frozen=True, slots=True)
class Approval:
    """An approval that a forge tells of, and whether it counts."""

    account: str
    name: str
    """Who has this account on the list; empty when nobody does."""
    counts: bool
    sentence: Message
    """Why."""


@dataclass(frozen=True, slots=True)
class ReviewedCorrection:
    """A touched record that says it corrects an earlier one."""

    path: str
    kind: str
    """`notice`, `audit`, `evaluation` or `observation`."""
    of: str
    """Id of the earlier one."""
    who: str
    """Who signs it: name and ORCID iD."""
    state: str
    """`holds`, or why it does not: `unknown`, `itself`, `circle` or `stranger`."""
    is_by_maintainer: bool


@dataclass(frozen=True, slots=True)
class ReviewedRemoval:
    """A touched notice that takes something published out for good."""

    path: str
    what: str
    """What goes, by its place in the algorithm's folder."""
    who: str
    """Who decided it: name and ORCID iD."""


@dataclass(frozen=True, slots=True)
class Review:
    """Everything a proposal brings."""

    base: str
    """Commit that the proposal started from."""
    head: str
    """Commit that the work tree stands on: an approval of any other one is none of this."""
    algorithms: tuple[ReviewedAlgorithm, ...]
    others: tuple[str, ...]
    """Touched files of the registry that belong to no algorithm."""
    findings: tuple[Finding, ...]
    """About the touched files, as `boas check --since` gives them."""
    guarded: tuple[str, ...]
    """Files that decide what is checked, touched together with cards; the proposal is refused when there are any."""
    reviewers: tuple[ListedReviewer, ...]
    """Those who may review it first; nobody when the branch has no list."""
    asks_for_review: bool
    """Whether it touches what the people of the list judge, and not only the list, the settings or the rules."""
    approvals: tuple[Approval, ...] | None = None
    """Nothing when nobody asked about approvals."""
    own_checks: tuple[str, ...] = ()
    """Touched files by which the forge checks proposals, whether or not cards are touched too."""
    corrections: tuple[ReviewedCorrection, ...] = ()
    """Corrections of what is published, held against the maintainers of the commit the proposal started from."""
    removals: tuple[ReviewedRemoval, ...] = ()
    """What touched notices take out of the registry for good."""

    @property
    def is_refused(self) -> bool:
        """Whether the proposal mixes cards with what checks them."""
        return bool(self.guarded)

    @property
    def lacks_approval(self) -> bool:
        """Whether approvals were asked about, one is needed, and none of those given counts."""
        given = self.approvals
        return given is not None and self.asks_for_review and not any(one.counts for one in given)


def clip_text(text: str) -> str:
    """A text, or its beginning when it is long."""
    return text if len(text) <= _LONGEST_SENTENCE else f"{text[:_LONGEST_SENTENCE]}…"


def clip_languages(words: Message) -> dict[str, str]:
    """A sentence by language, each of bounded length."""
    return {language: clip_text(text) for language, text in words.to_texts().items()}
