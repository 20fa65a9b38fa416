"""All forms of a version's codes as one file, so that a site needs one address for them: the same bytes every time."""

from collections.abc import Callable

from boas.formats.codelists._codelist_exporter import CodelistExporter
from boas.formats.codelists._form_list import list_codelist_exporters
from boas.formats.exporters import ExportView
from boas.tree import pack_files


def build_codes_archive(view: ExportView, export: Callable[[CodelistExporter], bytes] | None = None) -> bytes:
    """A ZIP file of every form below one folder; `export` gives the bytes of one where somebody has them already."""
    top, name, version = f"{view.card.id}-{view.card.version}-codes", view.card.id, view.card.version
    export = export or (lambda form: form.export(view)[0])
    forms = list_codelist_exporters(view)
    return pack_files((f"{top}/{one.name_file(name, version)}", export(one)) for one in forms)
