#!/usr/bin/env bash
# A laboratory value loses the digits that say how precisely it was measured.
#
# Guessed and seen (2026-11-28, fhir.resources 8.3.0, fhir-core 1.1.12): FHIR says that 1.50 is not the same as 1.5, for the digits of a decimal
# tell its precision and must be kept. The model reads 1.50 from JSON and writes 1.5; a limit of 0.010 becomes 0.01.
# For a card: a threshold or unit copied through it may have lost a digit; take thresholds from the source text.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check 'fhir.resources==8.3.0' 'fhir-core==1.1.12'
"$folder/env/bin/python" - <<'PYTHON'
import json
from importlib.metadata import version

from fhir.resources.quantity import Quantity

written = {text: Quantity.model_validate_json('{"value": %s, "unit": "mg/L"}' % text).model_dump_json() for text in ("1.50", "0.010")}
print("fhir.resources", version("fhir.resources"), "|", written)
assert json.loads(written["1.50"], parse_float=str)["value"] == "1.5", "1.50 is written in another way now"
assert json.loads(written["0.010"], parse_float=str)["value"] == "0.01", "0.010 is written in another way now"
PYTHON
