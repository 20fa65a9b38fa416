"""Groups a reader will look for, whatever the algorithm, and those that French data can tell apart."""

EXPECTED_ANYWHERE = ("sex", "age_band")
"""Terms of the vocabulary `subgroup_dimensions`; saying nothing of one of them is told."""

EXPECTED_IN_FRANCE = ("deprivation_quintile", "region")
"""Asked as well of what is meant for France, where every place of residence gives them."""

EXPECTED_DIMENSIONS = (*EXPECTED_ANYWHERE, *EXPECTED_IN_FRANCE)
"""All of them, in the order they are shown."""

UNKNOWN = "unknown"
"""Name of the group of those whose group is not known."""
