from ._new_card import check_unused_id, describe_next_steps, make_judge, write_draft
from ._new_registry import RegistryOptions, build_registry_files, refuse_errors, write_registry
from ._reference_catalogue import ReferenceCatalogue, make_bad_id_error, read_catalogue

__all__ = [
    "ReferenceCatalogue",
    "RegistryOptions",
    "build_registry_files",
    "check_unused_id",
    "describe_next_steps",
    "make_bad_id_error",
    "make_judge",
    "read_catalogue",
    "refuse_errors",
    "write_draft",
    "write_registry",
]
