"""The one list of forms that codes can be had in: archives, addresses of the API and `boas export` come from it."""

from collections.abc import Mapping

from boas.formats.codelists._codelist_exporter import CodelistExporter
from boas.formats.codelists._csv import CODES_CSV
from boas.formats.codelists._expanded import EXPANDED_CSV, EXPANDED_SCHEMA
from boas.formats.codelists._fhir import FHIR
from boas.formats.codelists._omop import OMOP
from boas.formats.codelists._opencodelists import OPENCODELISTS
from boas.formats.codelists._python import PYTHON
from boas.formats.codelists._r import R
from boas.formats.codelists._sas import SAS
from boas.formats.codelists._sql import SQL, SQL_ORACLE
from boas.formats.codelists._table_schema import TABLE_SCHEMA
from boas.formats.exporters import ExportView

CODELIST_EXPORTERS: Mapping[str, CodelistExporter] = {
    one.name: one
    for one in (
        *(CODES_CSV, TABLE_SCHEMA, SQL_ORACLE, SQL, SAS, R, PYTHON, FHIR, OMOP, OPENCODELISTS),
        *(EXPANDED_CSV, EXPANDED_SCHEMA),
    )
}
"""Every form by name, in the order in which pages show them."""


def list_codelist_exporters(view: ExportView) -> tuple[CodelistExporter, ...]:
    """Forms that the codes of a version can be had in; none without codes."""
    return tuple(one for one in CODELIST_EXPORTERS.values() if one.can_export(view))
