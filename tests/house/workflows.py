"""Templates of forges as data, and their steps run as a runner would start them."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from tests.cli.running import ENVIRONMENT, PROGRAM
from tests.git_registry import GitRegistry

ROOT = Path(__file__).parents[2]
FORGE = ROOT / "ci/forge"
HERE = 'exec "{python}" -c "{program}" {command} "$@"\n'


def read(name: str) -> dict[str, Any]:
    """A template with every scalar as text, so that the key `on` stays a word."""
    content: dict[str, Any] = yaml.load((FORGE / name).read_bytes(), Loader=yaml.BaseLoader)  # noqa: S506 -- texts only
    return content


def plain(name: str) -> dict[str, Any]:
    """A template as YAML 1.2 reads it."""
    content = yaml.safe_load((FORGE / name).read_bytes())
    return {("on" if key is True else key): value for key, value in content.items()}


def steps(name: str) -> list[dict[str, Any]]:
    (job,) = read(name)["jobs"].values()
    found: list[dict[str, Any]] = job["steps"]
    return found


def write_scripts(registry: GitRegistry) -> None:
    """Give a registry the scripts a forge calls, run by the interpreter of the tests."""
    for command in ("build", "check", "review"):
        script = HERE.format(python=sys.executable, program=PROGRAM, command=command)
        registry.write(f"ci/{command}", f"#!/usr/bin/env bash\n{script}").chmod(0o755)


def run_step(script: str, at: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """One step as the runner of GitHub starts it."""
    return subprocess.run(
        ["bash", "-e", "-c", script], cwd=at, env=ENVIRONMENT | variables, capture_output=True, text=True, check=False
    )
