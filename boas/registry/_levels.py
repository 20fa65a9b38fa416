"""The level of a version, from 0 to 4, and what is missing for the next one, in sentences.

Levels describe evidence, never safety or fairness. They are cumulative and follow from facts alone:
1 documented, 2 evaluated with numbers that could be recomputed, 3 so by somebody independent of the
authors, 4 audited for bias by somebody independent, of these very bytes, in date.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from boas.documents import compute_completeness, load_vocabulary
from boas.independence import MAY_BE
from boas.registry._audits import AssessedAudit
from boas.registry._evaluations import AssessedEvaluation
from boas.registry._snapshot import VersionEntry
from boas.translation import Message, change_case, join_messages, make_plural

_HIGHEST = 4
_MOST_NAMED = 6
"""How many fields or evaluations a sentence names before it only counts."""


@dataclass(frozen=True)
class LevelStep:
    """The level of a version and what the next one asks for."""

    level: int
    missing: tuple[Message, ...]
    """What is missing for the next level, in sentences that can be followed; empty at the highest level."""


def determine_level(
    version: VersionEntry, evaluations: Iterable[AssessedEvaluation], audits: Iterable[AssessedAudit], digest: str
) -> LevelStep:
    """Where one version stands, from the evaluations and audits that stand for it and its digest."""
    own, judged = tuple(evaluations), tuple(audits)
    sound = tuple(evaluation for evaluation in own if _is_sound(evaluation))
    if lacking := compute_completeness(version.card).missing:
        return LevelStep(0, (_ask_for_fields(lacking),))
    if not sound:
        return LevelStep(1, tuple(_ask_for_evaluation(version.version, own)))
    if not any(evaluation.speaker.term == "independent" for evaluation in sound):
        return LevelStep(2, tuple(_ask_for_independence(version.version, own)))
    if not any(audit.counts_for_level for audit in judged):
        return LevelStep(3, tuple(_ask_for_audit(version.version, digest, judged)))
    return LevelStep(_HIGHEST, ())


def _is_sound(evaluation: AssessedEvaluation) -> bool:
    """Whether an evaluation gives a number that could be recomputed and no claim that does not add up."""
    return evaluation.has_value and not evaluation.n_contradicted


def _ask_for_fields(lacking: tuple[str, ...]) -> Message:
    """What level 1 asks for."""
    words = load_vocabulary("card_fields").terms
    named = (change_case(words[path], "inside") if path in words else path for path in lacking[:_MOST_NAMED])
    labels = [*named, *lacking[_MOST_NAMED:]]  # those that are only counted need no words
    return make_plural(
        "Fill this field of the card, or say why it is absent: {names}.",
        "Fill {n} fields of the card, or say why they are absent: {names}.",
        len(lacking),
        names=_join_names(labels),
    )


_MORE = Message("and {left} more")


def _join_names(names: Sequence[Message | str]) -> Message:
    """Names in a row, the last ones only counted when there are many."""
    left = len(names) - _MOST_NAMED
    named = join_messages(names[:_MOST_NAMED])
    return join_messages((named, _MORE.fill(left=left)), " ") if left > 0 else named


def _ask_for_evaluation(version: str, own: tuple[AssessedEvaluation, ...]) -> Iterator[Message]:
    """What level 2 asks for: the shortest way from the evaluations there are."""
    recomputed = [evaluation for evaluation in own if evaluation.has_value]
    tables = [evaluation for evaluation in own if evaluation.counts or evaluation.scores]
    if recomputed:
        yield from map(_ask_for_consistent_claims, recomputed)
    elif tables:
        yield from map(_ask_for_counts, tables)
    elif own:
        names = [evaluation.id for evaluation in own]
        yield Message(
            "Add counts.csv to an evaluation of version {version}: {names}.", version=version, names=_join_names(names)
        )
    else:
        yield Message("Add an evaluation of version {version} with its counts (counts.csv).", version=version)


def _ask_for_consistent_claims(evaluation: AssessedEvaluation) -> Message:
    """An evaluation whose claims do not all add up."""
    n = evaluation.n_contradicted
    if n == 1:
        return Message("Fix the figure of evaluation “{id}” that does not add up.", id=evaluation.id)
    return Message("Fix the {n} figures of evaluation “{id}” that do not add up.", n=n, id=evaluation.id)


def _ask_for_counts(one: AssessedEvaluation) -> Message:
    """An evaluation whose tables give no number."""
    return Message("Publish counts in evaluation “{id}” from which a figure can be recomputed.", id=one.id)


def _ask_for_independence(version: str, own: tuple[AssessedEvaluation, ...]) -> Iterator[Message]:
    """What level 3 asks for: the shortest way from the evaluations there are."""
    outside = [assessed for assessed in own if assessed.speaker.term == "independent"]
    for evaluation in outside:
        yield from _ask_for_evaluation(version, (evaluation,))
    if outside:
        return
    for evaluation in filter(_is_sound, own):
        if evaluation.speaker.term == "unknown":
            yield Message("Say who measured evaluation “{id}”, and for which organisation.", id=evaluation.id)
        elif evaluation.speaker.term in MAY_BE:
            why = evaluation.speaker.sentence
            yield Message("Evaluation “{id}”: {why}", id=evaluation.id, why=why)
    yield Message(
        "Add an evaluation of version {version}, with its counts, by a team from outside the authors’ organisations.",
        version=version,
    )


def _ask_for_audit(version: str, digest: str, audits: tuple[AssessedAudit, ...]) -> Iterator[Message]:
    """What level 4 asks for: what keeps each bias audit from counting, else an audit."""
    about_bias = [assessed for assessed in audits if assessed.audit.kind == "bias"]
    outside = [assessed for assessed in about_bias if assessed.is_independent_about_bias]
    for audit in outside:
        yield from _explain_stale_audit(audit, version, digest)
    for audit in about_bias:
        if audit.speaker.term == "unknown":
            yield Message("Say for which organisation audit “{id}” was made.", id=audit.id)
        elif audit.speaker.term in MAY_BE:
            why = audit.speaker.sentence
            yield Message("Audit “{id}”: {why}", id=audit.id, why=why)
    if not outside:
        yield Message(
            "Add a bias audit of version {version} by somebody independent of the authors, bound to the "
            "digest that starts with {digest}.",
            version=version,
            digest=digest[:12],
        )


def _explain_stale_audit(audit: AssessedAudit, version: str, digest: str) -> Iterator[Message]:
    """Why an independent bias audit does not count any more."""
    if not audit.is_of_this_digest:
        yield Message(
            "Audit “{id}” read other content of version {version}: do it again on that whose digest "
            "starts with {digest}.",
            id=audit.id,
            version=version,
            digest=digest[:12],
        )
    if audit.is_ahead:
        yield Message(
            "Audit “{id}” is dated {date}, after the last change of the registry: the auditor confirms "
            "the true day in a new file.",
            id=audit.id,
            date=audit.audit.date,
        )
    if audit.not_yet_made:
        yield Message(
            "Audit “{id}” is older than what it judges ({names}): do it again.",
            id=audit.id,
            names=_join_names(audit.not_yet_made),
        )
    if not audit.is_in_date:
        yield Message(
            "Audit “{id}” was due for review before {review_due}: do it again.",
            id=audit.id,
            review_due=audit.audit.review_due,
        )
