"""From an answer about a version to what exporters are given, for pages and the API alike."""

from collections.abc import Mapping

from boas.documents import LocalText
from boas.formats import ExportView, ListedCodes, PinnedRelease
from boas.index._version_answers import Codelist, VersionAnswer
from boas.nomenclatures import resolve_match
from boas.translation import Language


def build_export_view(
    version: VersionAnswer,
    title: Mapping[str, str | None],
    base_url: str,
    language: Language,
    releases: tuple[PinnedRelease, ...] = (),
) -> ExportView:
    """A version as exporters see it.

    Args:
        version: the answer about it.
        title: name of the registry by language.
        base_url: address of the site, without a last `/`; empty when it is not known.
        language: language of the reader.
        releases: pinned releases of code systems that are at hand.
    """
    published = version.published
    return ExportView(
        card=version.card.content,
        organisations=tuple(_to_local_text(one.name) for one in version.organisations),
        registry=_to_local_text(title),
        digest=version.digest,
        commit=published.commit if published else "",
        released=published.date[:10] if published else "",
        base_url=base_url,
        language=language,
        status=version.status,
        codelists=list_answered_codelists(version),
        releases=releases,
        is_compiled=version.origin == "compiled",
        publisher=published.author if published else "",
    )


def list_answered_codelists(version: VersionAnswer) -> tuple[ListedCodes, ...]:
    """The codelists of an answer as exporters and comparisons take them."""
    return tuple(map(_to_listed_codes, version.codelists))


def _to_listed_codes(one: Codelist) -> ListedCodes:
    """A codelist as exporters see it."""
    match = resolve_match(one.system, one.match)
    return ListedCodes(one.path, one.system, one.role, match, one.release or "", one.field or "", one.header, one.rows)


def _to_local_text(text: Mapping[str, str | None]) -> LocalText:
    """A text of an answer as documents have it."""
    return LocalText.model_validate({language: words for language, words in text.items() if words is not None})
