#!/usr/bin/env bash
# A model and its recalibrated version, which rank patients alike, are told to differ with p = 0.
#
# Guessed: no difference and p = 1, or no p at all, since the variance of the difference is nil. Half wrong.
# Seen (2026-11-30, MLstatkit 0.1.91): Delong_test says z = 0 with p = 0.0 for two models of equal AUC whose scores rank everybody alike: a
# model beside itself, or beside a recalibration that keeps the order. It falls back to a bootstrap, which says `messages: []`.
# For a card: a new version that only recalibrates may be printed as "significantly different AUC (p < 0.001)"; ask for both AUC and the
# interval of their difference, which is [0; 0] here.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check 'MLstatkit==0.1.91' 'numpy==2.4.6' 'scipy==1.17.1' 'scikit-learn==1.9.1'
"$folder/env/bin/python" - <<'PYTHON'
from importlib.metadata import version

import numpy as np
from MLstatkit import Delong_test

truth = np.array([0, 1, 0, 1, 1, 0, 0, 1] * 5)
score = np.linspace(0.02, 0.98, truth.size)
for name, other in {"itself": score, "recalibrated": score**2}.items():
    z, p, _, _, auc, auc_other, told = Delong_test(truth, score, other)
    print("MLstatkit", version("MLstatkit"), f"| {name}: AUC {auc:.4f} and {auc_other:.4f}, z {z:.2f}, p {p}, by {told['method']}, {told['messages']}")
    assert auc == auc_other and z == 0
    assert p == 0.0, "equal models are told alike now"
PYTHON
