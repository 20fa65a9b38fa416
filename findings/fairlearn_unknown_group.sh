#!/usr/bin/env bash
# People whose group is not known leave the groups without a word when groups are numbers; with words the call fails.
#
# Guessed: a missing group is dropped from by_group whatever its type. Wrong for text: there a TypeError is raised.
# Seen (2026-11-28, fairlearn 0.13.0, pandas 3.1.1): with codes 1, 2 and missing as floats (as SNDS extracts read them), by_group counts
# 4 people of 6 and overall counts 6, without a warning; with "f", "m" and missing, a TypeError about comparing types.
# For a card: write "unknown" as a group of its own before computing, or the groups no longer add up to the whole.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check 'fairlearn==0.13.0' 'scikit-learn==1.9.1' 'pandas==3.1.1' 'numpy==2.4.6'
"$folder/env/bin/python" - <<'PYTHON'
import math
import warnings
from importlib.metadata import version

import pandas as pd
from fairlearn.metrics import MetricFrame, count

warnings.simplefilter("error")
truth = [1, 0, 1, 0, 1, 0]
found = [1, 0, 1, 1, 0, 0]
coded = pd.Series([1.0, 1.0, 2.0, 2.0, math.nan, math.nan], name="sex")
frame = MetricFrame(metrics=count, y_true=truth, y_pred=found, sensitive_features=coded)
print("fairlearn", version("fairlearn"), "| overall:", int(frame.overall), "| in groups:", int(frame.by_group.sum()))
assert (frame.overall, frame.by_group.sum()) == (6, 4), "missing codes are counted in another way now"
try:
    MetricFrame(metrics=count, y_true=truth, y_pred=found, sensitive_features=pd.Series(["f", "f", "m", "m", None, None]))
except TypeError as error:
    print("with text:", type(error).__name__, error)
else:
    raise AssertionError("a missing text is accepted now")
PYTHON
