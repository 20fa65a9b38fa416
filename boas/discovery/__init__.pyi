from ._dependency import Dependency, FileProblem, PackageName
from ._file_formats import FileContent, find_reader, read_project_file
from ._package_map import PackageMap, build_package_map
from ._package_names import build_web_address, make_package_name, normalise_repository
from ._project import PublicProject, UnreadProject, read_project

__all__ = [
    "Dependency",
    "FileContent",
    "FileProblem",
    "PackageMap",
    "PackageName",
    "PublicProject",
    "UnreadProject",
    "build_package_map",
    "build_web_address",
    "find_reader",
    "make_package_name",
    "normalise_repository",
    "read_project",
    "read_project_file",
]
