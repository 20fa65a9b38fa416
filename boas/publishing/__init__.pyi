from ._delivery import KEPT_DAYS, Delivery, refuse_older, send_site
from ._gzip import GZIP_WAYS, GzipWay
from ._preview import PreviewBuild, build_preview, read_work_tree
from ._preview_export import PreviewCopy, export_preview
from ._preview_server import PreviewServer
from ._progress import SILENT, ProgressListener, SilentProgress
from ._rclone import RemotePlace
from ._site_build import PreparedSite, build_site, prepare_site, read_commit

__all__ = [
    "GZIP_WAYS",
    "KEPT_DAYS",
    "SILENT",
    "Delivery",
    "GzipWay",
    "PreparedSite",
    "PreviewBuild",
    "PreviewCopy",
    "PreviewServer",
    "ProgressListener",
    "RemotePlace",
    "SilentProgress",
    "build_preview",
    "build_site",
    "export_preview",
    "prepare_site",
    "read_commit",
    "read_work_tree",
    "refuse_older",
    "send_site",
]
