from ._assessment import MAY_BE, IndependenceState, assess_person_independence, iter_authors
from ._corrections import (
    Correction,
    SignedDocument,
    is_maintainer,
    make_signed_document,
    map_corrected_documents,
    resolve_corrections,
)
from ._judgement_dates import is_ahead, list_later_evaluations
from ._name_matching import NamedPerson, is_one_of, is_same, may_be_same
from ._names import normalise_appearance, normalise_spelling, split_name
from ._observation_states import (
    Respondents,
    StateStanding,
    assess_states,
    find_last_state,
    list_respondents,
)
from ._organisation_matching import list_look_alikes
from ._reusers import ReuserRelation, classify_reuser, is_foreign_signer
from ._reviewers import (
    ReviewerIndependence,
    ReviewSubject,
    assess_reviewer_independence,
    check_listing,
    explain_author,
    explain_conflict,
    find_author,
    find_conflict,
    find_entries,
    select_worst,
)

__all__ = [
    "MAY_BE",
    "Correction",
    "IndependenceState",
    "NamedPerson",
    "Respondents",
    "ReuserRelation",
    "ReviewSubject",
    "ReviewerIndependence",
    "SignedDocument",
    "StateStanding",
    "assess_person_independence",
    "assess_reviewer_independence",
    "assess_states",
    "check_listing",
    "classify_reuser",
    "explain_author",
    "explain_conflict",
    "find_author",
    "find_conflict",
    "find_entries",
    "find_last_state",
    "is_ahead",
    "is_foreign_signer",
    "is_maintainer",
    "is_one_of",
    "is_same",
    "iter_authors",
    "list_later_evaluations",
    "list_look_alikes",
    "list_respondents",
    "make_signed_document",
    "map_corrected_documents",
    "may_be_same",
    "normalise_appearance",
    "normalise_spelling",
    "resolve_corrections",
    "select_worst",
    "split_name",
]
