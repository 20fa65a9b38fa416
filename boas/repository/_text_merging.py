"""Two edits of one text brought together, as Git merges files; what both changed stands between lines of marks."""

from pathlib import Path
from tempfile import TemporaryDirectory

from boas.repository._git_runner import GitRunner, make_git_error

_MOST_CONFLICTS = 127
"""Git counts no more of them in its answer; anything above is an error."""


def merge_texts(door: GitRunner, base: bytes, sides: tuple[bytes, bytes], names: tuple[str, str]) -> tuple[bytes, bool]:
    """What becomes of a text that two people edited, and whether all of it was settled.

    Args:
        door: Git, of any repository.
        base: the text both started from.
        sides: the text of each, one's own first.
        names: what lines of marks call each side.

    Raises:
        IntegrityError: Git takes one of them for no text.
    """
    with TemporaryDirectory(prefix="boas-merge-") as folder:
        paths = [Path(folder, name) for name in ("yours", "base", "theirs")]
        for path, content in zip(paths, (sides[0], base, sides[1]), strict=True):
            path.write_bytes(content)
        labels = (part for name in (names[0], "base", names[1]) for part in ("-L", name))
        answer = door.ask("merge-file", "-p", "--quiet", *labels, *map(str, paths))
    if not 0 <= answer.status <= _MOST_CONFLICTS:
        raise make_git_error(answer.complaint)
    return answer.out, answer.status == 0
