"""An author's own table of codes, in the separators, encodings and headers that people really have."""

import io
import zipfile
from xml.sax.saxutils import escape

import pytest

from boas.errors import UsageError
from boas.formats import ImportResult
from boas.formats.importers import _loss_reasons as reasons
from boas.formats.importers import read_foreign, with_codelist_use

FRENCH = "Code CIM-10{0}Libellé\r\nI61{0}Hémorragie intracérébrale\r\nI64{0}AVC\r\n"


def codes(found: ImportResult) -> list[list[str]]:
    return [[code.cells[0] for code in one.codes] for one in found.lists]


def questions(found: ImportResult) -> list[str]:
    return [question.words.in_("en") for question in found.questions]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman", "cp850"])
def test_any_separator_and_encoding_of_a_french_spreadsheet_is_read(separator: str, encoding: str) -> None:
    found = read_foreign(FRENCH.format(separator).encode(encoding), "liste.csv")

    (one,) = found.lists
    assert [code.cells for code in one.codes] == [("I61", "Hémorragie intracérébrale"), ("I64", "AVC")]
    assert one.system == "CIM-10"
    guessed = [words for words in questions(found) if f"read as {encoding}" in words]
    assert len(guessed) == (encoding in {"cp1252", "mac_roman", "cp850"})


def test_the_line_that_names_the_separator_is_no_row() -> None:
    found = read_foreign(b"sep=;\r\ncode;term\r\nI61;a, b\r\n", "liste.csv")

    assert codes(found) == [["I61"]]
    assert found.lists[0].codes[0].origin == "3"


def test_titles_above_the_header_are_no_header() -> None:
    found = read_foreign("Liste AVC;\n;\nCode;Libellé\nI61;a\n".encode(), "liste.csv")

    assert codes(found) == [["I61"]]


@pytest.mark.parametrize("file", ["liste.csv", "liste.tsv", "liste.txt"])
def test_a_list_without_a_header_keeps_its_first_code_and_asks(file: str) -> None:
    found = read_foreign(b"I61\tHaemorrhage of the brain\nI64\tStroke\n", file)

    assert [code.cells for code in found.lists[0].codes] == [("I61", "Haemorrhage of the brain"), ("I64", "Stroke")]
    assert [question.path for question in found.questions] == ["1"]


def test_a_column_of_an_unknown_name_that_looks_like_codes_is_taken_and_asked() -> None:
    found = read_foreign(b"Truc;Machin\nI61;a\nI64;b\n", "liste.csv")

    assert codes(found) == [["I61", "I64"]]
    assert questions(found) == [reasons.GUESSED_COLUMN.fill(name="Truc").in_("en")]


@pytest.mark.parametrize("text", ["Truc;Machin\nA;b\nC;d\n", "Truc;Machin\nI61;I64\nI63;I65\n"])
def test_a_table_whose_column_of_codes_is_not_sure_names_its_columns(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_foreign(text.encode(), "liste.csv")

    assert "--column code=NAME" in refused.value.help.in_("en")
    assert "Truc, Machin" in refused.value.help.in_("en") or "1, 2" in refused.value.help.in_("en")


@pytest.mark.parametrize("columns", [{"code": "Truc", "label": "machin"}, {"code": "1", "label": "2"}])
def test_an_author_names_the_columns(columns: dict[str, str]) -> None:
    found = read_foreign(b"Truc;Machin\nA1;b\nC2;d\n", "liste.csv", columns=columns)

    assert [code.cells for code in found.lists[0].codes] == [("A1", "b"), ("C2", "d")]
    assert found.questions == ()


def test_a_column_that_is_not_there_is_told() -> None:
    with pytest.raises(UsageError, match="no column of codes"):
        read_foreign(b"Truc;Machin\nI61;b\n", "liste.csv", columns={"code": "Autre"})


@pytest.mark.parametrize(
    ("header", "systems"),
    [
        ("disease,icd10code,icd10codedescr,category", ["ICD-10"]),
        ("Disease,OPCScode,OPCScodeDescr", ["OPCS-4"]),
        ("readcode,readcodedescr,medcode", ["Read-v2"]),
        ("medcode,readterm", [None]),
        ("prodcode,productname", [None]),
        ("snomedctconceptid,term", ["SNOMED-CT"]),
        ("Code CCAM,Libellé", ["CCAM"]),
        ("code_atc,libelle", ["ATC"]),
        ("icd10code,opcs4code", ["ICD-10", "OPCS-4"]),
        ("code,icd10code", [None]),
    ],
)
def test_headers_of_public_lists_tell_their_system(header: str, systems: list[str | None]) -> None:
    row = ",".join("I61" for _ in header.split(","))

    found = read_foreign(f"{header}\n{row}\n".encode(), "stroke.csv")

    assert [one.system for one in found.lists] == systems


@pytest.mark.parametrize("header", ["read,term", "med,prod", "category,sex"])
def test_words_that_mean_something_else_are_no_columns_of_codes(header: str) -> None:
    with pytest.raises(UsageError, match="no column of codes"):
        read_foreign(f"{header}\nyes,no\n".encode(), "stroke.csv")


def test_one_system_in_a_column_is_that_of_the_list() -> None:
    found = read_foreign(b"terminology,code,term\nICD10,I61,a\nICD10,I64,b\n", "codes.csv")

    assert [(one.name, one.system) for one in found.lists] == [("codes", "ICD-10")]


def test_several_systems_of_one_list_are_named_by_their_system() -> None:
    found = read_foreign(b"terminology,code,term\nICD10,I61,a\nRead codes v2,G61..,b\nOurs,1,c\n", "avc.csv")

    named = [(one.name, one.system) for one in found.lists]
    assert named == [("avc-icd-10", "ICD-10"), ("avc-read-v2", "Read-v2"), ("avc-ours", None)]


def test_several_systems_of_one_phenotype_are_named_by_their_system() -> None:
    text = "code,description,coding_system,concept_name\nI20,a,ICD10 codes,Angina\nG33..,b,Read codes v2,Angina\n"

    found = read_foreign(text.encode(), "phenotype.csv")

    assert [one.name for one in found.lists] == ["angina-icd-10", "angina-read-v2"]


def test_numbers_of_omop_are_not_of_the_vocabulary_beside_them() -> None:
    both = read_foreign(b"concept_id,concept_name,vocabulary_id,concept_code\n317009,a,SNOMED,195967001\n", "a.csv")
    bare = read_foreign(b"concept_id,concept_name,vocabulary_id\n317009,a,SNOMED\n", "a.csv")

    assert [(codes(one), one.lists[0].system) for one in (both, bare)] == [
        ([["195967001"]], "SNOMED-CT"),
        ([["317009"]], None),
    ]


def test_columns_beside_are_kept_under_names_a_list_may_have() -> None:
    found = read_foreign("code;Libellé;Catégorie retenue;Label;\nI61;a;oui;x;9\n".encode(), "liste.csv")

    assert found.lists[0].header == ("code", "label", "categorie_retenue", "column_4", "column_5")
    assert found.lists[0].codes[0].cells == ("I61", "a", "oui", "x", "9")


def test_each_choice_is_made_for_the_list_it_names() -> None:
    found = read_foreign(b"liste;code\nAVC;I61\nAIT;G45\n", "liste.csv")

    used = with_codelist_use(found, {"": "CIM-10"}, {"": "include", "ait": "exclude"}, {"": "prefix", "avc": "exact"})

    assert [(one.name, one.role, one.match) for one in used.lists] == [
        ("avc", "include", "exact"),
        ("ait", "exclude", "prefix"),
    ]


def test_each_column_of_codes_has_its_own_labels_and_rows() -> None:
    text = "disease,icd10code,icd10codedescr,opcscode,opcscodedescr\nStroke,I61,a,,\nStroke,,,L35.1,b\n,,c,,\n"

    found = read_foreign(text.encode(), "stroke.csv")

    rows = {one.name: [code.cells for code in one.codes] for one in found.lists}
    assert rows == {"stroke-icd-10": [("I61", "a", "Stroke")], "stroke-opcs-4": [("L35.1", "b", "Stroke")]}
    assert [loss.path for loss in found.losses] == ["4", "4"]


CONTENT_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
</Types>"""
RELATIONS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(**sheets: list[list[str | int]]) -> bytes:
    """A small workbook of own construction."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("[Content_Types].xml", CONTENT_TYPES)
        root = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        target.writestr("_rels/.rels", RELATIONS + root)
        listed, linked = "", ""
        for n, (name, rows) in enumerate(sheets.items(), 1):
            listed += f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>'
            linked += f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            target.writestr(f"xl/worksheets/sheet{n}.xml", sheet_xml(rows))
        book = f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'
        target.writestr("xl/workbook.xml", book)
        target.writestr("xl/_rels/workbook.xml.rels", f"{RELATIONS}{linked}</Relationships>")
    return packed.getvalue()


def sheet_xml(rows: list[list[str | int]]) -> str:
    def cell(place: str, value: str | int) -> str:
        if isinstance(value, int):
            return f'<c r="{place}"><v>{value}</v></c>'
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'

    inside = ""
    for n, row in enumerate(rows, 1):
        cells = "".join(cell(f"{letter}{n}", value) for letter, value in zip("ABCDEF", row, strict=False))
        inside += f'<row r="{n}">{cells}</row>'
    return f'<worksheet xmlns="{SHEET}"><sheetData>{inside}</sheetData></worksheet>'


def test_a_workbook_is_read_with_numbers_as_they_are_shown() -> None:
    data = workbook(Feuille1=[["Code CIP13", "Libellé"], [3400930000001, "Boîte"], ["3400930000018", "Autre"]])

    found = read_foreign(data, "Liste.xlsx")

    assert [code.cells for code in found.lists[0].codes] == [("3400930000001", "Boîte"), ("3400930000018", "Autre")]
    assert found.lists[0].system == "CIP13"


def test_of_several_sheets_the_first_is_read_and_the_others_are_told() -> None:
    data = workbook(Vide=[], Codes=[["code"], ["I61"]], Notes=[["à lire"]])

    found = read_foreign(data, "Liste.xlsx")

    assert codes(found) == [["I61"]]
    assert [(loss.path, loss.reason) for loss in found.losses] == [("Notes", reasons.OTHER_SHEET)]
    assert reasons.FIRST_SHEET in [question.words for question in found.questions]


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x03\x04" + b"\x00" * 200, workbook(A=[["code"]])[:-30]])
def test_what_is_no_workbook_is_said_in_one_line(data: bytes) -> None:
    with pytest.raises(UsageError, match="this is no workbook"):
        read_foreign(data, "Liste.xlsx")


def test_a_workbook_that_unpacks_to_more_than_it_may_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("xl/workbook.xml", b" " * (65 * 1024 * 1024))

    with pytest.raises(UsageError, match="more than 65536 KiB"):
        read_foreign(packed.getvalue(), "Liste.xlsx")
