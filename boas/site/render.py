"""Templates to bytes, in one language: the only place where text becomes HTML.

Everything is escaped; author texts pass through `boas.reading.markdown`, whose output is the only
text trusted as HTML. An unknown name in a template is an error, never an empty string.
"""

import re
from collections.abc import Callable, Container, Mapping
from functools import cache
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from boas.documents import packaged
from boas.finding import Language
from boas.reading import markdown
from boas.site import links, numbers
from boas.site.assets import assets
from boas.site.settings import Settings
from boas.site.words import catalogue, choose, label, other, within

LANGUAGE_NAMES = {"fr": "Français", "en": "English"}


@cache
def environment(language: Language) -> Environment:
    """Templates with the words, numbers and dates of one language."""
    env = Environment(
        loader=FileSystemLoader(packaged("web") / "templates", followlinks=False),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    words = catalogue(language)
    env.install_gettext_callables(words.gettext, words.ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.filters |= filters(language)
    env.globals |= {"language": language, "other_language": other(language), "language_names": LANGUAGE_NAMES}
    return env


def filters(language: Language) -> Mapping[str, Any]:
    """What templates may do to a value before showing it."""
    return {
        "prose": prose,
        "inline": inline,
        "paragraph": paragraph,
        "said": lambda text: choose(text, language),
        "number": lambda value: numbers.number(value, language),
        "percent": lambda value: numbers.percent(value, language),
        "day": lambda moment: numbers.day(moment, language),
        "period": lambda written: numbers.period(written, language),
        "term": lambda term, name: label(name, str(term), language),
        "followed": links.followed,
        "doi": links.doi_link,
        "within": within,
    }


def prose(text: str, beside: str = "") -> Markup:
    """An author's Markdown as HTML blocks; `beside` is the address of the folder its links to files start from."""
    return cleaned(markdown.render(text, beside))


def inline(text: str) -> Markup:
    """An author's line as HTML without blocks."""
    return cleaned(markdown.render_inline(text))


def paragraph(html: Markup) -> Markup:
    """What is inside, when this is one paragraph and nothing else; else empty."""
    inside = html.strip().removeprefix("<p>").removesuffix("</p>")
    return inside if len(inside) + len("<p></p>") == len(html.strip()) and "</p>" not in inside else html[:0]


BESIDE = re.compile(r'<a href="(?!https?:|mailto:)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
"""A link to a file beside the document, whose address no page knows: its words stay."""

LOOSE_SPACE = re.compile(r"<pre.*?</pre>|<code.*?</code>|<[^>]*>| (?=[;:!?»](?:\s|<|$))|(?<=«) ", re.DOTALL)
"""Markup and code, to be left alone, or a space of French punctuation at which no line should break."""


def cleaned(html: str) -> Markup:
    """The one place that trusts HTML, reviewed: only what the cleaner of `boas.reading.markdown` has let through."""
    known = BESIDE.sub(lambda found: found[1], html)
    tied = LOOSE_SPACE.sub(lambda found: "\u00a0" if found[0] == " " else found[0], known)
    return Markup(tied)  # noqa: S704  # nosec B704


class Beyond(NamedTuple):
    """What a page of a site that is made only in part must know of the rest."""

    holds: Callable[[str], bool]
    """Whether a file is made."""
    base_url: str
    """Where the whole site is published; empty when that is not known."""


class Page:
    """One page while it is filled: its own address, and how it names others."""

    def __init__(
        self, language: Language, path: str, known: Container[str] | None = None, beyond: "Beyond | None" = None
    ) -> None:
        """Take the path below the language, such as `algorithms/avc`, and the addresses the site has, when known.

        `beyond` is needed by a page of a site that is made only in part.
        """
        self.language, self.path, self.known, self.beyond = language, path, known, beyond
        self.url = links.address(language, path)
        self.absolute = ""
        """The site's root, for a page that is shown at any address."""
        self.lost: set[str] = set()
        """Addresses somebody's document names and the site does not have."""

    def to(self, path: str) -> str:
        """How this page names another page of its language: `page.to("algorithms/avc.html#bias")`."""
        return self.link(f"{self.language}/{path}")

    def link(self, url: str) -> str:
        """How this page names a file below the site's root."""
        if self.beyond and not self.beyond.holds(url.partition("#")[0].partition("?")[0]):
            # Left out here: the published site has it, else a page says so.
            return f"{self.beyond.base_url}/{url}" if self.beyond.base_url else self.to("404.html")
        return self.absolute + url if self.absolute else links.relative(self.url, url)

    def to_known(self, path: str, otherwise: str) -> str:
        """How this page names a page that a document speaks of; another one when the site does not have it."""
        url = links.address(self.language, path)
        if self.known is None or url in self.known:
            return self.link(url)
        self.lost.add(url)
        return self.to(otherwise)

    def name_algorithm(self, name: str) -> str:
        """How this page names an algorithm."""
        return self.to_known(f"algorithms/{name}", "404.html")

    def name_data_source(self, name: str) -> str:
        """How this page names a data source."""
        return self.to_known(f"data_sources/{name}", "404.html")

    def name_organisation(self, name: str) -> str:
        """How this page names an organisation."""
        return self.to_known(f"organisations/{name}", "404.html")

    def name_facet(self, facet: str, value: str) -> str:
        """How this page names the list of one value of a facet; no listed algorithm may have it."""
        return self.to_known(links.facet_path(facet, value), "algorithms.html")


def render(template: str, page: Page, settings: Settings, content: Mapping[str, Any]) -> bytes:
    """One page as bytes; `content` is what its own template asks for."""
    twin, table = content.get("twin", f"{page.path}.json"), content.get("csv", "")
    frame = {
        "page": page,
        "settings": settings,
        "name": settings.name(page.language),
        "assets": assets(),
        "links": links,
        "twin": page.to(twin) if twin else "",
        "counterpart": page.link(links.address(other(page.language), page.path)),
        "canonical": page.url,
        "feed": "",
        "published": None,
        "source_path": "",
        "answered": False,
        "section": "",
    }
    beside = {"twin": frame["twin"], "csv": page.to(table) if table else ""}
    text = environment(page.language).get_template(template).render(frame | dict(content) | beside)
    return text.encode()
