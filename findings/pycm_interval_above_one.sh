#!/usr/bin/env bash
# A sensitivity gets a confidence interval that ends above 1, and one of 100 % an interval without width.
#
# Guessed: Wilson or exact limits, within 0 and 1. Wrong.
# Seen (2026-11-30, pycm 4.6): the interval of a metric of one class is the normal approximation, not cut: 9 of 10 gives [0.714; 1.086], and
# 10 of 10 gives [1; 1], as if nothing could be known better than from ten patients.
# For a card: limits above 1, or equal to the value, come from such a formula; with the counts, a Wilson interval can be computed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check 'pycm==4.6' 'numpy==2.4.6'
"$folder/env/bin/python" - <<'PYTHON'
from importlib.metadata import version

from pycm import ConfusionMatrix

for found, limits in ((9, (0.714, 1.086)), (10, (1.0, 1.0))):
    matrix = {"case": {"case": found, "other": 10 - found}, "other": {"case": 2, "other": 988}}
    counted = ConfusionMatrix(matrix=matrix)
    _, (lower, upper) = counted.CI("TPR")["case"]
    print("pycm", version("pycm"), f"| sensitivity {counted.TPR['case']} of 10 cases, interval [{lower:.3f}; {upper:.3f}]")
    assert (round(lower, 3), round(upper, 3)) == limits, "the interval is another one now"
PYTHON
