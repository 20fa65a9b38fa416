"""Files about algorithms: cards, the page of each version with its citations, timelines, comparisons, archives."""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from boas.finding import Language
from boas.site import links
from boas.site.card import card_view
from boas.site.citing import bibtex, cff, citation
from boas.site.comparing import comparison_content
from boas.site.jobs import Job, Site
from boas.site.render import Page, render
from boas.site.versions import archive_path, as_of, gravest_first, issue, line, staying
from boas.site.words import choose

Json = dict[str, Any]


def card_jobs(site: Site, language: Language) -> Iterator[Job]:
    """Every page about every algorithm, in one language."""
    for path, key in site.keys.items():
        match path.split("/"):
            case ["algorithms", _]:
                make = card_page
            case ["algorithms", _, "versions"]:
                make = timeline_page
            case ["algorithms", _, "versions", _]:
                make = card_page
                yield from citation_jobs(site, language, path, key)
            case ["algorithms", _, "compare", _]:
                make = comparison_page
            case _:
                continue
        page = site.make_page(language, path)
        to_mend = (json.dumps(found),) if (found := site.to_mend.get(path.split("/")[1])) else ()
        yield Job(
            page.url, site.make_key(language, key, site.keys[above(path)], *to_mend), partial(make, site, page), page
        )


def above(path: str) -> str:
    """Path of the answer about the algorithm that a path is about."""
    return "/".join(path.split("/")[:2])


def citation_jobs(site: Site, language: Language, path: str, key: str) -> Iterator[Job]:
    """The two files that cite one version."""
    for ending in ("bib", "cff"):
        url = links.address(language, path, ending)
        yield Job(url, site.make_key(url, key), partial(citation_file, site, language, path, ending))


def citation_file(site: Site, language: Language, path: str, ending: str) -> bytes:
    """A citation in one of its two formats."""
    cited = citation(read(site, path), language, site.settings)
    return bibtex(cited) if ending == "bib" else cff(cited, language)


def archive_jobs(site: Site) -> Iterator[Job]:
    """The archive of each version, and the ledger that proves them."""
    for path, key in site.archives.items():
        yield Job(path, key, partial(site.read_archive, path))
    yield Job("ledger.json", site.keys["ledger"], partial(site.read_body, "ledger"))


def read(site: Site, path: str) -> Json:
    """One answer, read."""
    answer: Json = json.loads(site.read_body(path))
    return answer


def card_page(site: Site, page: Page) -> bytes:
    """The card of an algorithm as it stands, or as it stood in one version."""
    answer = read(site, above(page.path))
    version = answer["latest"] if page.path == above(page.path) else read(site, page.path)
    language, number = page.language, version["version"]
    own = as_of(answer, version)
    cited = citation(version, language, site.settings)
    content = {
        "view": card_view(own, language),
        "issue": issue(answer, version, len(site.read_archive(archive_path(answer["id"], number)))),
        "of_version": page.path != above(page.path),
        "canonical": links.address(language, above(page.path)) if number == answer["latest"]["version"] else page.url,
        "to_mend": site.to_mend.get(answer["id"], ()),
        "rule_names": frozenset(rule.name for rule in site.rules),
        "notices_first": gravest_first(version["notices"], version["retracted"]),
        "cited": cited,
        "bibtex": bibtex(cited).decode().strip(),
        "feed": page.to(f"algorithms/{answer['id']}.atom"),
        "published": version["published"],
        "source_path": own["path"],
        "beside": beside(site.settings.forge_url, own["path"]),
        "section": "algorithms",
    }
    return render("card.html", page, site.settings, content)


def beside(forge: str, path: str) -> str:
    """Address of the folder of a card on the forge, where links of its texts to files start; empty without a forge."""
    return links.forge_page(forge, "blob", path.removesuffix("card.yaml")) if forge else ""


def timeline_page(site: Site, page: Page) -> bytes:
    """All versions of an algorithm, newest first."""
    answer = read(site, above(page.path))
    latest = answer["latest"]["version"]
    return about(site, page, "versions.html", answer, {"staying": staying(answer["versions"], latest)})


def comparison_page(site: Site, page: Page) -> bytes:
    """Two neighbouring versions compared."""
    answer = read(site, above(page.path))
    content = comparison_content(read(site, page.path), line(answer["versions"]), page.language)
    return about(site, page, "compare.html", answer, content)


def about(site: Site, page: Page, template: str, answer: Json, content: Json) -> bytes:
    """A page beside a card, with what all of these need of it."""
    frame = {
        "id": answer["id"],
        "name_said": choose(answer["row"]["name"], page.language),
        "line": line(answer["versions"]),
        "latest": answer["latest"]["version"],
        "origin": answer["row"]["origin"],
        "document": answer["algorithm"],
        "feed": page.to(f"algorithms/{answer['id']}.atom"),
        "published": answer["latest"]["published"],
        "source_path": answer["path"],
        "section": "algorithms",
    }
    return render(template, page, site.settings, frame | content)
