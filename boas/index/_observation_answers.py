"""What the index answers about observations: what was found, what its authors answer, and where it is still so."""

from dataclasses import dataclass

from boas.documents import Observation
from boas.index._records import Named, Published, Text
from boas.index._written import Written


@dataclass(frozen=True, slots=True)
class ObservationStateRow:
    """What somebody said of an observation one day."""

    state: str
    """A term of the vocabulary `observation_states`."""
    by: str
    """Who says so."""
    organisation: Named | None
    """Organisation of whoever says so."""
    date: str
    answer: Text | None
    """Their answer, in their own words."""
    fixed_in: str | None
    """First version of this registry in which it is no longer so."""
    upstream: str | None
    """The version in which it is no longer so as its producers name it."""
    standing: str
    """`holds`; `stranger`, when nothing shows that they may say so; `self`, when observers confirm themselves."""


@dataclass(frozen=True, slots=True)
class ObservationRow:
    """One observation with all that the registry computes about it."""

    algorithm: Named
    observation: Written[Observation]
    """The document, as written."""
    state: str
    """What became of it, a term of the vocabulary `observation_states`."""
    touched: tuple[str, ...]
    """Versions in which it is so, newest first."""
    counted: tuple[str, ...]
    """Those of them about which it stands: neither contested nor taken back nor corrected."""
    states: tuple[ObservationStateRow, ...]
    """What was said of it, oldest first."""
    observers: tuple[Named, ...]
    """Organisations that found it, or whose people did."""
    replaced_by: str | None
    """Later observation that corrects this one."""
    published: Published | None
    """The commit that brought what it now says; not known in a shallow clone."""
    path: str
    """Path of the observation in the repository."""


@dataclass(frozen=True, slots=True)
class ObservationList:
    """What was observed about one algorithm, the newest first."""

    id: str
    total: int
    """How many there are, those fixed, taken back or corrected too."""
    n_counted: int
    """How many are open or confirmed about the latest version."""
    observations: tuple[ObservationRow, ...]
