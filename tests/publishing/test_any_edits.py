"""Whatever is edited, and in whatever order, each build over the one before gives the bytes of a build from nothing.

It does so whether one process made its pages or two, which takes turns here; the build from nothing is made by one.
`BOAS_EDITS` and `BOAS_EDIT_WALKS` ask for longer walks and more of them than a run of all tests makes.
"""

import os
import tempfile
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boas.errors import BoasError
from boas.publishing import prepare_site
from tests.checks.copied_registry import BASE
from tests.checks.test_cached_findings import NAMES, WORDS, edit
from tests.git_registry import FIRST_COMMIT, GitRegistry

STEPS, WALKS = int(os.environ.get("BOAS_EDITS", "5")), int(os.environ.get("BOAS_EDIT_WALKS", "2"))
ALGORITHMS = "model_cards/algorithms/"
SAME = ("", "")
STEP = st.one_of(
    st.tuples(st.just("say"), st.integers(0, 999), st.sampled_from(WORDS)),
    st.tuples(st.sampled_from(["delete", "revert"]), st.integers(0, 999), st.just(SAME)),
    st.tuples(st.sampled_from(["rename", "copy"]), st.integers(0, 999), st.sampled_from(NAMES)),
    st.tuples(
        st.sampled_from(["drop", "bring back", "double", "move", "wait", "go back"]), st.integers(0, 99), st.just(SAME)
    ),
)
Files = dict[str, bytes]


def start() -> Files:
    """The small registry without fault, by path."""
    files = (path for path in sorted(BASE.rglob("*")) if path.is_file())
    return {f"model_cards/{path.relative_to(BASE).as_posix()}": path.read_bytes() for path in files}


def take(files: Files, first: Files, what: str, which: int, how: tuple[str, str]) -> None:
    """One step: an edit of a file, or of all of an algorithm."""
    names = sorted({path.split("/")[2] for path in first if path.startswith(ALGORITHMS)})
    name = names[which % len(names)]
    own = {path: data for path, data in files.items() if path.startswith(f"{ALGORITHMS}{name}/")}
    if what in {"drop", "move"}:
        for path in own:
            del files[path]
    if what in {"double", "move"}:
        other = f"{name}-{'bis' if which % 2 else 'tertio'}"
        files.update(
            (path.replace(name, other), data.replace(name.encode(), other.encode())) for path, data in own.items()
        )
    if what == "bring back":
        files.update((path, data) for path, data in first.items() if path.startswith(f"{ALGORITHMS}{name}/"))
    if what == "go back":
        files.clear()
        files.update(first)
    edit(files, first, what, which, how)


def write(registry: GitRegistry, files: Files) -> None:
    """Make the work tree hold these files and no others."""
    there = {path for path in (registry.path / "model_cards").rglob("*") if path.is_file()}
    for path in there - {registry.path / name for name in files}:
        path.unlink()
    for name, data in files.items():
        registry.write(name, data)


def build(root: Path, n_processes: int = 1) -> dict[str, str] | str:
    """Digest of each file of the site that a build leaves; of a build that cannot go on, what it says."""
    try:
        prepare_site(root, keep_going=True, n_processes=n_processes)
    except BoasError as error:
        return f"{type(error).__name__}: {error}"
    current = (root / ".boas/site/current").resolve()
    files = (path for path in current.rglob("*") if path.is_file())
    return {path.relative_to(current).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def build_from_nothing(root: Path) -> dict[str, str] | str:
    """The same of a build that knows of none before; what was there before is put back."""
    kept = root / ".kept"
    (root / ".boas").rename(kept)
    try:
        return build(root)
    finally:
        if (root / ".boas").exists():
            (root / ".boas").rename(Path(tempfile.mkdtemp(dir=root.parent)) / "made")
        kept.rename(root / ".boas")


@settings(max_examples=WALKS, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(STEP, min_size=STEPS, max_size=STEPS))
def test_any_edits_in_any_order_give_the_bytes_of_a_build_from_nothing(
    steps: list[tuple[str, int, tuple[str, str]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        registry, first = GitRegistry(Path(folder) / "registry"), start()
        files, when = dict(first), FIRST_COMMIT
        registry.write(".gitignore", ".boas/\n.kept/\n")
        write(registry, files)
        registry.commit("Set up")
        made = build(registry.path)
        for place, (what, which, how) in enumerate(steps):
            take(files, first, what, which, how)
            write(registry, files)
            when += timedelta(days=which % 9 if what == "wait" else 0, hours=1)
            if registry.git("status", "--porcelain"):
                registry.commit("Edit", date=when)
            made = build(registry.path, n_processes=1 + place % 2)
        assert made == build_from_nothing(registry.path)
