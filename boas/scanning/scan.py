"""Code files to weaknesses, through a child process with limits on time and memory.

The child never sees a configuration but ours. When it dies, each file is scanned alone, so that one
hostile file hides nothing of the others.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from boas.finding import Words

Severity = Literal["low", "medium", "high"]

LARGEST_FILE = 200 * 1024
"""Bytes of a file that is scanned: bandit needs half a minute and 770 MB for 300,000 lines."""
LONGEST = 60.0
"""Seconds the child may take in all, by the clock."""


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
    severity: Severity
    confidence: Severity
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


REASONS: Mapping[str, Words] = {
    "too-large": Words("ce fichier dépasse 200 Kio", "this file is larger than 200 KiB"),
    "not-utf-8": Words("ce fichier n’est pas en UTF-8", "this file is not UTF-8"),
    "null-byte": Words("ce fichier contient un octet nul", "this file holds a null byte"),
    "other-coding": Words("il se déclare dans un autre codage que UTF-8", "it declares another encoding than UTF-8"),
    "foreign-identifier": Words(
        "un nom y contient des lettres hors ASCII, qui peuvent en imiter d’autres",
        "a name in it holds letters outside ASCII, which can imitate others",
    ),
    "syntax": Words("ce n’est pas du Python 3 valide", "it is no valid Python 3"),
    "too-costly": Words("l’analyser demande trop de temps ou de mémoire", "scanning it takes too much time or memory"),
}
"""Why a file could not be scanned, as the end of a sentence."""


def is_python(path: str) -> bool:
    """Whether a file is one that bandit understands."""
    return path.endswith(".py")


def scan(files: Mapping[str, bytes]) -> Scan:
    """Scan the Python files among these, by path; all others are left out.

    Raises nothing: what cannot be scanned is in the result.
    """
    python = {path: data for path, data in sorted(files.items()) if is_python(path)}
    refused = [Unscanned(path, 0, reason) for path, data in python.items() if (reason := refusal(data))]
    rest = {path: data.decode() for path, data in python.items() if path not in {one.path for one in refused}}
    found = together(rest) if rest else Scan((), (), 0)
    return Scan(found.weaknesses, tuple(sorted((*refused, *found.unscanned))), found.n_files)


def refusal(data: bytes) -> str:
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


def together(files: Mapping[str, str]) -> Scan:
    """Scan files in one child, or one by one when that child dies."""
    answer = asked(files)
    if answer is not None:
        return read(answer)
    if len(files) == 1:
        return Scan((), tuple(Unscanned(path, 0, "too-costly") for path in files), 0)
    return joined(together({path: text}) for path, text in files.items())


def asked(files: Mapping[str, str]) -> dict[str, Any] | None:
    """The child's answer about some files; nothing when it died or took too long."""
    try:
        child = subprocess.run(  # nosec B603
            [sys.executable, "-I", "-m", "boas.scanning.child"],
            input=json.dumps(files).encode(),
            capture_output=True,
            timeout=LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    if child.returncode != 0:
        return None
    answer: dict[str, Any] = json.loads(child.stdout)
    return answer


def read(answer: dict[str, Any]) -> Scan:
    """The child's answer as records."""
    weaknesses = tuple(sorted(Weakness(**one) for one in answer["weaknesses"]))
    return Scan(weaknesses, tuple(sorted(Unscanned(**one) for one in answer["unscanned"])), answer["n_files"])


def joined(scans: Iterable[Scan]) -> Scan:
    """Several scans as one."""
    every = tuple(scans)
    weaknesses = tuple(sorted(one for part in every for one in part.weaknesses))
    unscanned = tuple(sorted(one for part in every for one in part.unscanned))
    return Scan(weaknesses, unscanned, sum(part.n_files for part in every))
