"""A version in formats of other tools, each made once for all files that hold it: its own, its card, its bundle."""

from collections.abc import Callable
from functools import cached_property, lru_cache

from boas.formats import CODELIST_EXPORTERS, EXPORTERS, Export, ExportView, PinnedRelease
from boas.index import VersionAnswer, build_export_view
from boas.site._settings import Settings
from boas.translation import Language

_KEPT = 64
"""Files kept in memory: those of one algorithm, which are made one after the other."""
_KEPT_CODES = 24
"""The same of codes, which may be long: all forms of one version."""


class VersionExports:
    """Exports of the versions of a site; whoever asks for one again gets the same."""

    def __init__(
        self,
        read: Callable[[str, type[VersionAnswer]], VersionAnswer],
        settings: Settings,
        releases: tuple[PinnedRelease, ...],
    ) -> None:
        """Take the way to the answer about a version, and the pinned releases that are at hand."""
        self._read, self._settings, self._releases = read, settings, releases

    def build_view(self, path: str, language: Language, *, has_releases: bool = False) -> ExportView:
        """A version as exporters see it, with the releases that are at hand where they are wanted."""
        return self._kept_views(path, language, bool(has_releases and self._releases))

    def export(self, path: str, language: Language, name: str) -> Export:
        """A version in one format, with what it leaves out."""
        return self._kept_exports(path, language, name)

    def export_codes(self, path: str, name: str, *, has_releases: bool = False) -> bytes:
        """The codes of a version in one form, in the registry's first language."""
        return self._kept_codes(path, name, bool(has_releases and self._releases))

    @cached_property
    def _kept_views(self) -> Callable[[str, Language, bool], ExportView]:
        @lru_cache(maxsize=_KEPT)
        def build(path: str, language: Language, has_releases: bool) -> ExportView:  # noqa: FBT001 -- a key
            title, releases = dict(self._settings.title), self._releases if has_releases else ()
            answer = self._read(path, VersionAnswer)
            return build_export_view(answer, title, self._settings.base_url, language, releases)

        return build

    @cached_property
    def _kept_exports(self) -> Callable[[str, Language, str], Export]:
        return lru_cache(maxsize=_KEPT)(
            lambda path, language, name: EXPORTERS[name].export(self.build_view(path, language))
        )

    @cached_property
    def _kept_codes(self) -> Callable[[str, str, bool], bytes]:
        @lru_cache(maxsize=_KEPT_CODES)
        def export(path: str, name: str, has_releases: bool) -> bytes:  # noqa: FBT001 -- a key
            language = self._settings.languages[0]
            return CODELIST_EXPORTERS[name].export(self.build_view(path, language, has_releases=has_releases))[0]

        return export
