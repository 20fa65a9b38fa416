"""All advisories as one file to carry to where there is no network: the same bytes on every machine and every day."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from boas.formats.advisories._advisory import Advisory

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP file can record."""
_PLAIN_FILE = 0o100644 << 16


def combine_advisories(advisories: Iterable[Advisory]) -> bytes:
    """A ZIP file of advisories, each under its id, without a folder, as databases of OSV hand them out."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as made:
        for one in sorted(advisories, key=lambda advisory: advisory.id):
            member = ZipInfo(f"{one.id}.json", _EPOCH)
            member.create_system = 3
            member.external_attr = _PLAIN_FILE
            made.writestr(member, one.content)
    return target.getvalue()
