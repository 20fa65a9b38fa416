"""The registry's own settings, from `model_cards/registry.yaml`."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from boas.documents._bounds import ValueBounds
from boas.documents._fields import DistinctItems, DocumentPart, Line, LocalText, Many, make_field
from boas.documents._languages import VOCABULARY
from boas.documents._reviewers import Accounts
from boas.documents._scalars import CommitId, Date, Licence, Link, Orcid, Sha256, Term

PackageName = Annotated[
    str, StringConstraints(pattern="^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$"), ValueBounds(longest=100)
]
"""Name of a Python package, as installers take it."""


class Maintainer(DocumentPart):
    """A person who keeps the registry and may correct what others published in it."""

    name: Line
    """Full name, as the person signs."""
    orcid: Orcid
    """ORCID iD, four groups of four: tells the person from every namesake."""
    accounts: Accounts | None = None
    """Accounts in forges, by number."""
    until: Date | None = None
    """Last day, once it is known; the entry stays, and so does what was corrected until then."""


class PinnedNomenclature(DocumentPart):
    """One release of a code system that codelists are held against, as `boas nomenclature build` made it."""

    system: Annotated[str, Term("code_systems")]
    """Code system."""
    release: Line
    """Name of the release, as codelists give it, for instance `ICD-10 2025`."""
    source: Line
    """Where the official list was had: an address, or a package with its version."""
    licence: Licence | None = None
    """Terms under which the list may be used; the list itself stays out of the repository."""
    sha256: Sha256
    """SHA-256 of the built file, in hexadecimal."""


ReportingAddress = Annotated[str, StringConstraints(pattern=r"^(?:https://|mailto:)\S+$"), ValueBounds(longest=300)]
"""A page or a mailbox, as `security.txt` takes it (RFC 9116)."""


class LegalNotice(DocumentPart):
    """Who answers for the published site, as laws on sites ask to say."""

    publisher: Line
    """Who publishes the site: name, and legal form and number where there are any."""
    address: Line | None = None
    """Postal address of the publisher."""
    director: Line | None = None
    """Person who answers for what is published."""
    host: Line | None = None
    """Who hosts the site: name, address, telephone."""
    contact: Line | None = None
    """A functional address or page to write to; no person's own address."""


class RegistrySettings(DocumentPart):
    """The registry's own settings."""

    schema_version: Literal[1] = make_field("needed")
    """Version of this format."""
    title: LocalText = make_field("needed")
    """Name of the registry."""
    description: LocalText | None = make_field("optional")
    """What it gathers, in one or two sentences."""
    base_url: Link | None = make_field("optional")
    """Address it is published at, for absolute links."""
    forge_url: Link | None = make_field("optional")
    """Address of the repository in its forge, for "edit this card"."""
    languages: Many[Annotated[str, Term(VOCABULARY)]] = make_field("needed")
    """Languages of the site, first one first."""
    small_cell_threshold: Annotated[int, Field(ge=1, le=100)] = make_field("needed")
    """Smallest count of people that may be published, for instance 11."""
    frozen_from: CommitId | None = make_field("optional")
    """Commit from which published versions never change."""
    records_frozen_from: CommitId | None = make_field("optional")
    """Commit from which notices, audits, evaluations and observations never change: a correction is a new document."""
    rules: Many[PackageName] | None = make_field("optional")
    """Installed packages whose rules apply beside those of the program, once the main line lists them."""
    nomenclatures: Annotated[Many[PinnedNomenclature], DistinctItems((("system", "release"),))] | None = make_field(
        "optional"
    )
    """Releases of code systems that codelists are held against where their files are at hand."""
    maintainers: Many[Maintainer] | None = make_field("optional")
    """People who keep the registry and may correct a notice, an audit or an evaluation of others."""
    maintainers_name: Line | None = make_field("optional")
    """Name that pages and answers give for whoever publishes, for instance a team, in place of those in the commits."""
    licence: Licence | None = make_field("optional")
    """Licence of the cards compiled by this registry."""
    legal: LegalNotice | None = make_field("optional")
    """Who answers for the published site; its page of legal notice shows it."""
    security_contact: ReportingAddress | None = make_field("optional")
    """Where a weakness is reported in private: `https://…` or `mailto:…`."""
