#!/usr/bin/env bash
# The calibration of a score is called perfect or refuted by the order of the rows in the file.
#
# Guessed: patients with the same score stay in one group, so that a score of four values is tested in four groups, in any order. Wrong.
# Seen (2026-11-30, pycaleva 0.8.2): the Hosmer-Lemeshow test cuts the sorted patients into ten groups of equal size, through ties, where the
# order of rows decides who goes where. The same 500 patients with the same outcomes give p = 0.999 in one order and p < 0.001 when the
# file lists events before the others.
# For a card: the p-value of such a test says nothing for a score of few points; ask for observed and expected events per value.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check 'pycaleva==0.8.2' 'numpy==2.4.6'
"$folder/env/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import numpy as np
from pycaleva import CalibrationEvaluator

risk = np.repeat([0.05, 0.1, 0.2, 0.4], 125)
event = np.concatenate([[1] * n + [0] * (125 - n) for n in (6, 12, 25, 50)])
orders = {"mixed": np.random.default_rng(1).permutation(500), "events first": np.lexsort((-event, risk))}
found = {}
for name, order in orders.items():
    test = CalibrationEvaluator(event[order], risk[order], outsample=True, n_groups=10).hosmerlemeshow(verbose=False)
    found[name] = float(test.pvalue)
    print("pycaleva", version("pycaleva"), f"| rows {name}: statistic {test.statistic:.2f}, {test.dof} degrees of freedom, p {test.pvalue:.4f}")
assert found["mixed"] > 0.7 and found["events first"] < 0.001, "the order of rows decides no more"
PYTHON
