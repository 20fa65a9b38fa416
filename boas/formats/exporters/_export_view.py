"""What exporters are given: one version in one language, as typed documents and facts of its publishing commit."""

from dataclasses import dataclass

from boas.documents import Card, LocalText, Publication
from boas.formats.exporters._listed_codes import ListedCodes
from boas.formats.exporters._pinned_releases import PinnedRelease
from boas.translation import Language


@dataclass(frozen=True, slots=True)
class ExportView:
    """One version of an algorithm, ready to be written for readers of one language."""

    card: Card
    organisations: tuple[LocalText, ...]
    """Names of the producers, in the card's order."""
    registry: LocalText
    """Title of the registry."""
    digest: str
    """SHA-256 of the version's folder, in hex."""
    commit: str
    """The publishing commit; empty when it is not known."""
    released: str
    """Day of that commit (ISO 8601); empty when it is not known."""
    base_url: str
    """Address of the site, without a last `/`; empty when it is not known."""
    language: Language
    status: str = "active"
    """`active`, `deprecated`, `withdrawn` or `removed`, by the notices on it."""
    codelists: tuple[ListedCodes, ...] = ()
    """Codelists the card uses, in its order, with their codes."""
    releases: tuple[PinnedRelease, ...] = ()
    """Pinned releases of code systems that are at hand, the newest of each system last."""
    is_compiled: bool = False
    """Whether others than the producers wrote the card, from public sources."""
    publisher: str = ""
    """Whoever published the card, by name; empty when it is not known."""

    def choose(self, text: LocalText) -> str:
        """The text in the reader's language, in the first that it has where it has no such."""
        return text.in_(self.language)

    @property
    def title(self) -> str:
        """Name of the algorithm."""
        return self.choose(self.card.name)

    @property
    def registry_name(self) -> str:
        """The registry's short name: what stands before the dash of its title."""
        return self.choose(self.registry).partition(" – ")[0]

    @property
    def organisation_names(self) -> tuple[str, ...]:
        """Names of the producers."""
        return tuple(map(self.choose, self.organisations))

    @property
    def people(self) -> tuple[tuple[str, str], ...]:
        """Names of the persons who made it, with their ORCID iD, which may be empty."""
        written = self.card.ownership.authors
        return tuple((one.name, one.orcid or "") for one in written) if isinstance(written, tuple) else ()

    @property
    def author_names(self) -> tuple[str, ...]:
        """Persons; where the card names none, the organisations; where it names none, the registry."""
        return tuple(name for name, _ in self.people) or self.organisation_names or (self.registry_name,)

    @property
    def card_author_names(self) -> tuple[str, ...]:
        """Who wrote the card: of a compiled one whoever published it, for its producers did not write it."""
        return (self.publisher or self.registry_name,) if self.is_compiled else self.author_names

    @property
    def works(self) -> tuple[Publication, ...]:
        """Publications of the work itself; where none describes it, those that evaluate it or use it."""
        told = self.card.references.publications if self.card.references else None
        listed = told if isinstance(told, tuple) else ()
        return tuple(one for one in listed if one.role == "describes") or listed

    @property
    def page_url(self) -> str:
        """Address of the version's page; empty when the site's address is not known."""
        path = f"algorithms/{self.card.id}/versions/{self.card.version}.html"
        return f"{self.base_url}/{self.language}/{path}" if self.base_url else ""
