"""Files of versions byte for byte as they are in Git, their archives, and the two files that prove them all."""

from collections.abc import Iterator
from functools import partial
from io import BytesIO
from zipfile import ZipFile

from boas.index import Bulletin
from boas.parsing import format_listing
from boas.registry import LISTING, BulletinVersion, build_file_address, build_files_folder
from boas.site._jobs import Job, Site
from boas.site._versions import build_archive_path


def iter_archive_jobs(site: Site) -> Iterator[Job]:
    """The archive and the files of each version, the ledger, and the bulletin against which pins are verified."""
    for path, key in site.archives.items():
        yield Job(path, key, partial(site.read_archive, path))
    yield Job("ledger.json", site.keys["ledger"], partial(site.read_body, "ledger"))
    yield Job("notices.json", site.keys["bulletin"], partial(site.read_body, "bulletin"))
    for version in site.read("bulletin", Bulletin).versions:
        yield from _iter_file_jobs(site, version)


def _iter_file_jobs(site: Site, version: BulletinVersion) -> Iterator[Job]:
    """Each file of a version whose name may be an address, and the list of all of them with their digests."""
    for path, digest in version.files.items():
        if build_file_address(version.id, version.version, path):
            url = f"{build_files_folder(version.id, version.version)}{path}"
            yield Job(url, digest, partial(_read_member, site, version, path))
    if version.files:
        url = f"{build_files_folder(version.id, version.version)}{LISTING}"
        yield Job(url, version.digest, partial(format_listing, version.files))


def _read_member(site: Site, version: BulletinVersion, path: str) -> bytes:
    """The bytes of one file, out of the archive of its version."""
    archive = site.read_archive(build_archive_path(version.id, version.version))
    with ZipFile(BytesIO(archive)) as opened:
        return opened.read(f"{version.id}-{version.version}/{path}")
