"""The codes of each version that has codelists, in forms other tools read: above the languages, three files a version.

The CSV and its table schema lie there as they are; all other forms in one archive, so that a site stays small.
"""

from collections.abc import Iterator
from functools import partial

from boas.formats import CODELIST_EXPORTERS, CodelistExporter, ExportView, build_codes_archive
from boas.index import Bulletin, VersionAnswer, build_export_view
from boas.site._jobs import Job, Site

CODELISTS_FOLDER = "codelists/"
"""Where these files lie, below the site's root."""
_SINGLE_FORMS = ("codes-csv", "table-schema")


def build_codes_address(algorithm: str, version: str, ending: str) -> str:
    """Address of one file about the codes of a version; the ending stands after its number, with its sign."""
    return f"{CODELISTS_FOLDER}{algorithm}/{algorithm}-{version}{ending}"


def iter_codelist_jobs(site: Site) -> Iterator[Job]:
    """The files of every version that has codelists."""
    for one in site.read("bulletin", Bulletin).versions:
        path = f"algorithms/{one.id}/versions/{one.version}"
        if path not in site.keys or not any(file.startswith("codelists/") for file in one.files):
            continue
        key = site.keys[path]
        for form in (CODELIST_EXPORTERS[name] for name in _SINGLE_FORMS):
            url = build_codes_address(one.id, one.version, f".{form.suffix}")
            yield Job(url, site.make_key(url, key), partial(_render_form, site, path, form))
        url = build_codes_address(one.id, one.version, "-codes.zip")
        yield Job(url, site.make_key(url, key), partial(_render_archive, site, path))


def _read_view(site: Site, path: str) -> ExportView:
    """A version as exporters see it, in the registry's first language."""
    version = site.read(path, VersionAnswer)
    return build_export_view(version, dict(site.settings.title), site.settings.base_url, site.settings.languages[0])


def _render_form(site: Site, path: str, form: CodelistExporter) -> bytes:
    """One form."""
    return form.export(_read_view(site, path))[0]


def _render_archive(site: Site, path: str) -> bytes:
    """All forms."""
    return build_codes_archive(_read_view(site, path))
