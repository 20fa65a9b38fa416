"""The verdict on every claim: declared, consistent, recomputed or contradicted, each with its reasons.

*recomputed*: counts give the value, and the interval where there is one. *consistent*: something that could have
failed holds. *contradicted*: anything does not hold. *declared*: nothing could be checked. Reasons are also given when
all is well; only what can be fixed is a problem.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from boas.documents import Evaluation
from boas.evidence._estimates import ClaimIssue, ClaimVerdict, StratumEstimates, Verification
from boas.evidence.verification._claim import FORMS, STATES, Claim, Note, NumberText, build_claims, give_no_text
from boas.evidence.verification._confusion_table import Member
from boas.evidence.verification._consistency import check_consistency
from boas.evidence.verification._counts_checks import CountsCheck, StratumIndex, compare_with_counts, index_strata
from boas.evidence.verification._standalone_checks import StandaloneCheck, check_alone
from boas.translation import Message


@dataclass(frozen=True, slots=True)
class _ClaimChecks:
    """One claim after the checks by itself and against counts."""

    claim: Claim
    alone: StandaloneCheck
    held: CountsCheck

    @property
    def notes(self) -> tuple[Note, ...]:
        """All notes; where counts decide, the checks of the claim by itself add nothing."""
        return self.held.notes if self.held.is_decided else (*self.held.notes, *self.alone.notes)

    @property
    def members(self) -> Iterator[Member]:
        """The claim as one of a set, unless counts decided, it is an average or nothing can be derived from it."""
        claim, value = self.claim, self.claim.value
        if value is None or not self.alone.is_in_range or self.held.is_decided or _is_apart(claim):
            return
        is_sized = claim.n is not None and not claim.is_inferred
        if claim.metric in FORMS and not (is_sized and not self.alone.counts):
            yield Member(claim, value, self.alone.counts if is_sized else ())


def _is_apart(claim: Claim) -> bool:
    """Whether no whole counts stand behind a claim, so that it is held against none: an average, or with weights."""
    return claim.is_average or claim.is_weighted


def verify_claims(
    evaluation: Evaluation,
    recomputed: Sequence[StratumEstimates] = (),
    written: NumberText = give_no_text,
    files: Collection[str] = (),
) -> Verification:
    """Verify each claim of an evaluation, and claims about the same people together.

    Args:
        evaluation: The evaluation with its claims.
        recomputed: The strata that its counts and scores give.
        written: The text of a number as its author wrote it, so that 0.90 is verified to two digits; without a text, a
            number has the fewest digits that give it back.
        files: Names of the tables that lie beside the evaluation, sound or not.

    Returns:
        One verdict for each claim, in order, and what the claims about the same people imply together.
    """
    claims = build_claims(evaluation, written)
    strata = index_strata(recomputed, claims)
    looked = [_check_claim(claim, evaluation, strata, files) for claim in claims]
    together = check_consistency([member for claim_checks in looked for member in claim_checks.members], evaluation)
    judgements = (
        _build_verdict(claim_checks, together.notes.get(claim_checks.claim.position, [])) for claim_checks in looked
    )
    return Verification(tuple(judgements), tuple(together.implied))


def _check_claim(claim: Claim, evaluation: Evaluation, strata: StratumIndex, files: Collection[str]) -> _ClaimChecks:
    """One claim by itself, then against the counts of its stratum when its numbers are in range."""
    reference = evaluation.reference_standard
    alone = check_alone(claim, reference.sampling if reference else None, files)
    row = strata.find_row(claim) if alone.is_in_range and not _is_apart(claim) else None
    return _ClaimChecks(claim, alone, compare_with_counts(claim, row) if row else CountsCheck())


def _build_verdict(claim_checks: _ClaimChecks, more: Sequence[Note]) -> ClaimVerdict:
    """All that was found about a claim, and the state it comes to."""
    notes = (*claim_checks.notes, *more) or (_UNVERIFIABLE,)
    counts, computed = claim_checks.alone.counts, claim_checks.held.computed
    numerator = counts[0] if len(counts) == 1 and not claim_checks.claim.is_inferred else None
    return ClaimVerdict(
        claim_checks.claim.position,
        STATES[max(note.weight for note in notes)],
        computed,
        computed.numerator if claim_checks.held.is_decided and computed else numerator,
        computed.n if claim_checks.held.is_decided and computed else claim_checks.claim.n,
        claim_checks.held.methods if claim_checks.held.is_decided else claim_checks.alone.methods,
        tuple(note.message for note in notes),
        tuple(ClaimIssue(note.rule, note.part, note.message, note.help, note.since) for note in notes if note.rule),
    )


_UNVERIFIABLE = Note(Message("No other figure allows this one to be checked."))
