from ._claim import (
    EVERYBODY,
    FORMS,
    PROPORTIONS,
    Claim,
    NumberText,
    Weights,
    build_claims,
    give_no_text,
    make_claim_key,
)
from ._interval_names import match_method
from ._rounding import METHODS, NOISE, USUAL, Truths
from ._verdicts import verify_claims

__all__ = [
    "EVERYBODY",
    "FORMS",
    "METHODS",
    "NOISE",
    "PROPORTIONS",
    "USUAL",
    "Claim",
    "NumberText",
    "Truths",
    "Weights",
    "build_claims",
    "give_no_text",
    "make_claim_key",
    "match_method",
    "verify_claims",
]
