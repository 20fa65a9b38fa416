"""The process that parses foreign code: it limits itself first, then lets bandit look, and prints JSON.

Reads `{path: text}` on standard input. Bandit gets our configuration and plain file names of our own in
an empty folder: no `.bandit` file, no `# nosec` and no name chosen by an author reaches it.
"""

import ast
import io
import json
import keyword
import logging
import os
import re
import resource
import sys
import tempfile
import tokenize
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bandit.core.config import BanditConfig
from bandit.core.issue import Issue
from bandit.core.manager import BanditManager

_CPU_SECONDS = 30
_MEMORY = 1 << 30
"""Bytes of address space (1 GiB)."""

_CODING = re.compile(r"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
"""A coding cookie (PEP 263)."""

_JsonObject = dict[str, Any]


def _run_child() -> None:
    """Answer one question, within limits."""
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")  # about the code that is scanned, not about this program
    sys.stdout.write(json.dumps(_scan_texts(json.load(sys.stdin))))


def _scan_texts(files: Mapping[str, str]) -> _JsonObject:
    """Weaknesses of the files that can be scanned, and why the others cannot."""
    refused = {path: found for path, text in files.items() if (found := _find_skip_reason(text))}
    sound = {path: text for path, text in files.items() if path not in refused}
    weaknesses, skipped = _run_bandit(sound)
    unscanned = [{"path": path, "line": line, "reason": reason} for path, (line, reason) in refused.items()]
    unscanned += [{"path": path, "line": 0, "reason": "syntax"} for path in skipped]
    return {"weaknesses": weaknesses, "unscanned": unscanned, "n_files": len(sound) - len(skipped)}


def _find_skip_reason(text: str) -> tuple[int, str] | None:
    """The line and reason why a text is not scanned."""
    for number, line in enumerate(text.splitlines()[:2], start=1):
        cookie = _CODING.match(line)
        if cookie and cookie[1].lower().replace("_", "-") not in {"utf-8", "utf8"}:
            return number, "other-coding"
    try:
        ast.parse(text)
    except (SyntaxError, ValueError) as error:
        return getattr(error, "lineno", 0) or 0, "syntax"
    except (RecursionError, MemoryError):
        return 0, "too-costly"
    return _find_foreign_identifier(text)


def _find_foreign_identifier(text: str) -> tuple[int, str] | None:
    """The first name with letters outside ASCII."""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.NAME and not token.string.isascii() and not keyword.iskeyword(token.string):
            return token.start[0], "foreign-identifier"
    return None


def _run_bandit(files: Mapping[str, str]) -> tuple[list[_JsonObject], list[str]]:
    """What bandit finds in texts that parse, and the paths it gave up on."""
    with tempfile.TemporaryDirectory() as folder:
        names = {str(Path(folder, f"{number}.py")): path for number, path in enumerate(files)}
        for name, path in names.items():
            Path(name).write_text(files[path], encoding="utf-8", newline="")
        os.chdir(folder)
        manager = BanditManager(BanditConfig(), "file", quiet=True, ignore_nosec=True)
        manager.discover_files(list(names))
        manager.run_tests()
        issues = manager.get_issue_list()
    return [_build_weakness(issue, names[issue.fname]) for issue in issues], [
        names[name] for name, _ in manager.skipped
    ]


def _build_weakness(issue: Issue, path: str) -> _JsonObject:
    """One issue as plain fields; bandit counts columns from 0."""
    on_one_line = issue.end_col_offset > issue.col_offset and len(issue.linerange) == 1
    return {
        "path": path,
        "line": issue.lineno,
        "column": issue.col_offset + 1,
        "length": issue.end_col_offset - issue.col_offset if on_one_line else 0,
        "test": issue.test_id,
        "name": issue.test,
        "severity": issue.severity.lower(),
        "confidence": issue.confidence.lower(),
        "text": " ".join(issue.text.split()),
        "cwe": issue.cwe.id,
    }


if __name__ == "__main__":
    _run_child()
