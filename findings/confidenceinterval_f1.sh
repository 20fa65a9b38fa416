#!/usr/bin/env bash
# The F1 score of an algorithm that finds nobody is printed as 0.5, with an interval.
#
# Guessed: 0, as scikit-learn's f1_score says of two classes. Wrong.
# Seen (2026-11-28, confidenceinterval 1.0.5): without average=…, f1_score averages over both classes (micro), which of two classes is the
# accuracy: an algorithm that flags none of 10 cases among 20 people has an F1 of 0.5 [0.28; 0.72].
# For a card: an F1 with an interval made so may be an accuracy; ask for counts, which tell.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check 'confidenceinterval==1.0.5' 'scikit-learn==1.9.1' 'statsmodels==0.15.0' 'numpy==2.4.6'
"$folder/env/bin/python" - <<'PYTHON'
from importlib.metadata import version

import confidenceinterval
from sklearn.metrics import f1_score

truth, found = [0] * 10 + [1] * 10, [0] * 20
value, (lower, upper) = confidenceinterval.f1_score(truth, found)
plain = f1_score(truth, found)
print("confidenceinterval", version("confidenceinterval"), f"| F1 {value:.2f} [{lower:.2f}; {upper:.2f}] | scikit-learn {plain:.2f}")
assert abs(value - 0.5) < 1e-6, "the default is another one now"
assert plain == 0.0
PYTHON
