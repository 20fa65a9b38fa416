"""A verification starts without the rooms and libraries that check, compute or show anything."""

import subprocess
import sys
from pathlib import Path

from tests.cli.running import ENVIRONMENT, boas
from tests.git_registry import GitRegistry

NEVER = {"numpy", "scipy", "sqlalchemy", "sqlmodel", "litestar", "jinja2", "uvicorn", "pydantic", "git"}
ROOMS = {"api", "changes", "checks", "evidence", "formats", "index", "independence", "proposals", "publishing"}
PROGRAM = """
import sys
before = set(sys.modules)  # those of Python, and of what measures which lines are run
sys.argv = ["boas", "verify", "--lock", "--from", "notices.json", "--lang", "en"]
from boas.cli.main import main
try:
    main()
except SystemExit as end:
    print("\\n" + str(end.code))
print(" ".join(sorted(set(sys.modules) - before)))
"""
MOST_MODULES = 260
"""It loads about 200, those of Python included; counted, so that no import creeps in unseen."""


def test_verifying_a_lock_loads_no_room_that_checks_or_shows_and_no_large_library(
    study: Path, mirror: Path, grown_registry: GitRegistry
) -> None:
    boas("use", "exemple-regle", "--files", "--from", str(grown_registry.path), at=study)
    (mirror / "notices.json").rename(study / "notices.json")
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, cwd=study, env=ENVIRONMENT, check=True, capture_output=True, text=True)
    *_, code, loaded = done.stdout.strip().splitlines()
    modules = set(loaded.split())

    assert code == "0", done.stdout
    assert not NEVER & {name.partition(".")[0] for name in modules}
    assert not {f"boas.{room}" for room in ROOMS} & modules
    assert not {name for name in modules if name.startswith("boas.site")}
    assert len(modules) < MOST_MODULES
