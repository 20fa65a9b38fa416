"""What those who decide on a proposal must read first: its own checks, what guards less, removals and corrections.

A removal or a correction takes something published, or its effect, away; a setting or a workflow decides what is
looked at. Both are easy to miss among many files, so they head every form of the review.
"""

from collections.abc import Iterator
from typing import Any

from boas.finding import Finding, Language, Words
from boas.reports.json_report import both
from boas.reports.reviewed import MOST_PATHS, Review, ReviewedCorrection, ReviewedRemoval, clipped
from boas.reports.text import visible

GUARDS = ("frozen-setting-changed", "loosened-setting", "record-changed", "placeholder-owners")
"""Rules about what guards the registry, in the order their findings head a review."""


def first_sentences(review: Review) -> tuple[Words, ...]:
    """Every sentence that heads a review, in order; what there is no room for is counted."""
    checks, gone = [own_check(path) for path in review.own_checks], [removal(one) for one in review.removals]
    return (*capped(checks), *guards(review), *capped(gone), *corrections(review))


def guards(review: Review) -> Iterator[Words]:
    """Findings about what guards the registry."""
    found = [one for rule in GUARDS for one in review.findings if one.rule == rule]
    yield from capped([guard(one) for one in found])


def corrections(review: Review) -> Iterator[Words]:
    """Every correction of something published."""
    yield from capped([correction(one) for one in review.corrections])


def capped(sentences: list[Words]) -> Iterator[Words]:
    """The first of many sentences, and how many more there are."""
    yield from sentences[:MOST_PATHS]
    if left := sentences[MOST_PATHS:]:
        yield Words(f"Et {len(left)} de plus de cette sorte.", f"And {len(left)} more of this kind.")


def own_check(path: str) -> Words:
    """A file of the proposal that decides how proposals are checked."""
    name = clipped(visible(path))
    return Words(f"Change ce qui vérifie les propositions : « {name} ».", f"Changes what checks proposals: `{name}`.")


def guard(one: Finding) -> Words:
    """A finding about a guard, with its file."""
    path = clipped(visible(one.location.path))
    return Words(f"« {path} » : {one.message.fr}", f"`{path}`: {one.message.en}")


def removal(one: ReviewedRemoval) -> Words:
    """Who takes what away for good: no machine can tell whether it was that person."""
    path, what, who = (clipped(visible(text)) for text in (one.path, one.what, one.who))
    return Words(
        f"« {path} » supprime « {what} » pour de bon, sur décision de {who}.",
        f"`{path}` takes `{what}` away for good, as decided by {who}.",
    )


def correction(one: ReviewedCorrection) -> Words:
    """Who corrects what, and whether the earlier document loses its effect."""
    new, old, who = (clipped(visible(text)) for text in (one.path, one.of, one.who))
    state = STATES.get(one.state, STATES["unknown"])
    if one.is_by_maintainer:
        state = MAINTAINER
    return Words(
        f"« {new} » corrige « {old} », signé {who} : {state.fr}.",
        f"`{new}` corrects `{old}`, signed {who}: {state.en}.",
    )


MAINTAINER = Words(
    "un responsable du registre signe, l’ancien perd son effet",
    "a maintainer of the registry signs, the old one loses its effect",
)
STATES = {
    "holds": Words("la même personne, l’ancien perd son effet", "the same person, the old one loses its effect"),
    "stranger": Words("quelqu’un d’autre, l’ancien garde son effet", "somebody else, the old one keeps its effect"),
    "unknown": Words("sans effet", "without effect"),
}


def first_lines(review: Review, language: Language) -> Iterator[str]:
    """The same for a terminal."""
    yield from (f"! {visible(one.in_(language))}" for one in first_sentences(review))


def first_fields(review: Review) -> dict[str, Any]:
    """The same for programs."""
    return {
        "own_checks": [clipped(path) for path in review.own_checks[:MOST_PATHS]],
        "corrections": [correction_fields(one) for one in review.corrections[:MOST_PATHS]],
        "first": [both(Words(clipped(one.fr), clipped(one.en))) for one in first_sentences(review)],
    }


def correction_fields(one: ReviewedCorrection) -> dict[str, Any]:
    """One correction as plain fields."""
    return {
        "path": clipped(one.path),
        "kind": one.kind,
        "of": clipped(one.of),
        "who": clipped(one.who),
        "has_effect": one.state == "holds",
        "is_by_maintainer": one.is_by_maintainer,
    }
