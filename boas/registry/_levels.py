"""The level of a version, from 0 to 4, and what is missing for the next one, in sentences.

Levels describe evidence, never safety or fairness. They are cumulative and follow from facts alone:
1 documented, 2 evaluated with numbers that could be recomputed, 3 so by somebody independent of the
authors, 4 audited for bias by somebody independent, of these very bytes, in date.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from boas.documents import load_vocabulary
from boas.finding import Message
from boas.independence import MAY_BE
from boas.registry._audits import AssessedAudit
from boas.registry._completeness import compute_completeness
from boas.registry._evaluations import AssessedEvaluation
from boas.registry._snapshot import VersionEntry

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
    labels = [words.get(path, Message(path, path)) for path in lacking]
    fr = _join_names([_lower_first_letter(label.fr) for label in labels], _MORE.fr)
    en = _join_names([_lower_first_letter(label.en) for label in labels], _MORE.en)
    if len(lacking) == 1:
        return Message(
            f"Remplir ce champ de la fiche, ou dire pourquoi il est absent : {fr}.",
            f"Fill this field of the card, or say why it is absent: {en}.",
        )
    return Message(
        f"Remplir {len(lacking)} champs de la fiche, ou dire pourquoi ils sont absents : {fr}.",
        f"Fill {len(lacking)} fields of the card, or say why they are absent: {en}.",
    )


_MORE = Message("et {} de plus", "and {} more")


def _join_names(names: list[str], more: str) -> str:
    """Names in a row, the last ones only counted when there are many."""
    left = len(names) - _MOST_NAMED
    return ", ".join(islice(names, _MOST_NAMED)) + (f" {more.format(left)}" if left > 0 else "")


def _lower_first_letter(label: str) -> str:
    """A label inside a sentence: without its capital, unless it starts with an abbreviation."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


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
        fr, en = _join_names(names, _MORE.fr), _join_names(names, _MORE.en)
        yield Message(
            f"Ajouter counts.csv à une évaluation de la version {version} : {fr}.",
            f"Add counts.csv to an evaluation of version {version}: {en}.",
        )
    else:
        yield Message(
            f"Ajouter une évaluation de la version {version} avec ses effectifs (counts.csv).",
            f"Add an evaluation of version {version} with its counts (counts.csv).",
        )


def _ask_for_consistent_claims(evaluation: AssessedEvaluation) -> Message:
    """An evaluation whose claims do not all add up."""
    n = evaluation.n_contradicted
    if n == 1:
        return Message(
            f"Corriger le chiffre de l’évaluation « {evaluation.id} » qui ne concorde pas.",
            f"Fix the figure of evaluation “{evaluation.id}” that does not add up.",
        )
    return Message(
        f"Corriger les {n} chiffres de l’évaluation « {evaluation.id} » qui ne concordent pas.",
        f"Fix the {n} figures of evaluation “{evaluation.id}” that do not add up.",
    )


def _ask_for_counts(one: AssessedEvaluation) -> Message:
    """An evaluation whose tables give no number."""
    return Message(
        f"Publier dans l’évaluation « {one.id} » des effectifs d’où un chiffre peut être recalculé.",
        f"Publish counts in evaluation “{one.id}” from which a figure can be recomputed.",
    )


def _ask_for_independence(version: str, own: tuple[AssessedEvaluation, ...]) -> Iterator[Message]:
    """What level 3 asks for: the shortest way from the evaluations there are."""
    outside = [assessed for assessed in own if assessed.speaker.term == "independent"]
    for evaluation in outside:
        yield from _ask_for_evaluation(version, (evaluation,))
    if outside:
        return
    for evaluation in filter(_is_sound, own):
        if evaluation.speaker.term == "unknown":
            yield Message(
                f"Dire qui a mesuré l’évaluation « {evaluation.id} », et pour quelle organisation.",
                f"Say who measured evaluation “{evaluation.id}”, and for which organisation.",
            )
        elif evaluation.speaker.term in MAY_BE:
            why = evaluation.speaker.sentence
            yield Message(f"Évaluation « {evaluation.id} » : {why.fr}", f"Evaluation “{evaluation.id}”: {why.en}")
    yield Message(
        f"Ajouter une évaluation de la version {version}, avec ses effectifs, par une équipe "
        "extérieure aux organisations des auteurs.",
        f"Add an evaluation of version {version}, with its counts, by a team from outside the authors’ organisations.",
    )


def _ask_for_audit(version: str, digest: str, audits: tuple[AssessedAudit, ...]) -> Iterator[Message]:
    """What level 4 asks for: what keeps each bias audit from counting, else an audit."""
    about_bias = [assessed for assessed in audits if assessed.audit.kind == "bias"]
    outside = [assessed for assessed in about_bias if assessed.is_independent_about_bias]
    for audit in outside:
        yield from _explain_stale_audit(audit, version, digest)
    for audit in about_bias:
        if audit.speaker.term == "unknown":
            yield Message(
                f"Dire pour quelle organisation l’audit « {audit.id} » a été fait.",
                f"Say for which organisation audit “{audit.id}” was made.",
            )
        elif audit.speaker.term in MAY_BE:
            why = audit.speaker.sentence
            yield Message(f"Audit « {audit.id} » : {why.fr}", f"Audit “{audit.id}”: {why.en}")
    if not outside:
        yield Message(
            f"Ajouter un audit de biais de la version {version} par une personne indépendante des auteurs, "
            f"lié à l’empreinte qui commence par {digest[:12]}.",
            f"Add a bias audit of version {version} by somebody independent of the authors, "
            f"bound to the digest that starts with {digest[:12]}.",
        )


def _explain_stale_audit(audit: AssessedAudit, version: str, digest: str) -> Iterator[Message]:
    """Why an independent bias audit does not count any more."""
    if not audit.is_of_this_digest:
        yield Message(
            f"L’audit « {audit.id} » a lu un autre contenu de la version {version} : le refaire sur celui "
            f"dont l’empreinte commence par {digest[:12]}.",
            f"Audit “{audit.id}” read other content of version {version}: "
            f"do it again on that whose digest starts with {digest[:12]}.",
        )
    if audit.is_ahead:
        yield Message(
            f"L’audit « {audit.id} » est daté du {audit.audit.date}, après la dernière modification du registre : "
            "l’auditeur confirme le vrai jour dans un nouveau fichier.",
            f"Audit “{audit.id}” is dated {audit.audit.date}, after the last change of the registry: "
            "the auditor confirms the true day in a new file.",
        )
    if audit.not_yet_made:
        fr, en = _join_names(list(audit.not_yet_made), _MORE.fr), _join_names(list(audit.not_yet_made), _MORE.en)
        yield Message(
            f"L’audit « {audit.id} » est plus ancien que ce qu’il juge ({fr}) : le refaire.",
            f"Audit “{audit.id}” is older than what it judges ({en}): do it again.",
        )
    if not audit.is_in_date:
        yield Message(
            f"L’audit « {audit.id} » devait être revu avant le {audit.audit.review_due} : le refaire.",
            f"Audit “{audit.id}” was due for review before {audit.audit.review_due}: do it again.",
        )
