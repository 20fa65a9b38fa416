"""What the index answers about versions: their cards, what changed between them, and their ledger."""

from dataclasses import dataclass
from typing import Any

from boas.changes import Bump
from boas.documents import Card, CardChange, Notice, ReadSource
from boas.index._code_answers import CodeScan
from boas.index._evidence_answers import Step
from boas.index._notice_answers import CodeWarning
from boas.index._records import Named, Published, TableFields, Text
from boas.index._row_answers import Headline, WorstGroup
from boas.index._written import Written


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much of what its kind is asked for a card fills."""

    filled: int
    expected: int
    missing: tuple[str, ...]
    """Paths of the fields not filled, such as `bias.approach`."""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of an algorithm in its list of versions, newest first."""

    version: str
    digest: str
    """SHA-256 of the version's folder: what a user pins."""
    upstream_version: str | None
    published: Published | None
    changes: tuple[Written[CardChange], ...]
    """What the card itself says changed."""
    status: str
    """`active`, `deprecated`, `withdrawn` or `removed`, by the notices on it."""
    draft: bool
    """Whether it is not published yet, which only a preview shows."""


@dataclass(frozen=True, slots=True)
class VersionList:
    """All versions of one algorithm, newest first."""

    id: str
    versions: tuple[VersionRow, ...]


@dataclass(frozen=True, slots=True)
class Codelist:
    """A codelist with its codes."""

    path: str
    system: str
    role: str
    match: str
    release: str | None
    field: str | None
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    source: Written[ReadSource] | None = None
    """Where it was read, as the card says."""
    licence: str | None = None
    """Its own licence, where it is not that of all lists."""
    as_published: bool | None = None
    """Whether the codes stand as they were published, wrong ones included."""


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file of a version's folder."""

    path: str
    """Path inside the folder."""
    size: int
    """Bytes."""
    sha256: str
    address: str | None
    """Where its bytes lie below the site's root; nothing for a name that is no address: it is in the archive alone."""


@dataclass(frozen=True, slots=True)
class VersionAnswer:
    """One version: its card as written, its codelists and long descriptions."""

    id: str
    version: str
    digest: str
    """SHA-256 of the version's folder: what a user pins."""
    files: tuple[FileRow, ...]
    """Every file of the folder, in byte order of their paths; the digest is that of the lines `sha256sum` prints."""
    published: Published | None
    """The commit that published the version; not known in a shallow clone, and a draft has none."""
    origin: str
    """Who wrote the card, a term of the vocabulary `origins`."""
    card: Written[Card]
    """The document `card.yaml`."""
    codelists: tuple[Codelist, ...]
    method: Text
    """Markdown of `method.fr.md` and `method.en.md`; empty when there is none."""
    code: dict[str, str]
    """SHA-256 of each file of `code/` by its path; empty when there is none."""
    vectors: dict[str, TableFields]
    """Tables of test vectors by file, such as `vectors/sejours/input.csv`; empty when there is none."""
    code_scan: CodeScan | None
    """What a static scan of that code gave; nothing when there is none."""
    status: str
    """`active`, `deprecated`, `withdrawn` or `removed`, by the notices on it."""
    draft: bool
    """Whether it is not published yet, which only a preview shows."""
    notices: tuple[Written[Notice], ...]
    """Notices whose range holds this version, newest first, as written."""
    retracted: dict[str, str]
    """Ids of notices of this algorithm that lost their effect, each with the id of the notice that retracts it."""
    code_warnings: tuple[CodeWarning, ...]
    """What standing notices, of any algorithm, say of codes that its lists hold from an older release, or may."""
    organisations: tuple[Named, ...]
    """Producers, in the card's order."""
    data_sources: tuple[Named, ...]
    """Data sources the card names, in its order, without repetition."""
    completeness: Completeness
    headline: Headline | None
    """The number shown first, of figures that stand for this version."""
    other_headline: Headline | None
    """Where no figure stands for this version, that of another one, which counts for nothing here."""
    worst: WorstGroup | None
    """For whom it works least well, in figures that stand for this version."""
    level: int
    """0 to 4, see the vocabulary `levels`."""
    step: Step
    """The level with what is missing for the next one."""
    coefficients: TableFields | None = None
    """The table of coefficients or points; nothing when there is none."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One thing that is different between two versions."""

    path: str
    """Field of the card, or file of the version's folder."""
    kind: str
    """`added`, `removed`, `changed` or `moved`."""
    bump: Bump
    """Step of version it asks for: `patch`, `minor` or `major`."""
    affects_results: bool
    """Whether it can change a result, so that figures of the older version need not hold for the newer one."""
    sentence: Text
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class CodelistRow:
    """What is different between the codelists of two versions about the same system, field and match."""

    system: str
    field: str
    match: str
    file: str
    left_only: tuple[str, ...]
    """Codes of the older version alone."""
    right_only: tuple[str, ...]
    """Codes of the newer version alone."""
    common: int
    moved: tuple[str, ...]
    """Codes that changed between inclusion and exclusion."""
    relabelled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one version to another, and the step of version that asks for."""

    id: str
    before: str
    after: str
    required_bump: Bump
    """Greatest step any change asks for: `none`, `patch`, `minor` or `major`."""
    taken_bump: Bump
    """Step the two numbers take."""
    affects_results: bool
    """Whether any change can change a result: figures of the older version are then not those of the newer one."""
    changes: tuple[ChangeRow, ...]
    """The greatest first, then in the order of the card."""
    codelists: tuple[CodelistRow, ...]


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One version of the ledger."""

    id: str
    version: str
    digest: str
    """SHA-256 of the version's folder."""
    commit: str | None
    """Commit that published it; not known in a shallow clone."""
    date: str | None


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One notice, audit, evaluation or observation of the ledger."""

    kind: str
    """`notice`, `audit` or `evaluation`."""
    algorithm: str
    id: str
    digest: str
    """SHA-256 of the file; of an evaluation that of its folder, made as a version's is."""
    commit: str | None
    """Commit that published it; not known in a shallow clone."""
    date: str | None


@dataclass(frozen=True, slots=True)
class RemovedRow:
    """A version, an evaluation or an audit that was taken out for good: its digest, and why it is there no more."""

    id: str
    """Id of the algorithm."""
    what: str
    """What was taken out: `versions/1.0.0`, `evaluations/ID` or `audits/ID`."""
    version: str | None
    """The version, when it is one."""
    digest: str
    """SHA-256 of what was there."""
    date: str
    """Day of the decision."""
    reason: str
    """A term of the vocabulary `notice_reasons`."""
    text: Text
    """What the notice says."""
    notice: str
    """Id of the notice."""


@dataclass(frozen=True, slots=True)
class RenamedRow:
    """An id that an algorithm had before, and the one it has."""

    former: str
    id: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every version and every record with its digest: what a clone, a mirror or an archive is proved against."""

    versions: tuple[LedgerRow, ...]
    """By id, then in semver order."""
    records: tuple[RecordRow, ...] = ()
    """Notices, audits, evaluations and observations by algorithm, then kind, then id."""
    removed: tuple[RemovedRow, ...] = ()
    """What was taken out for good, by id and place; its addresses answer 410."""
    renamed: tuple[RenamedRow, ...] = ()
    """Former ids, sorted; their addresses lead to the present ones."""
