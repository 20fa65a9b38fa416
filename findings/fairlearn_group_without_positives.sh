#!/usr/bin/env bash
# A group in which nobody has the condition is given a sensitivity of 0, and the whole gap.
#
# Guessed: the sensitivity of a group without positives is not a number, and the difference leaves it out or is not one either.
# Seen (2026-11-28, fairlearn 0.13.0): true_positive_rate gives 0.0 for it, without a warning, so that
# equal_opportunity_difference between a group where all are found and one where there is nobody to find is 1.0, the largest there is.
# For a card: a gap computed so may speak of a group without data. Give the positives of each group beside its sensitivity.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check 'fairlearn==0.13.0' 'scikit-learn==1.9.1' 'pandas==3.1.1' 'numpy==2.4.6'
"$folder/env/bin/python" - <<'PYTHON'
import warnings
from importlib.metadata import version

from fairlearn.metrics import MetricFrame, equal_opportunity_difference, true_positive_rate

warnings.simplefilter("error")
truth = [0, 0, 1, 1]
found = [0, 0, 1, 1]
sex = ["f", "f", "m", "m"]
frame = MetricFrame(metrics=true_positive_rate, y_true=truth, y_pred=found, sensitive_features=sex)
gap = equal_opportunity_difference(truth, found, sensitive_features=sex)
print("fairlearn", version("fairlearn"), "| sensitivity by group:", {str(k): float(v) for k, v in frame.by_group.items()}, "| gap:", float(gap))
assert frame.by_group["f"] == 0.0, "the group without positives has another value now"
assert gap == 1.0, "the gap is another one now"
PYTHON
