"""All forms of a version's codes as one file, so that a site needs one address for them: the same bytes every time."""

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from boas.formats.codelists._form_list import list_codelist_exporters
from boas.formats.exporters import ExportView

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP file can record."""
_PLAIN_FILE = 0o100644 << 16


def build_codes_archive(view: ExportView) -> bytes:
    """A ZIP file of every form below one folder; nothing is compressed, since libraries of compression differ."""
    target, top = BytesIO(), f"{view.card.id}-{view.card.version}-codes"
    with ZipFile(target, "w", ZIP_STORED) as made:
        for one in list_codelist_exporters(view):
            member = ZipInfo(f"{top}/{one.name_file(view.card.id, view.card.version)}", _EPOCH)
            member.create_system = 3
            member.external_attr = _PLAIN_FILE
            made.writestr(member, one.export(view)[0])
    return target.getvalue()
