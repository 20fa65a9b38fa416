"""The evidence page: every claim with what became of it, then what the counts give, site by site and bin by bin."""

from dataclasses import dataclass
from typing import Any

from boas.finding import Language
from boas.site.calibration import Calibration, calibrations, is_whole
from boas.site.claims import STATES, Proof, claims, proof_of, together
from boas.site.dotplots import Estimated, estimated
from boas.site.evidence import HOLDING
from boas.site.numbers import number
from boas.site.sites import Forest, forests
from boas.site.words import Said, choose

Json = dict[str, Any]

CELLS = ("tp", "fp", "fn", "tn")


@dataclass(frozen=True, slots=True)
class Whole:
    """What the counts of one variant give for everybody."""

    variant: str
    cells: tuple[tuple[str, str], ...]
    """Cell of the confusion table and count, `<11` or `[c]` when withheld; empty when not measured."""
    figures: tuple[tuple[str, Estimated], ...]
    """Metrics that have a value."""
    without: tuple[tuple[str, tuple[str, ...]], ...]
    """Term of `missing_estimates` and the metrics that have no value for that reason."""


@dataclass(frozen=True, slots=True)
class Study:
    """One evaluation with its files and what they give."""

    id: str
    document: Json
    version: str
    standing: str
    """How the latest version stands to the one measured."""
    changes: tuple[Said, ...]
    """What can have changed results since."""
    source: Json | None
    independence: Said
    files: tuple[Proof, ...]
    n_claims: int
    wholes: tuple[Whole, ...]
    forests: tuple[Forest, ...]
    calibrations: tuple[Calibration, ...]
    digest: str
    """Of the version measured; empty when it is not in the registry."""
    is_digest_computed: bool
    recomputed_with: str
    """The tool that made the numbers, as its author says; empty when nobody does."""
    replaced_by: str
    """Id of the evaluation that corrects it; empty while it stands."""


def evidence_content(answer: Json, language: Language) -> Json:
    """What the evidence page asks for."""
    found = claims(answer, language)
    return {
        "claims": found,
        "n_other": sum(one.standing not in HOLDING for one in found),
        "together": together(answer, language),
        "counts": tuple((state, answer["n_by_state"].get(state, 0)) for state in STATES),
        "n_claims": len(found),
        "studies": tuple(study(evaluation, language) for evaluation in answer["evaluations"]),
        "next_step": tuple(choose(sentence, language) for sentence in answer["step"]["missing"]),
        "level": answer["step"]["level"],
    }


def study(evaluation: Json, language: Language) -> Study:
    """One evaluation."""
    document = evaluation["evaluation"]
    return Study(
        evaluation["id"],
        document,
        evaluation["version"],
        evaluation["standing"],
        tuple(choose(text, language) for text in evaluation["changes"]),
        evaluation["source"],
        choose(evaluation["independence"]["sentence"], language),
        tuple(proof_of(file) for file in evaluation["files"]),
        len(evaluation["judgements"]),
        tuple(whole(one, language) for one in evaluation["recomputed"] if is_whole(one["stratum"])),
        forests(evaluation, language),
        calibrations(evaluation, language),
        evaluation["digest"] or "",
        evaluation["is_digest_computed"],
        document.get("recomputed_with", ""),
        evaluation["replaced_by"] or "",
    )


def whole(found: Json, language: Language) -> Whole:
    """One variant for everybody."""
    without: dict[str, list[str]] = {}
    for metric, estimate in found["estimates"].items():
        if estimate["value"] is None:
            without.setdefault(estimate["missing"], []).append(metric)
    return Whole(
        found["stratum"]["variant"],
        tuple((cell, cell_words(found[cell], language)) for cell in CELLS),
        tuple(
            (metric, estimated(estimate, language))
            for metric, estimate in found["estimates"].items()
            if estimate["value"] is not None
        ),
        tuple((reason, tuple(metrics)) for reason, metrics in without.items()),
    )


def cell_words(cell: int | str | None, language: Language) -> str:
    """A count as one reads it."""
    if cell is None:
        return ""
    return cell if isinstance(cell, str) else number(cell, language)
