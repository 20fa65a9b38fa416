#!/usr/bin/env bash
# Six readings of one range of versions: pre-releases are in, out, or in only when asked for, and `<2.0.0-0` may even hold 2.0.0.
#
# Guessed: libraries that name semver.org agree on `<1.1.0`. Wrong: two of the six readings hold 1.1.0-rc.1, four do not.
# Not guessed: to `packaging`, 2.0.0-0 is a post-release (PEP 440), so `<2.0.0-0` holds 2.0.0-rc.1 and 2.0.0 itself; and it lets
# pre-releases into `>=1.1.0` when it is asked for one version, not when it picks from a list.
# Seen (2026-11-29): node-semver 7.8.6, python-semver 3.1.1, packaging 26.3, semantic-version 2.10.0; all of it stands in
# schemas/version_ranges.yaml, which the site shows.
# For a notice: a release candidate of a harmful version is harmful, so a range here holds what semver 2.0.0 orders between its
# ends; write `<2.0.0-0` to leave the pre-releases of 2.0.0 out, and never hand a range to another library without this table.
set -euo pipefail
data=$(cd "$(dirname "$0")/.." && pwd)/schemas/version_ranges.yaml
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check 'semver==3.1.1' 'packaging==26.3' 'semantic-version==2.10.0' 'PyYAML==6.0.3'
(cd "$folder" && npm init --yes >/dev/null && npm install --silent --ignore-scripts --no-audit --no-fund semver@7.8.6)
cat >"$folder/read.js" <<'JAVASCRIPT'
const semver = require("semver");
const { ranges, versions } = JSON.parse(require("fs").readFileSync(0, "utf-8"));
const read = (options) => Object.fromEntries(ranges.map((range) => {
  const own = range.replaceAll(",", " ").replaceAll("==", "=");
  return [range, semver.validRange(own) === null ? null : versions.filter((one) => semver.satisfies(one, own, options))];
}));
console.log(JSON.stringify([read({}), read({ includePrerelease: true })]));
JAVASCRIPT
cd "$folder"
"$folder/env/bin/python" - "$data" <<'PYTHON'
import json
import subprocess
import sys
from importlib.metadata import version

import semantic_version
import semver
import yaml
from packaging.specifiers import SpecifierSet

with open(sys.argv[1], encoding="utf-8") as file:
    told = yaml.safe_load(file)
ranges, versions = told["ranges"], told["versions"]
asked = json.dumps({"ranges": ranges, "versions": versions})
plain, including = json.loads(subprocess.run(["node", "read.js"], input=asked, capture_output=True, text=True, check=True).stdout)
seen = {
    ("node-semver", "satisfies"): plain,
    ("node-semver", "satisfies, includePrerelease"): including,
    ("python-semver", "Version.match"): {
        one: [v for v in versions if all(semver.Version.parse(v).match(part) for part in one.split(","))] for one in ranges
    },
    ("packaging", "SpecifierSet.contains"): {one: [v for v in versions if v in SpecifierSet(one)] for one in ranges},
    ("packaging", "SpecifierSet.filter"): {one: list(SpecifierSet(one).filter(versions)) for one in ranges},
    ("semantic-version", "SimpleSpec.match"): {
        one: [v for v in versions if semantic_version.SimpleSpec(one).match(semantic_version.Version(v))] for one in ranges
    },
}
installed = {"python-semver": version("semver"), "packaging": version("packaging"), "semantic-version": version("semantic-version")}
with open("node_modules/semver/package.json", encoding="utf-8") as file:
    installed["node-semver"] = json.load(file)["version"]
for (library, call), held in seen.items():
    print(f"{library} {installed[library]} ({call})")
    for one, found in held.items():
        print(f"  {one:24} {'is no range' if found is None else ' '.join(found)}")
known = {(one["library"], one["call"]): one for one in told["readings"]}
assert known.keys() == seen.keys(), "other readings than those in the data"
for key, one in known.items():
    assert one["version"] == installed[key[0]], f"{key} was looked at in another version"
    assert one["holds"] == seen[key], f"{key} reads a range in another way now"
PYTHON
