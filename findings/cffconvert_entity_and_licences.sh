#!/usr/bin/env bash
# A citation file becomes CodeMeta: the hospital among the authors becomes a person, two licences become one address that leads nowhere.
#
# Guessed: an entity becomes an Organization, and of two licences (CFF 1.2.0: any of them) each gets its address.
# Seen (2026-11-29, cffconvert 2.0.0): the file is valid by cffconvert's own check; the entity is "@type": "Person" in CodeMeta and in
# schema.org; the licence is the printed Python list behind the address of SPDX.
# For a registry: read CITATION.cff itself rather than what was converted from it, and take no person from such a codemeta.json.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check 'cffconvert==2.0.0' 'setuptools==79.0.1'
cat >"$folder/CITATION.cff" <<'CFF'
cff-version: 1.2.0
message: Please cite this score.
title: Example score
version: 1.0.0
authors:
  - name: Example Hospital
    website: https://example.org
license: [MIT, Apache-2.0]
CFF
"$folder/env/bin/cffconvert" --validate --infile "$folder/CITATION.cff"
"$folder/env/bin/cffconvert" --format codemeta --infile "$folder/CITATION.cff" >"$folder/codemeta.json"
"$folder/env/bin/python" - "$folder/codemeta.json" <<'PYTHON'
import json
import sys
from importlib.metadata import version

codemeta = json.load(open(sys.argv[1], encoding="utf-8"))
print("cffconvert", version("cffconvert"), "| author:", codemeta["author"], "| licence:", codemeta["license"])
assert codemeta["author"][0]["@type"] == "Person", "the entity is no person now"
assert codemeta["license"] == "https://spdx.org/licenses/['MIT', 'Apache-2.0']", "the licences are written otherwise now"
PYTHON
