"""A registry in real Git whose rule has a copy that was measured on the same people: both may be compared."""

import shutil
from pathlib import Path

from tests.git_registry import GitRegistry
from tests.site.versioned_registry import RULE, grown

COPY = "exemple-copie"


def compared(path: Path) -> GitRegistry:
    """The registry with its history."""
    registry = grown(path)
    shutil.copytree(path / RULE / "versions/2.0.0", path / RULE / "versions/3.0.0")
    registry.edit(f"{RULE}/versions/3.0.0/card.yaml", "version: 2.0.0", "version: 3.0.0")
    with (path / RULE / "versions/3.0.0/card.yaml").open("a") as card:
        card.write("\nconditions:\n  - system: CIM-10\n    code: I61\n")
    for file in (path / RULE / "evaluations").rglob("evaluation.yaml"):
        text = file.read_text().replace("version: 1.0.0", "version: 3.0.0")
        file.write_text("\n".join(line for line in text.splitlines() if "digest:" not in line) + "\n")
    target = (path / RULE).with_name(COPY)
    old = shutil.ignore_patterns("notices", "1.*", "2.*", "audits", "observations")
    shutil.copytree(path / RULE, target, ignore=old)
    for file in target.rglob("*.yaml"):
        file.write_text(file.read_text().replace("exemple-regle", COPY))
    registry.commit("Copy the rule")
    return registry
