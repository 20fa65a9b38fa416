from ._preview import PreviewBuild, build_preview, read_work_tree
from ._preview_export import PreviewCopy, export_preview
from ._preview_server import PreviewServer
from ._progress import SILENT, ProgressListener, SilentProgress
from ._site_build import PreparedSite, build_site, prepare_site, read_commit

__all__ = [
    "SILENT",
    "PreparedSite",
    "PreviewBuild",
    "PreviewCopy",
    "PreviewServer",
    "ProgressListener",
    "SilentProgress",
    "build_preview",
    "build_site",
    "export_preview",
    "prepare_site",
    "read_commit",
    "read_work_tree",
]
