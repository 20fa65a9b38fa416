"""Codelists and synthetic stays for every form: a list of 12 codes, one of 50,000, and who is selected by them."""

from dataclasses import dataclass
from functools import cached_property
from itertools import product

from boas.formats import ExportView, ListedCodes
from tests.formats.exporters.views import view

FIELD = "DGN_PAL"

TWELVE = (
    ListedCodes(
        "codelists/avc.csv",
        "CIM-10",
        "include",
        "exact",
        "CIM-10 FR 2019",
        FIELD,
        ("code", "label_fr", "label_en"),
        (
            ("I639", "Infarctus cérébral, sans précision", "Cerebral infarction, unspecified"),
            ("I64", "Accident vasculaire cérébral, l’un ou l’autre", 'Stroke, "not specified"'),
            ("E109", "", ""),
            ("Z515", "=1+1", "Palliative care"),
        ),
    ),
    ListedCodes(
        "codelists/diabete.csv",
        "CIM-10",
        "include",
        "prefix",
        "CIM-10 FR 2019",
        FIELD,
        ("code", "label"),
        (("E10", "Diabète de type 1"), ("E11", "Diabète de type 2"), ("I2", "Cœur"), ("H360", ""), ("I21", "")),
    ),
    ListedCodes(
        "codelists/sauf.csv",
        "CIM-10",
        "exclude",
        "prefix",
        "CIM-10 FR 2019",
        FIELD,
        ("code",),
        (("E1190",), ("I25",)),
    ),
    ListedCodes("codelists/sauf-un.csv", "CIM-10", "exclude", "exact", "", FIELD, ("code",), (("I64",),)),
)
"""Twelve codes of one field, in which a prefix holds another code, and an exclusion takes part of a prefix out."""


def make_many() -> tuple[ListedCodes, ...]:
    """Fifty thousand codes: most whole, some hundreds as prefixes, some hundreds excluded."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXY"
    codes = [f"{letter}{number:04d}" for letter, number in product(letters, range(2000))]
    prefixes = [code[:4] for code in codes[5::10]][:600]
    left = codes[7::90][:400]
    whole = codes[: 50_000 - len(prefixes) - len(left)]
    facts = ("CIM-10", "include"), ("CIM-10", "include"), ("CIM-10", "exclude")
    named = zip(("toutes", "debuts", "sauf"), ("exact", "prefix", "exact"), (whole, prefixes, left), facts, strict=True)
    return tuple(
        ListedCodes(f"codelists/{name}.csv", system, role, match, "", FIELD, ("code",), tuple((one,) for one in own))
        for name, match, own, (system, role) in named
    )


def view_of(*lists: ListedCodes) -> ExportView:
    """A version with codelists."""
    return view(codelists=lists)


@dataclass(frozen=True)
class Case:
    """Lists, the codes of stays, and the stays that they select, worked out from the rows alone."""

    lists: tuple[ListedCodes, ...]
    stays: tuple[str, ...]

    @cached_property
    def selected(self) -> frozenset[str]:
        """Codes that an inclusion matches and no exclusion."""
        codes = {one.path: frozenset(row[0] for row in one.rows) for one in self.lists}

        def hold(stay: str, role: str) -> bool:
            starts = {stay[:length] for length in range(len(stay) + 1)}
            return any(
                codes[one.path] & (starts if one.match == "prefix" else {stay})
                for one in self.lists
                if one.role == role
            )

        return frozenset(stay for stay in self.stays if hold(stay, "include") and not hold(stay, "exclude"))


_NEAR_TWELVE = [
    "I639",
    "I63",
    "I6390",
    "I64",
    "I641",
    "E10",
    "E109",
    "E1090",
    "E101",
    "E11",
    "E119",
    "E1190",
    "E11900",
    "E1191",
    "E1",
    "E12",
    "I2",
    "I20",
    "I219",
    "I25",
    "I250",
    "I3",
    "H36",
    "H360",
    "H3600",
    "Z515",
    "Z51",
    "Z5150",
    "e109",
    "i2",
    "A09",
    "%I2",
    "I_39",
    "E10'",
    "0592",
    "1E30",
]

CASES = {
    "twelve": Case(TWELVE, tuple(_NEAR_TWELVE)),
    "many": Case(
        make_many(),
        tuple(f"{letter}{number:04d}{end}" for letter in "AMYZ" for number in range(0, 2100, 7) for end in ("", "0")),
    ),
}
