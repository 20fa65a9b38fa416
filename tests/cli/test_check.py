"""`boas check` and its neighbours, run as people run them."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from boas.checks import RULES
from boas.cli.explain import command
from boas.cli.main import COMMANDS
from tests.cli.running import BASE, ENVIRONMENT, PROGRAM, UNTRACED, boas

ROOT = Path(__file__).parents[2]
CHU = "model_cards/organisations/exemple-chu.yaml"
SCORE = "model_cards/algorithms/exemple-score"
EXCLUSION = "model_cards/algorithms/exemple-regle/versions/1.0.0/codelists/exclusion.csv"


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    """A registry without fault."""
    return Path(shutil.copytree(BASE, tmp_path / "registry"))


@pytest.fixture
def faulty(registry: Path) -> Path:
    """A registry with one error and, in another file, one warning."""
    change(registry / CHU, "country: FR", "contry: FR")
    change(registry / f"{SCORE}/../exemple-regle/versions/1.0.0/card.yaml", "      release: CIM-10 FR 2019\n", "", 1)
    return registry


def change(path: Path, old: str, new: str, times: int = -1) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, times))


def test_the_registry_of_this_repository_has_no_error() -> None:
    run = boas("check", "--format", "json", at=ROOT)

    assert [f for f in json.loads(run.stdout)["findings"] if f["severity"] == "error"] == []
    assert (run.returncode, run.stderr) == (0, b"")


def test_a_registry_without_fault_says_so_and_exits_0(registry: Path) -> None:
    french = boas("check", at=registry)
    english = boas("check", "--lang", "en", at=registry)

    assert (french.returncode, french.stderr, english.returncode) == (0, b"", 0)
    assert re.fullmatch(r"Rien à corriger : 23 fichiers lus en \d+,\d s\.\n", french.stdout.decode())
    assert re.fullmatch(r"Nothing to fix: 23 files read in \d+\.\d s\.\n", english.stdout.decode())


def test_an_error_is_shown_with_its_line_a_mark_and_a_mend_and_exits_1(faulty: Path) -> None:
    run = boas("check", at=faulty)

    assert run.returncode == 1
    assert run.stdout.decode().startswith(
        "avertissement[missing-release] L’édition de la nomenclature n’est pas précisée.\n"
        "  ┌─ model_cards/algorithms/exemple-regle/versions/1.0.0/card.yaml:40:7\n"
    )
    assert (
        "erreur[unknown-field] Le champ « contry » n’existe pas ici.\n"
        "  ┌─ model_cards/organisations/exemple-chu.yaml:6:1\n"
        "   6│ contry: FR\n"
        "    │ ^^^^^^\n"
        "  = corriger : Écrire « country », ou supprimer la ligne.\n"
    ) in run.stdout.decode()
    assert re.search(r"\n1 erreur, 1 avertissement dans 2 fichiers \(23 lus en \d+,\d s\)\.\n$", run.stdout.decode())


def test_a_warning_alone_exits_0_and_so_do_errors_when_asked(faulty: Path) -> None:
    assert boas("check", "model_cards/algorithms", at=faulty).returncode == 0
    assert boas("check", at=faulty).returncode == 1
    assert boas("check", "--exit-zero", at=faulty).returncode == 0


def test_json_says_the_same_as_text(faulty: Path) -> None:
    body = json.loads(boas("check", "--format", "json", at=faulty).stdout)
    text = boas("check", "--lang", "en", at=faulty).stdout.decode()

    assert (body["schema_version"], body["files_read"], len(body["findings"])) == (1, 23, 2)
    for finding in body["findings"]:
        assert f"{finding['severity']}[{finding['rule']}] {finding['message']['en']}\n" in text
        assert f"  ┌─ {finding['path']}:{finding['line']}:{finding['column']}\n" in text
        assert f"  = fix: {finding['mend']['en']}\n" in text
        assert finding["message"]["fr"] != finding["message"]["en"]
    assert text.count("┌─") == 2


def test_json_names_the_field_what_was_expected_and_the_nearest(faulty: Path) -> None:
    body = json.loads(boas("check", CHU, "--format", "json", at=faulty).stdout)

    (finding,) = body["findings"]
    assert (finding["field"], finding["nearest"], finding["length"]) == ("contry", "country", 6)
    assert "siren" in finding["expected"]
    assert finding["source"] == "contry: FR"


@pytest.mark.parametrize(
    ("environment", "first_word"),
    [
        ({"BOAS_LANG": "en"}, "1 error"),
        ({"BOAS_LANG": "fr", "LC_ALL": "en_GB.UTF-8"}, "1 erreur"),
        ({"BOAS_LANG": "", "LC_ALL": "en_GB.UTF-8"}, "1 error"),
        ({"BOAS_LANG": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": "fr_FR.UTF-8"}, "1 erreur"),
        ({"BOAS_LANG": "", "LC_ALL": "C.UTF-8"}, "1 erreur"),
    ],
)
def test_the_environment_chooses_the_language(faulty: Path, environment: dict[str, str], first_word: str) -> None:
    run = boas("check", CHU, at=faulty, environment=environment)

    assert run.stdout.decode().splitlines()[-1].startswith(first_word)


@pytest.mark.parametrize(
    ("options", "environment", "coloured"),
    [((), {}, False), (("--color",), {"NO_COLOR": "1"}, True), (("--no-color",), {}, False)],
)
def test_colours_only_when_asked_for_or_on_a_terminal(
    faulty: Path,
    options: tuple[str, ...],
    environment: dict[str, str],
    coloured: bool,  # noqa: FBT001 -- a table's column
) -> None:
    assert (b"\x1b[" in boas("check", *options, at=faulty, environment=environment).stdout) == coloured


@pytest.mark.parametrize(("environment", "coloured"), [({"NO_COLOR": ""}, True), ({"NO_COLOR": "1"}, False)])
def test_a_terminal_has_colours_unless_it_refuses_them(
    faulty: Path,
    environment: dict[str, str],
    coloured: bool,  # noqa: FBT001 -- as above
) -> None:
    command = f"cd '{faulty}' && '{sys.executable}' -c '{PROGRAM}' check"
    reader, writer = os.openpty()
    pid = os.posix_spawn(
        "/bin/sh",
        ["sh", "-c", command],
        ENVIRONMENT | environment,
        file_actions=[(os.POSIX_SPAWN_DUP2, writer, 1)],
    )
    os.close(writer)
    shown = b""
    while chunk := read(reader):
        shown += chunk
    os.waitpid(pid, 0)
    os.close(reader)

    assert (b"\x1b[1;31m" in shown) == coloured


def read(descriptor: int) -> bytes:
    """What a terminal shows next; nothing once its other side is closed."""
    try:
        return os.read(descriptor, 65_536)
    except OSError:
        return b""


@pytest.mark.parametrize("start", [".", "model_cards", "model_cards/algorithms/exemple-score/versions"])
def test_the_registry_is_found_from_any_folder_inside_it(faulty: Path, start: str) -> None:
    assert b"23 lus" in boas("check", at=faulty / start).stdout


@pytest.mark.parametrize("path", [CHU, f"./{CHU}", f"model_cards/../{CHU}", f"{SCORE}/../../organisations"])
def test_a_path_may_be_written_in_several_ways(faulty: Path, path: str) -> None:
    run = boas("check", path, at=faulty)

    assert run.returncode == 1
    assert run.stdout.count("┌─".encode()) == 1


def test_a_path_may_climb_from_where_one_stands(faulty: Path) -> None:
    assert b"23 lus" not in boas("check", "..", at=faulty / SCORE / "versions").stdout
    assert boas("check", "../../organisations", at=faulty / "model_cards/algorithms/exemple-score").returncode == 1


def test_another_registry_is_named_by_an_option(faulty: Path, tmp_path: Path) -> None:
    assert boas("check", "--registry", faulty, at=tmp_path).returncode == 1


def test_a_file_is_checked_alone_as_it_is_among_all(registry: Path) -> None:
    (registry / EXCLUSION).write_text("code,label\nI63.0,Un code\n")
    everything = json.loads(boas("check", "--format", "json", at=registry).stdout)["findings"]
    alone = json.loads(boas("check", EXCLUSION, "--format", "json", at=registry).stdout)["findings"]

    assert alone == everything
    assert [finding["rule"] for finding in alone] == ["bad-code"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "nulle-part"), "nulle-part"),
        (("check", "/etc"), "model_cards"),
        (("check", "--registry", "/"), "model_cards"),
        (("check", "--lang", "de"), "--lang"),
        (("check", "--formt", "json"), "--format"),
        (("chek",), "check"),
        (("explain", "unknown-tern"), "unknown-term"),
        (("explain", "zzz"), "boas explain"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_what_cannot_be_done_exits_2_and_says_what_would_do(
    registry: Path, arguments: tuple[str, ...], said: str
) -> None:
    run = boas(*arguments, at=registry)

    assert (run.returncode, run.stdout) == (2, b"")
    assert said in run.stderr.decode()
    assert "Traceback" not in run.stderr.decode()


def test_outside_a_registry_one_learns_how_to_name_one(tmp_path: Path) -> None:
    run = boas("check", at=tmp_path)

    assert run.returncode == 2
    assert run.stderr.decode() == (
        f"boas: Aucun dossier « model_cards » ici ni plus haut : {tmp_path}\n"
        "  → Se placer dans un registre, ou le désigner avec --registry CHEMIN.\n"
    )


def test_a_working_folder_that_is_gone_is_an_error_of_the_machine(tmp_path: Path) -> None:
    program = f"mkdir gone && cd gone && rmdir ../gone && exec '{sys.executable}' -c '{PROGRAM}' check"

    run = subprocess.run(["sh", "-c", program], cwd=tmp_path, env=ENVIRONMENT, capture_output=True, check=False)

    assert (run.returncode, run.stdout) == (4, b"")
    assert run.stderr.decode().startswith("boas: ")
    assert len(run.stderr.decode().splitlines()) == 1


@pytest.mark.parametrize("kind", ["file", "link", "nothing"])
def test_a_registry_is_a_real_folder(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "here" / "model_cards"
    place.parent.mkdir()
    if kind == "file":
        place.write_text("x")
    elif kind == "link":
        place.symlink_to(BASE / "model_cards")

    assert boas("check", at=place.parent).returncode == 2


def test_an_empty_registry_has_nothing_to_mend(tmp_path: Path) -> None:
    (tmp_path / "model_cards").mkdir()

    run = boas("check", at=tmp_path)

    assert run.returncode == 0
    assert run.stdout.decode().startswith("Rien à corriger : 0 fichier lu en")


def test_a_folder_with_the_name_of_a_document_is_no_document(registry: Path) -> None:
    card = registry / SCORE / "versions/1.0.0/card.yaml"
    card.unlink()
    card.mkdir()
    (card / "note.txt").write_text("x")

    rules = [f["rule"] for f in json.loads(boas("check", "--format", "json", at=registry).stdout)["findings"]]

    assert rules == ["missing-file", "stray-file"]


def test_a_very_deep_folder_is_walked_to_its_end(registry: Path) -> None:
    deep = registry / "model_cards" / Path(*["d" * 9] * 200)
    deep.mkdir(parents=True)
    (deep / "f").write_text("x")

    run = boas("check", at=registry)

    assert (run.returncode, run.stderr) == (1, b"")
    assert run.stdout.count(b"stray-file") == 1


@pytest.mark.parametrize("text", [b"", b"\n", b"# note\n", b"---\n"], ids=["nothing", "line end", "comment", "marker"])
def test_an_empty_document_is_told_once(registry: Path, text: bytes) -> None:
    (registry / CHU).write_bytes(text)

    run = boas("check", CHU, at=registry)

    assert run.returncode == 1
    assert run.stdout.count(b"[unreadable-yaml]") == run.stdout.count("┌─".encode()) == 1


def test_a_document_with_crlf_line_ends_is_as_good_as_any(registry: Path) -> None:
    for path in (registry / "model_cards").rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert boas("check", at=registry).returncode == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing can be kept from root")
def test_a_file_that_may_not_be_read_ends_the_work_with_4(registry: Path) -> None:
    (registry / CHU).chmod(0)

    run = boas("check", at=registry)

    assert run.returncode == 4
    assert "exemple-chu.yaml" in run.stderr.decode()


HOSTILE_NAME = b"x\n::error::\x1b[2J\x9b\xe2\x80\xae\xff"


def test_a_hostile_name_reaches_a_terminal_only_as_its_codes(registry: Path) -> None:
    with open(os.path.join(os.fsencode(registry / "model_cards"), HOSTILE_NAME), "wb"):  # noqa: PTH118, PTH123 -- bytes
        pass

    run = boas("check", at=registry)
    body = boas("check", "--format", "json", at=registry)

    assert (run.returncode, run.stderr, body.stderr) == (1, b"", b"")
    assert "model_cards/x\\x0a::error::\\x1b[2J\\udc9b\\x202e\\udcff" in run.stdout.decode()
    assert all(character.isprintable() or character == "\n" for character in run.stdout.decode())
    assert body.stdout.isascii()
    assert json.loads(body.stdout)["findings"][0]["path"].isprintable()


def test_a_hostile_argument_reaches_a_terminal_only_as_its_codes(registry: Path) -> None:
    run = boas("check", HOSTILE_NAME, at=registry)

    assert run.returncode == 2
    assert all(character.isprintable() or character == "\n" for character in run.stderr.decode())
    assert len(run.stderr.decode().splitlines()) == 2


def test_a_hostile_line_is_shown_with_its_codes_and_its_mark_under_the_place(registry: Path) -> None:
    change(registry / CHU, "country: FR", "country: \x1b[2J\u202eFR")

    text = boas("check", CHU, at=registry).stdout.decode()
    lines = text.splitlines()
    shown = next(number for number, line in enumerate(lines) if "bidi-control" in line)

    assert "\x1b" not in text
    assert lines[shown + 2] == "   6│ country: \\u001b[2J\\u202eFR"
    assert lines[shown + 3] == "    │ " + " " * len("country: \\u001b[2J") + "^^^^^^"


def test_an_output_that_lacks_letters_ends_no_work(faulty: Path) -> None:
    run = boas("check", at=faulty, environment={"PYTHONIOENCODING": "latin-1"})

    assert (run.returncode, run.stderr) == (1, b"")
    assert "\\u250c\\u2500 model_cards/organisations" in run.stdout.decode("latin-1")


def test_a_reader_that_leaves_ends_the_work_quietly(faulty: Path) -> None:
    for n in range(3_000):
        (faulty / f"model_cards/stray-{n}").write_text("x")

    pipe = f"('{sys.executable}' -c '{PROGRAM}' check; echo $? >&2) | head -n 1"
    run = subprocess.run(["sh", "-c", pipe], cwd=faulty, env=ENVIRONMENT, capture_output=True, check=True)

    assert run.stderr == b"1\n"


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_explained_in_both_languages(rule: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = {}
    for language in ("fr", "en"):
        command.main([rule, "--lang", language], standalone_mode=False)
        said[language] = capsys.readouterr().out

    one = RULES[rule]
    for language, labels in (("fr", ("Pourquoi —", "Corriger —")), ("en", ("Why —", "Fix —"))):
        assert said[language].startswith(f"{rule} ({one.family}, ")
        assert all(label in said[language] for label in labels)
    assert one.why.in_("fr") in said["fr"]
    assert one.why.in_("en") in said["en"]


def test_explain_alone_lists_every_rule(registry: Path) -> None:
    run = boas("explain", at=registry)

    assert run.returncode == 0
    assert [line.split()[0] for line in run.stdout.decode().splitlines()] == list(RULES)


def test_the_committed_schemas_are_those_of_the_models(registry: Path) -> None:
    run = boas("schema", at=registry)

    assert (run.returncode, run.stdout) == (0, b"")


def test_help_names_every_command_and_shows_how_to_call_it(registry: Path) -> None:
    run = boas("--help", at=registry)

    assert run.returncode == 0
    assert {name.encode() for name in COMMANDS} <= set(run.stdout.split())
    assert b"\n  boas check model_cards/algorithms/avc-ait-pmsi\n" in run.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_keeps_its_lines(registry: Path, name: str) -> None:
    run = boas(name, "--help", at=registry)

    assert run.returncode == 0
    assert b"\\b" not in run.stdout


def test_checking_one_algorithm_imports_nothing_of_the_web_the_index_or_git(registry: Path) -> None:
    program = (
        "import sys, atexit\n"
        "def rooms(): return {n.split('._')[0] for n in sys.modules if n.startswith('boas.') and '._' in n}\n"
        "def foreign(): return {n.partition('.')[0] for n in sys.modules if not n.startswith('boas.')}\n"
        "atexit.register(lambda: print(*sorted(rooms() | foreign()), file=sys.stderr))\n"
        "from boas.cli.main import main\n"
        "main()\n"
    )

    run = subprocess.run(
        [sys.executable, "-c", program, "check", SCORE],
        cwd=registry,
        env=UNTRACED,
        capture_output=True,
        check=True,
    )
    imported = set(run.stderr.decode().split())

    assert "boas.parsing" in imported  # a room is imported when something behind its face is
    assert imported & NOT_FOR_A_CHECK == set()


NOT_FOR_A_CHECK = {
    *("boas.site", "boas.api", "boas.index", "boas.serving", "boas.repository", "boas.registry"),
    *("sqlalchemy", "sqlmodel", "sqlite3", "litestar", "uvicorn", "msgspec", "jinja2", "babel", "git", "httpx"),
    *("stdnum.fr", "license_expression", "rich", "asyncio", "multiprocessing", "numpy", "scipy"),
}
