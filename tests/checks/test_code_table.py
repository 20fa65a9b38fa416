"""Sixty-odd codes, right and wrong, each with what is said of it, held against invented releases.

Every row is a line of a codelist; lists of one system and way of matching lie in one file.
"""

import shutil
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from boas.checks import check
from boas.nomenclatures import NomenclatureFolder, open_release
from boas.parsing import read_collection, read_folder
from tests.checks.test_cases import DAY, HERE

PREFIX, EXACT, BELOW = "prefix", "exact", "descendants"
FORM = "does not have the form of a {} code"
ROWS = (
    # right
    ("CIM-10", EXACT, "I2100", ""),
    ("CIM-10", EXACT, "I214", ""),
    ("CIM-10", EXACT, "F03+0", ""),
    ("CIM-10", EXACT, "J304", ""),
    ("CIM-10", PREFIX, "I21", ""),
    ("CIM-10", PREFIX, "E10", ""),
    ("CIM-10", PREFIX, "I609", ""),
    ("CIM-10", BELOW, "I21", ""),
    ("ATC", BELOW, "A10", ""),
    ("SNOMED-CT", BELOW, "44054006", ""),
    ("CCAM", EXACT, "BFGA004", ""),
    ("CCAM", EXACT, "BFGA004-01", ""),
    ("CCAM", EXACT, "DDAF001-01", ""),
    ("CCAM", EXACT, "DDAF00110", ""),
    ("CCAM", PREFIX, "QEF", ""),
    ("ATC", EXACT, "A10BA02", ""),
    ("ATC", PREFIX, "A10", ""),
    ("GHM", EXACT, "05K101", ""),
    ("GHM", PREFIX, "05K", ""),
    ("GHM-root", EXACT, "05K10", ""),
    ("LOINC", EXACT, "4548-4", ""),
    ("SNOMED-CT", EXACT, "44054006", ""),
    ("CIP13", EXACT, "3400999999991", ""),
    ("OMOP", EXACT, "316866", ""),
    ("ICD-10", EXACT, "J30.4", ""),
    ("ICD-10-CM", EXACT, "D3A", ""),
    ("ICD-10-CM", EXACT, "F40.210", ""),
    ("ICD-O-3", EXACT, "8140/3", ""),
    ("ICD-11", EXACT, "BA41.Z", ""),
    ("CISP-2", EXACT, "T90", ""),
    ("ORPHA", EXACT, "558", ""),
    ("HPO", EXACT, "HP:0001250", ""),
    ("MeSH", EXACT, "D003920", ""),
    ("SNDS-table", EXACT, "T_MCOaaB", ""),
    ("DRC", EXACT, "whatever", ""),
    # of the right form, but not there
    ("CIM-10", EXACT, "I9999", "error `I9999` is no code of CIM-10 FR 2024 | it would stand under I99"),
    ("CIM-10", EXACT, "I241", "error `I241` is no code of CIM-10 FR 2024 | near to it are I214"),
    ("CIM-10", BELOW, "D08", "error No code of CIM-10 FR 2024 begins with `D08` | Look the code up"),
    ("CIM-10", PREFIX, "D08", "error No code of CIM-10 FR 2024 begins with `D08` | Look the code up"),
    ("ATC", EXACT, "A10BZ99", "error `A10BZ99` is no code of ATC 2025 | it would stand under A10B"),
    ("CCAM", EXACT, "ZZZZ999", "error `ZZZZ999` is no code of CCAM V63 | Look the code up"),
    ("GHM", EXACT, "05K109", f"error `05K109` {FORM.format('GHM')} | Look the code up"),
    ("GHM", EXACT, "14Z09Z", "error `14Z09Z` is no code of GHM v2025 | near to it are 14Z08Z"),
    # there, but not in data
    ("CIM-10", EXACT, "I21", "warning `I21` is a heading of CIM-10 FR 2024 | or write the codes: I2100, I214"),
    ("CIM-10", EXACT, "A90", "warning `A90` was deleted from CIM-10 FR 2024 in 2017 | Keep it for data that are older"),
    ("CIM-10", PREFIX, "I621", "warning `I621` was deleted from CIM-10 FR 2024 in 2021 | Keep it for data"),
    ("ATC", EXACT, "A10", "warning `A10` is a heading of ATC 2025 | or write the codes: A10BA02"),
    # otherwise written
    ("CIM-10", EXACT, "I60.9", f"error `I60.9` {FORM.format('CIM-10')} | Write `I609`"),
    ("CIM-10", PREFIX, "J30.4", f"error `J30.4` {FORM.format('CIM-10')} | Write `J304`"),
    ("CIM-10", EXACT, "i601", f"error `i601` {FORM.format('CIM-10')} | Write `I601`"),
    ("CCAM", EXACT, "DDAF001;", f"error `DDAF001;` {FORM.format('CCAM')} | Write `DDAF001`"),
    # patterns and ranges
    (
        "CIM-10",
        EXACT,
        "I60*",
        "error `I60*` is a pattern for codes | Write `I60` and declare the list with `match",
    ),
    ("CIM-10", PREFIX, "I21*", "error `I21*` is a pattern for codes | Write `I21`: this list already"),
    (
        "CIM-10",
        PREFIX,
        "I61%",
        "error `I61%` is a pattern for codes | Write `I61`: this list already",
    ),
    ("CIM-10", PREFIX, "J30.-", "error `J30.-` is a pattern for codes | Write `J30`: this list already"),
    ("CIM-10", EXACT, "E10-E12", "error `E10-E12` is a range of codes | E10, E11, E12; declare the list with `match"),
    (
        "CIM-10",
        PREFIX,
        "I20-I25",
        "error `I20-I25` is a range of codes | for each of: I20, I21, I22, I23, I24, I25",
    ),
    ("ATC", PREFIX, "A10B*", "error `A10B*` is a pattern for codes | Write `A10B`"),
    # too wide
    ("CIM-10", PREFIX, "J", "warning Everything that begins with `J` is selected | Write the categories one by one"),
    ("CIM-10", PREFIX, "I", "warning Everything that begins with `I` is selected | Write the categories one by one"),
    ("CIM-10", PREFIX, "E1", "warning Everything that begins with `E1` is selected | Write the categories"),
    # of another system
    ("CIM-10", EXACT, "D3A", f"error `D3A` {FORM.format('CIM-10')} | belongs to the American ICD-10-CM"),
    ("CIM-10", EXACT, "8140/3", f"error `8140/3` {FORM.format('CIM-10')} | Look the code up"),
    ("CCAM", EXACT, "QEF005", f"error `QEF005` {FORM.format('CCAM')} | Look the code up"),
    ("ATC", EXACT, "LO2BG03", f"error `LO2BG03` {FORM.format('ATC')} | Look the code up"),
    ("CIM-10", EXACT, "C50.1/3", f"error `C50.1/3` {FORM.format('CIM-10')} | Look the code up"),
    ("OMOP", EXACT, "0", f"error `0` {FORM.format('OMOP')} | Look the code up"),
    ("OMOP", EXACT, "00316866", f"error `00316866` {FORM.format('OMOP')} | Look the code up"),
    ("OMOP", EXACT, "Hypertension", f"error `Hypertension` {FORM.format('OMOP')} | Look the code up"),
    ("GHM", EXACT, "99Z99Z", f"error `99Z99Z` {FORM.format('GHM')} | Look the code up"),
    # check digits
    ("LOINC", EXACT, "4548-5", "error The check digit of `4548-5` does not fit | the code is `4548-4`"),
    ("SNOMED-CT", EXACT, "44054007", "error The check digit of `44054007` does not fit | the code is `44054006`"),
    ("CIP13", EXACT, "3400999999999", "error The check digit of `3400999999999` does not fit | is `3400999999991`"),
)
RELEASES = {"CIM-10": "CIM-10 FR 2024", "ATC": "ATC 2025", "CCAM": "CCAM V63", "GHM": "GHM v2025"}


def pin_releases() -> str:
    """The lines of registry.yaml that pin the invented releases."""
    opened = [open_release(path.read_bytes()) for path in sorted((HERE / "releases").iterdir())]
    entries = [
        f'  - system: {one.system}\n    release: {one.release}\n    source: invented\n    sha256: "{one.digest}"\n'
        for one in opened
        if one.release in RELEASES.values()
    ]
    return "nomenclatures:\n" + "".join(entries)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str, str], list[str]]:
    """What is said of each row, by system, way of matching and code."""
    root = tmp_path_factory.mktemp("codes")
    shutil.copytree(HERE / "base", root, dirs_exist_ok=True)
    version = root / "model_cards/algorithms/exemple-regle/versions/1.0.0"
    lists: dict[tuple[str, str], list[str]] = defaultdict(list)
    for system, match, code, _ in ROWS:
        lists[system, match].append(code)
    uses = ""
    for number, ((system, match), codes) in enumerate(lists.items()):
        (version / f"codelists/list-{number}.csv").write_text("code,label\n" + "".join(f"{one},x\n" for one in codes))
        uses += f"    - path: codelists/list-{number}.csv\n      system: {system}\n      role: include\n"
        uses += f"      match: {match}\n      release: {RELEASES.get(system, 'any')}\n"
    card = version / "card.yaml"
    card.write_text(card.read_text().replace("  codelists:\n", f"  codelists:\n{uses}"))
    with (root / "model_cards/registry.yaml").open("a") as settings:
        settings.write(pin_releases())
    collection = replace(read_collection(read_folder(root), as_of=DAY), releases=NomenclatureFolder(HERE / "releases"))
    places = {f"list-{number}.csv": key for number, key in enumerate(lists)}
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for one in check(collection):
        key = places[Path(one.location.path).name]
        told = f"{one.severity} {one.message.in_('en')} | {one.help.in_('en')}"
        found[(*key, lists[key][one.location.line - 2])].append(told)
    return found


@pytest.mark.parametrize(("system", "match", "code", "expected"), ROWS)
def test_of_each_code_the_right_thing_is_said_or_nothing(
    said: dict[tuple[str, str, str], list[str]], system: str, match: str, code: str, expected: str
) -> None:
    told = said.get((system, match, code), [])

    assert len(told) == bool(expected)
    for sentence in told:
        begins, _, advice = expected.partition(" | ")
        assert sentence.startswith(begins)
        assert advice in sentence.partition(" | ")[2]


def test_the_table_is_not_shrinking() -> None:
    assert len(ROWS) >= 60
    assert len(set(ROWS)) == len(ROWS)
