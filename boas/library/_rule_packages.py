"""Packages whose rules apply, asked for only where a registry may list any."""

from pathlib import Path

from boas import proposals
from boas.documents import SETTINGS


def find_packages(root: Path, since: str | None = None) -> tuple[str, ...]:
    """Packages that the main line lists; without `since`, Git is opened only when the work tree lists some too."""
    here = root / SETTINGS
    if since is None and not (here.is_file() and b"rules:" in here.read_bytes()):
        return ()
    return proposals.find_rule_packages(root, since)
