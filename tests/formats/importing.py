"""Foreign files of the tests, the answers their authors would give, and what comes out as text to be compared."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from boas.formats import AlgorithmDraft, CleanDraft, ImportResult, RuleCheck, build_files, clean_draft
from boas.formats.importers import fit_to_answers, merge_imports, read_foreign, with_codelist_use
from boas.parsing import read_folder
from boas.scaffolding import list_missing_fields, make_judge
from boas.translation import Language

HERE = Path(__file__).parent
FILES, GOLDEN = HERE / "files", HERE / "golden"
BASE = HERE.parent / "checks" / "base"
"""A registry without fault."""
CASES = sorted(path.relative_to(FILES).as_posix() for path in FILES.glob("*/*") if path.is_dir())


class Use(NamedTuple):
    """What only an author knows of an imported file."""

    kind: str = "ml"
    texts_in: Language = "en"
    systems: Mapping[str, str] = {}


USES = {
    "hugging-face/eds-pseudo-public": Use(texts_in="fr"),
    "hugging-face/essai-complet": Use(texts_in="fr"),
    "hugging-face/qcammel-13": Use("generative"),
    "citation/edsnlp": Use("pipeline"),
    "codemeta/codemeta": Use("pipeline"),
    "codemeta/essai-r": Use("rule", "fr"),
    "python-package/essai": Use("pipeline", "fr"),
    "r-package/essai": Use("pipeline", "fr"),
    "citation/notre-export": Use("rule", "fr"),
    "ohdsi/roles": Use("rule"),
    "codemeta/sans-arobase": Use("pipeline", "fr"),
    "table/sans-entete": Use("rule", "fr", systems={"": "CCAM"}),
    "table/urgences-cp1252": Use("rule", "fr"),
    "table/caliber": Use("rule"),
    "table/une-nomenclature": Use("rule"),
    "opencodelists/not-stated": Use("rule"),
    "opencodelists/stroke-icd": Use("rule", systems={"": "CIM-10"}),
    "ohdsi/erythema": Use("rule"),
    "ohdsi/asthma": Use("rule"),
    "hdr-uk/angina": Use("rule", systems={"ICD10 codes": "CIM-10"}),
    "hdr-uk/angina-api": Use("rule"),
}
ANSWERS: dict[str, object] = {
    "name": {"fr": "Essai"},
    "summary": {"fr": "Un essai."},
    "category": "processing",
    "modality": ["structured-records"],
    "medical_domains": ["cross-cutting"],
    "intended_use.purpose": {"fr": "Essayer."},
    "ownership.organisations": ["exemple-chu"],
    "data.sources": [{"source": "exemple-entrepot", "role": "development"}],
    "safety.limitations": [{"fr": "Ne sert qu’aux essais."}],
}


@cache
def judge() -> RuleCheck:
    """Gives the errors of some files in the registry of the tests."""
    return make_judge(read_folder(BASE))


def read_case(case: str) -> ImportResult:
    """What the one file of a case gives."""
    (path,) = (FILES / case).iterdir()
    return read_foreign(path.read_bytes(), path.name)


def settled(imported: ImportResult, use: Use) -> CleanDraft:
    """A draft of what was imported, with the answers that are needed, also to what the rules then take out."""
    while True:
        answers = {
            path: ANSWERS[path]
            for path in list_missing_fields({"id", "kind", *(piece.to for piece in imported.pieces)})
        }
        answers["kind"] = use.kind
        lists = with_codelist_use(merge_imports([imported]), use.systems, {"": "include"}, {"": "exact"})
        draft = AlgorithmDraft("essai", "1.0.0", "fr", answers, fit_to_answers(lists, use.kind, answers), use.texts_in)
        made = clean_draft(draft, judge())
        if not any(finding.field in ANSWERS for finding in made.findings):
            return made
        imported = made.draft.imported


def shown(made: CleanDraft) -> dict[str, str]:
    """Every file that comes out, without its comments, and the table of losses."""
    files = {
        path.removeprefix("model_cards/algorithms/essai/"): without_comments(path, content.decode())
        for path, content in build_files(made.draft).items()
    }
    rows = (
        f"{loss.path} | {loss.value} | {loss.reason.in_('fr')}\n{' ' * 4}{loss.reason.in_('en')}"
        for loss in made.draft.imported.losses
    )
    asked = (
        f"{one.path} | {one.value} | {one.words.in_('fr')}\n{' ' * 4}{one.words.in_('en')}"
        for one in made.draft.imported.questions
    )
    told = {"losses.txt": "".join(f"{row}\n" for row in rows), "questions.txt": "".join(f"{one}\n" for one in asked)}
    return files | {name: text for name, text in told.items() if text or name == "losses.txt"}


def without_comments(path: str, text: str) -> str:
    """The lines that say something; comments follow the labels of the registry and are tested by themselves."""
    if not path.endswith(".yaml"):
        return text
    return "".join(f"{line}\n" for line in text.splitlines() if line and not line.startswith("#"))
