"""Python of any folder or repository gives the findings that a card's code gives."""

from collections.abc import Mapping

from boas.checks import examine
from boas.checks._code_scan import ScanSummary
from boas.tree import File, FileMode

SHELL = b"import subprocess\n\nsubprocess.call('ls ' + input(), shell=True)\n"
MIB = 1 << 20


def looked_at(
    contents: Mapping[str, bytes], modes: Mapping[str, FileMode] | None = None, seconds: float = 600
) -> tuple[ScanSummary, list[str], list[tuple[int, int]]]:
    """What is found, the paths that were read, and what was counted."""
    read: list[str] = []
    counted: list[tuple[int, int]] = []

    def read_one(file: File) -> bytes:
        read.append(file.path)
        return contents[file.path]

    files = [File(path, "", (modes or {}).get(path, "file"), len(data)) for path, data in contents.items()]
    found = examine(files, read_one, lambda done, total: counted.append((done, total)), seconds)
    return found, read, counted


def test_findings_have_the_rule_severity_place_and_line_that_a_check_gives() -> None:
    found, _, _ = looked_at({"src/a.py": SHELL})
    worst = next(one for one in found.findings if "B602" in one.message.in_("en"))
    assert (worst.rule, worst.severity, worst.location.path, worst.location.line) == (
        "risky-code",
        "error",
        "src/a.py",
        3,
    )
    assert worst.source == "subprocess.call('ls ' + input(), shell=True)"
    assert (found.n_files, found.n_scanned) == (1, 1)


def test_only_python_with_bytes_of_its_own_is_read() -> None:
    contents = {"a.py": b"x = 1\n", "b.R": b"x", "link.py": b"a.py", "sub.py": b"", "run.py": b"y = 1\n"}
    found, read, _ = looked_at(contents, {"link.py": "symlink", "sub.py": "submodule", "run.py": "executable"})
    assert read == ["a.py", "run.py"]
    assert (found.findings, found.n_files) == ((), 2)


def test_a_file_that_is_too_large_is_told_and_not_read() -> None:
    found, read, _ = looked_at({"big.py": b"x = 1\n" * 40_000, "a.py": b"x = 1\n"})
    assert read == ["a.py"]
    assert [(one.rule, one.location.path, one.location.line) for one in found.findings] == [
        ("unscannable-code", "big.py", 0)
    ]
    assert (found.n_files, found.n_scanned) == (2, 1)


def test_many_files_are_scanned_a_portion_at_a_time_and_counted() -> None:
    line = b"# a comment of some length, nothing else\n"
    found, read, counted = looked_at({f"{number}.py": line * 4_500 for number in range(8)})
    assert sum(len(line) * 4_500 for _ in read) > MIB
    assert counted == [(5, 8), (8, 8)]
    assert (found.findings, found.n_scanned) == ((), 8)


def test_of_one_rule_about_one_file_a_hundred_findings_are_told() -> None:
    found, _, _ = looked_at({"a.py": b"assert 0\n" * 300, "b.py": b"assert 0\n"})
    assert sum(one.location.path == "a.py" for one in found.findings) == 101
    assert sum(one.location.path == "b.py" for one in found.findings) == 1


def test_files_left_when_time_is_up_are_errors() -> None:
    found, _, _ = looked_at({"a.py": SHELL, "b.py": b"x = 1\n"}, seconds=0)
    assert {(one.location.path, one.rule, one.severity) for one in found.findings} == {
        ("a.py", "unscannable-code", "error"),
        ("b.py", "unscannable-code", "error"),
    }
    assert found.n_scanned == 0


def test_a_name_that_no_terminal_should_meet_is_told_by_its_codes() -> None:
    found, _, _ = looked_at({"\udce9\x1b[2J\n.py": b"def (:\x1b\n"})
    (told,) = found.findings
    assert told.location.path == r"\udce9\x1b[2J\x0a.py"
    assert told.location.path.isprintable()
