"""Requests a second of `boas serve`, beside Datasette with the same rows.

    .venv/bin/python ci/bench/api.py [--algorithms 1000] [--registry FOLDER] [--connections 8] [--seconds 4]

Needs `wrk` (Debian has it). Makes a registry with `make_registry.py` and builds it, or serves the one given, whose
build is used when there is one. The rows of the list are read from the server and written into one SQLite table with
indexes and full text, the cards into another; Datasette serves both read-only and counts no facets, while every list
of ours does. It is installed into an environment of its own when nobody says where it is. `wrk` then asks both in
turns, over as many connections of 127.0.0.1, the same questions in the same order: lists with filters that differ,
cards by id, searches for two words of one row. Aims: 15, 12 and 6 times Datasette's requests, and the 99th hundredth
of the time that lists take below its 50th. Prints medians of the rounds; asserts nothing about time, but fails when a
request gets no answer.
"""

# ruff: noqa: S311, S603, T201 -- a script beside the package: it runs commands and prints

import argparse
import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from statistics import median
from typing import Any
from urllib.parse import urlencode

PROJECT = Path(__file__).parents[2]
BOAS = [sys.executable, "-c", "from boas.cli.main import main; main()"]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(PROJECT), "BOAS_LANG": "en", "GIT_CONFIG_GLOBAL": os.devnull}
KINDS = {"lists": 15, "cards": 12, "searches": 6}
"""What is asked for, and how many times Datasette's requests are aimed at."""
MOST_QUESTIONS = 40_000
WORD = re.compile(r"[^\W\d_]{4,}")
COLUMNS = ("id", "name_fr", "name_en", "summary_fr", "summary_en", "kind", "category", "medical_domain", "row")
"""What a row of Datasette's list tells; `row` is all that ours tells."""
TABLE = """
create table algorithms(id text primary key, name_fr text, name_en text, summary_fr text, summary_en text, kind text,
    category text, medical_domain text, data_source text, row text);
create table cards(id text primary key, card text);
create index by_kind on algorithms(kind);
create index by_domain on algorithms(medical_domain);
create index by_source on algorithms(data_source);
"""
WORDS = """
create virtual table algorithms_fts using fts5(name_fr, name_en, summary_fr, summary_en, content=algorithms,
    tokenize="unicode61 remove_diacritics 2");
insert into algorithms_fts(algorithms_fts) values('rebuild');
"""
SCRIPT = """
local targets, place = {}, 0
for line in io.lines(os.getenv("TARGETS")) do targets[#targets + 1] = line end
request = function() place = place % #targets + 1 return wrk.format("GET", targets[place]) end
done = function(all, times, _)
  local wrong = all.errors
  io.write(string.format('{"requests": %d, "seconds": %f, "p50": %f, "p99": %f, "bytes": %d, "wrong": %d}\\n',
    all.requests, all.duration / 1e6, times:percentile(50) / 1e3, times:percentile(99) / 1e3, all.bytes,
    wrong.status + wrong.connect + wrong.read + wrong.write + wrong.timeout))
end
"""
Row = dict[str, Any]


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    process: int
    port: int

    def read(self, path: str) -> Any:  # noqa: ANN401 -- JSON
        """What an address answers."""
        asked = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            asked.request("GET", path)
            return json.load(asked.getresponse())
        finally:
            asked.close()

    def measure_cpu(self) -> float:
        """Seconds of processor time it has taken so far."""
        parts = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Round:
    """What a server did with one kind of question for some seconds."""

    rate: float
    """Requests a second."""
    p50: float
    p99: float
    """Milliseconds."""
    cpu: float
    """Milliseconds of processor time for a request."""
    size: float
    """Bytes of an answer."""
    n_wrong: int


@contextmanager
def serve(command: list[str], folder: Path, probe: str) -> Iterator[Server]:
    """A server on a free port, once it answers."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    process = subprocess.Popen(
        [*command, "--port", str(port)],
        cwd=folder,
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    server = Server(process.pid, port)
    try:
        while process.poll() is None:
            try:
                server.read(probe)
                break
            except (OSError, ValueError):
                time.sleep(0.2)
        else:
            sys.exit(f"{command[0]} ended with {process.returncode}")
        yield server
    finally:
        process.terminate()
        process.wait(30)


def read_rows(server: Server) -> list[Row]:
    """Every row of the list, with its card."""
    rows: list[Row] = []
    following: str | None = ""
    while following is not None:
        page = server.read("/api/v1/algorithms?" + urlencode({"limit": 100} | ({"after": following} if rows else {})))
        rows, following = rows + page["algorithms"], page["next"]
    return [row | {"card": server.read(f"/api/v1/algorithms/{row['id']}")} for row in rows]


def write_table(rows: list[Row], path: Path) -> None:
    """The rows as the table that Datasette serves."""
    table = sqlite3.connect(path)
    table.executescript(TABLE)
    for row in rows:
        texts = [row[name].get(language) for name in ("name", "summary") for language in ("fr", "en")]
        values = [row["id"], *texts, row["kind"], row["category"], get_domain(row), get_source(row)]
        values.append(write_json({name: value for name, value in row.items() if name != "card"}))
        table.execute(f"insert into algorithms values({','.join('?' * len(values))})", values)
        table.execute("insert into cards values(?, ?)", (row["id"], write_json(row["card"])))
    table.executescript(WORDS)
    table.close()


def write_json(value: Row) -> str:
    """A value as a cell."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def get_domain(row: Row) -> str:
    """The first medical domain of a row."""
    return str(next(iter(row["medical_domains"]), ""))


def get_source(row: Row) -> str:
    """The first data source of a row."""
    return str(next((one["id"] for one in row["data_sources"]), ""))


def list_questions(rows: list[Row]) -> dict[str, tuple[list[str], list[str]]]:
    """Addresses to ask of us, and the same questions as addresses of Datasette, by kind."""
    chance = Random(20261130)
    words = [sorted(set(WORD.findall(" ".join((*row["name"].values(), *row["summary"].values()))))) for row in rows]
    found: dict[str, list[tuple[str, str]]] = {kind: [] for kind in KINDS}
    for _ in range(MOST_QUESTIONS):
        row, limit = chance.choice(rows), chance.randint(20, 100)
        other = chance.choice(rows)
        filters = {"kind": row["kind"], "medical_domain": get_domain(row), "data_source": get_source(other)}
        asked = {name: value for name, value in filters.items() if value and chance.random() < 0.8}  # noqa: PLR2004
        found["lists"].append((ours(asked | {"limit": limit}), theirs(asked | {"_size": limit})))
        said = " ".join(chance.sample(chance.choice(words), 2))
        found["searches"].append((ours({"q": said, "limit": 20}), theirs({"_search": said, "_size": 20})))
        found["cards"].append((f"/api/v1/algorithms/{row['id']}", f"/rows/cards/{row['id']}.json?_shape=objects"))
    return {kind: ([one for one, _ in pairs], [one for _, one in pairs]) for kind, pairs in found.items()}


def ours(asked: Row) -> str:
    """A list of ours."""
    return "/api/v1/algorithms?" + urlencode(asked)


def theirs(asked: Row) -> str:
    """A list of Datasette, without anything that we do not tell either."""
    plain = {"_shape": "objects", "_nofacet": 1, "_nosuggest": 1}
    return "/rows/algorithms.json?" + urlencode([*plain.items(), *asked.items(), *(("_col", one) for one in COLUMNS)])


def load(server: Server, targets: list[str], options: argparse.Namespace, room: Path) -> Round:
    """Ask a server for some seconds."""
    (room / "targets").write_text("\n".join(targets) + "\n")
    (room / "ask.lua").write_text(SCRIPT)
    before = server.measure_cpu()
    words = ["wrk", "-t1", f"-c{options.connections}", f"-d{options.seconds}s", "-s", str(room / "ask.lua")]
    done = subprocess.run(
        [*words, f"http://127.0.0.1:{server.port}"],
        env=os.environ | {"TARGETS": str(room / "targets")},
        check=True,
        capture_output=True,
        text=True,
    )
    told = json.loads(done.stdout.splitlines()[-1])
    n = max(1, told["requests"])
    cpu = (server.measure_cpu() - before) * 1_000 / n
    return Round(n / told["seconds"], told["p50"], told["p99"], cpu, told["bytes"] / n, told["wrong"])


def compare(kind: str, pairs: list[tuple[Round, Round]]) -> None:
    """Print what one kind of question came to."""
    for name, rounds in (("boas", [one for one, _ in pairs]), ("Datasette", [one for _, one in pairs])):
        rate, p50, p99, cpu, size = (
            median(getattr(one, part) for one in rounds) for part in ("rate", "p50", "p99", "cpu", "size")
        )
        print(
            f"{kind:8} {name:9} {rate:8.0f} requests/s   p50 {p50:7.2f} ms   p99 {p99:7.2f} ms   "
            f"{cpu:6.3f} ms of CPU and {size:7.0f} bytes a request   {sum(one.n_wrong for one in rounds)} errors"
        )
    rate = median(one.rate / other.rate for one, other in pairs)
    cpu = median(other.cpu / one.cpu for one, other in pairs if one.cpu)
    tail = median(one.p99 / other.p50 for one, other in pairs)
    print(
        f"{kind:8} {rate:.1f} x its requests (aim: {KINDS[kind]}), {cpu:.1f} x by CPU; our p99 {tail:.2f} x its p50",
        flush=True,
    )


def find_peer(given: str | None, room: Path) -> str:
    """The command of the peer, installed now when nobody says where it is."""
    found = given or shutil.which("datasette")
    if found is None:
        subprocess.run([sys.executable, "-m", "venv", room / "peer"], check=True)
        subprocess.run([room / "peer/bin/pip", "install", "--quiet", "datasette"], check=True)
        found = str(room / "peer/bin/datasette")
    return found


def find_registry(options: argparse.Namespace, room: Path) -> Path:
    """The registry to serve, made when none is given."""
    if options.registry:
        return Path(options.registry).resolve()
    maker = Path(__file__).with_name("make_registry.py")
    command = [sys.executable, str(maker), str(room / "registry"), str(options.algorithms)]
    subprocess.run(command, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL)
    return room / "registry"


def main() -> None:
    """Serve both, ask both in turns, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--algorithms", type=int, default=1000)
    parser.add_argument("--registry", type=Path)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--peer")
    options = parser.parse_args()
    if not shutil.which("wrk"):
        sys.exit("wrk is needed; as root: apt-get install wrk")
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        peer, registry = find_peer(options.peer, room), find_registry(options, room)
        subprocess.run([*BOAS, "build", "--keep-going"], cwd=registry, env=ENVIRONMENT, check=True, capture_output=True)
        with serve([*BOAS, "serve", "--keep-going"], registry, "/api/v1/ready") as boas:
            rows = read_rows(boas)
            write_table(rows, room / "rows.db")
            other = [peer, "serve", "--immutable", str(room / "rows.db"), "--setting", "suggest_facets", "off"]
            with serve(other, room, "/rows.json") as datasette:
                print(f"{len(rows)} algorithms, {options.connections} connections, {options.rounds} rounds", flush=True)
                run(boas, datasette, rows, options, room)


def run(boas: Server, datasette: Server, rows: list[Row], options: argparse.Namespace, room: Path) -> None:
    """Ask both each kind of question in turns; every round begins where the one before cannot have been."""
    n_wrong = 0
    for kind, (own, other) in list_questions(rows).items():
        if kind not in options.kinds:
            continue
        pairs = []
        for number in range(options.rounds):
            start = number * len(own) // options.rounds
            asked = [own[start:] + own[:start], other[start:] + other[:start]]
            pairs.append((load(boas, asked[0], options, room), load(datasette, asked[1], options, room)))
        compare(kind, pairs)
        n_wrong += sum(one.n_wrong for pair in pairs for one in pair)
    sys.exit(1 if n_wrong else 0)


if __name__ == "__main__":
    main()
