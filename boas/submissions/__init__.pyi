from ._desk import ForeignOrganisationError, SubmissionDesk, SubmissionRequest, Taken, open_desk
from ._json_body import BodyError
from ._outcome import OutcomeFinding, SubmissionOutcome

__all__ = [
    "BodyError",
    "ForeignOrganisationError",
    "OutcomeFinding",
    "SubmissionDesk",
    "SubmissionOutcome",
    "SubmissionRequest",
    "Taken",
    "open_desk",
]
