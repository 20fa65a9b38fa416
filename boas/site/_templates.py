"""Templates to bytes, in one language: the only place where text becomes HTML.

Everything is escaped; author texts pass through `boas.parsing.render_markdown`, whose output is the only
text trusted as HTML. An unknown name in a template is an error, never an empty string.
"""

import re
from collections.abc import Callable, Container, Mapping
from functools import cache
from html import unescape
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from boas.documents import find_package_folder, list_own_licences
from boas.parsing import render_inline_markdown, render_markdown
from boas.site import _links as links
from boas.site import _numbers as numbers
from boas.site._assets import load_assets
from boas.site._compiled_templates import TemplateCache
from boas.site._expansions import explain_abbreviations
from boas.site._plain_calls import PlainCallGenerator
from boas.site._settings import Settings
from boas.site._shared_parts import make_part_function
from boas.site._translations import (
    choose,
    load_page_catalogue,
    name_language,
    name_licence_of,
    name_term,
    typeset_message,
)
from boas.site._units import format_count
from boas.translation import Language, lower_initial, resolve_language


@cache
def _build_environment(language: Language) -> Environment:
    """Templates with the words, numbers and dates of one language."""
    env = Environment(
        loader=FileSystemLoader(find_package_folder("web") / "templates", followlinks=False),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=TemplateCache(language),
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    env.code_generator_class = PlainCallGenerator
    words = load_page_catalogue(language)
    env.install_gettext_callables(words.gettext, words.ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.filters |= _build_filters(language)
    say = _make_gettext(words.gettext)
    env.globals |= {
        # In the place of those that were installed: these know that all is escaped, and keep what they said.
        "gettext": say,
        "_": say,
        "language": resolve_language(language),
        "shared": make_part_function(env),
        "name_language": name_language,
    }
    return env


def _make_gettext(translate: Callable[[str], str]) -> Callable[..., Markup]:
    """The function `_` of templates: one message with its parameters, each escaped."""

    @cache
    def translate_plain(message: str) -> Markup:
        return mark_translated(message) % {}

    @cache
    def mark_translated(message: str) -> Markup:
        # A text of the program, trusted as Jinja itself does; its parameters are escaped.
        return Markup(translate(message))  # noqa: S704  # nosec B704

    def translate_message(message: str, /, **parameters: object) -> Markup:
        return mark_translated(message) % parameters if parameters else translate_plain(message)

    return translate_message


def _build_filters(language: Language) -> Mapping[str, Callable[..., object]]:
    """What templates may do to a value before showing it."""
    return {
        "prose": render_prose,
        "inline": render_inline,
        "paragraph": unwrap_paragraph,
        "path": render_path,
        "said": lambda text: choose(text, language),
        "country": lambda code: numbers.name_country(code, language),
        "duration": lambda written: numbers.format_duration(written, language),
        "counted": lambda n, unit: format_count(n, unit, language),
        "number": lambda value: numbers.format_number(value, language),
        "percent": lambda value: numbers.format_percentage(value, language),
        "day": lambda moment: numbers.format_day(moment, language),
        "period": lambda written: numbers.format_period(written, language),
        "term": lambda term, name: name_term(name, str(term), language),
        "licence": lambda code: name_licence_of(code, language),
        "own_licences": list_own_licences,
        "followed": links.keep_safe_link,
        "doi": links.build_doi_link,
        "within": lower_initial,
        "sentence": lambda text: text[:1].upper() + text[1:],
        "message": lambda message: typeset_message(message, language),
        "explained": lambda html: explain_abbreviations(html, language),
    }


def render_prose(text: str, beside: str = "") -> Markup:
    """An author's Markdown as HTML blocks; `beside` is the address of the folder its links to files start from."""
    return _trust_html(render_markdown(text, beside))


def render_inline(text: str, beside: str = "") -> Markup:
    """An author's line as HTML without blocks; `beside` as above."""
    return _trust_html(render_inline_markdown(text, beside))


def render_path(path: str) -> Markup:
    """A path that breaks between its parts where it does not fit on a line; whoever copies it gets the path."""
    return Markup("/<wbr>").join(path.split("/"))


def unwrap_paragraph(html: Markup) -> Markup:
    """What is inside, when this is one paragraph and nothing else; else empty."""
    inside = html.strip().removeprefix("<p>").removesuffix("</p>")
    return inside if len(inside) + len("<p></p>") == len(html.strip()) and "</p>" not in inside else html[:0]


_RELATIVE_LINK = re.compile(r'<a href="(?!https?:|mailto:|#)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
"""A link to a file beside the document, whose address no page knows: its words stay."""

_LOOSE_SPACE = re.compile(r"<pre.*?</pre>|<code.*?</code>|<[^>]*>| (?=[;:!?»](?:\s|<|$))|(?<=«) ", re.DOTALL)
"""Markup and code, to be left alone, or a space of French punctuation at which no line should break."""


def _trust_html(html: str) -> Markup:
    """The one place that trusts HTML, reviewed: only what `boas.parsing.render_markdown` has let through."""
    known = _RELATIVE_LINK.sub(lambda found: found[1], html)
    tied = _LOOSE_SPACE.sub(lambda found: "\u00a0" if found[0] == " " else found[0], known)
    return Markup(tied)  # noqa: S704  # nosec B704


class PartialSite(NamedTuple):
    """What a page of a site that is made only in part must know of the rest."""

    holds: Callable[[str], bool]
    """Whether a file is made."""
    base_url: str
    """Where the whole site is published; empty when that is not known."""


class Page:
    """One page while it is filled: its own address, and how it names others."""

    def __init__(
        self, language: Language, path: str, known: Container[str] | None = None, beyond: "PartialSite | None" = None
    ) -> None:
        """Take the path below the language, such as `algorithms/avc`, and the addresses the site has, when known.

        `beyond` is needed by a page of a site that is made only in part.
        """
        self.language, self.path, self.known, self.beyond = language, path, known, beyond
        self.url = links.build_address(language, path)
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
        return self.absolute + url if self.absolute else links.to_relative(self.url, url)

    def to_known(self, path: str, otherwise: str) -> str:
        """How this page names a page that a document speaks of; another one when the site does not have it."""
        return self.find_known(path) or self.to(otherwise)

    def find_known(self, path: str) -> str:
        """How this page names a page when the site has it; empty, and remembered as lost, when it does not."""
        url = links.build_address(self.language, path)
        if self.known is None or url in self.known:
            return self.link(url)
        self.lost.add(url)
        return ""

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
        return self.to_known(links.build_facet_path(facet, value), "algorithms.html")


def render_words(template: str, macro: str, language: Language, *told: object) -> str:
    """The words of one macro of a template, for what is no page; they must hold no markup and name no page."""
    module = _get_module(template, language)
    return unescape(str(getattr(module, macro)(*told))).strip()


@cache
def _get_module(template: str, language: Language) -> object:
    """The macros of a template that names no page."""
    return _build_environment(language).get_template(template).module


def render_stamp(published: object, language: Language) -> bytes:
    """What a page says of the commit its content is from."""
    return _build_environment(language).get_template(_STAMP).render({"published": published}).encode()


_STAMP = "parts/stamp.html"


def render_template(template: str, page: Page, settings: Settings, content: Mapping[str, object]) -> bytes:
    """One page as bytes; `content` is what its own template asks for."""
    twin, table = str(content.get("twin", f"{page.path}.json")), str(content.get("csv", ""))
    frame = {
        "page": page,
        "settings": settings,
        "name": settings.name(page.language),
        "assets": load_assets(),
        "links": links,
        "twin": page.to(twin) if twin else "",
        "counterparts": {
            language: page.link(links.build_address(language, page.path))
            for language in settings.languages
            if language != page.language
        },
        "canonical": page.url,
        "feed": "",
        "published": None,
        "source_path": "",
        "answered": False,
        "section": "",
    }
    beside = {"twin": frame["twin"], "csv": page.to(table) if table else ""}
    text = _build_environment(page.language).get_template(template).render(frame | dict(content) | beside)
    return text.encode()
