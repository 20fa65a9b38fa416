"""Compiles the catalogues of translations whenever a package of boas is built, for an editable installation too."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface[Any]):
    """Asks the file of boas that compiles catalogues to do so; the package itself is not installed yet."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 -- hatchling's signature
        """Compile, and name the compiled files, which Git ignores, for the package."""
        room = Path(self.root) / "boas" / "translation"
        spec = spec_from_file_location("compiling", room / "_compiling.py")
        if spec is None or spec.loader is None:
            raise FileNotFoundError(room)
        compiling = module_from_spec(spec)
        spec.loader.exec_module(compiling)
        build_data["artifacts"] += [
            f"/{path.relative_to(self.root).as_posix()}" for path in compiling.compile_catalogues(room / "catalogues")
        ]
