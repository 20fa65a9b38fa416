"""Facts for the rules about the main line: published things that changed, and settings that protect the registry.

`boas.registry` collects them from Git; the rules decide what is an error.
"""

from dataclasses import dataclass

from boas.translation import Message


@dataclass(frozen=True, slots=True)
class FrozenVersion:
    """A published version that somebody touched since, then and now."""

    folder: str
    """Path of the version's folder, with its last `/`."""
    published: str
    """Digest when it was published."""
    present: str
    """Digest now; empty when it is gone."""
    publisher: str
    """Commit that published it."""
    changed_by: tuple[str, ...]
    """Commits that touched it since, newest first; empty for edits not committed yet."""
    strangers: tuple[str, ...] = ()
    """Paths in its folder that are no plain files, links and submodules: they have no content a digest could hold."""


@dataclass(frozen=True, slots=True)
class FrozenRecord:
    """A published notice, audit, evaluation or observation that somebody touched since, then and now."""

    path: str
    """Path of the notice or audit; of an evaluation the folder with its last `/`."""
    published: str
    """Digest when it was published."""
    present: str
    """Digest now; empty when it is gone."""
    publisher: str
    """Commit that published it."""
    changed_by: tuple[str, ...]
    """Commits that touched it since, newest first; empty for edits not committed yet."""


@dataclass(frozen=True, slots=True)
class RenamedAlgorithm:
    """An algorithm that a proposal renames, or whose former id it forgets."""

    former: str
    """The id it was published under."""
    present: str
    """The id it has, or had until the proposal."""
    is_forgotten: bool
    """Whether it no longer says that it had the former one."""
    beside: tuple[str, ...] = ()
    """What the proposal changes besides."""


@dataclass(frozen=True, slots=True)
class MovedSetting:
    """A setting that names the commit from which something never changes, and is not what it was."""

    name: str
    """`frozen_from` or `records_frozen_from`."""
    first: str
    """The commit it named first; empty when it is new here and names no commit of the main line."""
    present: str
    """What it names now; empty when it is gone, or when the settings cannot be read."""


@dataclass(frozen=True, slots=True)
class LoosenedSetting:
    """A setting or a list that guards the registry, and guards less than on the branch a proposal is for."""

    path: str
    """File it stands in."""
    what: Message
    """What is loosened, as a sentence."""
    is_alone: bool
    """Whether the proposal changes this file and nothing else."""


@dataclass(frozen=True, slots=True)
class UnownedFile:
    """A list of code owners that names nobody yet."""

    path: str
    """From the repository's top."""


@dataclass(frozen=True, slots=True)
class UnboundEvaluation:
    """An evaluation, added since records are frozen, without the digests of what was measured and with what."""

    path: str
    digest: str
    """Of the version it names; empty when it is already declared, or when there is no such version."""
    tool: str
    """Tool to name, with its version; empty when one is named, or when nothing was recomputed."""


@dataclass(frozen=True, slots=True)
class UnfoundedRemoval:
    """A new notice of a removal that it cannot justify."""

    path: str
    """Of the notice."""
    what: str
    """What it names, by its place in the algorithm's folder."""
    is_known: bool
    """Whether it was published with this digest: then whoever decided is no maintainer."""


MainLineFact = (
    FrozenVersion
    | FrozenRecord
    | RenamedAlgorithm
    | MovedSetting
    | LoosenedSetting
    | UnownedFile
    | UnboundEvaluation
    | UnfoundedRemoval
)
"""Any fact for a rule about the main line."""
