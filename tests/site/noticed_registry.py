"""A small registry in real Git whose notices name codes, take one another back, and reach reuses by organisations."""

from pathlib import Path

from tests.git_registry import GitRegistry
from tests.site.versioned_registry import RULE, SCORE, grown, notice

CODES = """codes:
  - system: CIM-10
    code: I61
    change: meaning-changed
    from_release: CIM-10 FR 2019
    to_release: CIM-10 FR 2025
  - system: CIM-10
    code: Z99
    change: retired
    to_release: CIM-10 FR 2025
"""
REUSE = """schema_version: 1
id: pilote
kind: integrates
origin: declared
organisation: exemple-chu
version: 2.0.0
declared_by:
  name: Dominique Exemple
  organisation: exemple-chu
date: 2025-12-01
status: routine
purpose:
  fr: Repérage, pour les essais.
"""
ORCID = "organisation: exemple-chu", "orcid: 0000-0002-1825-0097\n  organisation: exemple-chu"


def noticed(path: Path) -> GitRegistry:
    """The versioned registry with more notices and one more reuse."""
    registry = grown(path)
    registry.write(
        f"{SCORE}/notices/codes.yaml",
        notice("codes", "erratum", ">=1.0.0", "2026-02-05").replace("date:", f"{CODES}date:"),
    )
    alarm = notice("fausse-alerte", "safety", ">=1.0.0", "2026-02-06").replace(*ORCID)
    registry.write(f"{RULE}/notices/fausse-alerte.yaml", alarm)
    back = notice("annulation", "erratum", ">=1.0.0", "2026-02-07").replace(*ORCID)
    registry.write(f"{RULE}/notices/annulation.yaml", back.replace("date:", "retracts: fausse-alerte\ndate:"))
    registry.write(f"{RULE}/reuses/pilote.yaml", REUSE)
    registry.commit("Tell more")
    return registry
