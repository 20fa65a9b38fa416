"""What columns of codelists are called, in French and English, in the headers that public lists really have.

Names are folded: lower case, without accents, words joined by `_`.
"""

import re
import unicodedata
from dataclasses import dataclass

_SURE_NAMES = ("code", "codes")
CODE_NAMES = (
    *(
        "code",
        "codes",
        "concept_code",
        "icd",
        "icd_code",
        "icdcode",
        "concept_id",
        "conceptid",
        "code_diagnostic",
        "code_acte",
    ),
    *("code_value", "codevalue", "diagcode", "code_medicament", "code_presentation", "valeur", "id"),
)
"""Columns of codes that do not say of which system."""

SYSTEM_WORDS = {
    **dict.fromkeys(("cim10", "cim_10"), "CIM-10"),
    **dict.fromkeys(("icd10", "icd_10"), "ICD-10"),
    **dict.fromkeys(("snomedct", "snomed", "snomed_ct", "snomedctconcept", "sct"), "SNOMED CT"),
    **dict.fromkeys(("opcs", "opcs4", "opcs_4"), "OPCS-4"),
    **dict.fromkeys(("read", "readv2", "read_v2", "read2"), "Read v2"),
    **dict.fromkeys(("ctv3", "ctv3_", "readv3", "read_v3"), "CTV3"),
    **{word: word.upper() for word in ("ccam", "csarr", "nabm", "lpp", "atc", "ghm", "ghs", "ngap", "adicap", "loinc")},
    **{word: word.upper() for word in ("cip13", "cip7", "ucd13", "ucd7", "cip", "ucd")},
    **dict.fromkeys(("omop", "omop_concept"), "OMOP"),
    **dict.fromkeys(("icd9", "icd_9"), "ICD-9"),
    **dict.fromkeys(("med", "medcode", "cprd_med"), "CPRD medcode"),
    **dict.fromkeys(("prod", "cprd_prod"), "CPRD prodcode"),
    **dict.fromkeys(("gemscript", "gemscript_drug"), "Gemscript"),
    **dict.fromkeys(("bnf", "bnf_"), "BNF"),
    **dict.fromkeys(("dmd", "dm_d"), "dm+d"),
}
"""Words that name a code system in the header of a column: `icd10code`, `code_cim10`, `CCAM`."""

_NEEDS_CODE = frozenset({"med", "prod", "read"})
"""Words that are something else unless the name also says `code`."""
LABEL_NAMES = frozenset(
    {
        *("term", "terme", "description", "desc", "descr", "name", "nom", "label", "libelle", "lib", "intitule"),
        *("designation", "signification", "nhs_description", "preferred_term", "fully_specified_name", "rubrique"),
        *("concept_name", "code_description", "description_code", "productname", "product_name", "denomination"),
    }
)
_LABEL_ENDINGS = re.compile(r".*(?:term|terme|descr|desc|description|libelle|label|intitule)")
SYSTEM_NAMES = frozenset(
    {
        *("terminology", "terminologie", "coding_system", "code_system", "codesystem", "coding_scheme", "vocabulary"),
        *("vocabulary_id", "vocabulaire", "system", "systeme", "nomenclature", "referentiel", "code_type", "type_code"),
    }
)
LIST_NAMES = frozenset({"concept_name", "codelist", "code_list", "list", "liste", "list_name", "nom_liste"})
_CODE_AROUND = re.compile(r"(?:codes?_?)?(?P<word>[a-z0-9_]+?)_?(?:codes?|id)?")


@dataclass(frozen=True, slots=True)
class CodeColumn:
    """A column of codes."""

    position: int
    system: str = ""
    """Code system that its name tells."""


def fold_name(written: str) -> str:
    """A name of a column without case, accents and signs."""
    plain = unicodedata.normalize("NFKD", written).encode("ascii", "ignore").decode().lower()
    return "_".join(re.findall(r"[a-z0-9]+", plain))


def find_code_columns(names: list[str]) -> list[CodeColumn]:
    """Columns of codes among folded names: one that is called so, else all that name a system, else the likeliest."""
    called = [CodeColumn(at) for at, name in enumerate(names) if name in _SURE_NAMES]
    named = [CodeColumn(at, system) for at, name in enumerate(names) if (system := _find_system(name))]
    likely = [CodeColumn(names.index(name)) for name in CODE_NAMES if name in names]
    return called[:1] or named or likely[:1]


def is_label(name: str) -> bool:
    """Whether a folded name is that of a column of labels."""
    return name in LABEL_NAMES or bool(_LABEL_ENDINGS.fullmatch(name))


def _find_system(name: str) -> str:
    """The code system that a folded name of a column of codes tells."""
    match = _CODE_AROUND.fullmatch(name)
    bare = "" if name in _NEEDS_CODE else SYSTEM_WORDS.get(name, "")
    return bare or (SYSTEM_WORDS.get(match["word"], "") if match and match["word"] != name else "")
