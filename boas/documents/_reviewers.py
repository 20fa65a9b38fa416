"""The reviewers: who may judge what is proposed to the registry, and the ties each of them has declared.

A proposal is judged by the list as it stood before it, so that nobody can bring the entry that lets them in.
"""

from typing import Literal

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from boas.documents._fields import DocumentPart, Line, LocalText, Many, Series, make_field
from boas.documents._scalars import AccountNumber, AlgorithmId, Date, Orcid, OrganisationId


class Accounts(DocumentPart):
    """Accounts in forges, by the number that stays when a login changes hands."""

    github: AccountNumber | None = None
    """Number of the account on GitHub, in quotes, for instance `"583231"`; not its login."""
    gitlab: AccountNumber | None = None
    """Number of the account on GitLab, in quotes; not its login."""


class Conflict(DocumentPart):
    """A tie that keeps a reviewer from judging some algorithms."""

    organisation: OrganisationId | None = None
    """Organisation whose algorithms the reviewer does not judge, nor those of its parts."""
    algorithm: AlgorithmId | None = None
    """Algorithm the reviewer does not judge."""
    statement: LocalText
    """What the tie is, for readers."""

    @model_validator(mode="after")
    def check_counterpart(self) -> "Conflict":
        """A tie with nothing keeps nobody from anything."""
        if not (self.organisation or self.algorithm):
            raise PydanticCustomError("no-reference", "no organisation or algorithm")
        return self


class Reviewer(DocumentPart):
    """A person who may judge what others propose."""

    name: Line
    """Full name, as the person signs."""
    orcid: Orcid
    """ORCID iD, four groups of four: tells the person from every namesake."""
    organisation: OrganisationId
    """Id of the person's organisation in this registry."""
    accounts: Accounts | None = None
    """Accounts in forges, from which approvals count."""
    since: Date
    """First day on which the person may review."""
    until: Date | None = None
    """Last day, once it is known."""
    conflicts: Many[Conflict] | None = None
    """Declared ties."""

    @model_validator(mode="after")
    def check_period(self) -> "Reviewer":
        """Whoever left before coming never reviewed."""
        if self.until is not None and self.until < self.since:
            raise PydanticCustomError("ends-before-it-begins", "until lies before since")
        return self


class Reviewers(DocumentPart):
    """Everybody who may judge, or once might, what is proposed to the registry."""

    schema_version: Literal[1] = make_field("needed")
    """Version of this format."""
    reviewers: Series[Reviewer] = make_field("needed")
    """People, those of the past included: what they reviewed stays reviewed."""
