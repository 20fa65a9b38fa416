#!/usr/bin/env bash
# A bill of materials of a model loses its model card when CycloneDX's own Python library reads and writes it.
#
# Guessed and seen (2026-11-28, cyclonedx-python-lib 11.12.0, CycloneDX 1.6): the component modelCard (task, performance metrics with
# their intervals) is part of the standard since 1.5; Bom.from_json reads the file without an error or a warning, and what it writes has
# name, type and reference only.
# For a registry: what goes through this library must not be the only place of a model's evidence; write the JSON oneself.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check 'cyclonedx-python-lib==11.12.0'
"$folder/env/bin/python" - <<'PYTHON'
import json
import warnings
from importlib.metadata import version

from cyclonedx.model.bom import Bom
from cyclonedx.output.json import JsonV1Dot6

warnings.simplefilter("error")
card = {
    "modelParameters": {"task": "classification"},
    "quantitativeAnalysis": {
        "performanceMetrics": [
            {"type": "AUC", "value": "0.90", "confidenceInterval": {"lowerBound": "0.85", "upperBound": "0.95"}}
        ]
    },
}
component = {"type": "machine-learning-model", "name": "example", "bom-ref": "example", "modelCard": card}
bom = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": [component]}
written = json.loads(JsonV1Dot6(Bom.from_json(bom)).output_as_string())["components"][0]
print("cyclonedx-python-lib", version("cyclonedx-python-lib"), "| kept:", sorted(written))
assert "modelCard" not in written, "the model card is kept now"
PYTHON
