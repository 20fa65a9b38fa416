"""The writer: takes waiting submissions one by one, checks each and commits it; alone, whatever else runs.

For each, in this order: commit, then answer, then no longer waiting. Whoever is stopped between two of these finds what
was done already: the answer in the operations database, the commit by the submission's id in its last lines.
"""

from dataclasses import replace
from datetime import UTC, datetime

from boas.errors import BoasError, IntegrityError, MachineError
from boas.operations import Operations, find_submission, record_answer
from boas.repository import CommitDraft, GitRepository
from boas.submissions._checking import Checker, MainLine
from boas.submissions._documents import NewFiles, build_files, exclude_placeholder
from boas.submissions._json_body import BodyError
from boas.submissions._outcome import SubmissionOutcome, describe_findings, make_refusal
from boas.submissions._spool import Spool, Submission
from boas.translation import SOURCE_LANGUAGE, Message

_TRAILER = "Boas-Submission"
"""Name of the line of a commit's message that holds the submission's id."""


class Writer:
    """Works off what waits, on one repository."""

    def __init__(self, repository: GitRepository, under: str, operations: Operations, spool: Spool) -> None:
        """Take the repository and its cards' folder, and where submissions wait and are remembered."""
        self._repository, self._operations, self._spool = repository, operations, spool
        self._checker = Checker(repository, under)
        self._prefix = under[: under.rfind("/") + 1]

    def finish(self, one: Submission) -> None:
        """Work one submission off.

        Raises `MachineError` when the disk refuses. Unless it was committed already, it then waits no more: who sent it
        is told to send it again.
        """
        record = find_submission(self._operations, one.id)
        if record is None or not record.answer:
            try:
                outcome = self._decide(one)
            except (MachineError, IntegrityError):
                self._spool.drop(one.id)
                raise
            record_answer(self._operations, one.id, outcome.encode())
        self._spool.drop(one.id)

    def _decide(self, one: Submission) -> SubmissionOutcome:
        """What becomes of a submission; it is committed when this says so."""
        try:
            new = build_files(one)
        except BodyError as error:
            return make_refusal(400, "bad-body", Message("{message} {help}", message=error.message, help=error.help))
        main, branch = self._checker.read_main_line(), f"refs/heads/{new.branch}"
        branched = self._repository.read_references([branch]).get(branch)
        found = exclude_placeholder(self._checker.check_files(main, new.files, datetime.now(tz=UTC)), new)
        told = tuple(describe_findings(found, new.document))
        done = SubmissionOutcome(201, branch=new.branch, path=new.path, findings=told)
        if known := self._find_commit(one, new, main, branched):
            return replace(done, commit=known)
        if taken := _find_conflict(new, main, branched):
            return taken
        if any(finding.severity == "error" for finding in found):
            return make_refusal(422, "refused", _REFUSED, told)
        return replace(done, commit=self._write_commit(one, new, main))

    def _find_commit(self, one: Submission, new: NewFiles, main: MainLine, branched: str | None) -> str | None:
        """The commit that was made of a submission before, on its branch or merged since."""
        trailer, find = (_TRAILER, one.id), self._repository.find_trailer_commit
        found = find(trailer, branched, main.commit) if branched else None
        if found is None and new.path in main.tree.files:
            found = find(trailer, main.commit, path=self._prefix + new.path)
        return found

    def _write_commit(self, one: Submission, new: NewFiles, main: MainLine) -> str:
        """Commit new files on a branch of their own."""
        files = {self._prefix + path: data for path, data in new.files.items()}
        author = f"{one.organisation} (API)"
        draft = CommitDraft(main.commit, files, _write_message(one, new), author, one.received)
        return self._repository.create_branch(new.branch, draft)


def _find_conflict(new: NewFiles, main: MainLine, branched: str | None) -> SubmissionOutcome | None:
    """Why new files have no place: one of theirs is taken, or something waits under the same name."""
    folder = new.path.rpartition("/")[0] + "/"
    is_own_folder = new.kind == "evaluation"
    if new.path in main.tree.files or (is_own_folder and any(path.startswith(folder) for path in main.tree.files)):
        return make_refusal(409, "exists", _EXISTS.fill(path=new.path))
    return make_refusal(409, "branch-exists", _BRANCH_EXISTS.fill(branch=new.branch)) if branched else None


_REFUSED = Message("The rules of the registry refuse this document; `findings` says why and what to do.")
_EXISTS = Message("The registry has `{path}` already. Choose another `id`.")
_BRANCH_EXISTS = Message("The branch `{branch}` exists already. Choose another `id`, or wait until it is merged.")


def _write_message(one: Submission, new: NewFiles) -> str:
    """What the commit says: subject, what it is, and the id by which it is known again."""
    return (
        f"Submit {one.kind} {new.document.get('id')} of {one.algorithm}\n\n"
        f"Sent over the API with a key of {one.organisation}; not reviewed by anybody yet.\n\n"
        f"{_TRAILER}: {one.id}\n"
    )


def describe_error(error: BoasError) -> str:
    """What happened, for the log of the server."""
    return f"{error.message.in_(SOURCE_LANGUAGE)} {error.help.in_(SOURCE_LANGUAGE)}"
