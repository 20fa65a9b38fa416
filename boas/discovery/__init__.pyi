from ._dependency import Dependency, FileProblem, PackageName
from ._discovery import Discovery, discover_reuses, write_reuses
from ._discovery_report import render_discovery_json, render_discovery_text
from ._file_formats import FileContent, find_reader, read_project_file
from ._package_map import PackageMap, build_package_map
from ._package_names import build_web_address, make_package_name, normalise_repository
from ._project import PublicProject, UnreadProject, read_project
from ._proposal import ProjectReuses, ReuseProposal, propose_reuses
from ._registry_facts import RegistryFacts, read_registry_facts
from ._used_version import UsedVersion, merge_versions

__all__ = [
    "Dependency",
    "Discovery",
    "FileContent",
    "FileProblem",
    "PackageMap",
    "PackageName",
    "ProjectReuses",
    "PublicProject",
    "RegistryFacts",
    "ReuseProposal",
    "UnreadProject",
    "UsedVersion",
    "build_package_map",
    "build_web_address",
    "discover_reuses",
    "find_reader",
    "make_package_name",
    "merge_versions",
    "normalise_repository",
    "propose_reuses",
    "read_project",
    "read_project_file",
    "read_registry_facts",
    "render_discovery_json",
    "render_discovery_text",
    "write_reuses",
]
