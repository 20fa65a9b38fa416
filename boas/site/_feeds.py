"""Atom feeds: of the registry, its notices, one algorithm, one domain, what one organisation uses; warnings come first.

Addresses are whole where the site's own is known, else relative to the feed. A feed without events says
that it was last changed in 1970: no date is known, and none is made up.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from html import escape
from io import StringIO
from uuid import NAMESPACE_URL, uuid5

from feedgenerator import Atom1Feed

from boas.site import _links as links
from boas.site._events import Event, sort_events
from boas.site._settings import Settings
from boas.site._translations import choose, load_page_catalogue, name_term
from boas.site._translations import mark as _
from boas.translation import Language

MAX_ENTRIES = 100
"""Entries of one feed."""
FEED_FACET = "medical_domain"
"""Facet whose values have a feed each."""
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class _Feed(Atom1Feed):  # type: ignore[misc]  # the library ships no types
    """An Atom feed whose date is that of its newest entry, and never today's."""

    def latest_post_date(self) -> datetime:
        """When the feed last changed."""
        return max((item["updateddate"] for item in self.items), default=_NEVER)


NOTICES = "notices"
"""Path of the feed of notices alone."""

REGISTRY = "feed"
"""Path of the feed of everything; the other feeds have the path of their page."""


def render_feed(path: str, title: str, events: Iterable[Event], language: Language, settings: Settings) -> bytes:
    """One feed at a path such as `algorithms/avc`."""
    here = links.build_address(language, path, "atom")
    page = "index" if path == REGISTRY else path

    def make_address(url: str) -> str:
        return f"{settings.base_url}/{url}" if settings.base_url else links.to_relative(here, url)

    made = _Feed(
        title=title,
        link=make_address(links.build_address(language, page)),
        description=None,
        language=language,
        author_name=settings.name(language)[0],
        feed_url=make_address(here),
        feed_guid=uuid5(NAMESPACE_URL, f"boas:feed:{here}").urn,
    )
    for event in sort_events(events, MAX_ENTRIES):
        _add_entry(made, event, language, make_address)
    target = StringIO()
    made.write(target, "utf-8")
    return (target.getvalue() + "\n").encode()


def _add_entry(made: _Feed, event: Event, language: Language, make_address: Callable[[str], str]) -> None:
    """One event as an entry."""
    made.add_item(
        title=_format_headline(event, language),
        link=make_address(links.build_address(language, event.target)),
        description=None,
        content=_render_paragraphs([*_list_sentences(event, language)]) or None,
        pubdate=event.to_datetime(),
        updateddate=event.to_datetime(),
        unique_id=event.make_uri(language),
        categories=event.domains,
    )


def _list_sentences(event: Event, language: Language) -> Iterator[str]:
    """What an entry says below its headline."""
    say = load_page_catalogue(language).gettext
    if event.used:
        yield say(_("In use: version %(versions)s.")) % {"versions": ", ".join(event.used)}
    if event.retracts:
        yield say(_("It takes back the notice %(notice)s.")) % {"notice": event.retracts}
    yield from (choose(text, language).text for text in event.texts)


def _format_headline(event: Event, language: Language) -> str:
    """An event in one line: `Retiré : AVC et AIT (versions <2.0.0)`."""
    say, name = load_page_catalogue(language).gettext, choose(event.name, language).text
    if event.kind == "version":
        return say(_("%(name)s – version %(version)s")) % {"name": name, "version": event.versions}
    if event.observation:
        state = name_term("observation_states", event.kind.partition("-")[2], language)
        return say(_("Observation (%(state)s): %(name)s (versions %(versions)s)")) % {
            "state": state,
            "name": name,
            "versions": event.versions,
        }
    kind = name_term("notice_kinds", event.kind, language)
    return say(_("%(kind)s: %(name)s (versions %(versions)s)")) % {
        "kind": kind,
        "name": name,
        "versions": event.versions,
    }


def _render_paragraphs(texts: Sequence[str]) -> str:
    """Texts as HTML: authors' Markdown stays as it was typed, and nothing of it becomes markup."""
    return "".join(f"<p>{escape(text)}</p>" for text in texts)
