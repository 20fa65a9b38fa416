"""What other libraries make of a range of versions, read from `schemas/version_ranges.yaml`."""

from functools import cache
from typing import Any

import yaml

from boas.documents._vocabularies import find_package_folder


@cache
def load_range_readings() -> Any:  # noqa: ANN401 -- our own file, whose shape a test holds
    """The ranges, the versions they were asked about, and what each call of each library said on which day."""
    path = find_package_folder("schemas") / "version_ranges.yaml"
    return yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
