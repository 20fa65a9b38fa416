"""What people are grouped by and groups are compared on: dimensions a reader will look for, and metrics."""

EXPECTED_ANYWHERE = ("sex", "age_band")
"""Terms of the vocabulary `subgroup_dimensions`; a finding reports each that an evaluation leaves out."""

EXPECTED_IN_FRANCE = ("deprivation_quintile", "region")
"""Asked as well of what is meant for France, where every place of residence gives them."""

EXPECTED_DIMENSIONS = (*EXPECTED_ANYWHERE, *EXPECTED_IN_FRANCE)
"""All of them, in the order they are shown."""

UNKNOWN = "unknown"
"""Name of the group of those whose group is not known."""

COMPARED = ("sensitivity", "specificity", "ppv", "npv", "flag-rate", "accuracy")
"""Metrics that groups are compared on, all proportions, in the order a reader needs them."""


def is_unknown(group: str) -> bool:
    """Whether a group holds those of whom the dimension is not known."""
    return group.casefold() == UNKNOWN
