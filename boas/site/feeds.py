"""Atom feeds: of the whole registry, of one algorithm, of one medical domain. Warnings come first in each.

Addresses are whole where the site's own is known, else relative to the feed. A feed without events says
that it was last changed in 1970: no date is known, and none is made up.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from html import escape
from io import StringIO
from uuid import NAMESPACE_URL, uuid5

from feedgenerator import Atom1Feed

from boas.finding import Language
from boas.site import links
from boas.site.events import Event, ordered
from boas.site.settings import Settings
from boas.site.words import catalogue, choose, label
from boas.site.words import mark as _

MOST = 100
"""Entries of one feed."""
FOLLOWED = "medical_domain"
"""Facet whose values have a feed each."""
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Feed(Atom1Feed):  # type: ignore[misc]  # the library ships no types
    """An Atom feed whose date is that of its newest entry, and never today's."""

    def latest_post_date(self) -> datetime:
        """When the feed last changed."""
        return max((item["updateddate"] for item in self.items), default=NEVER)


REGISTRY = "feed"
"""Path of the feed of everything; the other feeds have the path of their page."""


def feed(path: str, title: str, events: Iterable[Event], language: Language, settings: Settings) -> bytes:
    """One feed at a path such as `algorithms/avc`."""
    here = links.address(language, path, "atom")
    page = "index" if path == REGISTRY else path

    def address(url: str) -> str:
        return f"{settings.base_url}/{url}" if settings.base_url else links.relative(here, url)

    made = Feed(
        title=title,
        link=address(links.address(language, page)),
        description=None,
        language=language,
        author_name=settings.name(language)[0],
        feed_url=address(here),
        feed_guid=uuid5(NAMESPACE_URL, f"boas:feed:{here}").urn,
    )
    for event in ordered(events, MOST):
        add(made, event, language, address)
    target = StringIO()
    made.write(target, "utf-8")
    return (target.getvalue() + "\n").encode()


def add(made: Feed, event: Event, language: Language, address: Callable[[str], str]) -> None:
    """One event as an entry."""
    made.add_item(
        title=headline(event, language),
        link=address(links.address(language, event.target)),
        description=None,
        content=paragraphs([choose(text, language).text for text in event.texts]) or None,
        pubdate=event.to_datetime(),
        updateddate=event.to_datetime(),
        unique_id=event.make_uri(language),
        categories=event.domains,
    )


def headline(event: Event, language: Language) -> str:
    """An event in one line: `Retiré : AVC et AIT (versions <2.0.0)`."""
    say, name = catalogue(language).gettext, choose(event.name, language).text
    if event.kind == "version":
        return say(_("%(name)s – version %(version)s")) % {"name": name, "version": event.versions}
    kind = label("notice_kinds", event.kind, language)
    return say(_("%(kind)s: %(name)s (versions %(versions)s)")) % {
        "kind": kind,
        "name": name,
        "versions": event.versions,
    }


def paragraphs(texts: Sequence[str]) -> str:
    """Texts as HTML: authors' Markdown stays as it was typed, and nothing of it becomes markup."""
    return "".join(f"<p>{escape(text)}</p>" for text in texts)
