"""Pages of single codes: the search by code, and all codes of each system part by part.

The search runs in the reader's browser over the parts, which are files of the site: what is pasted is sent nowhere.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from boas.index import (
    CodeComparison,
    CodedSystem,
    CodeOverview,
    CodeShard,
    ComparedCode,
    ComparedSystem,
    ListedIn,
)
from boas.site._codelist_files import build_compared_address
from boas.site._jobs import Job, Site, make_stamped_job
from boas.site._templates import Page, render_template
from boas.site._translations import load_page_catalogue, name_term
from boas.site._translations import mark as _
from boas.translation import Language, lower_initial

_CODES = "codes"
_MOST_LINKS = 1_200
"""Parts that the page of a system links to; the search finds the codes of all."""
_MOST_COMPARED = 110
"""Codes of a comparison told on a page; the table beside it has all."""
_MOST_PLACES = 200
"""Lists told of the codes of one part; the JSON beside the page has all."""


@dataclass(frozen=True, slots=True)
class _ShownCode:
    """One code of a part with the lists that hold it."""

    code: str
    lists: tuple[ListedIn, ...]


def iter_code_jobs(site: Site, language: Language) -> Iterator[Job]:
    """Every page about codes in one language."""
    if _CODES not in site.keys:
        return
    overview = site.read(_CODES, CodeOverview)
    search = site.make_page(language, _CODES)
    yield make_stamped_job(site, search, partial(_render_search, site, search, overview), site.keys[_CODES])
    for system in overview.systems:
        page = site.make_page(language, f"{_CODES}/{system.system}")
        make = partial(_render_system, site, page, system)
        yield make_stamped_job(site, page, make, page.path, site.keys[_CODES])
        for name in system.shards.values():
            part = site.make_page(language, f"{_CODES}/{system.system}/{name}")
            make = partial(_render_shard, site, part, system)
            yield make_stamped_job(site, part, make, site.keys[part.path])
    yield from _iter_comparison_jobs(site, language)


def _iter_comparison_jobs(site: Site, language: Language) -> Iterator[Job]:
    """The page of each algorithm whose lists share codes with those of others."""
    for path, key in site.keys.items():
        match path.split("/"):
            case ["algorithms", _, "codes"]:
                page = site.make_page(language, path)
                yield make_stamped_job(site, page, partial(_render_comparison, site, page), key)


def _render_comparison(site: Site, page: Page) -> bytes:
    """Codes of an algorithm beside those of others."""
    answer = site.read(page.path, CodeComparison)
    shown, left = list[tuple[ComparedSystem, Sequence[ComparedCode]]](), _MOST_COMPARED
    for system in answer.systems:
        shown.append((system, system.codes[:left]))
        left = max(0, left - len(system.codes))
    content = {
        "comparison": answer,
        "shown": shown,
        "n_more": sum(len(one.codes) for one in answer.systems) - sum(len(codes) for _, codes in shown),
        "codes_csv": page.link(build_compared_address(answer.sides[0].algorithm)),
        "twin": f"{page.path}.json",
        "section": "algorithms",
        "published": site.status,
    }
    return render_template("code_comparison.html", page, site.settings, content)


def _render_search(site: Site, page: Page, overview: CodeOverview) -> bytes:
    """The search by code, and the systems."""
    content = {
        "systems": overview.systems,
        "words": _encode_words(page.language),
        "twin": f"{_CODES}.json",
        "section": _CODES,
        "published": site.status,
    }
    return render_template("codes.html", page, site.settings, content)


_WORDS: Mapping[str, str] = {
    "algorithms": _("By algorithm: how many of the codes its lists hold"),
    "algorithm": _("Algorithm"),
    "include": _("Codes included"),
    "exclude": _("Codes excluded"),
    "codes": _("By code"),
    "code": _("Code"),
    "lists": _("Lists that hold it"),
    "old": _("not in its latest version"),
    "wait": _("Looking them up…"),
    "total": _("Held by a list: {n} of {all} codes."),
    "more": _("{n} more codes are held and not shown here."),
    "missing": _("In no list of this registry:"),
    "broken": _("A file of this site could not be read; try again later."),
}
"""What the script on the page says."""
_STATUSES = ("deprecated", "withdrawn", "removed")


def _encode_words(language: Language) -> str:
    """Words of the script in one language, as JSON."""
    catalogue = load_page_catalogue(language)
    words = {name: catalogue.gettext(text) for name, text in _WORDS.items()}
    words |= {f"{role}d": lower_initial(name_term("codelist_roles", role, language)) for role in ("include", "exclude")}
    words |= {status: lower_initial(name_term("statuses", status, language)) for status in _STATUSES}
    return json.dumps(words, ensure_ascii=False)


def _render_system(site: Site, page: Page, system: CodedSystem) -> bytes:
    """The parts of one system."""
    starts = tuple(system.shards.items())
    content = {
        "system": system,
        "starts": starts[:_MOST_LINKS],
        "n_more": max(0, len(starts) - _MOST_LINKS),
        "twin": "",
        "section": _CODES,
        "published": site.status,
    }
    return render_template("code_system.html", page, site.settings, content)


def _render_shard(site: Site, page: Page, system: CodedSystem) -> bytes:
    """One part: its codes, and the lists that hold them."""
    shard = site.read(page.path, CodeShard)
    shown = _list_shown_codes(shard)
    n_places = sum(len(one.lists) for one in shard.codes)
    content = {
        "system": system,
        "shard": shard,
        "shown": shown,
        "n_more": n_places - sum(len(one.lists) for one in shown),
        "twin": f"{page.path}.json",
        "section": _CODES,
        "published": site.status,
    }
    return render_template("code_shard.html", page, site.settings, content)


def _list_shown_codes(shard: CodeShard) -> Sequence[_ShownCode]:
    """Codes of a part with their lists, as many as a page shows."""
    shown, left = list[_ShownCode](), _MOST_PLACES
    for one in shard.codes:
        if left:
            own = tuple(shard.lists[at] for at in one.lists[:left])
            shown.append(_ShownCode(one.code, own))
            left -= len(own)
    return shown
