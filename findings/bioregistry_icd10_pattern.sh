#!/usr/bin/env bash
# Is this an identifier of ICD-10? The register of identifiers says no to codes that exist, and yes to codes that cannot.
#
# Guessed: the pattern is too wide (I9999 passes), and whatever the classification itself prints passes.
# Seen (2026-11-29, bioregistry 0.15.6): the first half was right; the second was wrong: F32.00 of the French ICD-10 and
# S82.10 (WHO's fifth character: a closed fracture) are refused, and so is M80.-; F3200 without its dot passes, and I210 gets an address
# of WHO's browser, which prints that code as I21.0.
# For a registry: whether a code exists is asked of a release of its code system, never of such a pattern, and a refusal is no proof.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check 'bioregistry==0.15.6'
"$folder/env/bin/python" - <<'PYTHON'
from importlib.metadata import version

import bioregistry

codes = ("I21.0", "I210", "F32.00", "F3200", "S82.10", "M80.-", "I9999")
valid = {code: bioregistry.is_valid_identifier("icd10", code) for code in codes}
print("bioregistry", version("bioregistry"), "|", valid, "|", bioregistry.get_iri("icd10", "I210"))
refused = {code for code, said in valid.items() if not said}
assert refused == {"F32.00", "S82.10", "M80.-"}, "other codes are refused now"
assert bioregistry.get_iri("icd10", "I210").endswith("/I210"), "a code without its dot gets another address now"
PYTHON
