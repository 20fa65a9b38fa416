"""The codes of each version that has codelists, in forms other tools read: above the languages, three files a version.

The CSV and its table schema lie there as they are; all other forms in one archive, so that a site stays small. Beside
them lie the codes that changed from each version to the next.
"""

import csv
from collections.abc import Iterator
from functools import partial
from io import StringIO

from boas.formats import CODELIST_EXPORTERS, CodelistExporter, ExportView, build_codes_archive
from boas.index import Bulletin, CodeComparison, Comparison
from boas.site._jobs import Job, Site

CODELISTS_FOLDER = "codelists/"
"""Where these files lie, below the site's root."""
_SINGLE_FORMS = ("codes-csv", "table-schema")
_EXPANDED_FORMS = ("expanded-csv", "expanded-schema")
"""Forms that are there where a release of one of the code systems is at hand."""


def build_codes_address(algorithm: str, version: str, ending: str) -> str:
    """Address of one file about the codes of a version; the ending stands after its number, with its sign."""
    return f"{CODELISTS_FOLDER}{algorithm}/{algorithm}-{version}{ending}"


def iter_codelist_jobs(site: Site) -> Iterator[Job]:
    """The files of every version that has codelists, and of every step between two of them."""
    coded = set[str]()
    for one in site.read("bulletin", Bulletin).versions:
        path = f"algorithms/{one.id}/versions/{one.version}"
        if path not in site.keys or not any(file.startswith("codelists/") for file in one.files):
            continue
        coded.add(path)
        key = site.keys[path]
        expanded = _EXPANDED_FORMS if site.releases and can_expand(site, path) else ()
        for form in (CODELIST_EXPORTERS[name] for name in (*_SINGLE_FORMS, *expanded)):
            url = build_codes_address(one.id, one.version, f".{form.suffix}")
            yield Job(url, site.make_key(url, key), partial(_render_form, site, path, form))
        url = build_codes_address(one.id, one.version, "-codes.zip")
        yield Job(url, site.make_key(url, key), partial(_render_archive, site, path))

    yield from _iter_change_jobs(site, coded)
    yield from _iter_comparison_jobs(site)


def can_expand(site: Site, path: str) -> bool:
    """Whether a release is at hand for one of the lists of a version, so that its codes are written out."""
    return CODELIST_EXPORTERS["expanded-csv"].can_export(_read_view(site, path))


def build_compared_address(algorithm: str) -> str:
    """Address of the table of an algorithm's codes beside those of others."""
    return f"{CODELISTS_FOLDER}{algorithm}/{algorithm}-beside-others.csv"


def _iter_comparison_jobs(site: Site) -> Iterator[Job]:
    """The table of each algorithm's codes beside those of others."""
    for path, key in site.keys.items():
        match path.split("/"):
            case ["algorithms", name, "codes"]:
                url = build_compared_address(name)
                yield Job(url, site.make_key(url, key), partial(_render_comparison, site, path))


def _render_comparison(site: Site, path: str) -> bytes:
    """Every code of any side, and what each side makes of it."""
    answer, target = site.read(path, CodeComparison), StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(("system", "code", "match", *(f"{one.algorithm} {one.version}" for one in answer.sides)))
    for system in answer.systems:
        writer.writerows((system.system, one.code, one.match, *one.sides) for one in system.codes)
    return target.getvalue().encode()


def _iter_change_jobs(site: Site, coded: set[str]) -> Iterator[Job]:
    """The table of codes that changed, for each step between two versions with codelists."""
    for path, key in site.keys.items():
        match path.split("/"):
            case ["algorithms", name, "compare", pair]:
                if all(f"algorithms/{name}/versions/{one}" in coded for one in pair.split("...")):
                    url = build_codes_address(name, pair, "-changes.csv")
                    yield Job(url, site.make_key(url, key), partial(_render_changes, site, path))


_CHANGES = {"left_only": "removed", "right_only": "added", "moved": "moved", "relabelled": "relabelled"}
"""Word for each kind of change, by the field of the answer that lists its codes."""


def _render_changes(site: Site, path: str) -> bytes:
    """Every code that changed between two versions; a code is text and stands as it is."""
    answer, target = site.read(path, Comparison), StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(("algorithm", "before", "after", "list", "system", "field", "match", "change", "code"))
    for one in answer.codelists:
        start = (answer.id, answer.before, answer.after, one.file, one.system, one.field, one.match)
        for field, change in _CHANGES.items():
            writer.writerows((*start, change, code) for code in getattr(one, field))
    return target.getvalue().encode()


def _read_view(site: Site, path: str) -> ExportView:
    """A version as exporters see it, in the registry's first language."""
    return site.exports.build_view(path, site.settings.languages[0], has_releases=True)


def _render_form(site: Site, path: str, form: CodelistExporter) -> bytes:
    """One form."""
    return site.exports.export_codes(path, form.name, has_releases=True)


def _render_archive(site: Site, path: str) -> bytes:
    """All forms."""
    return build_codes_archive(_read_view(site, path), partial(_render_form, site, path))
