"""All forms of a version's codes as one file, so that a site needs one address for them: the same bytes every time."""

from boas.formats.codelists._form_list import list_codelist_exporters
from boas.formats.exporters import ExportView
from boas.tree import pack_files


def build_codes_archive(view: ExportView) -> bytes:
    """A ZIP file of every form below one folder."""
    top, name, version = f"{view.card.id}-{view.card.version}-codes", view.card.id, view.card.version
    forms = list_codelist_exporters(view)
    return pack_files((f"{top}/{one.name_file(name, version)}", one.export(view)[0]) for one in forms)
