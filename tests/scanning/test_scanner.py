"""Foreign code is parsed and never run; what cannot be scanned is never taken for clean."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from boas.scanning import Scan, iter_portions, scan_files

SHELL = b"import subprocess\n\nsubprocess.call('ls ' + input(), shell=True)\n"


def reasons(found: Scan) -> dict[str, str]:
    return {one.path: one.reason for one in found.unscanned}


def test_a_shell_call_is_found_with_its_line_and_severity() -> None:
    found = scan_files({"code/a.py": SHELL})
    worst = next(one for one in found.weaknesses if one.test == "B602")
    assert (worst.path, worst.line, worst.column, worst.severity, worst.cwe) == ("code/a.py", 3, 1, "high", 78)
    assert found.n_files == 1


def test_a_comment_of_the_author_silences_nothing() -> None:
    told = scan_files({"a.py": SHELL.replace(b"shell=True)", b"shell=True)  # nosec")})
    assert "B602" in {one.test for one in told.weaknesses}


def test_plain_code_gives_nothing_and_is_counted() -> None:
    assert scan_files({"a.py": b"x = 1\n"}) == Scan((), (), 1)


def test_only_python_is_scanned() -> None:
    assert scan_files({"a.R": b"system('ls')", "b.sql": b"DROP TABLE x"}) == Scan((), (), 0)


UNSCANNABLE = {
    "broken syntax": (b"def (:\n", "syntax"),
    "another coding": (b"# -*- coding: rot13 -*-\nvzcbeg bf\n", "other-coding"),
    "coding on the second line": (b"#!/usr/bin/python\n# vim: set fileencoding=latin-1 :\n", "other-coding"),
    "a null byte": (b"x = 1\0\n", "null-byte"),
    "not UTF-8": (b"x = '\xe9'\n", "not-utf-8"),
    "binary": (bytes(range(1, 256)), "not-utf-8"),
    "look-alike letters": ("\u043es = 1\n".encode(), "foreign-identifier"),
    "too large": (b"x = 1\n" * 40_000, "too-large"),
    "deep parentheses": (b"x = " + b"(" * 5_000 + b")" * 5_000, "syntax"),
    "deep signs": (b"x = " + b"-" * 100_000 + b"1", "too-costly"),
}


@pytest.mark.parametrize("case", UNSCANNABLE)
def test_a_file_that_cannot_be_scanned_is_said_with_its_reason(case: str) -> None:
    data, _ = UNSCANNABLE[case]
    found = scan_files({"bad.py": data, "good.py": SHELL})
    assert reasons(found)["bad.py"] in {UNSCANNABLE[case][1], "too-costly"}
    assert "B602" in {one.test for one in found.weaknesses}, "one hostile file hides nothing of the others"


def test_the_line_of_a_syntax_error_is_told() -> None:
    assert [(one.line, one.reason) for one in scan_files({"a.py": b"x = 1\ny = (\n"}).unscanned] == [(2, "syntax")]


def test_code_is_never_run_and_no_file_is_left(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    code = f"open({str(mark)!r}, 'w').write('x')\n__import__('os').system('touch {mark}')\n"
    scan_files({"setup.py": code.encode(), "conftest.py": code.encode()})
    assert not mark.exists()


def test_a_configuration_beside_the_code_switches_nothing_off() -> None:
    files = {"code/a.py": SHELL, "code/.bandit": b"[bandit]\nskips = B602\n", "pyproject.toml": b"[tool.bandit]\n"}
    assert "B602" in {one.test for one in scan_files(files).weaknesses}


def test_when_the_child_runs_out_of_time_each_file_is_told_and_none_passes_for_clean(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The room gives its function the name of this module, so the module is found by its full name.
    monkeypatch.setattr(sys.modules["boas.scanning._scanner"], "_LONGEST", 0.001)
    found = scan_files({"a.py": SHELL, "b.py": b"x = 1\n"})
    assert reasons(found) == {"a.py": "too-costly", "b.py": "too-costly"}
    assert (found.weaknesses, found.n_files) == ((), 0)


def dies_of(name: str, folder: Path) -> str:
    """An interpreter that is killed as soon as it gets a file of this name."""
    program = folder / "python"
    program.write_text(
        f'#!/bin/sh\nasked=$(cat)\ncase "$asked" in *{name}*) kill -9 $$;; esac\n'
        f'printf %s "$asked" | {sys.executable} "$@"\n'
    )
    program.chmod(0o700)
    return str(program)


def test_a_file_that_kills_the_child_hides_nothing_of_many_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"{number:02}.py": SHELL for number in range(20)} | {"08-killer.py": b"x = 1\n"}
    monkeypatch.setattr(sys, "executable", dies_of("killer", tmp_path))
    found = scan_files(files)
    assert reasons(found) == {"08-killer.py": "too-costly"}
    assert {one.path for one in found.weaknesses if one.test == "B602"} == files.keys() - {"08-killer.py"}
    assert found.n_files == 20


def test_what_the_time_given_does_not_allow_is_told_file_by_file() -> None:
    found = scan_files({"a.py": SHELL, "b.py": b"x = '\xe9'\n"}, seconds=0)
    assert reasons(found) == {"a.py": "out-of-time", "b.py": "not-utf-8"}
    assert found.n_files == 0


def test_portions_hold_every_file_once_in_order_and_none_is_read_ahead() -> None:
    read = []

    def files() -> Iterator[tuple[str, bytes]]:
        for number in range(5):
            read.append(number)
            yield f"{number}.py", b"#" * 400_000

    made = iter_portions(files())
    assert list(next(made)) == ["0.py", "1.py"]
    assert read == [0, 1, 2]
    assert [name for portion in made for name in portion] == ["2.py", "3.py", "4.py"]


def test_without_files_there_is_no_portion() -> None:
    assert list(iter_portions([])) == []
