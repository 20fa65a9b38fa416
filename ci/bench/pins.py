"""How long a lock takes to verify, beside what nobody can do without.

    .venv/bin/python ci/bench/pins.py [--algorithms 1000] [--notices 500] [--pins 50] [--pairs 9]

Makes a machine file of a registry that large, a lock with its files, and removes both. Prints two ratios: of verifying
a lock with one pin against a small registry to `import pydantic`, and of verifying all pins against the large one to
that plus `sha256sum` over the same files. Asserts nothing about time.
"""

# ruff: noqa: S101, S603, T201 -- a script beside the package: it runs commands, checks itself and prints

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from statistics import median

import msgspec

sys.path.insert(0, str(Path(__file__).parents[2]))
from boas.parsing import compute_listing_digest
from boas.registry import (
    Bulletin,
    BulletinNotice,
    BulletinRegistry,
    BulletinUse,
    BulletinVersion,
    NoticeChange,
    NoticeLogEntry,
    compute_canonical_digest,
    compute_entry_digest,
)

VERSIONS_EACH, FILES_EACH, CODES_EACH = 4, 4, 2000
ENVIRONMENT = os.environ | {"BOAS_LANG": "en"}
COMMAND = [sys.executable, "-c", "from boas.cli.main import main; main()"]


def content(algorithm: int, file: int) -> bytes:
    """The bytes of a code list."""
    return b"code,label\n" + b"".join(b"A%d%d%05d,label\n" % (algorithm, file, n) for n in range(CODES_EACH))


def name(number: int) -> str:
    """The id of an algorithm."""
    return f"algorithm-{number}"


def make_bulletin(n_algorithms: int, n_notices: int, n_pins: int) -> Bulletin:
    """The machine file; notices are about algorithms that nobody pinned, and reach all others but the latest."""
    versions = []
    for number in range(n_algorithms):
        held = number < n_pins
        files = {
            f"codelists/list-{file}.csv": sha256(content(number, file) if held else b"%d" % number).hexdigest()
            for file in range(FILES_EACH)
        }
        for minor in range(VERSIONS_EACH):
            digest = compute_listing_digest(files)
            versions.append(BulletinVersion(name(number), f"1.{minor}.0", digest, "active", None, files))
    notices: list[BulletinNotice] = []
    log: list[NoticeLogEntry] = []
    for n in range(n_notices):
        document = {
            "kind": "safety",
            "versions": "<1.0.0",
            "text": {"fr": "Texte. " * 30, "en": "Text. " * 30},
            "date": "2026-01-05",
            "reason": "safety",
        }
        algorithm, own = name(n % n_algorithms), f"notice-{n}"
        digest = compute_canonical_digest(document)
        notices.append(BulletinNotice(algorithm, own, digest, None, (), document))
        before = log[-1].digest if log else None
        changes = (NoticeChange(algorithm, own, digest),)
        entry = NoticeLogEntry(n + 1, "c" * 40, "2026-01-05T00:00:00+00:00", changes, before, "")
        log.append(replace(entry, digest=compute_entry_digest(entry)))
    uses = [BulletinUse(name(n % n_algorithms), None, f"reuse-{n}", {"fr": f"Hôpital {n}"}) for n in range(5000)]
    registry = BulletinRegistry({"fr": "Grand registre"}, None, ("fr", "en"))
    day = "2026-01-05T00:00:00+00:00"
    return Bulletin(1, registry, "c" * 40, day, tuple(notices), tuple(versions), (), tuple(uses), tuple(log))


def seconds(*command: str, at: Path) -> float:
    """How long a command takes; it must succeed."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=at, env=ENVIRONMENT, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return time.perf_counter() - start


def prepare(folder: Path, options: argparse.Namespace) -> list[str]:
    """The machine file, two locks and the files; gives the paths of all files."""
    bulletin = make_bulletin(options.algorithms, options.notices, options.pins)
    (folder / "notices.json").write_bytes(msgspec.json.encode(bulletin))
    ids = [name(number) for number in range(options.pins)]
    small = replace(bulletin, notices=(), versions=bulletin.versions[:VERSIONS_EACH], uses=(), log=())
    (folder / "small.json").write_bytes(msgspec.json.encode(small))
    for lock, wanted, source in (("boas.lock", ids, "notices.json"), ("one.lock", ids[:1], "small.json")):
        words = [f"{one}@1.3.0" for one in wanted]
        seconds(*COMMAND, "use", *words, "--from", source, "--lock", lock, at=folder)
    told = msgspec.json.decode((folder / "boas.lock").read_bytes())
    digests = {(one.id, one.version): one.files for one in bulletin.versions}
    paths = []
    for number, pin in enumerate(sorted(told["use"], key=lambda one: int(one["id"].rpartition("-")[2]))):
        files = digests[pin["id"], pin["version"]]
        pin["files"] = {path: f"sha256:{digest}" for path, digest in files.items()}
        for file, path in enumerate(files):
            target = folder / "boas-files" / pin["id"] / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content(number, file))
            paths.append(str(target.relative_to(folder)))
    (folder / "boas.lock").write_bytes(msgspec.json.encode(told))
    return paths


def main() -> None:
    """Make everything, then run each beside its peer, in turn."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option, usual in (("algorithms", 1000), ("notices", 500), ("pins", 50), ("pairs", 9)):
        asked.add_argument(f"--{option}", type=int, default=usual)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        paths = prepare(folder, options)
        verify = (*COMMAND, "verify", "--lock", "boas.lock", "--from", "notices.json")
        start, whole = [], []
        for _ in range(options.pairs):
            pydantic = seconds(sys.executable, "-c", "import pydantic", at=folder)
            begun = seconds(*COMMAND, "verify", "--lock", "one.lock", "--from", "small.json", at=folder)
            hashed = seconds("sha256sum", *paths, at=folder)
            start.append(begun / pydantic)
            whole.append(seconds(*verify, at=folder) / (begun + hashed))
        size = (folder / "notices.json").stat().st_size
        print(f"{options.algorithms} algorithms, {options.notices} notices: notices.json of {size / 1e6:.1f} MB")
        print(f"start of the command / import pydantic: median ratio {median(start):.2f}")
        print(f"{options.pins} pins, {len(paths)} files / start + sha256sum: median ratio {median(whole):.2f}")


if __name__ == "__main__":
    main()
