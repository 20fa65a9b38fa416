"""What those who decide on a proposal must read first: its own checks, what guards less, removals and corrections.

A removal or a correction takes something published, or its effect, away; a setting or a workflow decides what is
looked at. Both are easy to miss among many files, so they head every form of the review.
"""

from collections.abc import Iterator
from typing import Any

from boas.escaping import make_visible
from boas.finding import Finding
from boas.reports._review_records import (
    MOST_PATHS,
    Review,
    ReviewedCorrection,
    ReviewedRemoval,
    clip_languages,
    clip_text,
)
from boas.translation import Language, Message

_GUARDS = ("frozen-setting-changed", "loosened-setting", "record-changed", "placeholder-owners")
"""Rules about what guards the registry, in the order their findings head a review."""


def list_first_sentences(review: Review) -> tuple[Message, ...]:
    """Every sentence that heads a review, in order; what there is no room for is counted."""
    checks, gone = (
        [_describe_own_check(path) for path in review.own_checks],
        [_describe_removal(one) for one in review.removals],
    )
    return (*_cap_sentences(checks), *_iter_guards(review), *_cap_sentences(gone), *_iter_corrections(review))


def _iter_guards(review: Review) -> Iterator[Message]:
    """Findings about what guards the registry."""
    found = [one for rule in _GUARDS for one in review.findings if one.rule == rule]
    yield from _cap_sentences([_describe_guard(one) for one in found])


def _iter_corrections(review: Review) -> Iterator[Message]:
    """Every correction of something published."""
    yield from _cap_sentences([_describe_correction(one) for one in review.corrections])


def _cap_sentences(sentences: list[Message]) -> Iterator[Message]:
    """The first of many sentences, and how many more there are."""
    yield from sentences[:MOST_PATHS]
    if left := sentences[MOST_PATHS:]:
        yield Message("And {count} more of this kind.", count=len(left))


def _describe_own_check(path: str) -> Message:
    """A file of the proposal that decides how proposals are checked."""
    name = clip_text(make_visible(path))
    return Message("Changes what checks proposals: `{name}`.", name=name)


def _describe_guard(one: Finding) -> Message:
    """A finding about a guard, with its file."""
    path = clip_text(make_visible(one.location.path))
    return Message("`{path}`: {message}", path=path, message=one.message)


def _describe_removal(one: ReviewedRemoval) -> Message:
    """Who takes what away for good: no machine can tell whether it was that person."""
    path, what, who = (clip_text(make_visible(text)) for text in (one.path, one.what, one.who))
    return Message("`{path}` takes `{what}` away for good, as decided by {who}.", path=path, what=what, who=who)


def _describe_correction(one: ReviewedCorrection) -> Message:
    """Who corrects what, and whether the earlier document loses its effect."""
    new, old, who = (clip_text(make_visible(text)) for text in (one.path, one.of, one.who))
    state = _STATES.get(one.state, _STATES["unknown"])
    if one.is_by_maintainer:
        state = _MAINTAINER
    return Message("`{new}` corrects `{old}`, signed {who}: {state}.", new=new, old=old, who=who, state=state)


_MAINTAINER = Message("a maintainer of the registry signs, the old one loses its effect")
_STATES = {
    "holds": Message("the same person, the old one loses its effect"),
    "stranger": Message("somebody else, the old one keeps its effect"),
    "unknown": Message("without effect"),
}


def iter_first_lines(review: Review, language: Language) -> Iterator[str]:
    """The same for a terminal."""
    yield from (f"! {make_visible(one.in_(language))}" for one in list_first_sentences(review))


def build_first_fields(review: Review) -> dict[str, Any]:
    """The same for programs."""
    return {
        "own_checks": [clip_text(path) for path in review.own_checks[:MOST_PATHS]],
        "corrections": [_build_correction_fields(one) for one in review.corrections[:MOST_PATHS]],
        "first": [clip_languages(one) for one in list_first_sentences(review)],
    }


def _build_correction_fields(one: ReviewedCorrection) -> dict[str, Any]:
    """One correction as plain fields."""
    return {
        "path": clip_text(one.path),
        "kind": one.kind,
        "of": clip_text(one.of),
        "who": clip_text(one.who),
        "has_effect": one.state == "holds",
        "is_by_maintainer": one.is_by_maintainer,
    }
