"""What a build costs: one changed file beside nothing changed and beside a cold build, growth, and Hugo beside it.

    .venv/bin/python ci/bench/build.py [--sizes 100 300 1000] [--no-hugo]

Makes registries of these sizes from the shipped one, builds each cold, then without a change, then after one line
more in one `algorithm.yaml`; each build is a process of its own. Prints seconds of processor time, files and largest
memory, and the ratios between them. With `hugo` on the machine, it builds as many pages of as many bytes beside it.
Nothing is asserted about time, since a shared machine proves nothing by a clock; that the incremental build gives the
bytes of a cold one is.
"""

# ruff: noqa: S101, S603, S607, T201 -- a script beside the package: it runs commands, checks itself and prints

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
BUILD = (sys.executable, "-c", "from boas.cli.main import main; main()", "build", "--keep-going")
DAY = "2026-11-30T00:00:00Z"


@dataclass(frozen=True)
class Cost:
    """What one process took."""

    seconds: float
    """Of processor time, its children's among them."""
    megabytes: float
    """Largest resident memory of one process."""


def run(command: tuple[str, ...], folder: Path) -> Cost:
    """Run a command and wait for its end."""
    process = subprocess.Popen(
        command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def make(folder: Path, n: int) -> None:
    """A registry of so many algorithms."""
    command = (sys.executable, str(ROOT / "ci/bench/make_registry.py"), str(folder), str(n))
    subprocess.run(command, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL)


def change(folder: Path) -> None:
    """One line more in the middle algorithm, committed."""
    paths = sorted((folder / "model_cards/algorithms").glob("*/algorithm.yaml"))
    with paths[len(paths) // 2].open("a") as file:
        file.write("# later\n")
    dated = ENVIRONMENT | {"GIT_AUTHOR_DATE": DAY, "GIT_COMMITTER_DATE": DAY}
    author = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(("git", *author, "commit", "--quiet", "--all", "--message=Later"), cwd=folder, env=dated, check=True)


def digest(folder: Path) -> str:
    """A digest of the whole site."""
    current = (folder / ".boas/site/current").resolve()
    found = hashlib.sha256()
    for path in sorted(path for path in current.rglob("*") if path.is_file()):
        found.update(path.relative_to(current).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def measure_hugo(folder: Path, site: Path) -> Cost | None:
    """Hugo with as many pages, and as many bytes in each as ours have on average; nothing where there is no Hugo."""
    if not shutil.which("hugo"):
        return None
    sizes = [path.stat().st_size for path in site.rglob("*.html")]
    n_rows = max(1, sum(sizes) // len(sizes) // len(ROW.format(number=0, name="a")))
    for place in ("content/cards", "layouts/_default"):
        (folder / place).mkdir(parents=True)
    (folder / "config.yaml").write_text("disableKinds: [taxonomy, term, RSS, sitemap]\n")
    (folder / "layouts/_default/single.html").write_text(SINGLE)
    (folder / "layouts/_default/list.html").write_text(LIST)
    for number in range(len(sizes)):
        rows = "".join(ROW.format(number=row, name=f"row {row} of {number}") for row in range(n_rows))
        (folder / f"content/cards/c{number}.md").write_text(
            f"---\ntitle: Card {number}\nrows:\n{rows}---\n\nSome *text*.\n"
        )
    return run(("hugo", "--quiet"), folder)


ROW = "  - {{n: {number}, name: '{name}', value: 0.5, low: 0.4, high: 0.6, unit: people}}\n"
SINGLE = (
    "<!doctype html><html lang=en><title>{{ .Title }}</title><h1>{{ .Title }}</h1>{{ .Content }}<table>"
    "{{ range .Params.rows }}<tr><th>{{ .n }}</th><td>{{ .name }}</td><td>{{ .value }}</td><td>{{ .low }}</td>"
    "<td>{{ .high }}</td></tr>{{ end }}</table></html>\n"
)
LIST = "<!doctype html><html lang=en><ul>{{ range first 40 .Pages }}<li>{{ .Title }}</li>{{ end }}</ul></html>\n"


def measure(n: int, *, with_hugo: bool) -> Cost:
    """Build one registry in every way, print the ratios, and give what the cold build took."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "registry"
        make(folder, n)
        cold = run(BUILD, folder)
        site = (folder / ".boas/site/current").resolve()
        n_files, n_pages = (sum(1 for path in site.rglob(kind) if path.is_file()) for kind in ("*", "*.html"))
        print(f"{n} algorithms: {n_files} files, {n_pages} pages; cold {cold.seconds:.2f} s, {cold.megabytes:.0f} MB")
        nothing = run(BUILD, folder)
        change(folder)
        one = run(BUILD, folder)
        print(
            f"  nothing changed {nothing.seconds:.2f} s; one file changed {one.seconds:.2f} s, {one.megabytes:.0f} MB"
        )
        beside_nothing, beside_cold = one.seconds / nothing.seconds, one.seconds / cold.seconds
        print(f"  one change / nothing {beside_nothing:.2f}; one change / cold {beside_cold:.3f}")
        if with_hugo and (peer := measure_hugo(Path(name) / "hugo", site)):
            print(
                f"  Hugo {peer.seconds:.2f} s, {peer.megabytes:.0f} MB; cold / Hugo {cold.seconds / peer.seconds:.2f}"
            )
        before = digest(folder)
        shutil.rmtree(folder / ".boas")
        run(BUILD, folder)
        assert digest(folder) == before, "an incremental build gave other bytes than a cold one"
        return cold


def main() -> None:
    """Measure each size, then the growth between them."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--sizes", type=int, nargs="+", default=[100, 300, 1000])
    asked.add_argument("--no-hugo", action="store_true", help="leave Hugo out even where it is installed")
    options = asked.parse_args()
    costs = {n: measure(n, with_hugo=not options.no_hugo) for n in options.sizes}
    for small, large in zip(options.sizes, options.sizes[1:], strict=False):
        grown = costs[large].seconds / costs[small].seconds
        memory = costs[large].megabytes / costs[small].megabytes
        print(f"{small} -> {large} ({large / small:.1f} x): processor time {grown:.2f} x, memory {memory:.2f} x")


if __name__ == "__main__":
    main()
