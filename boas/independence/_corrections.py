"""Which notices, audits and evaluations correct which earlier ones, and whether those who sign them may.

Nothing published is edited: a correction is a new document that names the one it takes the place of. It holds when the
same person signs both, by ORCID iD, or a maintainer of the registry does; from anybody else the earlier one keeps its
effect. What was once corrected stays corrected, also when the correction is corrected in turn.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from boas.documents import RECORDS, DocumentPart, Maintainer, Person


@dataclass(frozen=True, slots=True)
class SignedDocument:
    """A notice, an audit or an evaluation, as far as corrections go."""

    id: str
    """Name of its file or folder."""
    person: Person | None
    """Who signs it."""
    target: str
    """Name of the earlier one it corrects; empty when it corrects none."""
    date: str
    """ISO 8601, as far as it is known."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A document that declares to correct an earlier one."""

    by: SignedDocument
    of: str
    state: str
    """`holds`, or why it does not: `unknown`, `itself`, `circle` or `stranger`."""
    is_by_maintainer: bool = False
    """Whether it holds because a maintainer signs it, and not whoever signed the earlier one."""


def make_signed_document(name: str, content: DocumentPart | None) -> SignedDocument | None:
    """A document as far as corrections go; None for one that is no frozen record."""
    kind = next((record for record in RECORDS.values() if isinstance(content, record.model)), None)
    if kind is None:
        return None
    person, target, date = (getattr(content, field) for field in (kind.signer_field, kind.correction_field, "date"))
    return SignedDocument(name, person, target or "", date or "")


def resolve_corrections(
    documents: Iterable[SignedDocument], maintainers: Sequence[Maintainer] | None
) -> tuple[Correction, ...]:
    """What becomes of every correction among the documents of one kind of one algorithm, by name."""
    known = {signed.id: signed for signed in documents}
    return tuple(
        _resolve_correction(known[name], known, maintainers or ()) for name in sorted(known) if known[name].target
    )


def _resolve_correction(
    signed: SignedDocument, known: Mapping[str, SignedDocument], maintainers: Sequence[Maintainer]
) -> Correction:
    """Whether one correction holds."""
    earlier = known.get(signed.target)
    if signed.target == signed.id:
        return Correction(signed, signed.target, "itself")
    if earlier is None:
        return Correction(signed, signed.target, "unknown")
    if _is_in_circle(signed, known):
        return Correction(signed, signed.target, "circle")
    if _is_same_person(signed.person, earlier.person):
        return Correction(signed, signed.target, "holds")
    is_kept = any(is_maintainer(signed, keeper) for keeper in maintainers)
    return Correction(signed, signed.target, "holds" if is_kept else "stranger", is_kept)


def _is_in_circle(signed: SignedDocument, known: Mapping[str, SignedDocument]) -> bool:
    """Whether following corrections from a document leads back to it."""
    seen, name = set[str](), signed.target
    while name in known and name not in seen:
        if name == signed.id:
            return True
        seen.add(name)
        name = known[name].target
    return False


def _is_same_person(person: Person | None, other: Person | None) -> bool:
    """Whether two signatures carry the same ORCID iD; a name alone proves nothing."""
    return bool(person and other and person.orcid and person.orcid == other.orcid)


def is_maintainer(signed: SignedDocument, keeper: Maintainer) -> bool:
    """Whether a maintainer signed a document, and was one that day."""
    is_in_time = keeper.until is None or "" < signed.date <= keeper.until
    return bool(signed.person and signed.person.orcid == keeper.orcid) and is_in_time


def map_corrected_documents(found: Iterable[Correction]) -> dict[str, str]:
    """The names of documents that no longer have effect, each with that of the one that corrects it."""
    holding = (correction for correction in found if correction.state == "holds")
    corrected_by: dict[str, str] = {}
    for one in holding:
        corrected_by.setdefault(one.of, one.by.id)
    return corrected_by
