"""The bundle of a version: its files as they are in Git, and beside them every format that it can be had in.

The archive holds the version's files alone, since their digest is what people pin; it never changes. A bundle is
another file at another address.
"""

from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

from boas.formats import list_codelist_exporters, list_exporters
from boas.index import VersionAnswer
from boas.registry import LISTING
from boas.site._jobs import Job, Site
from boas.site._versions import build_archive_path, build_bundle_path
from boas.tree import pack_files


def iter_bundle_jobs(site: Site) -> Iterator[Job]:
    """The bundle of every version."""
    for path, key in site.keys.items():
        match path.split("/"):
            case ["algorithms", name, "versions", version] if build_archive_path(name, version) in site.archives:
                url = build_bundle_path(name, version)
                made_of = site.make_key(url, key, site.archives[build_archive_path(name, version)])
                yield Job(url, made_of, partial(_render_bundle, site, path))


def _render_bundle(site: Site, path: str) -> bytes:
    """A ZIP file of all members below one folder, and the digests of all of them."""
    version = site.read(path, VersionAnswer)
    members = dict(_iter_members(site, path, version))
    digests = "".join(f"{sha256(members[name]).hexdigest()}  {name}\n" for name in sorted(members))
    members[LISTING] = digests.encode()
    return pack_files((f"{version.id}-{version.version}/{name}", members[name]) for name in sorted(members))


def _iter_members(site: Site, path: str, version: VersionAnswer) -> Iterator[tuple[str, bytes]]:
    """The files of the version in `version/`, its exports in `exports/`, and its answer."""
    archive = BytesIO(site.read_archive(build_archive_path(version.id, version.version)))
    with ZipFile(archive) as opened:
        for name in opened.namelist():
            yield f"version/{name.partition('/')[2]}", opened.read(name)
    yield "version.json", site.read_body(path)
    # Codes written out need a release that is not everywhere: they are no part of it, so that its bytes are the same.
    for language in site.settings.languages:
        for one in list_exporters(version.card.content.kind):
            content = site.exports.export(path, language, one.name)[0]
            yield f"exports/{language}/{one.name_file(version.id, version.version)}", content
    for form in list_codelist_exporters(site.exports.build_view(path, site.settings.languages[0])):
        content = site.exports.export_codes(path, form.name)
        yield f"exports/codes/{form.name_file(version.id, version.version)}", content
