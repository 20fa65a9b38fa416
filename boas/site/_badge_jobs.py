"""Files of badges, and what a card's page shows to copy them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from html import escape

from boas.index import AlgorithmAnswer, LineageAnswer
from boas.site import _links as links
from boas.site._badges import Badge, build_badges, render_json_badge, render_svg_badge
from boas.site._jobs import Job, Site
from boas.site._templates import Page
from boas.site._translations import load_page_catalogue
from boas.site._translations import mark as _
from boas.translation import Language

_UNKNOWN_BASE = _("address of this site")
_KINDS = ("level", "version", "reuses", "notices")


@dataclass(frozen=True, slots=True)
class BadgeLink:
    """A badge as a page shows it."""

    badge: Badge
    url: str
    """Below the site's root, without its ending."""
    markdown: str
    html: str


def iter_badge_jobs(site: Site, language: Language) -> Iterator[Job]:
    """The badges of every algorithm in one language."""
    for path, answer_key in site.algorithms.items():
        own = path.partition("/")[2]
        key = site.make_key(language, "badge", answer_key, site.keys.get(f"{path}/lineage", ""))
        # Read once for all files of an algorithm.
        read = cache(partial(_read_badges, site, language, path))
        for kind in _KINDS:
            for ending in ("svg", "json"):
                make = partial(_render_badge, read, language, kind, ending)
                yield Job(f"{build_badge_path(language, own, kind)}.{ending}", key, make)


def build_badge_path(language: Language, algorithm: str, kind: str) -> str:
    """Address of a badge below the site's root, without its ending."""
    return f"{language}/badges/{algorithm}/{kind}"


def _read_badges(site: Site, language: Language, path: str) -> tuple[Badge, ...]:
    """The badges of the algorithm that an answer is about."""
    return list_badges(site, site.read(path, AlgorithmAnswer), language)


def _render_badge(read: Callable[[], tuple[Badge, ...]], language: Language, kind: str, ending: str) -> bytes:
    """One badge as one file."""
    badge = next(one for one in read() if one.kind == kind)
    return render_json_badge(badge) if ending == "json" else render_svg_badge(badge, language)


def list_badges(site: Site, answer: AlgorithmAnswer, language: Language) -> tuple[Badge, ...]:
    """The badges of an algorithm in one language."""
    path = f"algorithms/{answer.id}/lineage"
    lineage = site.read(path, LineageAnswer) if path in site.keys else None
    return build_badges(answer, lineage, site.settings.name(language)[0], language)


def build_badge_links(site: Site, page: Page, answer: AlgorithmAnswer) -> tuple[BadgeLink, ...]:
    """Each badge with what to write in a README or on a page to show it, under the registry's own address."""
    base = site.settings.base_url or f"<{load_page_catalogue(page.language).gettext(_UNKNOWN_BASE)}>"
    leads_to = f"{base}/{links.build_address(page.language, f'algorithms/{answer.id}')}"
    return tuple(
        _build_link(one, page.language, answer.id, base, leads_to) for one in list_badges(site, answer, page.language)
    )


def _build_link(badge: Badge, language: Language, algorithm: str, base: str, leads_to: str) -> BadgeLink:
    """One badge and how to show it."""
    url = build_badge_path(language, algorithm, badge.kind)
    alternative = badge.text.replace("[", "(").replace("]", ")")
    return BadgeLink(
        badge,
        url,
        f"[![{alternative}]({base}/{url}.svg)]({leads_to})",
        f'<a href="{leads_to}"><img src="{base}/{url}.svg" alt="{escape(badge.text)}"></a>',
    )
