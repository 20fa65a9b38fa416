#!/usr/bin/env bash
# A code list described in Croissant and read by its own library: no code equals the text it was written as.
#
# Guessed: a column of type sc:Text gives Python text, with its leading zero kept.
# Seen (2026-11-29, mlcroissant 1.1.1, pandas 3.1.1): the zero is kept, but every code is bytes: b"0592" is not "0592", a lookup in a
# set of codes finds nothing, and nothing says so. Numbers are numbers.
# For who reads our lists by a Croissant file: decode before comparing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check 'mlcroissant==1.1.1' 'pandas==3.1.1'
cd "$folder"
env/bin/python -W ignore - <<'PYTHON'
import hashlib
import json
import sys
from importlib.metadata import version
from pathlib import Path

import mlcroissant

table = b"code,share\n0592,0.1\nE10,0.2\n"
Path("codes.csv").write_bytes(table)
columns = {"code": "sc:Text", "share": "sc:Float"}
fields = [
    {
        "@type": "cr:Field",
        "@id": f"codes/{name}",
        "dataType": kind,
        "source": {"fileObject": {"@id": "codes.csv"}, "extract": {"column": name}},
    }
    for name, kind in columns.items()
]
document = {
    "@context": {
        "@language": "en",
        "@vocab": "https://schema.org/",
        "sc": "https://schema.org/",
        "cr": "http://mlcommons.org/croissant/",
        "dct": "http://purl.org/dc/terms/",
        "conformsTo": "dct:conformsTo",
        "column": "cr:column",
        "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
        "extract": "cr:extract",
        "field": "cr:field",
        "fileObject": "cr:fileObject",
        "recordSet": "cr:recordSet",
        "source": "cr:source",
    },
    "@type": "sc:Dataset",
    "name": "codes",
    "conformsTo": "http://mlcommons.org/croissant/1.0",
    "distribution": [
        {
            "@type": "cr:FileObject",
            "@id": "codes.csv",
            "name": "codes.csv",
            "contentUrl": "codes.csv",
            "encodingFormat": "text/csv",
            "sha256": hashlib.sha256(table).hexdigest(),
        }
    ],
    "recordSet": [{"@type": "cr:RecordSet", "@id": "codes", "name": "codes", "field": fields}],
}
Path("croissant.json").write_text(json.dumps(document), encoding="utf-8")
codes = [record["codes/code"] for record in mlcroissant.Dataset("croissant.json").records("codes")]
print("mlcroissant", version("mlcroissant"), "| codes:", codes, "| 0592 found:", "0592" in codes, flush=True)
assert codes == [b"0592", b"E10"], "codes are text now"
PYTHON
