"""A registry one of whose lists holds two thousand codes."""

import shutil
from pathlib import Path

from tests.git_registry import GitRegistry
from tests.site.versioned_registry import RULE, grown


def registry_with_many(path: Path) -> GitRegistry:
    """The registry with versions, whose rule gets a newest version with a list of two thousand codes."""
    registry = grown(path)
    folder = registry.path / RULE / "versions"
    shutil.copytree(folder / "2.0.0", folder / "3.0.0")
    card = (folder / "3.0.0/card.yaml").read_text()
    codes = "".join(f"{letter}{number:03d},x\n" for letter in "JK" for number in range(1000))
    (folder / "3.0.0/codelists/beaucoup.csv").write_text(f"code,label\n{codes}I6,x\n")
    used = "    - path: codelists/beaucoup.csv\n      system: CIM-10\n      role: include\n      match: prefix\n"
    card = card.replace("version: 2.0.0", "version: 3.0.0").replace("  codelists:\n", f"  codelists:\n{used}")
    (folder / "3.0.0/card.yaml").write_text(card)
    registry.commit("Many codes")
    return registry
