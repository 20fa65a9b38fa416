"""What the registry says of itself on every page; it changes rarely, because every page depends on it."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from boas.index import Status, decode_answer
from boas.site._translations import choose
from boas.translation import Language


@dataclass(frozen=True, slots=True)
class Settings:
    """The part of the status that stands in the head or foot of every page."""

    title: tuple[tuple[str, str], ...]
    """Name of the registry by language."""
    version: str
    """Version of the tool."""
    forge_url: str
    """Address of the repository, or empty."""
    base_url: str
    """Address the site is published at, or empty."""
    is_frozen: bool
    """Whether the registry has left its set-up: from then on published versions never change."""
    is_preview: bool
    """Whether files are shown that are not published yet."""
    licence: str
    """Licence of what the registry itself wrote, or empty."""
    languages: tuple[Language, ...]
    """Languages of the registry: pages are made in each, and the first one is the reader's who names none."""

    @classmethod
    def from_status(cls, status: bytes, languages: tuple[Language, ...]) -> "Settings":
        """Settings from the answer `status` and the languages of the registry."""
        said = decode_answer(status, Status)
        title = tuple((language, text) for language, text in said.title.items() if text)
        return cls(
            title,
            said.version,
            said.forge_url or "",
            (said.base_url or "").rstrip("/"),
            bool(said.frozen_from),
            bool(said.preview),
            said.licence or "",
            languages,
        )

    def name(self, language: Language) -> tuple[str, str]:
        """The registry's name and what follows its dash: `BOAS`, `registre ouvert d’algorithmes en santé`."""
        whole = choose(dict(self.title), language).text
        name, dash, rest = whole.partition(" – ")
        return (name, rest) if dash else (whole, "")

    def find_root(self) -> str:
        """Path of the site's root in its address, `/` when the address is not known."""
        return urlsplit(self.base_url).path.rstrip("/") + "/"
