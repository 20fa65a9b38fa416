"""Files about algorithms: cards, the page of each version with its citations, timelines, comparisons, archives."""

from collections.abc import Iterator, Mapping
from functools import partial

from boas.documents import ALL_KINDS, DOCUMENTS, find_version_folder
from boas.formats import EXPORTERS
from boas.index import AlgorithmAnswer, Comparison, LineageAnswer, ReuseList, VersionAnswer
from boas.site import _links as links
from boas.site._badge_jobs import build_badge_links
from boas.site._card import build_card_view
from boas.site._codelist_files import build_codes_address
from boas.site._comparison import build_comparison_content
from boas.site._export_links import build_export_links
from boas.site._jobs import Job, Kind, Site
from boas.site._lineage import build_lineage_view
from boas.site._observations import build_observation_section
from boas.site._reuses import build_reuse_draft, build_reuse_section
from boas.site._templates import Page, render_template
from boas.site._translations import choose
from boas.site._versions import (
    build_archive_path,
    build_stay_advice,
    build_version_line,
    build_version_view,
    restrict_to_version,
    sort_notices,
)
from boas.translation import Language


def iter_card_jobs(site: Site, language: Language) -> Iterator[Job]:
    """Every page about every algorithm, in one language."""
    for path, key in site.keys.items():
        match path.split("/"):
            case ["algorithms", _]:
                make = _render_card_page
            case ["algorithms", _, "versions"]:
                make = _render_timeline_page
            case ["algorithms", _, "versions", _]:
                make = _render_card_page
                yield from _iter_export_jobs(site, language, path, key)
            case ["algorithms", _, "compare", _]:
                make = _render_comparison_page
            case _:
                continue
        page = site.make_page(language, path)
        to_fix = (repr(found),) if (found := site.to_fix.get(path.split("/")[1])) else ()
        yield Job(
            page.url,
            site.make_key(language, key, site.keys[to_algorithm_path(path)], *_list_beside_keys(site, path), *to_fix),
            partial(make, site, page),
            page,
        )


def _list_beside_keys(site: Site, path: str) -> tuple[str, ...]:
    """Content keys of what a card shows beside its own answer: who reuses it, and what it comes from."""
    start = to_algorithm_path(path)
    return tuple(site.keys.get(f"{start}/{name}", "") for name in ("reuses", "lineage"))


def _read_beside(site: Site, path: str, kind: type[Kind]) -> Kind | None:
    """An answer beside the card; nothing where there is none."""
    return site.read(path, kind) if path in site.keys else None


def to_algorithm_path(path: str) -> str:
    """Path of the answer about the algorithm that a path is about."""
    return "/".join(path.split("/")[:2])


def _iter_export_jobs(site: Site, language: Language, path: str, key: str) -> Iterator[Job]:
    """A version in every format that can tell of its kind."""
    kind = site.read_fact(path, VersionAnswer, _get_kind)
    for one in EXPORTERS.values():
        if one.kinds != ALL_KINDS and not one.can_describe(kind):
            continue
        url = links.build_address(language, path, one.suffix)
        yield Job(url, site.make_key(url, key), partial(_render_export, site, language, path, one.name))


def _get_kind(version: VersionAnswer) -> str:
    """Of which kind a version is."""
    return str(version.card["kind"])  # as it is written: every version would have to be read by the model otherwise


def _render_export(site: Site, language: Language, path: str, name: str) -> bytes:
    """A version in one format."""
    return site.exports.export(path, language, name)[0]


def _render_card_page(site: Site, page: Page) -> bytes:
    """The card of an algorithm as it stands, or as it stood in one version."""
    answer = site.read(to_algorithm_path(page.path), AlgorithmAnswer)
    version = answer.latest if page.path == to_algorithm_path(page.path) else site.read(page.path, VersionAnswer)
    language, number = page.language, version.version
    own = restrict_to_version(answer, version)
    version_path = f"{to_algorithm_path(page.path)}/versions/{number}"
    cited = site.exports.build_view(version_path, language)
    lineage = _read_beside(site, f"{to_algorithm_path(page.path)}/lineage", LineageAnswer)
    content = {
        "view": build_card_view(own, language),
        "issue": build_version_view(answer, version, len(site.read_archive(build_archive_path(answer.id, number)))),
        "of_version": page.path != to_algorithm_path(page.path),
        "canonical": links.build_address(language, to_algorithm_path(page.path))
        if number == answer.latest.version
        else page.url,
        "to_fix": site.to_fix.get(answer.id, ()),
        "rule_names": frozenset(rule.name for rule in site.rules),
        "notices_first": sort_notices(version.notices, version.retracted),
        "cited": cited,
        "exports": build_export_links(cited, partial(site.exports.export, version_path, language)),
        "shown_elsewhere": build_badge_links(site, page, answer) if page.path == to_algorithm_path(page.path) else (),
        "feed": page.to(f"algorithms/{answer.id}.atom"),
        "published": version.published,
        "source_path": own.path,
        "beside": _build_folder_address(site.settings.forge_url, own.path),
        "section": "algorithms",
        **build_reuse_section(_read_beside(site, f"{to_algorithm_path(page.path)}/reuses", ReuseList), language),
        **build_observation_section(own, number, site.settings.forge_url, language),
        "draft": build_reuse_draft(answer.id, number, site.settings.forge_url, language),
        "lineage": build_lineage_view(lineage, language) if lineage and lineage.version == number else None,
        "kinds_beside": [kind for kind in DOCUMENTS.values() if kind.section],
    }
    return render_template("card.html", page, site.settings, content)


def _build_folder_address(forge: str, path: str) -> str:
    """Address of the folder of a card on the forge, where links of its texts to files start; empty without a forge."""
    return links.build_forge_link(forge, "blob", find_version_folder(path) or "") if forge else ""


def _render_timeline_page(site: Site, page: Page) -> bytes:
    """All versions of an algorithm, newest first."""
    answer = site.read(to_algorithm_path(page.path), AlgorithmAnswer)
    latest = answer.latest.version
    return render_algorithm_page(
        site, page, "versions.html", answer, {"staying": build_stay_advice(answer.versions, latest)}
    )


def _render_comparison_page(site: Site, page: Page) -> bytes:
    """Two neighbouring versions compared."""
    answer = site.read(to_algorithm_path(page.path), AlgorithmAnswer)
    comparison = site.read(page.path, Comparison)
    content = build_comparison_content(comparison, build_version_line(answer.versions), page.language)
    url = build_codes_address(answer.id, f"{comparison.before}...{comparison.after}", "-changes.csv")
    content["codes_csv"] = page.link(url) if url in site.urls else ""
    return render_algorithm_page(site, page, "compare.html", answer, content)


def render_algorithm_page(
    site: Site, page: Page, template: str, answer: AlgorithmAnswer, content: Mapping[str, object]
) -> bytes:
    """A page beside a card, with what all of these need of it."""
    frame = {
        "id": answer.id,
        "name_said": choose(answer.row.name, page.language),
        "line": build_version_line(answer.versions),
        "latest": answer.latest.version,
        "origin": answer.row.origin,
        "document": answer.algorithm,
        "feed": page.to(f"algorithms/{answer.id}.atom"),
        "published": answer.latest.published,
        "source_path": answer.path,
        "section": "algorithms",
    }
    return render_template(template, page, site.settings, {**frame, **content})
