from ._advisory import Advisory, AdvisoryView, export_advisory
from ._advisory_archive import combine_advisories
from ._version_events import VersionSpan, list_spans

__all__ = ["Advisory", "AdvisoryView", "VersionSpan", "combine_advisories", "export_advisory", "list_spans"]
