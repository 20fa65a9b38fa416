"""Scans code files for weaknesses in child processes with limits on time and memory.

A child gets a portion of the files and never sees a configuration but ours. When it dies, its portion is
split until the offending file is alone, so that one hostile file hides nothing of the others.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isqrt
from typing import Any, Literal

from boas.translation import Message

_WeaknessSeverity = Literal["low", "medium", "high"]

LARGEST_FILE = 200 * 1024
"""Bytes of a file that is scanned: bandit needs half a minute and 770 MB for 300,000 lines."""
_LARGEST_PORTION = 1 << 20
"""Bytes given to one child (1 MiB): a few seconds of its work."""
_SMALL_PORTION = 16
"""Files that are scanned one by one when the child that had them all died: each death costs half a minute."""
_LONGEST = 60.0
"""Seconds one child may take, by the clock."""
LONGEST_IN_ALL = 600.0
"""Seconds all children of one scan may take together, by the clock."""


@dataclass(frozen=True, slots=True, order=True)
class Weakness:
    """One place in the code that bandit warns about."""

    path: str
    line: int
    column: int
    """From 1."""
    length: int
    """Characters on that line; 0 when not known."""
    test: str
    """Bandit's number of the test, for instance `B602`."""
    name: str
    severity: _WeaknessSeverity
    confidence: _WeaknessSeverity
    text: str
    """Bandit's own sentence, in English."""
    cwe: int
    """Number in the Common Weakness Enumeration; 0 when there is none."""


@dataclass(frozen=True, slots=True, order=True)
class Unscanned:
    """A file of Python that could not be scanned: never to be taken for clean."""

    path: str
    line: int
    """0 for the file as a whole."""
    reason: str
    """One of `REASONS`."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What scanning some files gave."""

    weaknesses: tuple[Weakness, ...]
    unscanned: tuple[Unscanned, ...]
    n_files: int
    """Files that were scanned to their end."""


REASONS: Mapping[str, Message] = {
    "too-large": Message("this file is larger than 200 KiB"),
    "not-utf-8": Message("this file is not UTF-8"),
    "null-byte": Message("this file holds a null byte"),
    "other-coding": Message("it declares another encoding than UTF-8"),
    "foreign-identifier": Message("a name in it holds letters outside ASCII, which can imitate others"),
    "syntax": Message("it is no valid Python 3"),
    "too-costly": Message("scanning it takes too much time or memory"),
    "out-of-time": Message("the time for the whole scan had run out"),
}
"""Why a file could not be scanned, as the end of a sentence."""

NO_GUARANTEE = Message(
    "A static scan reads code without running it and looks at Python files only: what it does not find is no guarantee."
)
"""Shown with every result of a scan."""


def is_python(path: str) -> bool:
    """Whether a file is one that bandit understands."""
    return path.endswith(".py")


def scan_files(files: Mapping[str, bytes], seconds: float = LONGEST_IN_ALL) -> Scan:
    """Scan the Python files among these, by path; all others are left out.

    Raises nothing: what cannot be scanned, or not within the seconds given, is in the result.
    """
    end = time.monotonic() + seconds
    python = {path: data for path, data in sorted(files.items()) if is_python(path)}
    refused = {path: reason for path, data in python.items() if (reason := _find_skip_reason(data))}
    sound = ((path, data) for path, data in python.items() if path not in refused)
    unread = Scan((), tuple(Unscanned(path, 0, reason) for path, reason in refused.items()), 0)
    texts = ({path: data.decode() for path, data in portion.items()} for portion in iter_portions(sound))
    return _merge_scans((unread, *(_scan_portion(portion, end) for portion in texts)))


def _find_skip_reason(data: bytes) -> str:
    """Why the bytes of a file are not even given to the child; empty when they are."""
    if len(data) > LARGEST_FILE:
        return "too-large"
    if b"\0" in data:
        return "null-byte"
    try:
        data.decode()
    except UnicodeDecodeError:
        return "not-utf-8"
    return ""


def iter_portions(files: Iterable[tuple[str, bytes]]) -> Iterator[dict[str, bytes]]:
    """Files in their order, as many at a time as one child gets; none is asked for before its portion is."""
    portion: dict[str, bytes] = {}
    size = 0
    for path, data in files:
        if portion and size + len(data) > _LARGEST_PORTION:
            yield portion
            portion, size = {}, 0
        portion[path] = data
        size += len(data)
    if portion:
        yield portion


def _scan_portion(files: Mapping[str, str], end: float) -> Scan:
    """Scan files in one child; when it dies, a few of them at a time, at last each in a child of its own."""
    seconds = min(_LONGEST, end - time.monotonic())
    if seconds <= 0:
        return _make_unscanned(files, "out-of-time")
    answer = _run_child(files, seconds)
    if answer is not None:
        return _parse_answer(answer)
    if len(files) == 1:
        return _make_unscanned(files, "too-costly")
    paths, few = tuple(files), isqrt(len(files)) if len(files) > _SMALL_PORTION else 1
    parts = (paths[start : start + few] for start in range(0, len(paths), few))
    return _merge_scans(_scan_portion({path: files[path] for path in part}, end) for part in parts)


def _make_unscanned(files: Iterable[str], reason: str) -> Scan:
    """The scan of files none of which could be scanned."""
    return Scan((), tuple(Unscanned(path, 0, reason) for path in files), 0)


def _run_child(files: Mapping[str, str], seconds: float) -> dict[str, Any] | None:
    """The child's answer about some files; None when it died or took too long."""
    try:
        child = subprocess.run(  # nosec B603
            [sys.executable, "-I", "-m", "boas.scanning._child"],
            input=json.dumps(files).encode(),
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    if child.returncode != 0:
        return None
    answer: dict[str, Any] = json.loads(child.stdout)
    return answer


def _parse_answer(answer: dict[str, Any]) -> Scan:
    """The child's answer as records."""
    weaknesses = tuple(sorted(Weakness(**value) for value in answer["weaknesses"]))
    return Scan(weaknesses, tuple(sorted(Unscanned(**value) for value in answer["unscanned"])), answer["n_files"])


def _merge_scans(scans: Iterable[Scan]) -> Scan:
    """Several scans as one."""
    every = tuple(scans)
    weaknesses = tuple(sorted(weakness for part in every for weakness in part.weaknesses))
    unscanned = tuple(sorted(unscanned for part in every for unscanned in part.unscanned))
    return Scan(weaknesses, unscanned, sum(part.n_files for part in every))
