"""Small evaluations for tests of claims: the fields a test is about, and invented ones for the rest."""

import json
from collections.abc import Mapping
from typing import Any

from boas.documents import Evaluation
from boas.evidence import ClaimVerdict, read_counts
from boas.evidence._estimates import Verification
from boas.evidence.statistics import recompute
from boas.evidence.verification import verify_claims
from boas.parsing import read_table

Fields = Mapping[str, Any]


def evaluation(
    *reported: Fields, population: Fields | None = None, reference: Fields | None = None, **fields: object
) -> Evaluation:
    """An evaluation with these claims; `reference` are fields of its reference standard."""
    people = {"description": {"en": "invented"}, **(population or {})}
    document = {"schema_version": 1, "id": "evaluation", "subject": {"id": "algorithm", "version": "1.0.0"}}
    document |= {"population": people, **({"reported": reported} if reported else {}), **fields}
    if reference is not None:
        document["reference_standard"] = {"text": {"en": "invented"}, **reference}
    return Evaluation.model_validate_json(json.dumps(document))


def claim(metric: str, value: float | str, *ends: float, **fields: object) -> dict[str, object]:
    """One claim: its value or words, and the ends of its interval at 95 % unless `level` says otherwise."""
    found: dict[str, object] = {"metric": metric, ("as_printed" if isinstance(value, str) else "value"): value}
    level, method = fields.pop("level", 0.95), fields.pop("method", None)
    if ends:
        lower, upper = ends
        found["ci"] = {"level": level, "lower": lower, "upper": upper, **({"method": method} if method else {})}
    texts = {"variant", "outcome", "population", "reference_standard"}
    return found | {name: {"en": told} if name in texts else told for name, told in fields.items()}


def judged(
    *reported: Fields,
    counts: str = "",
    texts: Mapping[tuple[object, ...], str] | None = None,
    population: Fields | None = None,
    reference: Fields | None = None,
) -> Verification:
    """What these claims come to, held against a `counts.csv`; `texts` are numbers as written, by position and path."""
    document = evaluation(*reported, population=population, reference=reference)
    table = read_counts(read_table(counts.encode())) if counts else None
    recomputed = recompute(table, None, (reference or {}).get("sampling"))
    return verify_claims(document, recomputed, lambda position, path: (texts or {}).get((position, *path), ""))


def judged_one(
    one: Fields,
    counts: str = "",
    texts: Mapping[tuple[object, ...], str] | None = None,
    population: Fields | None = None,
    reference: Fields | None = None,
) -> ClaimVerdict:
    """What one claim comes to."""
    return judged(one, counts=counts, texts=texts, population=population, reference=reference).judgements[0]


def rules(one: ClaimVerdict) -> list[tuple[str, str]]:
    """Rules that report a claim, each with the part it is about."""
    return [(problem.rule, problem.part) for problem in one.problems]


def said(one: ClaimVerdict) -> str:
    """Everything said of a claim, in English."""
    return " ".join(reason.in_("en") for reason in one.reasons)
