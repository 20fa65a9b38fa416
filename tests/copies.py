"""A registry of as many algorithms as a test wants: copies of a few shipped ones, each with its own makers."""

import re
from hashlib import sha256
from pathlib import Path

from boas.registry import Registry, read_registry
from boas.repository import CommitInfo, History
from boas.tree import File, Tree
from tests.shipped import ROOT

ORIGINALS = ("avc-ait-pmsi", "example-regle-relue", "zimm")
"""Algorithms that are copied: with evaluations, audits, reuses and notices among them."""
IDENTIFIER = re.compile(r"^(?:ror|siren|finess|siret): .*\n", re.MULTILINE)
"""Identifiers that name one organisation in the world: no copy may claim them."""
NOTICE = """schema_version: 1
kind: erratum
versions: "*"
text: {{fr: "Un code a changé.", en: "A code has changed."}}
date: 2026-06-01
decided_by: {{name: A. Martin}}
codes:
  - {{system: cim-10, code: "I{number}", change: removed}}
"""


def copy_shipped(n: int) -> dict[str, bytes]:
    """Files of `n` copies of the originals, each copy with every id of algorithms and organisations its own."""
    cards = ROOT / "model_cards"
    organisations = sorted(path.stem for path in (cards / "organisations").glob("*.yaml"))
    shared = [*(cards / "data_sources").glob("*.yaml")]
    files = {_name(path): path.read_bytes() for path in shared}
    settings = (cards / "registry.yaml").read_text().splitlines()
    files["model_cards/registry.yaml"] = "\n".join(x for x in settings if "frozen_from" not in x).encode()
    ids = re.compile("|".join(rf"(?<![\w-]){re.escape(one)}(?![\w-])" for one in (*ORIGINALS, *organisations)))
    for number in range(n):
        for path in (cards / "organisations").glob("*.yaml"):
            own = IDENTIFIER.sub("", path.read_text())
            files[_number(_name(path), ids, number)] = _number(own, ids, number).encode()
        for name in ORIGINALS:
            for path in (one for one in (cards / "algorithms" / name).rglob("*") if one.is_file()):
                content = path.read_bytes()
                is_text = path.suffix == ".yaml"
                files[_number(_name(path), ids, number)] = (
                    _number(content.decode(), ids, number).encode() if is_text else content
                )
        notice = f"model_cards/algorithms/zimm-{number}/notices/2026-06-01-code.yaml"
        files[notice] = NOTICE.format(number=100 + number).encode()
    return files


def _name(path: Path) -> str:
    """Path in the registry."""
    return path.relative_to(ROOT).as_posix()


def _number(text: str, ids: re.Pattern[str], number: int) -> str:
    """A text with the number of a copy behind each id."""
    return ids.sub(lambda found: f"{found[0]}-{number}", text)


def read_copies(n: int) -> Registry:
    """The snapshot of such a registry, of one commit that brought everything."""
    contents = copy_shipped(n)
    # Named by their content, as Git does: what the program keeps is kept by that name.
    named = {path: sha256(content).hexdigest()[:40] for path, content in sorted(contents.items())}
    files = {path: File(path, blob, "file", len(contents[path])) for path, blob in named.items()}
    change = CommitInfo("c" * 40, "Camille Martin", "2026-11-22T09:00:00+00:00")
    past = History(
        last_changed=dict.fromkeys(files, change),
        first_seen=dict.fromkeys(files, change),
        shallow=False,
        main_line=(),
        touches={},
    )
    held = {file.blob: contents[path] for path, file in files.items()}
    return read_registry(Tree(files, lambda file: held[file.blob]), past)
