"""The dossier of each version, to print and to file."""

from collections.abc import Iterator
from functools import partial

from boas.index import AlgorithmAnswer, EvidenceAnswer, VersionAnswer, to_text
from boas.site import _links as links
from boas.site._dossier import build_dossier_content
from boas.site._jobs import Job, Site
from boas.site._templates import Page, render_template
from boas.site._translations import choose
from boas.site._versions import sort_notices
from boas.translation import Language


def build_dossier_path(algorithm: str, version: str) -> str:
    """Path of the dossier of a version."""
    return f"algorithms/{algorithm}/versions/{version}/dossier"


def iter_dossier_jobs(site: Site, language: Language) -> Iterator[Job]:
    """The dossier of every version, in one language."""
    for path, key in site.keys.items():
        match path.split("/"):
            case ["algorithms", name, "versions", version]:
                beside = f"algorithms/{name}"
                page = site.make_page(language, build_dossier_path(name, version))
                made_of = (key, site.keys[beside], site.keys[f"{beside}/evidence"])
                yield Job(page.url, site.make_key(language, *made_of), partial(_render_dossier, site, page, path), page)


def _render_dossier(site: Site, page: Page, path: str) -> bytes:
    """The dossier of one version."""
    name = path.split("/")[1]
    answer, version = site.read(f"algorithms/{name}", AlgorithmAnswer), site.read(path, VersionAnswer)
    evidence = site.read(f"algorithms/{name}/evidence", EvidenceAnswer)
    content = {
        "id": name,
        "version": version,
        "card": version.card,
        "name_said": choose(to_text(version.card.content.name), page.language),
        "origin": answer.row.origin,
        "document": answer.algorithm,
        "notices_first": sort_notices(version.notices, version.retracted),
        "newest": answer.latest.version,
        "published": version.published,
        "canonical": page.url,
        "twin": f"{path}.json",
        "csv": f"algorithms/{name}/evidence.csv",
        "groups_csv": page.to(f"algorithms/{name}/bias.csv"),
        "address": links.build_address(page.language, path),
        "section": "algorithms",
        **build_dossier_content(answer, version, evidence, page.language),
    }
    return render_template("dossier.html", page, site.settings, content)
